"""What each page shows, as plain values: fully loaded before a template sees it."""
