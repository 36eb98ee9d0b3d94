"""Shapes made by another process, which is killed when it takes too long.

A few processes are kept for as long as this one lives; each answers one source at a time.
They are started when first needed, so that importing costs nothing and a process that
forks later starts its own.
"""

import atexit
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from content.rendering.limits import MAX_BYTES
from content.rendering.references import Spot
from content.rendering.shaping import Shape, Source, is_plain, shape
from core.problems import Problem

COMMAND: tuple[str, ...] = ("-m", "content.rendering.worker")
MAX_WORKERS = 2
START_SECONDS = 60.0

_ROOT = Path(__file__).resolve().parent.parent.parent
# What the other process may know of this one's environment: no address, no secret.
_PASSED_ON = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH", "TMPDIR")


def shape_bounded(source: Source, *, seconds: float) -> Shape:
    """Return the shape of a source, made elsewhere, with an error in it if that took too long.

    What needs no Markdown (one plain line, or far too much) is answered here and at once.
    Waits for a free process first, for as long again.
    """
    if is_plain(source) or len(source.text) > MAX_BYTES:
        return shape(source)
    answer = _pool().ask(source, seconds)
    if answer is None:
        message = f"cannot be read within {seconds:g} seconds; make it simpler or split it"
        return Shape("", (), (Problem(source.file, source.first_line, source.key, message),))
    return Shape(
        html=answer["html"],
        spots=tuple(Spot(**one) for one in answer["spots"]),
        problems=tuple(Problem(**one) for one in answer["problems"]),
    )


def close_workers() -> None:
    """End the processes that this one keeps; a later rendering starts new ones."""
    global _kept
    with _lock:
        kept, _kept = _kept, None
    if kept:
        kept.close()


def environment() -> dict[str, str]:
    """Return the part of this process's environment that the other one gets."""
    return {name: os.environ[name] for name in _PASSED_ON if name in os.environ}


class _Worker:
    """One other process, and the two pipes to it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 -- nothing in it comes from outside
            [sys.executable, *COMMAND],
            cwd=_ROOT,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        self.ask(Source(""), START_SECONDS)

    def ask(self, source: Source, seconds: float) -> dict[str, Any] | None:
        """Return the answer, or None if there was none in time: the process is gone then."""
        asked = {name: getattr(source, name) for name in Source.__dataclass_fields__}
        timer = threading.Timer(seconds, self._process.kill)
        timer.start()
        try:
            assert self._process.stdin and self._process.stdout  # noqa: S101, PT018 -- pipes
            self._process.stdin.write(json.dumps(asked) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
            answer: dict[str, Any] | None = json.loads(line) if line.endswith("\n") else None
        except OSError:
            answer = None
        finally:
            timer.cancel()
        if answer is None:
            self.close()
        return answer

    def alive(self) -> bool:
        """Say whether the process is there to be asked."""
        return self._process.poll() is None

    def close(self) -> None:
        """End the process and wait until it is gone."""
        self._process.kill()
        self._process.communicate()


class _Pool:
    def __init__(self) -> None:
        self.owner = os.getpid()
        self._free: list[_Worker] = []
        self._turns = threading.BoundedSemaphore(MAX_WORKERS)

    def ask(self, source: Source, seconds: float) -> dict[str, Any] | None:
        if not self._turns.acquire(timeout=seconds):
            return None
        try:
            worker = self._free.pop() if self._free else _Worker()
            if not worker.alive():
                worker.close()
                worker = _Worker()
            answer = worker.ask(source, seconds)
            if answer is not None:
                self._free.append(worker)
            return answer
        finally:
            self._turns.release()

    def close(self) -> None:
        while self._free:
            self._free.pop().close()


_lock = threading.Lock()
_kept: _Pool | None = None


def _pool() -> _Pool:
    global _kept
    with _lock:
        if _kept is None or _kept.owner != os.getpid():
            _kept = _Pool()
        return _kept


atexit.register(close_workers)
