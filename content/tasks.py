"""Every task of content, so that Celery finds them; each stands in its capability."""

from content.importing import tasks as importing

__all__ = ["importing"]
