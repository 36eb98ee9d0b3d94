"""What is taught and learned: one Django app whose capabilities are sub-packages."""
