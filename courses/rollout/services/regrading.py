"""Regrading closed attempts by the key of a newer release, under one of three named policies.

First a preview run computes what each attempt would become and writes nothing but its items; the
trainer looks at it, and confirms. Then the same order runs for good: a new `Grading` each. A
result that is passed now completes the slot and may give the certificate; what was completed or
certified is never taken away. See docs/adr/0012-regrade-policies.md.
"""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from courses.assessment.errors import AssessmentError
from courses.assessment.models import Attempt, Grading
from courses.assessment.services import settle, weigh
from courses.assessment.services.judging.telling import tell_learner
from courses.catalogue.models import Course
from courses.releases.models import Release
from courses.rollout import kinds
from courses.rollout.errors import CannotAct, NotReady
from courses.rollout.models import Run, RunItem
from courses.rollout.services.running import request_run

PREVIEW = "regrade_preview"
REGRADE = "regrade"
# A preview of longer ago does not say any more what a regrade would do.
PREVIEW_HOLDS = dt.timedelta(hours=24)
POLICIES = (Grading.Policy.FULL_CREDIT, Grading.Policy.BEST_OF_BOTH, Grading.Policy.NEW_KEY)


@dataclass(frozen=True)
class Order:
    """What is regraded: closed attempts at a lesson on some releases, by the key of another.

    `questions`: only these are judged anew; empty means all of the lesson.
    """

    lesson: str
    questions: tuple[str, ...]
    releases: tuple[int, ...]
    key_release: int
    policy: str

    @classmethod
    def of(cls, parameters: dict[str, Any]) -> "Order":
        """Return the order that a run's parameters hold."""
        return cls(
            lesson=parameters["lesson"],
            questions=tuple(parameters["questions"]),
            releases=tuple(parameters["releases"]),
            key_release=parameters["key_release"],
            policy=parameters["policy"],
        )


def request_preview(*, course: Course, order: Order, by: User, at: dt.datetime) -> Run:
    """Return the run that computes what a regrade would change; it changes nothing.

    Raises NotReady for an order that names no release, or a key that is not newer than them,
    and RunGoesOn.
    """
    if order.policy not in POLICIES or not order.releases:
        raise NotReady(_("Choose the releases whose attempts are graded anew."))
    if order.key_release <= max(order.releases):
        raise NotReady(_("The key comes from a release that is newer than those graded anew."))
    return request_run(kind=PREVIEW, course=course, parameters=asdict(order), by=by, at=at)


def confirm_regrade(*, preview: Run, by: User, at: dt.datetime) -> Run:
    """Return the run that does what a finished preview showed.

    Each result is computed again as it is written, so that an answer accepted in between
    counts. Raises NotReady without a finished preview of today, and RunGoesOn.
    """
    if preview.kind != PREVIEW or preview.state != Run.State.DONE or preview.ended_at is None:
        raise NotReady(_("Look at the finished preview first."))
    if preview.ended_at < at - PREVIEW_HOLDS:
        raise NotReady(_("This preview is older than a day. Make a new one."))
    parameters = {**preview.parameters, "preview": str(preview.public_id)}
    return request_run(kind=REGRADE, course=preview.course, parameters=parameters, by=by, at=at)


class _Regrading:
    """What preview and regrade share: whom they meet."""

    def find(self, run: Run, *, after: int, limit: int) -> kinds.Found:
        order = Order.of(run.parameters)
        rows = list(
            Attempt.objects.filter(
                pk__gt=after,
                release__course=run.course,
                release__number__in=order.releases,
                lesson_uid=order.lesson,
                closed_at__isnull=False,
            )
            .order_by("pk")
            .only("pk", "enrolment_id", "drawn")[:limit]
        )
        wanted = set(order.questions)
        subjects = [
            kinds.Subject(str(row.pk), row.enrolment_id)
            for row in rows
            if not wanted or wanted & set(row.question_uids)
        ]
        return kinds.Found(subjects, rows[-1].pk if len(rows) == limit else None)


class RegradePreview(_Regrading):
    """Compute, and write nothing."""

    name = PREVIEW

    def act(self, run: Run, item: RunItem, *, at: dt.datetime) -> dict[str, Any]:
        attempt, asked = _attempt_of(item), _asked(run)
        try:
            weighed = weigh(attempt=attempt, **asked)
        except AssessmentError as error:
            raise CannotAct(type(error).__name__) from error
        return _change(attempt, attempt.current_grading, weighed)


class Regrade(_Regrading):
    """A new grading of the attempt; the learner is told where the result is another."""

    name = REGRADE

    def act(self, run: Run, item: RunItem, *, at: dt.datetime) -> dict[str, Any]:
        attempt, asked = _attempt_of(item), _asked(run)
        before = attempt.current_grading
        try:
            grading = settle(attempt=attempt, by=run.requested_by, at=at, **asked)
        except AssessmentError as error:
            raise CannotAct(type(error).__name__) from error
        change = _change(attempt, before, grading)
        if change["change"] != "same" or change["was"] != change["now"]:
            tell_learner(
                attempt=attempt, kind="result.regraded", at=at, change=str(change["change"])
            )
        return change


def _attempt_of(item: RunItem) -> Attempt:
    rows = Attempt.objects.select_related("release", "enrolment__course", "current_grading")
    return rows.get(pk=int(item.subject))


def _asked(run: Run) -> dict[str, Any]:
    order = Order.of(run.parameters)
    release = Release.objects.get(course=run.course, number=order.key_release)
    return {
        "policy": Grading.Policy(order.policy),
        "release": release,
        "questions": order.questions or None,
    }


def _change(attempt: Attempt, before: Grading | None, after: Any) -> dict[str, Any]:
    if before is None:
        raise CannotAct("NotGraded")
    up, down = after.total > before.total, after.total < before.total
    return {
        "attempt": str(attempt.public_id),
        "before": before.total,
        "after": after.total,
        "possible": after.total_possible,
        "change": "up" if up else "down" if down else "same",
        "was": before.is_passed,
        "now": after.is_passed,
        "gains": bool(after.is_passed) and not before.is_passed,
        "loses": bool(before.is_passed) and not after.is_passed,
    }


kinds.register(RegradePreview())
kinds.register(Regrade())
