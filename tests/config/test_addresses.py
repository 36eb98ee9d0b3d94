from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import mailers
from django.utils.module_loading import import_string
from pytest_django.fixtures import Settings

from config import addresses
from config.celery_settings import broker_options


def test_sqlite_is_durable_immediate_and_waits_for_its_turn() -> None:
    made = addresses.database("sqlite:///data/casebook%20one.sqlite3")
    assert made == {
        "ENGINE": "core.db.sqlite",
        "NAME": "/data/casebook one.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 10,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000"
            ),
        },
    }


def test_postgres_parts_are_unquoted_and_commits_are_durable() -> None:
    made = addresses.database("postgres://me:p%40ss@db.internal:5433/case?sslmode=require")
    assert (made["NAME"], made["USER"], made["PASSWORD"]) == ("case", "me", "p@ss")
    assert (made["HOST"], made["PORT"]) == ("db.internal", "5433")
    assert made["OPTIONS"] == {
        "connect_timeout": 5,
        "options": "-c synchronous_commit=on -c lock_timeout=10000",
        "sslmode": "require",
    }


def test_mail_by_url(settings: Settings) -> None:
    made = addresses.mailer("smtp+tls://me:p%40ss@mail.internal", folder=Path("/data"))
    settings.MAILERS = {"default": made}
    backend = mailers["default"]
    assert (backend.host, backend.port, backend.username) == ("mail.internal", 587, "me")
    assert (backend.password, backend.use_tls, backend.use_ssl) == ("p@ss", True, False)


def test_files_in_a_bucket() -> None:
    made = addresses.files(
        "s3://key:s%2Fcret@bucket?endpoint=http://127.0.0.1:9000&region=eu-1", folder=Path("/data")
    )
    store = import_string(made["BACKEND"])(**made["OPTIONS"])
    assert (store.bucket_name, store.access_key, store.secret_key) == ("bucket", "key", "s/cret")
    assert (store.endpoint_url, store.region_name) == ("http://127.0.0.1:9000", "eu-1")
    assert (store.querystring_auth, store.file_overwrite) == (True, False)


def test_caches() -> None:
    assert addresses.cache("database")["LOCATION"] == "core_cache"
    assert addresses.cache("redis://host:6379/1")["LOCATION"] == "redis://host:6379/1"


@pytest.mark.parametrize(
    ("read", "url", "name"),
    [
        (addresses.database, "mysql://host/name", "DATABASE_URL"),
        (addresses.database, "sqlite://relative.sqlite3", "DATABASE_URL"),
        (addresses.database, "postgres://me:secret@host:notaport/x", "DATABASE_URL"),
        (addresses.cache, "memcached://secret", "CACHE_URL"),
        (addresses.site, "casebook.example.org", "CASEBOOK_URL"),
        (addresses.site, "ftp://casebook.example.org", "CASEBOOK_URL"),
        (addresses.site, "https://casebook.example.org/secret", "CASEBOOK_URL"),
        (lambda url: addresses.mailer(url, folder=Path()), "pop://secret", "MAIL_URL"),
        (lambda url: addresses.files(url, folder=Path()), "ftp://secret", "FILES_URL"),
    ],
)
def test_what_is_not_known_is_refused_by_name_and_not_repeated(
    read: object, url: str, name: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=name) as refusal:
        read(url)
    assert "secret" not in str(refusal.value)


def test_brokers_are_a_folder_or_give_up_quickly() -> None:
    assert broker_options("casebook-files:///data/messages") == {"folder": "/data/messages"}
    assert broker_options("amqp://host") == {"max_retries": 0}
    assert broker_options("redis://host")["socket_connect_timeout"] == 1
