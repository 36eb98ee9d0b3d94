"""Keeps a few child processes alive and stops them all.

Standard library only. A child that ends is started again, later each time while it keeps failing.
Each child leads a process group of its own, so a Ctrl-C reaches only the supervisor, which then
asks each child to stop, and what does not stop in time is killed with everything it started. On
Linux a child is told to stop as well if the supervisor itself is killed.
"""

import contextlib
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

logger = logging.getLogger("casebook.supervisor")
output = logging.getLogger("casebook.output")

DOOR = str(Path(__file__).with_name("child.py"))
STEADY_SECONDS = 30.0  # who ran this long is healthy: its next restart is quick again
LONGEST_PAUSE = 30.0


@dataclass
class Child:
    """One process to keep alive: what it is called and how it is started."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[str] | None = None
    started_at: float = 0.0
    start_at: float = 0.0
    pause: float = 0.5
    reader: threading.Thread | None = None


@dataclass
class Supervisor:
    """Runs its children until it is told to stop by SIGTERM, SIGINT or `stop()`."""

    children: list[Child]
    environment: Mapping[str, str]
    grace: float = 20.0
    stopping: threading.Event = field(default_factory=threading.Event)
    hurried: bool = False

    def run(self) -> None:
        """Start every child and keep it alive; returns when all of them are gone."""
        for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(name, self._on_signal)
        try:
            while not self.stopping.is_set():
                for child in self.children:
                    self._look_after(child)
                self.stopping.wait(0.2)
        finally:
            self._stop_all()

    def stop(self) -> None:
        """Ask for the end; `run` returns when the children are gone."""
        self.stopping.set()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.hurried = self.stopping.is_set()  # a second Ctrl-C does not wait
        self.stopping.set()

    def _look_after(self, child: Child) -> None:
        now = time.monotonic()
        if child.process is None:
            if now >= child.start_at:
                self._start(child)
            return
        status = child.process.poll()
        if status is None:
            return
        self._kill_group(child)  # what it may have left behind
        steady = now - child.started_at > STEADY_SECONDS
        child.pause = 0.5 if steady else min(child.pause * 2, LONGEST_PAUSE)
        child.start_at = now + child.pause
        child.process = None
        logger.error("%s ended (%s); starting again in %.0f s", child.name, status, child.pause)

    def _start(self, child: Child) -> None:
        child.started_at = time.monotonic()
        child.process = subprocess.Popen(
            [sys.executable, DOOR, *child.command],
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        child.reader = threading.Thread(target=_pass_on, args=(child.process,), daemon=True)
        child.reader.start()
        logger.info("%s started as process %s", child.name, child.process.pid)

    def _stop_all(self) -> None:
        running = [child for child in self.children if child.process]
        for child in running:
            assert child.process  # noqa: S101 -- for the type checker
            with contextlib.suppress(ProcessLookupError):
                child.process.terminate()
        end = time.monotonic() + self.grace
        while time.monotonic() < end and not self.hurried:
            if all(child.process and child.process.poll() is not None for child in running):
                break
            time.sleep(0.05)
        for child in running:
            self._kill_group(child)
            assert child.process  # noqa: S101 -- for the type checker
            child.process.wait()
            if child.reader:
                child.reader.join(timeout=1)

    def _kill_group(self, child: Child) -> None:
        assert child.process  # noqa: S101 -- for the type checker
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.process.pid, signal.SIGKILL)


def _pass_on(process: subprocess.Popen[str]) -> None:
    """Give each line a child writes to standard error to the log that the supervisor keeps."""
    assert process.stderr  # noqa: S101 -- for the type checker
    for line in process.stderr:
        output.warning(line.rstrip("\n"))
