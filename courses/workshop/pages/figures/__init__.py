"""What the figures of a quiz and of a question say, as plain values and in sentences."""
