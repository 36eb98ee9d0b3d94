"""Django's cache in the database, which says when it cannot be written.

Django's own takes a database that is locked or gone for a key that is taken: whoever counts tries
with `add` then tells people that they tried too often. Settings name `core.db.cache.DatabaseCache`.
"""

from typing import Any

from django.core.cache.backends import db
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.db.utils import OperationalError


class DatabaseCache(db.DatabaseCache):
    """As Django's, but an `add` that fails though the key is free raises OperationalError."""

    def add(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        # Twice, for the key may have been freed between the try and the look.
        for _try in range(2):
            if super().add(key, value, timeout=timeout, version=version):
                return True
            if self.has_key(key, version=version):
                return False
        raise OperationalError("the cache in the database cannot be written")
