"""The one way to declare a task: `@task(name="courses.assessment.close_overdue", every=60)`.

A task is a door: it takes ids, loads the row and calls one service. With `every` it is a sweep that
the scheduler starts by itself, so each room declares its own and no file has to know them all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from celery import Task, shared_task

# A worker of `make run` takes all of them; at work a slow one may have workers of its own.
QUEUES = ("default", "slow")

# Longer than any one step of ours; a long run is cut into steps that each fit.
TIME_LIMIT = 300
SOFT_MARGIN = 10
MAX_RETRIES = 5


@dataclass(frozen=True)
class Sweep:
    """A task that runs every so many seconds and makes up for whatever was lost."""

    name: str
    seconds: float
    queue: str


_sweeps: dict[str, Sweep] = {}
_queues: dict[str, str] = {}


def task(
    *,
    name: str,
    queue: str = "default",
    every: float | None = None,
    time_limit: int = TIME_LIMIT,
    retry_on: tuple[type[Exception], ...] = (),
) -> Callable[[Callable[..., None]], "Task[Any, Any]"]:
    """Make a function a task; the house rules of STYLE 9 hold for it.

    It is acknowledged late, so it runs again if its worker is killed: it must be safe to call
    twice. Only the errors named in `retry_on` are tried again, later each time. A sweep takes no
    arguments.
    """

    if queue not in QUEUES:
        raise ValueError(f"No worker reads the queue {queue!r}; there are {QUEUES}.")

    _queues[name] = queue

    def decorate(function: Callable[..., None]) -> "Task[Any, Any]":
        if every is not None:
            _sweeps[name] = Sweep(name=name, seconds=every, queue=queue)
        options: dict[str, Any] = {
            "name": name,
            "acks_late": True,
            "reject_on_worker_lost": True,
            "ignore_result": True,
            "time_limit": time_limit,
            "soft_time_limit": max(time_limit - SOFT_MARGIN, 1),
        }
        if retry_on:
            options |= {
                "autoretry_for": retry_on,
                "retry_backoff": 2,
                "retry_backoff_max": 600,
                "max_retries": MAX_RETRIES,
            }
        declared: Task[Any, Any] = shared_task(**options)(function)
        return declared

    return decorate


def route(name: str, *args: object, **kwargs: object) -> dict[str, str] | None:
    """Where Celery sends a task: to the queue it was declared for."""
    queue = _queues.get(name)
    return {"queue": queue} if queue else None


def sweeps() -> tuple[Sweep, ...]:
    """Every sweep declared so far, by name."""
    return tuple(_sweeps[name] for name in sorted(_sweeps))
