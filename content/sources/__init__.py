"""Published documents that facts cite."""
