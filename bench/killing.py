"""The quiz under load, also while the web process is killed: is what was acknowledged there?

Loopback only. Bounded in people, kills and seconds, and it ends by itself; it kills only workers
of the server that the bench itself started.
"""

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from bench.driving import Person, Unexpected
from bench.journey import Journey
from bench.server import Server, environment

SECONDS = 15.0
KILL_EVERY = 3.0
MOST_KILLS = 4
PAUSE = 0.05


@dataclass
class Answers:
    """What people were told is saved, and how long they waited for being told."""

    acknowledged: list[tuple[str, str, int]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    cut_off: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def quantile(self, share: float) -> float:
        """The wait in milliseconds that this share of the answers stayed within."""
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0


def save_under_load(
    journey: Journey, people: list[Person], server: Server, *, kills: bool
) -> tuple[Answers, int]:
    """Let everybody save as fast as they can; kill the workers now and then, if asked to."""
    answers, end = Answers(), time.monotonic() + SECONDS
    threads = [
        threading.Thread(target=_save_until, args=(journey, person, answers, end))
        for person in people
    ]
    for thread in threads:
        thread.start()
    killed = _kill(server, end) if kills else 0
    for thread in threads:
        thread.join()
    return answers, killed


def _save_until(journey: Journey, person: Person, answers: Answers, end: float) -> None:
    """Save one answer after another; what was cut off is sent again under its name."""
    while time.monotonic() < end:
        started = time.perf_counter()
        before = person.sequence
        try:
            journey.save(person)
        except (Unexpected, OSError, http.client.HTTPException):
            person.sequence = before
            person.leave()
            with answers.lock:
                answers.cut_off += 1
            time.sleep(PAUSE)
            continue
        with answers.lock:
            answers.acknowledged.append((person.attempt, person.tab, person.sequence))
            answers.seconds.append(time.perf_counter() - started)
    person.leave()


def _kill(server: Server, end: float) -> int:
    killed = 0
    while killed < MOST_KILLS and time.monotonic() + KILL_EVERY < end:
        time.sleep(KILL_EVERY)
        for pid in server.pids()[1:]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            killed += 1
    return killed


def found_share(answers: Answers, folder: Path, port: int, database_url: str) -> tuple[int, int]:
    """Return how many of the acknowledged answers are in the log, and how many there are."""
    told = folder / "acknowledged.json"
    told.write_text(json.dumps(answers.acknowledged))
    done = subprocess.run(  # noqa: S603 -- our own module
        [sys.executable, "-m", "bench.found", str(told)],
        env=environment(folder, port, database_url),
        check=True,
        capture_output=True,
        text=True,
    )
    return int(done.stdout.strip().splitlines()[-1]), len(set(answers.acknowledged))
