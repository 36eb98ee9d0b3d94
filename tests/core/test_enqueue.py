import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from celery import Celery
from django.db import transaction
from django.test import Client
from kombu import pools

from config.celery import app
from config.celery_settings import broker_options
from core.enqueue import PAUSE_SECONDS, broker_answers, enqueue
from core.tasks import task

seen: list[int] = []


@task(name="tests.core.note")
def note(*, number: int) -> None:
    seen.append(number)


@pytest.fixture(autouse=True)
def nothing_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    seen.clear()
    monkeypatch.delenv("CELERY_BROKER_URL", raising=False)  # Celery would believe it first


@contextmanager
def broker(url: str) -> Iterator[Celery]:
    """The application talks to this broker and sends for real."""
    names = ("broker_url", "broker_transport_options", "task_always_eager")
    before = {name: app.conf[name] for name in names}
    options = broker_options(url)
    shown = "casebook-files://localhost//" if "folder" in options else url
    app.conf.update(broker_url=shown, broker_transport_options=options, task_always_eager=False)
    _forget_connections()
    try:
        yield app
    finally:
        app.conf.update(before)
        _forget_connections()


def _forget_connections() -> None:
    pools.reset()
    app._pool = None
    app.amqp._producer_pool = None


def nobody_listens() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port that takes connections and never says a word."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        yield int(listener.getsockname()[1])


@pytest.mark.django_db
def test_a_task_is_sent_when_the_transaction_commits(
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[list[object]]],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        enqueue(note, number=7)
        assert seen == []
    assert seen == [7]


@pytest.mark.django_db(transaction=True)
def test_a_task_of_a_transaction_that_is_undone_is_not_sent() -> None:
    with transaction.atomic():
        enqueue(note, number=7)
        transaction.set_rollback(True)
    assert seen == []


@pytest.mark.django_db(transaction=True)
def test_a_task_that_fails_at_once_does_not_fail_the_request() -> None:
    @task(name="tests.core.failing")
    def failing() -> None:
        raise ZeroDivisionError

    with transaction.atomic():
        enqueue(failing)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> "Clock":
    return Clock(monkeypatch)


class Clock:
    """Time that stands until it is moved, as the pause after a failure is reckoned by."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1_000.0
        monkeypatch.setattr("core.enqueue.monotonic", lambda: self.now)


@pytest.mark.parametrize("listening", [False, True], ids=["down", "hanging"])
@pytest.mark.parametrize("scheme", ["redis", "amqp"])
@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_or_hangs_is_waited_for_once_in_a_while(
    scheme: str, listening: bool, silent_port: int, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    with broker(f"{scheme}://127.0.0.1:{silent_port if listening else nobody_listens()}//"):
        for number in range(20):
            with transaction.atomic():
                enqueue(note, number=number)
        assert tried(caplog) == [True] + [False] * 19
        clock.now += PAUSE_SECONDS + 1
        with transaction.atomic():
            enqueue(note, number=20)
        assert tried(caplog)[20:] == [True]
        assert listening or not broker_answers()


def tried(caplog: pytest.LogCaptureFixture) -> list[bool]:
    """Of each task that was not sent: whether the broker was asked at all."""
    told = [one.getMessage() for one in caplog.records if one.name == "core.enqueue"]
    assert all(one.startswith(("The broker does not answer", "Not sent while")) for one in told)
    return [one.startswith("The broker") for one in told]


@pytest.mark.django_db(transaction=True)
def test_a_message_folder_that_cannot_be_written_does_not_fail_the_request(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with broker(f"casebook-files://{tmp_path / 'file'}"):
        with transaction.atomic():
            enqueue(note, number=7)
        assert not broker_answers()


@pytest.mark.django_db
def test_readiness_with_a_broker_that_is_down_is_degraded(client: Client) -> None:
    with broker(f"redis://127.0.0.1:{nobody_listens()}/0"):
        answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "degraded",
        "database": "ok",
        "migrations": "ok",
        "broker": "down",
    }
