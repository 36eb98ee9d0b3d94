"""What happened in a preview, as plain data in the session of whoever looks, bounded in size.

A session is loaded with every request of its person: previews take MOST_BYTES of it at most,
together. Older previews go first, then older attempts of this one. Signing out ends them all.
"""

import datetime as dt
import json
import uuid
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from courses.assessment.errors import AssessmentError
from courses.assessment.models import Attempt, Response
from courses.assessment.services.rehearsing import Rehearsal
from courses.enrolment.models import Enrolment

SESSION_KEY = "previews"
MOST_BYTES = 96 * 1024
# A page of a question counts its saves by itself; of the pages before, this many are remembered.
MOST_TABS = 3


class PreviewFull(AssessmentError):
    """The answers of this preview are more than a session holds."""


@dataclass
class PreviewState:
    """Where somebody stands in the preview of one candidate; `language` is empty before a start."""

    language: str = ""
    done: set[str] = field(default_factory=set)
    taken: dict[str, str] = field(default_factory=dict)
    attempts: list[dict[str, Any]] = field(default_factory=list)


def read_state(session: Mapping[str, Any], candidate: uuid.UUID) -> PreviewState:
    """Return what the session holds of the preview of a candidate; a new state for nothing."""
    kept = session.get(SESSION_KEY, {}).get(str(candidate))
    if kept is None:
        return PreviewState()
    return PreviewState(kept["language"], set(kept["done"]), dict(kept["taken"]), kept["attempts"])


def keep_state(
    session: MutableMapping[str, Any], candidate: uuid.UUID, state: PreviewState
) -> None:
    """Put the state into the session, within MOST_BYTES of JSON for all previews together.

    Raises PreviewFull when an open attempt alone is larger than that; nothing is changed then.
    """
    kept = {key: one for key, one in session.get(SESSION_KEY, {}).items() if key != str(candidate)}
    attempts = list(state.attempts)
    kept[str(candidate)] = {
        "language": state.language,
        "done": sorted(state.done),
        "taken": state.taken,
        "attempts": attempts,
    }
    while len(json.dumps(kept)) > MOST_BYTES:
        older = next(iter(kept))
        closed = next((one for one in attempts if one["closed_at"]), None)
        if older != str(candidate):
            del kept[older]
        elif closed is not None:
            attempts.remove(closed)
        else:
            raise PreviewFull(
                _("This preview holds as much as it can. Start it again to go on answering.")
            )
    session[SESSION_KEY] = kept


def forget_state(session: MutableMapping[str, Any], candidate: uuid.UUID) -> None:
    """Take the preview of a candidate out of the session."""
    kept = session.get(SESSION_KEY, {})
    if str(candidate) in kept:
        session[SESSION_KEY] = {key: one for key, one in kept.items() if key != str(candidate)}


def kept_form(rehearsal: Rehearsal) -> dict[str, Any]:
    """Return an attempt in memory as plain data; `rehearsal_of` reads it."""
    attempt = rehearsal.attempt
    return {
        "public_id": str(attempt.public_id),
        "slot_uid": attempt.slot_uid,
        "lesson_uid": attempt.lesson_uid,
        "number": attempt.number,
        "preset": attempt.preset,
        "state": str(attempt.state),
        "drawn": attempt.drawn,
        "flags": attempt.flags,
        "started_at": attempt.started_at.isoformat(),
        "due_at": attempt.due_at.isoformat() if attempt.due_at else None,
        "closed_at": attempt.closed_at.isoformat() if attempt.closed_at else None,
        "responses": {uid: _response_form(row) for uid, row in rehearsal.responses.items()},
        "checked": [list(one) for one in rehearsal.checked],
    }


def _response_form(row: Response) -> list[Any]:
    newest = dict(list(row.newest.items())[-MOST_TABS:])
    return [row.answer, row.certainty, str(row.tab), newest, row.saved_at.isoformat()]


def rehearsal_of(kept: Mapping[str, Any], enrolment: Enrolment) -> Rehearsal:
    """Return the attempt that plain data stands for, at the release of the enrolment."""
    values = {name: kept[name] for name in _AS_THEY_ARE}
    attempt = Attempt(
        enrolment=enrolment,
        release=enrolment.release,
        public_id=uuid.UUID(kept["public_id"]),
        started_at=dt.datetime.fromisoformat(kept["started_at"]),
        due_at=_moment(kept["due_at"]),
        closed_at=_moment(kept["closed_at"]),
        **values,
    )
    responses = {uid: _response(uid, row) for uid, row in kept["responses"].items()}
    return Rehearsal(
        attempt, responses, [(uid, answer, sure) for uid, answer, sure in kept["checked"]]
    )


_AS_THEY_ARE = ("slot_uid", "lesson_uid", "number", "preset", "state", "drawn", "flags")


def _moment(kept: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(kept) if kept else None


def _response(uid: str, kept: list[Any]) -> Response:
    answer, certainty, tab, newest, saved_at = kept
    return Response(
        question_uid=uid,
        answer=answer,
        certainty=certainty,
        tab=uuid.UUID(tab),
        newest=newest,
        saved_at=dt.datetime.fromisoformat(saved_at),
    )
