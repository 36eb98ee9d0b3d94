"""A really started Casebook for the journeys: one for all of them, with people made as needed."""

import json
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.real_site import RealSite

BRIEF, CHECK = "operation-cumberland-brief", "check"
PEOPLE = """
import json
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone
from accounts.models import Role, Unit
from accounts.services import create_person, give_role, join_unit
from courses.assessment import paper
from courses.assessment.services import start_attempt
from courses.catalogue.models import Course
from courses.enrolment.services import enrol, start
from courses.progress.models import CompletionEvent
from courses.progress.services import record_completion
from courses.releases.selectors import manifest
team = Unit.objects.get(short_code="north")

def learner(number, at):
    person = create_person(display_name=f"Person {{number}}", employer=team,
                           employee_number=str(number), at=at)
    join_unit(person=person, unit=team, by=None, at=at)
    give_role(person=person, role=Role.LEARNER, unit=team, by=None, at=at)
    return person

def cookie(person):
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.create()
    return {{"name": settings.SESSION_COOKIE_NAME, "value": store.session_key}}

def attempt(person, at):
    made = enrol(user=person, course=Course.objects.get(slug="{course}"), by=person, at=at)
    made = start(enrolment=made, language="en", by=person, at=at)
    for slot in manifest(made.release).slots:
        if slot.uid == "{slot}":
            break
        record_completion(
            enrolment=made, slot_uid=slot.uid, cause=CompletionEvent.Cause.READ, at=at
        )
    begun = start_attempt(enrolment=made, slot_uid="{slot}", by=person, at=at)
    single = next(q for q in paper.drawn_questions(begun, "en") if q.type.name == "single")
    return {{"attempt": str(begun.public_id), "question": single.uid,
            "options": list(single.definition.options)}}

made = []
for number in range({start}, {start} + {count}):
    at = timezone.now()
    person = learner(number, at)
    made.append([cookie(person), attempt(person, at) if {at_check} else {{}}])
print("\\n" + json.dumps(made))
"""
AT_ONCE = 25


@dataclass(frozen=True)
class AtCheck:
    """A learner before the first question of the short course's check.

    `question` is one of its questions with one right answer of several, `options` their keys.
    """

    cookie: dict[str, Any]
    attempt: str
    question: str
    options: list[str]


class Served(RealSite):
    """A site with its supervisor, and learners whom no test has used."""

    def __init__(self, folder: Path, **environment: str) -> None:
        super().__init__(folder, **environment)
        self._people: dict[bool, list[Any]] = {True: [], False: []}
        self._next = 7000

    def python(self, source: str) -> str:
        """Run a few lines on the site's data; what they printed last."""
        done = self.manage("shell", "-v", "0", "-c", source)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""

    def cookie(self) -> dict[str, Any]:
        """The session cookie of a learner to whom nothing has happened yet."""
        cookie, _nothing = self._person(at_check=False)
        return cookie

    def at_check(self) -> AtCheck:
        """A learner who has come as far as the check by the same services as the pages use."""
        cookie, begun = self._person(at_check=True)
        return AtCheck(cookie=cookie, **begun)

    def _person(self, *, at_check: bool) -> tuple[dict[str, Any], dict[str, Any]]:
        ready = self._people[at_check]
        if not ready:
            wanted = {"course": BRIEF, "slot": CHECK, "at_check": at_check}
            source = PEOPLE.format(start=self._next, count=AT_ONCE, **wanted)
            ready.extend(json.loads(self.python(source)))
            self._next += AT_ONCE
        cookie, begun = ready.pop()
        return {**cookie, "url": self.url}, begun

    def demo(self, role: str) -> tuple[str, str]:
        """How a demo person signs in: number and password."""
        for line in (self.folder / "demo-people.txt").read_text().splitlines():
            found, _, rest = line.strip().partition(", ")
            if found == role:
                number, password = rest.split(", ")
                return number, password
        raise LookupError(role)

    def web_processes(self) -> list[int]:
        """The processes of the web server, without the supervisor and the others."""
        return [pid for pid in self.processes() if b"gunicorn" in _command(pid)]

    def kill_web(self) -> None:
        """The web server is gone at once, every process of it; the supervisor brings it back."""
        killed = self.web_processes()
        assert killed
        for pid in killed:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        end = time.monotonic() + 60
        while not self.answers() or set(self.web_processes()) & set(killed):
            assert time.monotonic() < end, "The supervisor did not bring the web server back."
            time.sleep(0.1)


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
