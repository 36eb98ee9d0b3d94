"""The services of a site at work, where this run has them: Redis, PostgreSQL, RabbitMQ, S3.

DATABASE_URL, CACHE_URL, TEST_AMQP_URL and TEST_S3_URL name them.
"""

import os
import shutil
import subprocess
import uuid
from pathlib import Path

import pytest
from celery import Celery
from django.core.files.base import ContentFile
from django.db import connection
from django.utils.module_loading import import_string

from config import addresses
from config.celery_settings import broker_options
from tests.real_site import RealSite

pytestmark = pytest.mark.services


def needs(name: str, start: str) -> str:
    """The address of a service, or a skip that says what to set."""
    url = os.environ.get(name, "")
    if not url.startswith(start):
        pytest.skip(f"{name} names no {start} service")
    return url


def test_redis_keeps_what_all_processes_share() -> None:
    made = addresses.cache(needs("CACHE_URL", "redis"))
    backend = import_string(made.pop("BACKEND"))
    cache = backend(made.pop("LOCATION"), {**made, "KEY_PREFIX": uuid.uuid4().hex})
    cache.set("attempts", [1, 2], timeout=30)
    assert cache.get("attempts") == [1, 2]
    assert cache.add("attempts", 3) is False
    cache.set("count", 1)
    assert cache.incr("count") == 2
    cache.delete_many(["attempts", "count"])
    assert cache.get("attempts") is None


@pytest.mark.django_db
def test_postgres_commits_are_durable_and_nobody_waits_for_long() -> None:
    needs("DATABASE_URL", "postgres")
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("on",)
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("10s",)


@pytest.fixture
def on_postgres(tmp_path: Path) -> RealSite:
    """A site that is not running, on a PostgreSQL database of its own, with one word in it."""
    needs("DATABASE_URL", "postgres")
    if not shutil.which("pg_dump"):
        pytest.skip("pg_dump is not installed")
    site = RealSite(tmp_path / "data")
    site.folder.mkdir()
    (site.folder / "secret-key").write_text("a key, which is long enough to be one\n")
    return site


def test_a_backup_of_postgres_comes_back(on_postgres: RealSite, tmp_path: Path) -> None:
    def sql(statement: str) -> str:
        command = ["psql", "-qtA", on_postgres.environment["DATABASE_URL"], "-c", statement]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    archive = tmp_path / "backup.tar.gz"
    sql("CREATE TABLE kept (word text); INSERT INTO kept VALUES ('first')")
    written = on_postgres.manage("backup", str(archive))
    assert written.returncode == 0, written.stderr
    sql("UPDATE kept SET word = 'other'")
    restored = on_postgres.manage("restore", str(archive), "--yes")
    assert restored.returncode == 0, restored.stderr
    assert sql("SELECT word FROM kept") == "first"
    on_postgres.forget()


@pytest.mark.parametrize(
    ("name", "start"), [("CELERY_BROKER_URL", "redis"), ("TEST_AMQP_URL", "amqp")]
)
def test_a_message_reaches_the_other_end_of_a_broker(name: str, start: str) -> None:
    url = needs(name, start)
    app = Celery("smoke", broker=url, set_as_current=False)
    app.conf.broker_transport_options = broker_options(url)
    queue = f"casebook-smoke-{uuid.uuid4().hex}"
    with app.connection_for_write() as link:
        waiting = link.SimpleQueue(queue)
        waiting.put({"number": 7})
        message = waiting.get(timeout=5)
        message.ack()
        assert message.payload == {"number": 7}
        waiting.close()
        waiting.queue.delete()


def test_a_file_reaches_a_bucket_and_comes_back() -> None:
    made = addresses.files(needs("TEST_S3_URL", "s3"), folder=Path())
    store = import_string(made["BACKEND"])(**made["OPTIONS"])
    name = store.save(f"smoke-{uuid.uuid4().hex}.txt", ContentFile(b"words"))
    try:
        with store.open(name) as file:
            assert file.read() == b"words"
        assert store.url(name).startswith("http")
    finally:
        store.delete(name)
    assert not store.exists(name)
