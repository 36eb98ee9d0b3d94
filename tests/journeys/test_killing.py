"""What was acknowledged is found, also while web workers are killed: bounded to a minute.

Several people save answers through a real site, a thread each. Meanwhile the
workers of the web server (processes that this test's own site started) are killed with SIGKILL.
Whatever the server said it has must be in the log afterwards, and the last answer must count.
"""

import http.client
import json
import os
import signal
import threading
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.served import Served

pytestmark = pytest.mark.xdist_group("site")

PEOPLE = 4
KILLS = 4
# So many answers are acknowledged before each kill and after the last one; however slow the
# machine is, saving ends after so many seconds.
BETWEEN_KILLS = 20
MOST_SECONDS = 50.0

FOUND = """
import json
from courses.assessment.models import Attempt, Response, Step
steps = Step.objects.filter(attempt__public_id__in={attempts}).order_by("pk")
kept = [[str(public_id), str(tab), sequence, answer["option"]] for public_id, tab, sequence, answer
        in steps.values_list("attempt__public_id", "tab", "sequence", "answer")]
responses = Response.objects.filter(attempt__public_id__in={attempts})
current = {{str(public_id): [newest, answer["option"]] for public_id, newest, answer
           in responses.values_list("attempt__public_id", "step__sequence", "answer")}}
print("\\n" + json.dumps({{"kept": kept, "current": current}}))
"""


@dataclass
class Saver:
    """One browser without a screen that saves one answer after another."""

    port: int
    session: dict[str, Any]
    attempt: str
    question: str
    options: list[str]
    tab: str = field(default_factory=lambda: str(uuid.uuid4()))
    acknowledged: list[tuple[str, str, int, str]] = field(default_factory=list)
    unanswered: int = 0
    faults: list[str] = field(default_factory=list)

    def save_until(self, stop: threading.Event) -> None:
        """Save, and send the same again until the server says that it has it, as a browser does."""
        sequence = 0
        while not stop.is_set():
            sequence += 1
            option = self.options[sequence % len(self.options)]
            while not stop.is_set():
                try:
                    status, told = self._send(sequence, option)
                except (OSError, http.client.HTTPException):
                    self.unanswered += 1
                    time.sleep(0.05)
                    continue
                if status == 200 and told["saved"][0]["status"] in ("current", "repeated"):
                    self.acknowledged.append((self.attempt, self.tab, sequence, option))
                else:
                    self.faults.append(f"{status} {told}")
                break

    def _send(self, sequence: int, option: str) -> tuple[int, Any]:
        token = "k" * 32
        save = {"sequence": sequence, "question": self.question}
        body = json.dumps(
            {"tab": self.tab, "saves": [{**save, "form": {"answer.option": [option]}}]}
        )
        cookies = f"{self.session['name']}={self.session['value']}; casebook_csrf={token}"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(
                "POST",
                f"/attempts/{self.attempt}/steps/",
                body,
                {
                    "Host": f"localhost:{self.port}",
                    "Origin": f"http://localhost:{self.port}",
                    "Content-Type": "application/json",
                    "Cookie": cookies,
                    "X-CSRFToken": token,
                },
            )
            response = connection.getresponse()
            content = response.read()
            if response.status != 200:
                return response.status, content[:300].decode()
            return response.status, json.loads(content)
        finally:
            connection.close()


def workers(site: Served) -> list[int]:
    """The web server's workers: those of its processes whose parent is one of them too."""
    pids = site.web_processes()
    return [pid for pid in pids if _parent(pid) in pids]


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def kill_a_few(site: Served, savers: list[Saver], end: float) -> int:
    """Kill the workers whenever some more answers were acknowledged; return how many died."""
    killed = 0
    for _kill in range(KILLS):
        if not wait_for_more(savers, end):
            break
        for pid in workers(site):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            killed += 1
    wait_for_more(savers, end)
    return killed


def wait_for_more(savers: list[Saver], end: float) -> bool:
    """Wait until enough more answers are acknowledged; False when the time is over before."""
    enough = sum(len(saver.acknowledged) for saver in savers) + BETWEEN_KILLS
    while sum(len(saver.acknowledged) for saver in savers) < enough:
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def test_every_acknowledged_answer_is_found_though_workers_are_killed(site: Served) -> None:
    people = [site.at_check() for _person in range(PEOPLE)]
    savers = [
        Saver(site.port, one.cookie, one.attempt, one.question, one.options) for one in people
    ]
    stop = threading.Event()
    threads = [threading.Thread(target=saver.save_until, args=(stop,)) for saver in savers]
    for thread in threads:
        thread.start()
    killed = kill_a_few(site, savers, time.monotonic() + MOST_SECONDS)
    stop.set()
    for thread in threads:
        thread.join()

    attempts = [saver.attempt for saver in savers]
    found = json.loads(site.python(FOUND.format(attempts=attempts)))

    assert killed
    assert [saver.faults for saver in savers] == [[]] * PEOPLE
    kept = {tuple(row) for row in found["kept"]}
    acknowledged = {row for saver in savers for row in saver.acknowledged}
    assert len(acknowledged) >= BETWEEN_KILLS
    assert acknowledged - kept == set()
    for saver in savers:
        if not saver.acknowledged:
            continue
        _attempt, _tab, sequence, option = saver.acknowledged[-1]
        newest, current = found["current"][saver.attempt]
        # One more may have been kept whose acknowledgement was cut off.
        assert newest >= sequence
        assert current == option or newest > sequence
