"""/healthz: the process answers. /readyz: it can do its work. Neither needs a sign-in.

Each part is named in the answer. A broker that is down leaves the site usable (tasks are made up by
the sweeps), so it counts as degraded with status 200; a missing database or a migration of this
version that is not applied yet is 503. Migrations of a newer version are tolerated, so that old
processes stay in service while new ones are rolled out.
"""

import logging
import time
from collections.abc import Callable
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase

from core.enqueue import broker_answers

logger = logging.getLogger(__name__)
REMEMBER_BROKER_SECONDS = 5.0


class HealthMiddleware:
    """Answers /healthz and /readyz before hosts, sessions or people are looked at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._broker = (0.0, True)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path == "/healthz":
            return _answer({"status": "ok"}, 200)
        if request.path == "/readyz":
            return self._readiness()
        return self.get_response(request)

    def _readiness(self) -> JsonResponse:
        parts = {"database": _database(), "migrations": "unknown", "broker": self._broker_state()}
        if parts["database"] == "ok":
            parts["migrations"] = _migrations()
        if parts["migrations"] != "ok":
            return _answer({"status": "not ready", **parts}, 503)
        status = "ready" if parts["broker"] == "ok" else "degraded"
        return _answer({"status": status, **parts}, 200)

    def _broker_state(self) -> str:
        # Anyone may ask, so a broker that hangs must not hold a thread at every question.
        asked_at, answers = self._broker
        if time.monotonic() - asked_at > REMEMBER_BROKER_SECONDS:
            answers = broker_answers()
            self._broker = (time.monotonic(), answers)
        return "ok" if answers else "down"


def _answer(content: dict[str, str], status: int) -> JsonResponse:
    return JsonResponse(content, status=status, headers={"Cache-Control": "no-store"})


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.exception("The database does not answer")
        return "down"
    return "ok"


def _migrations() -> str:
    try:
        missing = own_migrations() - set(MigrationRecorder(connection).applied_migrations())
    except DatabaseError:
        return "unknown"
    return "ok" if not missing else f"{len(missing)} not applied"


@cache
def own_migrations() -> frozenset[tuple[str, str]]:
    """Every migration that this version of the code brings."""
    disk = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    return frozenset(disk or ())
