"""A really started Casebook for the journeys: one for all of them, with people made as needed."""

import json
import os
import signal
import time
from pathlib import Path
from typing import Any

from tests.real_site import RealSite

PEOPLE = """
import json
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone
from accounts.models import Role, Unit
from accounts.services import create_person, give_role, join_unit
made = []
team = Unit.objects.get(short_code="north")
for number in range({start}, {start} + {count}):
    at = timezone.now()
    person = create_person(display_name=f"Person {{number}}", employer=team,
                           employee_number=str(number), at=at)
    join_unit(person=person, unit=team, by=None, at=at)
    give_role(person=person, role=Role.LEARNER, unit=team, by=None, at=at)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.create()
    made.append({{"name": settings.SESSION_COOKIE_NAME, "value": store.session_key}})
print("\\n" + json.dumps(made))
"""


class Served(RealSite):
    """A site with its supervisor; `cookie()` is a new learner's session each time."""

    _made: list[dict[str, Any]]
    _next = 7000

    def python(self, source: str) -> str:
        """Run a few lines on the site's data; what they printed last."""
        done = self.manage("shell", "-v", "0", "-c", source)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""

    def cookie(self) -> dict[str, Any]:
        """The session cookie of a learner whom no test has used."""
        if not getattr(self, "_made", None):
            self._made = json.loads(self.python(PEOPLE.format(start=self._next, count=25)))
            self._next += 25
        return {**self._made.pop(), "url": self.url}

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
