"""The one way to send a task: `enqueue(render_pdf, certificate_id=7)`.

The database is the truth and tasks only make it fast: a broker that is down never fails or delays
what a person does, and a sweep makes up for what was not sent.
"""

import logging
from time import monotonic
from typing import Any

from celery import Task, current_app
from django.db import transaction
from kombu.exceptions import KombuError

logger = logging.getLogger(__name__)

# After a failure nothing is sent for a while, so that a busy page waits for a dead broker once.
PAUSE_SECONDS = 5.0
_paused_until = 0.0


def enqueue(task: "Task[Any, Any]", **ids: int | str) -> None:
    """The task is sent when the transaction commits; never raises because of the broker."""
    transaction.on_commit(lambda: _send(task, ids), robust=True)


def broker_answers() -> bool:
    """Whether the broker can be reached now; takes about a second at most."""
    try:
        with current_app.connection_for_write() as connection:
            connection.ensure_connection(max_retries=0)
    except _broker_errors():
        return False
    return True


def _send(task: "Task[Any, Any]", ids: dict[str, int | str]) -> None:
    global _paused_until
    if monotonic() < _paused_until:
        logger.warning("Not sent while the broker is down: %s %s", task.name, ids)
        return
    try:
        task.apply_async(kwargs=ids, retry=False)
    except _broker_errors():
        _paused_until = monotonic() + PAUSE_SECONDS
        logger.warning("The broker does not answer; a sweep will do %s %s", task.name, ids)


def _broker_errors() -> tuple[Any, ...]:
    return (KombuError, OSError, *current_app.connection_for_write().connection_errors)
