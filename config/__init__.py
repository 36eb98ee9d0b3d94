"""Wiring: settings from the environment, URLs, the Celery app, WSGI. Imported by no app."""
