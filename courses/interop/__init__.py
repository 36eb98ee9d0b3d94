"""Standards and API in and out."""
