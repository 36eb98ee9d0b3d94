"""An attempt that nobody keeps: the rules of starting, saving and handing in, on rows in memory.

For the preview of a candidate. Nothing here reads or writes what belongs to an attempt in the
database; whoever calls it holds the rows between two requests.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from courses.assessment import paper
from courses.assessment.errors import AttemptClosed, AttemptStillOpen
from courses.assessment.models import Attempt, Grading, Response
from courses.assessment.selectors import standing_of
from courses.assessment.services.finishing import GRADER_VERSION, completes, takes_answers
from courses.assessment.services.saving import (
    Checked,
    Save,
    Saved,
    SaveReport,
    arrives_late,
    checked_save,
    require_feedback,
    require_try,
)
from courses.assessment.tries import FirstCheck, Tries, first_of, tries_from
from courses.assessment.weighing import Evidence, weigh


@dataclass
class Rehearsal:
    """One attempt in memory: its row, the answers that count, and all that was checked.

    What was checked is told by question and answer, and by how sure the answer was.
    """

    attempt: Attempt
    responses: dict[str, Response] = field(default_factory=dict)
    checked: list[tuple[str, Any, int | None]] = field(default_factory=list)

    def tries(self) -> dict[str, Tries]:
        """Return where every question stands whose answer was checked; no query."""
        return tries_from(self.attempt, [(uid, answer) for uid, answer, _sure in self.checked])

    def first_checks(self) -> dict[str, FirstCheck]:
        """Return what was checked first, as `tries.first_checks` does; no query."""
        behaviour = paper.behaviour_of(paper.lesson_of(self.attempt))
        if not (behaviour.asks_certainty and behaviour.feedback_at_once):
            return {}
        return first_of(self.checked)


def save_rehearsed(
    rehearsal: Rehearsal,
    *,
    tab: uuid.UUID,
    saves: Sequence[Save],
    at: dt.datetime,
    is_check: bool = False,
    flag: bool | None = None,
) -> SaveReport:
    """Make the newest answers current, all or none, by the rules of `save_answers`.

    There is no log: what comes after the end, or behind a newer save from the same tab, is told
    as such and let go. Raises what `save_answers` raises for the same answers.
    """
    attempt = rehearsal.attempt
    if is_check:
        require_feedback(attempt)
    behaviour = paper.behaviour_of(paper.lesson_of(attempt))
    fixed = rehearsal.first_checks()
    checked = [checked_save(attempt, save, behaviour, fixed) for save in saves]
    is_late = arrives_late(attempt, behaviour, at)
    if behaviour.counts_tries and not is_late:
        require_try(rehearsal.tries(), rehearsal.responses, checked)
    if is_late:
        saved = tuple(Saved(save.sequence, save.uid, "late") for save in checked)
    else:
        saved = tuple(_keep(rehearsal, save, tab=tab, at=at, is_check=is_check) for save in checked)
        if flag is not None:
            mark_rehearsed(rehearsal, {save.uid for save in checked}, flag=flag)
    answered = (uid for uid, row in rehearsal.responses.items() if row.answer is not None)
    return SaveReport(
        attempt=attempt,
        saved=saved,
        answered=frozenset(answered),
        elsewhere=frozenset(
            uid
            for uid, row in rehearsal.responses.items()
            if row.tab != tab and str(tab) in row.newest
        ),
        is_open=attempt.is_open and not is_late,
    )


def _keep(
    rehearsal: Rehearsal, save: Checked, *, tab: uuid.UUID, at: dt.datetime, is_check: bool
) -> Saved:
    row = rehearsal.responses.get(save.uid)
    newest = int(row.newest.get(str(tab), -1)) if row else -1
    is_same = row is not None and (row.answer, row.certainty) == (save.answer, save.certainty)
    if save.sequence < newest or (save.sequence == newest and is_same):
        status: Any = "repeated" if save.sequence == newest else "superseded"
        return Saved(save.sequence, save.uid, status)
    rehearsal.responses[save.uid] = Response(
        question_uid=save.uid,
        answer=save.answer,
        certainty=save.certainty,
        tab=tab,
        newest={**(row.newest if row else {}), str(tab): save.sequence},
        saved_at=at,
    )
    if is_check and save.answer is not None:
        rehearsal.checked.append((save.uid, save.answer, save.certainty))
    replaced = row is not None and row.tab != tab
    return Saved(save.sequence, save.uid, "current", replaced_other_tab=replaced)


def mark_rehearsed(rehearsal: Rehearsal, uids: set[str], *, flag: bool) -> None:
    """Keep whether questions of an open attempt are to be looked at again."""
    attempt = rehearsal.attempt
    if attempt.is_open:
        before = set(attempt.flags)
        attempt.flags = sorted(before | uids if flag else before - uids)


def hand_in_rehearsed(rehearsal: Rehearsal, *, at: dt.datetime) -> None:
    """Close and grade; past its end it is closed as overdue with what was saved in time.

    Raises AttemptClosed for one that was handed in or closed before.
    """
    attempt = rehearsal.attempt
    if not attempt.is_open:
        raise AttemptClosed(_("You have already handed in these answers."))
    in_time = takes_answers(attempt, at)
    attempt.state = Attempt.State.HANDED_IN if in_time else Attempt.State.OVERDUE
    attempt.closed_at = at
    grade_rehearsed(rehearsal)


def close_rehearsed_overdue(rehearsal: Rehearsal, *, at: dt.datetime) -> bool:
    """Close an attempt that is past its end, as the sweep would; return whether it was."""
    attempt = rehearsal.attempt
    if not attempt.is_open or takes_answers(attempt, at):
        return False
    hand_in_rehearsed(rehearsal, at=at)
    return True


def grade_rehearsed(rehearsal: Rehearsal) -> None:
    """Give a closed attempt the grading that its answers come to; no query for warm parts.

    Raises AttemptStillOpen before it is closed.
    """
    attempt = rehearsal.attempt
    if attempt.closed_at is None:
        raise AttemptStillOpen(_("These answers have not been handed in yet."))
    checked: defaultdict[str, list[Any]] = defaultdict(list)
    for uid, answer, _sure in rehearsal.checked:
        checked[uid].append(answer)
    answers = {uid: row.answer for uid, row in rehearsal.responses.items()}
    attempt.current_grading = None
    weighed = weigh(
        attempt=attempt,
        policy=Grading.Policy.FIRST,
        evidence=Evidence(answers=answers, checked=checked),
    )
    attempt.current_grading = Grading(
        attempt=attempt,
        number=1,
        release=attempt.release,
        policy=Grading.Policy.FIRST,
        grader_version=GRADER_VERSION,
        graded_at=attempt.closed_at,
        **vars(weighed),
    )


def completes_rehearsed(attempt: Attempt, attempts: Sequence[Attempt]) -> bool:
    """Return whether a closed attempt, with all at its slot, completes the slot."""
    if attempt.current_grading is None:
        return False
    behaviour = paper.behaviour_of(paper.lesson_of(attempt))
    return completes(
        behaviour, attempt.current_grading, standing=lambda: standing_of(attempts, behaviour)
    )
