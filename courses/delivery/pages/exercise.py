"""The door of a quiz or exercise: what it asks, its rules in words, and earlier attempts."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from courses.assessment import paper
from courses.assessment.behaviours import Behaviour
from courses.assessment.models import Attempt
from courses.assessment.selectors import (
    NextAttempt,
    attempts_at,
    extra_percent,
    next_attempt,
)
from courses.delivery.pages.passages import joined
from courses.enrolment.models import Enrolment
from courses.releases.manifest import LessonEntry, SlotEntry
from courses.releases.selectors import part


@dataclass(frozen=True)
class EarlierAttempt:
    """One closed attempt in a line."""

    number: int
    closed_at: dt.datetime | None
    percent: int
    words: str
    href: str


@dataclass(frozen=True)
class ExercisePage:
    """Everything on the page before a quiz or exercise."""

    title: str
    topic: str
    kind: str
    slot_uid: str
    minutes: int
    intensity: int
    html: SafeString
    rules: list[str]
    open_href: str
    open_due_at: dt.datetime | None
    earlier: list[EarlierAttempt]
    next: NextAttempt
    may_start: bool
    is_done: bool


def exercise_page(
    enrolment: Enrolment, slot: SlotEntry, *, user: User, at: dt.datetime
) -> ExercisePage:
    """Return the page before an exercise; two queries, and a third where there is a time limit."""
    lesson = slot.variants[0]
    language = enrolment.language
    body = part(lesson.parts.get(language) or next(iter(lesson.parts.values())))
    attempts = attempts_at(enrolment, slot.uid)
    behaviour = paper.behaviour_of(lesson)
    following = next_attempt(attempts, behaviour)
    running = next((row for row in attempts if row.is_open), None)
    extra = extra_percent(user, on=at.date()) if behaviour.time_limit else 0
    return ExercisePage(
        title=body["title"],
        topic=body.get("topic", ""),
        kind=lesson.kind,
        slot_uid=slot.uid,
        minutes=lesson.minutes,
        intensity=lesson.intensity,
        html=joined(body["blocks"]),
        rules=rules_words(lesson, behaviour, following, questions=_asked(body), extra=extra),
        open_href=reverse("courses:delivery:attempt_detail", args=[running.public_id, 1])
        if running
        else "",
        open_due_at=running.due_at if running else None,
        earlier=[_earlier(row) for row in attempts if not row.is_open],
        next=following,
        may_start=running is None and following.may_start(at),
        is_done=any(row.current_grading and row.current_grading.is_passed for row in attempts),
    )


def _asked(body: Mapping[str, Any]) -> int:
    """Return how many questions an attempt asks."""
    return sum(
        len(entry["fixed"]) if "fixed" in entry else entry["take"] for entry in body["draws"]
    )


def rules_words(
    lesson: LessonEntry,
    behaviour: Behaviour,
    following: NextAttempt,
    *,
    questions: int,
    extra: int,
) -> list[str]:
    """Return the rules of the exercise as sentences, so that nothing comes as a surprise."""
    if lesson.kind == "exercise":
        asks = ngettext("%(count)s report to decide.", "%(count)s reports to decide.", questions)
    else:
        asks = ngettext("%(count)s question.", "%(count)s questions.", questions)
    rules = [asks % {"count": questions}]
    if behaviour.feedback_at_once:
        rules.append(
            _("Feedback comes with each answer, and you can try again. Nothing is scored.")
        )
    else:
        rules.append(_("Feedback comes after you hand in."))
    if behaviour.pass_mark is not None:
        rules.append(_("The pass mark is %(mark)s %%.") % {"mark": behaviour.pass_mark})
    if following.left is not None:
        rules.append(
            ngettext("%(count)s attempt left.", "%(count)s attempts left.", following.left)
            % {"count": following.left}
        )
    rules.append(_time_words(behaviour, extra))
    rules.append(_("Every answer is saved as you go; you can stop and come back, on any machine."))
    return rules


def _time_words(behaviour: Behaviour, extra: int) -> str:
    if behaviour.time_limit is None:
        return _("There is no time limit.")
    minutes = round(behaviour.time_limit.total_seconds() * (100 + extra) / 6000)
    if extra:
        return _("You have %(minutes)s minutes, your extra time included.") % {"minutes": minutes}
    return _("You have %(minutes)s minutes from the start.") % {"minutes": minutes}


def _earlier(attempt: Attempt) -> EarlierAttempt:
    grading = attempt.current_grading
    if grading is None or grading.is_passed is None:
        words = _("finished")
    elif grading.is_passed:
        words = _("passed")
    else:
        words = _("not passed")
    return EarlierAttempt(
        number=attempt.number,
        closed_at=attempt.closed_at,
        percent=grading.percent if grading else 0,
        words=words,
        href=reverse("courses:delivery:attempt_result", args=[attempt.public_id]),
    )
