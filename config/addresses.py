"""Services by URL: the database, the cache, mail and files as Django's settings want them.

Pure functions from a URL to a piece of settings. A scheme that is not known raises
ImproperlyConfigured with the name of the variable; the URL itself may hold a password and is not
repeated.
"""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# Ten seconds is longer than any write of ours takes and shorter than a person waits.
LOCK_TIMEOUT = 10
SQLITE_SETUP = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000"


def database(url: str) -> dict[str, Any]:
    """DATABASES["default"]: sqlite:///absolute/path, sqlite://:memory: or postgres://…"""
    if url == "sqlite://:memory:":
        return _sqlite(":memory:")
    parts = _split("DATABASE_URL", url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:// or postgres://.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 5,
            # What a person was told is saved survives a crash, whatever the server's default is.
            "options": f"-c synchronous_commit=on -c lock_timeout={LOCK_TIMEOUT * 1000}",
            **dict(parse_qsl(parts.query)),
        },
    }


def _sqlite(name: str) -> dict[str, Any]:
    if name != ":memory:" and not Path(name).is_absolute():
        raise ImproperlyConfigured("DATABASE_URL needs an absolute path: sqlite:////data/file.")
    return {
        "ENGINE": "core.db.sqlite",
        "NAME": name,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": LOCK_TIMEOUT,
            "transaction_mode": "IMMEDIATE",
            "init_command": SQLITE_SETUP,
        },
    }


def cache(url: str) -> dict[str, Any]:
    """CACHES["default"]: `database`, or redis://host:port/number. Shared by all processes."""
    if url == "database":
        return {
            "BACKEND": "core.db.cache.DatabaseCache",
            "LOCATION": "core_cache",
            "OPTIONS": {"MAX_ENTRIES": 20_000},
        }
    if _split("CACHE_URL", url).scheme in {"redis", "rediss", "unix"}:
        return {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": url,
            "KEY_PREFIX": "casebook",
            "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
        }
    raise ImproperlyConfigured("CACHE_URL must be `database` or begin with redis:// or rediss://.")


def mailer(url: str, *, folder: Path) -> dict[str, Any]:
    """MAILERS["default"]: `kept` (printed and kept in the folder), or smtp:// or smtps://."""
    if url == "kept":
        return {"BACKEND": "core.mail.KeptMail", "OPTIONS": {"file_path": str(folder)}}
    parts = _split("MAIL_URL", url)
    if parts.scheme not in {"smtp", "smtp+tls", "smtps"}:
        raise ImproperlyConfigured(
            "MAIL_URL must be `kept` or begin with smtp://, smtp+tls:// or smtps://."
        )
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname or "localhost",
            "port": parts.port or {"smtp": 25, "smtp+tls": 587, "smtps": 465}[parts.scheme],
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_tls": parts.scheme == "smtp+tls",
            "use_ssl": parts.scheme == "smtps",
            "timeout": 10,
        },
    }


def files(url: str, *, folder: Path) -> dict[str, Any]:
    """STORAGES["default"]: `folder`, or s3://key:secret@bucket?endpoint=https://…&region=…"""
    if url == "folder":
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {
                "location": str(folder),
                "file_permissions_mode": 0o600,
                "directory_permissions_mode": 0o700,
            },
        }
    parts = _split("FILES_URL", url)
    if parts.scheme != "s3" or not parts.hostname:
        raise ImproperlyConfigured(
            "FILES_URL must be `folder` or begin with s3://, see .env.example."
        )
    query = dict(parse_qsl(parts.query))
    options = {
        "bucket_name": parts.hostname,
        "access_key": unquote(parts.username or "") or None,
        "secret_key": unquote(parts.password or "") or None,
        "endpoint_url": query.get("endpoint"),
        "region_name": query.get("region"),
        "default_acl": None,
        "querystring_auth": True,
        "file_overwrite": False,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def site(url: str) -> SplitResult:
    """The parts of CASEBOOK_URL: a scheme and a host, perhaps a port, and nothing after it."""
    parts = _split("CASEBOOK_URL", url.rstrip("/"))
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise ImproperlyConfigured("CASEBOOK_URL must look like https://casebook.example.org.")
    return parts


def _split(name: str, url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is not a valid URL.") from error
    return parts
