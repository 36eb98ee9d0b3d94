"""What every test stands on: settings from the environment, made here before Django is set up."""

import os
import tempfile
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import django
import hypothesis
import pytest

from core import translations

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
translations.compile_changed(Path(__file__).resolve().parent.parent / "locale")
django.setup()

from django.conf import settings  # noqa: E402 -- needs the environment above
from django.core.cache import caches  # noqa: E402
from django.utils import timezone, translation  # noqa: E402

from config import addresses  # noqa: E402
from config.celery import app as celery_app  # noqa: E402
from core import enqueue, kept, masthead  # noqa: E402

# A busy machine makes an example, or its drawing, slow: that says nothing about the product.
# CI draws the same examples each time, so that it fails for a change and not by chance; everybody
# else draws new ones at each run, and what is found is mended then.
hypothesis.settings.register_profile(
    "untimed",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
    database=None if os.environ.get("CI") else hypothesis.settings.default.database,
)
hypothesis.settings.load_profile("untimed")
# Fast hashing, static files without collectstatic, tasks at once: set before anything reads them.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.STORAGES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# A literal count of queries holds on both databases: sessions come from the same kind of cache.
# Redis is tried by the tests of services and by those that run the whole site.
settings.CACHES = {"default": addresses.cache("database")}
# On SQLite the tests have a file of their own, like a site at work: a database in memory is one
# connection, which the threads of a live server would share with the test.
_database = settings.DATABASES["default"]
if _database["ENGINE"].endswith("sqlite"):
    _database["NAME"] = str(Path(_data.name) / "casebook.sqlite3")
    _database.setdefault("TEST", {})["NAME"] = str(Path(_data.name) / "test.sqlite3")
settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
celery_app.conf.task_always_eager = True
celery_app.conf.task_eager_propagates = True

pytest_plugins = [
    name
    for name in ("tests.groups", "tests.personas", "tests.core.triggers", "tests.pseudo_locale")
    if find_spec(name)
]


@pytest.fixture(autouse=True)
def _clean_slate() -> None:
    """No test sees another one's language, cache entries, or the pause after a broker was down.

    The cache gets a prefix of the test's own: a shared one may not be emptied.
    """
    translation.activate(settings.LANGUAGE_CODE)
    timezone.deactivate()
    prefix = uuid4().hex
    settings.CACHES["default"]["KEY_PREFIX"] = prefix
    for cache in caches.all(initialized_only=True):
        cache.key_prefix = prefix
    enqueue._paused_until = 0.0
    masthead.forget()
    kept.forget()
