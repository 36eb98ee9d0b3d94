"""What people said about a closed attempt, for the learner's own result: one query for all."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import TextField, Value

from courses.assessment.models import Attempt, Contest, FailConfirmation, Grading, Marking

# Kind, its place in its kind, question, state, text, reply, and two moments.
type _Row = tuple[str, int, str, str, str, str, dt.datetime, dt.datetime | None]

_CONTEST, _COMMENT, _DECISION = "contest", "comment", "decision"


@dataclass(frozen=True)
class Said:
    """Contests and markers' comments by question, and the reason of who looked at a fail.

    `decision` is None where the result that counts rests on no such look.
    """

    contests: Mapping[str, Contest] = field(default_factory=dict)
    comments: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    decision: str | None = None


def said_about(attempt: Attempt) -> Said:
    """Return what was said, in one query. The contests are for reading: they have no key.

    Nothing of a marker while one still has to look at the attempt: the learner reads what counts.
    """
    grading = attempt.current_grading
    is_being_marked = grading is not None and grading.awaits == Grading.Awaits.MARKING
    contests: dict[str, Contest] = {}
    comments: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    decision = None
    for kind, _place, uid, state, text, reply, since, until in sorted(_rows(attempt)):
        if kind == _CONTEST:
            contests[uid] = Contest(
                attempt=attempt,
                question_uid=uid,
                state=state,
                reason=text,
                opened_at=since,
                answer=reply,
                decided_at=until,
            )
        elif kind == _COMMENT and not is_being_marked:
            comments[uid] += (text,)
        elif kind == _DECISION and grading is not None and grading.decided:
            decision = text
    return Said(contests, dict(comments), decision)


def _rows(attempt: Attempt) -> list[_Row]:
    """Return the three kinds of row under one head; each is read through its index."""
    none = Value("", output_field=TextField())
    contests = Contest.objects.filter(attempt=attempt).values_list(
        Value(_CONTEST),
        "pk",
        "question_uid",
        "state",
        "reason",
        "answer",
        "opened_at",
        "decided_at",
    )
    comments = Marking.objects.filter(turn__attempt=attempt).exclude(comment="")
    decisions = FailConfirmation.objects.filter(attempt=attempt)
    decided = decisions.exclude(state=FailConfirmation.State.OPEN)
    return list(
        contests.union(
            comments.values_list(
                Value(_COMMENT), "pk", "turn__question_uid", none, "comment", none, "at", "at"
            ),
            decided.values_list(
                Value(_DECISION), "pk", none, "state", "reason", none, "opened_at", "decided_at"
            ),
            all=True,
        )
    )
