"""`make run` whole: one site in real processes for this file, in the order of its life."""

import os
import signal
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.real_site import ROOT, RealSite, free_port

pytestmark = pytest.mark.xdist_group("run")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealSite]:
    with RealSite(tmp_path_factory.mktemp("run") / "data") as site:
        yield site


def refused(**environment: str) -> str:
    """What a start says that does not come about; it must be one sentence on standard error."""
    known = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, "-m", "config.run"],
        cwd=ROOT,
        env={**known, "PORT": str(free_port()), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    return done.stderr.strip()


def wait_until(true: Callable[[], object], site: RealSite) -> None:
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end, site.output.read_text()
        time.sleep(0.1)


def command_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")


def test_it_says_where_it_is_and_is_ready(site: RealSite) -> None:
    with urllib.request.urlopen(f"{site.url}/readyz", timeout=60) as answer:
        assert answer.status == 200
        assert b'"status": "ready"' in answer.read()
    wait_until(lambda: f"Casebook is at {site.url}\n" in site.output.read_text(), site)


def test_who_is_not_signed_in_meets_the_door_with_strict_headers(site: RealSite) -> None:
    with urllib.request.urlopen(site.url, timeout=60) as answer:
        page = answer.read().decode()
        policy = answer.headers["Content-Security-Policy"]
    assert "/account/" in answer.url
    assert "unsafe" not in policy
    assert "/static/core/casebook." in page


def test_what_it_writes_is_for_its_owner_only(site: RealSite) -> None:
    open_to_others = [
        path.name
        for path in site.folder.rglob("*")
        if site.folder / "static" not in path.parents  # they are for everybody
        and path.exists()
        and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    ]
    assert open_to_others == []


def test_a_second_one_on_the_same_folder_is_refused(site: RealSite) -> None:
    assert refused(CASEBOOK_DATA=str(site.folder)) == (
        f"Another Casebook is running on the data folder {site.folder}: stop it first, or set "
        "CASEBOOK_DATA to another folder."
    )


def test_a_port_in_use_is_one_sentence(site: RealSite, tmp_path: Path) -> None:
    assert refused(CASEBOOK_DATA=str(tmp_path), PORT=str(site.port)).startswith(
        f"Port {site.port} on 127.0.0.1 cannot be used"
    )


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "cannot be written to" in refused(CASEBOOK_DATA=str(tmp_path / "file" / "data"))


def test_a_task_that_is_sent_is_run_by_the_worker(site: RealSite) -> None:
    old = site.folder / "mail" / "old.eml"
    old.parent.mkdir(exist_ok=True)
    old.touch()
    os.utime(old, (0, 0))
    code = "from core import enqueue, housekeeping; enqueue.enqueue(housekeeping.rotate_task)"
    sent = site.manage("shell", "--command", code)
    assert sent.returncode == 0, sent.stderr
    wait_until(lambda: not old.exists(), site)


@pytest.mark.skipif("CELERY_BROKER_URL" in os.environ, reason="messages are files only by default")
@pytest.mark.parametrize("content", [b"", b"{", b"null"])
def test_a_broken_message_does_not_stop_the_worker(content: bytes, site: RealSite) -> None:
    broken = site.folder / "messages" / "queue" / f"0_{len(content)}.default.msg"
    broken.parent.mkdir(parents=True, exist_ok=True)  # the worker may not have come to it yet
    broken.write_bytes(content)
    wait_until(lambda: not broken.exists(), site)
    test_a_task_that_is_sent_is_run_by_the_worker(site)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("name", ["gunicorn", "worker", "beat"])
def test_a_killed_process_comes_back(name: str, site: RealSite) -> None:
    def alive() -> list[int]:
        return [
            pid
            for pid in site.processes()
            if f"-m {name}" in command_of(pid) or f" {name} " in command_of(pid)
        ]

    before = alive()
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: set(alive()) - set(before) and site.answers(), site)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_end_leaves_no_process_and_the_next_start_keeps_the_key(site: RealSite) -> None:
    assert site.stop() == 0
    assert site.processes() == []
    key = (site.folder / "secret-key").read_text()
    site.start()
    assert (site.folder / "secret-key").read_text() == key


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_after_a_kill_it_starts_again(site: RealSite) -> None:
    site.kill()
    assert site.processes() == []
    site.start()
    assert site.stop() == 0
