"""Real processes: what is started is kept alive, and nothing outlives the end."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM = """
    import sys
    from config.run.supervisor import Child, Supervisor
    codes = enumerate(sys.argv[1:])
    children = [Child(f"child-{n}", [sys.executable, "-c", code]) for n, code in codes]
    Supervisor(children, dict(__import__("os").environ), grace=1.5).run()
"""
# Each notes its process id in the folder, so that a test can see who lived and who still does.
NOTE = "import os, pathlib; pathlib.Path('{folder}', str(os.getpid())).touch(); "
SLEEPER = NOTE + "import time; time.sleep(60)"
DEAF = NOTE + "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(60)"
PARENT = NOTE + "import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
FAILING = NOTE + "raise SystemExit(3)"


def wait_until(true: Callable[[], object], seconds: float = 40.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


@pytest.fixture
def supervise(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    processes: list[subprocess.Popen[bytes]] = []

    def start(*codes: str) -> subprocess.Popen[bytes]:
        made = [code.replace("{folder}", str(tmp_path)) for code in codes]
        command = [sys.executable, "-c", textwrap.dedent(PROGRAM), *made]
        processes.append(subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL))
        return processes[-1]

    yield start
    for process in processes:
        process.kill()
        process.wait()
    for pid in seen(tmp_path):
        if is_alive(pid):
            os.kill(pid, signal.SIGKILL)


def seen(folder: Path) -> list[int]:
    return [int(path.name) for path in folder.iterdir() if path.name.isdecimal()]


def test_a_killed_child_is_started_again(supervise, tmp_path: Path) -> None:
    supervise(SLEEPER)
    wait_until(lambda: seen(tmp_path))
    (first,) = seen(tmp_path)
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: any(is_alive(pid) for pid in seen(tmp_path) if pid != first))


def test_a_child_that_keeps_failing_is_started_later_each_time(supervise, tmp_path: Path) -> None:
    supervise(FAILING)
    time.sleep(4)
    assert 2 <= len(seen(tmp_path)) <= 4


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_everything(name: signal.Signals, supervise, tmp_path: Path) -> None:
    supervisor = supervise(SLEEPER, SLEEPER)
    wait_until(lambda: len(seen(tmp_path)) == 2)
    supervisor.send_signal(name)
    assert supervisor.wait(timeout=60) == 0
    assert not any(is_alive(pid) for pid in seen(tmp_path))


def test_who_does_not_listen_is_killed_with_all_that_it_started(supervise, tmp_path: Path) -> None:
    inner = DEAF.replace("{folder}", str(tmp_path))
    supervisor = supervise(DEAF, PARENT.replace("{inner!r}", repr(inner)))
    wait_until(lambda: len(seen(tmp_path)) == 3)
    supervisor.send_signal(signal.SIGTERM)
    assert supervisor.wait(timeout=60) == 0
    wait_until(lambda: not any(is_alive(pid) for pid in seen(tmp_path)))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child about its parent")
def test_the_children_end_when_the_supervisor_is_killed(supervise, tmp_path: Path) -> None:
    supervisor = supervise(SLEEPER, SLEEPER)
    wait_until(lambda: len(seen(tmp_path)) == 2)
    supervisor.kill()
    supervisor.wait()
    wait_until(lambda: not any(is_alive(pid) for pid in seen(tmp_path)))
