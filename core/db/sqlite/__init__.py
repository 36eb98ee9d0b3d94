"""Django's SQLite backend with one write lock a process. ENGINE is `core.db.sqlite`."""
