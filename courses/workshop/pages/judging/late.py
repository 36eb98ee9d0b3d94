"""A late answer beside the one that counts."""

import datetime as dt
from dataclasses import dataclass

from courses.assessment.models import Step
from courses.workshop.pages.judging.showing import Shown, answer_to, shown


@dataclass(frozen=True)
class LateView:
    """When it came, and what changes with it."""

    step: Step
    closed_at: dt.datetime | None
    due_at: dt.datetime | None
    late: Shown
    counted: Shown
    is_same: bool

    @property
    def ended_at(self) -> dt.datetime | None:
        """When the time of the attempt was over, if that came before it was closed."""
        if self.due_at is None or self.closed_at is None or self.due_at >= self.closed_at:
            return None
        return self.due_at


def late_view(step: Step) -> LateView:
    """Return both answers to the question, without the person."""
    attempt, uid = step.attempt, step.question_uid
    counted = answer_to(attempt, uid)
    return LateView(
        step=step,
        closed_at=attempt.closed_at,
        due_at=attempt.due_at,
        late=shown(attempt, uid, answer=step.answer),
        counted=shown(attempt, uid, answer=counted),
        is_same=counted == step.answer,
    )
