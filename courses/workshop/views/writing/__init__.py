"""The views of writing and translating."""
