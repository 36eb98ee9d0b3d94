"""The small modules of core, each by what it promises."""

import os
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polib
import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.exceptions import FieldFetchBlocked
from django.core.mail import EmailMessage
from django.core.management import call_command
from pytest_django.fixtures import Settings

from core import housekeeping, translations
from core.mail import KeptMail
from core.orm import for_list
from core.tasks import QUEUES, route, sweeps, task

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ROOT = Path(__file__).resolve().parent.parent.parent


def test_kept_mail_is_printed_and_kept_for_its_owner_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backend = KeptMail(file_path=str(tmp_path / "mail"), alias="default")
    message = EmailMessage("Subject", "The body", "from@example.org", ["to@example.org"])
    assert backend.send_messages([message, message]) == 2
    kept = list((tmp_path / "mail").iterdir())
    assert len(kept) == 2
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept} == {0o600}
    assert "The body" in kept[0].read_text()
    assert capsys.readouterr().out.count("The body") == 2


def test_mail_goes_through_the_settings(settings: Settings, tmp_path: Path) -> None:
    settings.MAILERS = {
        "default": {"BACKEND": "core.mail.KeptMail", "OPTIONS": {"file_path": str(tmp_path)}}
    }
    mail.send_mail("Subject", "The body", None, ["to@example.org"])
    (kept,) = tmp_path.iterdir()
    assert f"From: {settings.DEFAULT_FROM_EMAIL}" in kept.read_text()


@pytest.mark.django_db
def test_a_list_page_that_loads_row_by_row_fails_under_tests(
    settings: Settings, django_assert_num_queries: object
) -> None:
    for number in range(3):
        Session.objects.create(session_key=f"k{number}", session_data="x", expire_date=NOW)
    rows = list(for_list(Session.objects.defer("session_data")))
    with pytest.raises(FieldFetchBlocked):
        _ = rows[0].session_data
    settings.STRICT_FETCH = False
    with django_assert_num_queries(2):
        rows = list(for_list(Session.objects.defer("session_data")))
        assert [row.session_data for row in rows] == ["x", "x", "x"]


def old(path: Path, *, days: float) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    moment = (NOW - timedelta(days=days)).timestamp()
    os.utime(path, (moment, moment))
    return path


@pytest.mark.django_db
def test_rotation_removes_what_nobody_needs_and_nothing_else(
    settings: Settings, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path
    for days in (29, 31):
        old(tmp_path / "mail" / f"{days}.eml", days=days)
        old(tmp_path / "messages" / "broken" / f"{days}.taken", days=days)
    for days in (6, 8):
        old(tmp_path / "messages" / "queue" / f"{days}.default.msg", days=days)
    for days in (0.5, 2):
        old(tmp_path / "messages" / "queue" / f"{days}.default.msg.part", days=days)
        old(tmp_path / "messages" / "queue" / f"{days}.default.taken", days=days)
    for number in range(7):
        old(tmp_path / "backups" / f"before-migrate-2026010{number}.tar.gz", days=300)
    old(tmp_path / "backups" / "mine.tar.gz", days=3000)
    old(tmp_path / "casebook.sqlite3", days=3000)
    Session.objects.create(session_key="ended", session_data="", expire_date=NOW - timedelta(9999))
    Session.objects.create(session_key="open", session_data="", expire_date=NOW + timedelta(9999))

    assert housekeeping.rotate(at=NOW) == 7
    assert housekeeping.rotate(at=NOW) == 0

    left = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert left == [
        "backups/before-migrate-20260102.tar.gz",
        "backups/before-migrate-20260103.tar.gz",
        "backups/before-migrate-20260104.tar.gz",
        "backups/before-migrate-20260105.tar.gz",
        "backups/before-migrate-20260106.tar.gz",
        "backups/mine.tar.gz",
        "casebook.sqlite3",
        "mail/29.eml",
        "messages/broken/29.taken",
        "messages/queue/0.5.default.msg.part",
        "messages/queue/0.5.default.taken",
        "messages/queue/6.default.msg",
    ]
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]


@pytest.mark.django_db
def test_rotation_by_command_and_by_clock(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    call_command("rotate")
    housekeeping.rotate_task.delay()
    assert "core.housekeeping.rotate" in {sweep.name for sweep in sweeps()}


def test_a_task_goes_to_the_queue_it_was_declared_for() -> None:
    @task(name="tests.core.slow", queue="slow")
    def slow() -> None: ...

    assert route("tests.core.slow") == {"queue": "slow"}
    assert route("celery.ping") is None
    assert slow.acks_late
    assert (slow.soft_time_limit, slow.time_limit) == (290, 300)


def test_a_queue_that_no_worker_reads_is_refused() -> None:
    with pytest.raises(ValueError, match="No worker reads the queue 'fast'"):
        task(name="tests.core.fast", queue="fast")
    assert QUEUES == ("default", "slow")


def test_only_named_errors_are_tried_again_later_each_time() -> None:
    @task(name="tests.core.retried", retry_on=(ConnectionError,))
    def retried() -> None: ...

    assert retried.autoretry_for == (ConnectionError,)
    assert (retried.retry_backoff, retried.retry_backoff_max, retried.max_retries) == (2, 600, 5)


def test_the_scheduler_knows_every_sweep() -> None:
    code = (
        "from config import celery_app as app; app.loader.import_default_modules(); app.finalize();"
        "print(sorted(app.conf.beat_schedule)); from core.tasks import sweeps;"
        "print([sweep.name for sweep in sweeps()])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    scheduled, declared = done.stdout.splitlines()[-2:]
    assert scheduled == declared
    assert "core.housekeeping.rotate" in scheduled


def test_translations_are_compiled_when_they_changed(tmp_path: Path) -> None:
    source = tmp_path / "es" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    catalogue.append(polib.POEntry(msgid="Yes", msgstr="Sí"))
    catalogue.append(polib.POEntry(msgid="No", msgstr="Quizás", flags=["fuzzy"]))
    catalogue.save(str(source))
    assert translations.compile_changed(tmp_path) == [source.with_suffix(".mo")]
    assert translations.compile_changed(tmp_path) == []
    compiled = polib.mofile(str(source.with_suffix(".mo")))
    assert [(entry.msgid, entry.msgstr) for entry in compiled] == [("Yes", "Sí")]
