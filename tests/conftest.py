"""What every test stands on: settings from the environment, made here before Django is set up."""

import os
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec

import django
import pytest

_data = tempfile.TemporaryDirectory(prefix="casebook-tests-")
_environment = {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "CASEBOOK_DATA": _data.name,
    "CASEBOOK_SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
    "CASEBOOK_STRICT_FETCH": "1",
    "DATABASE_URL": "sqlite://:memory:",
}
for _name, _value in _environment.items():
    os.environ.setdefault(_name, _value)
django.setup()

from django.conf import settings  # noqa: E402 -- needs the environment above

from config.celery import app as celery_app  # noqa: E402
from core import translations  # noqa: E402

# Fast hashing, static files without collectstatic, tasks at once: set before anything reads them.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.STORAGES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
for _folder in settings.LOCALE_PATHS:
    translations.compile_changed(_folder)
celery_app.conf.task_always_eager = True
celery_app.conf.task_eager_propagates = True

pytest_plugins = [name for name in ("tests.personas", "tests.core.triggers") if find_spec(name)]


@pytest.fixture(autouse=True)
def _clean_slate() -> Iterator[None]:
    """No test sees another one's cache entries or pause of the broker."""
    from django.core.cache import caches

    import core.enqueue

    yield
    core.enqueue._paused_until = 0.0
    for cache in caches.all(initialized_only=True):
        if "db.DatabaseCache" not in settings.CACHES["default"]["BACKEND"]:
            cache.clear()
