"""The cache in the database: a key that is taken is not a database that is not there."""

import pytest
from django.core.cache import cache
from django.core.cache.backends import db
from django.db.utils import DatabaseError, OperationalError

pytestmark = pytest.mark.django_db


def test_a_key_is_taken_once():
    assert cache.add("turn", 1) is True
    assert cache.add("turn", 2) is False
    assert cache.get("turn") == 1


def test_a_database_that_cannot_be_written_is_no_taken_key(monkeypatch: pytest.MonkeyPatch):
    def fails(*args: object, **kwargs: object) -> bool:
        try:
            raise DatabaseError("locked")
        except DatabaseError:
            return False

    monkeypatch.setattr(db.DatabaseCache, "_base_set", fails)

    with pytest.raises(OperationalError, match="cannot be written"):
        cache.add("turn", 1)


def test_a_key_that_is_freed_in_between_is_tried_again(monkeypatch: pytest.MonkeyPatch):
    answers = iter((False, True))
    monkeypatch.setattr(db.DatabaseCache, "_base_set", lambda *args, **kwargs: next(answers))

    assert cache.add("turn", 1) is True
