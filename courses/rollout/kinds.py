"""What a kind of run has to say, and the kinds that are known."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from django.db.models import QuerySet

from courses.rollout.models import Run, RunItem


@dataclass(frozen=True)
class Subject:
    """One that a run meets: its id, and the enrolment whose record it is part of."""

    id: str
    enrolment_id: int


@dataclass(frozen=True)
class Found:
    """Some of those that a run meets; `up_to` is where the search goes on, None at the end."""

    subjects: list[Subject]
    up_to: int | None


class Kind(Protocol):
    """One kind of run. Stateless: all it needs stands in the run's parameters."""

    name: str

    def find(self, run: Run, *, after: int, limit: int) -> Found:
        """Return the next subjects by rising id, looking at no more than `limit` rows.

        Always the same for the same rows, so that a search that was killed can be gone on with.
        """

    def act(self, run: Run, item: RunItem, *, at: dt.datetime) -> dict[str, Any]:
        """Do it to one of them, and return what came of it as JSON; raise CannotAct or HasToWait.

        Runs inside the transaction that marks the item done, once.
        """


@runtime_checkable
class Patient(Kind, Protocol):
    """A kind of run whose items may have to wait; the sweep asks which need not any more."""

    def ready(self, held: QuerySet[RunItem]) -> QuerySet[RunItem]:
        """Keep the held items of this kind that nothing stands in the way of by now."""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """The kind is known by its name; again replaces it."""
    _kinds[kind.name] = kind


def patient() -> list[Patient]:
    """Return the kinds whose items may have to wait."""
    return [kind for kind in _kinds.values() if isinstance(kind, Patient)]


def get(name: str) -> Kind:
    """Return the kind of this name; KeyError for one that nobody registered."""
    return _kinds[name]
