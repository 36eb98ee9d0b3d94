"""The pages of the people, by what one does there."""
