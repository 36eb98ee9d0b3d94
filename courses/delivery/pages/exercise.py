"""The door of a quiz or exercise: what it asks, its rules in words, and earlier attempts."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import formats, timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from content.texts import pick
from courses.assessment import paper
from courses.assessment.behaviours import Behaviour, Feedback, Result
from courses.assessment.models import Attempt, Grading
from courses.assessment.permissions import Permission, Phase, may_see
from courses.assessment.selectors import (
    NextAttempt,
    extra_percent,
    next_attempt,
)
from courses.delivery.pages.clauses import clause_lines
from courses.delivery.pages.passages import joined
from courses.delivery.pages.standing import standing_words
from courses.delivery.ways import OWN, Ways
from courses.enrolment.models import Enrolment
from courses.progress import completion
from courses.releases.manifest import LessonEntry, SlotEntry
from courses.releases.selectors import manifest, part


@dataclass(frozen=True)
class EarlierAttempt:
    """One closed attempt in a line."""

    number: int
    closed_at: dt.datetime | None
    percent: int | None
    words: str
    href: str


@dataclass(frozen=True)
class TestOut:
    """What passing a quiz stands for: the lessons that are complete with it, and those that stay.

    Only what is not complete already is named.
    """

    stands_for: list[str]
    stays: list[str]


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
    is_complete: bool
    is_closed: bool
    standing: list[str]
    granted: str
    test_out: TestOut | None
    start_href: str
    later_href: str


def exercise_page(
    enrolment: Enrolment,
    slot: SlotEntry,
    *,
    attempts: list[Attempt],
    completed: Collection[str],
    user: User,
    at: dt.datetime,
    ways: Ways = OWN,
) -> ExercisePage:
    """Return the page before an exercise; a query where there is a time limit.

    `attempts` are the person's at this slot, the latest first.
    """
    lesson = slot.variants[0]
    language = enrolment.language
    digest = lesson.parts.get(language) or next(iter(lesson.parts.values()))
    body = part(digest, since=enrolment.release.redacted_at if enrolment.release else None)
    behaviour = paper.behaviour_of(lesson)
    following = next_attempt(attempts, behaviour)
    running = next((row for row in attempts if row.is_open), None)
    extra = extra_percent(user, on=at.date()) if behaviour.time_limit else 0
    told = {"questions": _asked(body), "extra": extra}
    return ExercisePage(
        title=body["title"],
        topic=body.get("topic", ""),
        kind=lesson.kind,
        slot_uid=slot.uid,
        minutes=lesson.minutes,
        intensity=lesson.intensity,
        html=joined(body["blocks"]),
        rules=rules_words(lesson, behaviour, following, language=language, **told),
        open_href=ways.question(running.public_id, 1) if running else "",
        open_due_at=running.due_at if running else None,
        earlier=[
            _earlier(row, behaviour, is_closed=following.is_closed(at), ways=ways)
            for row in attempts
            if not row.is_open
        ],
        next=following,
        may_start=running is None and following.may_start(at),
        is_complete=slot.uid in completed,
        is_closed=following.is_closed(at),
        standing=standing_words(attempts, behaviour, following, is_complete=slot.uid in completed)
        if Permission.SCORE in may_see(behaviour, Phase.FINAL)
        else [],
        granted=_granted_words(following, at),
        test_out=_test_out(enrolment, slot, completed) if slot.is_test_out else None,
        start_href=ways.begin(enrolment.course.slug, slot.uid),
        later_href=ways.later(),
    )


def _test_out(enrolment: Enrolment, slot: SlotEntry, completed: Collection[str]) -> TestOut | None:
    if enrolment.release is None:
        return None
    outline = manifest(enrolment.release)
    shown = completion.stood_for(outline.slots, slot)
    titles = {
        one.uid: pick(one.titles, enrolment.language, outline.languages)
        for one in outline.slots
        if one.uid not in completed and one.uid != slot.uid
    }
    return TestOut(
        stands_for=[title for uid, title in titles.items() if uid in shown],
        stays=[title for uid, title in titles.items() if uid not in shown],
    )


def _granted_words(following: NextAttempt, at: dt.datetime) -> str:
    """Return from when an attempt that a person allowed may start; empty where there is none."""
    if not following.is_granted or following.is_closed(at) or following.awaits:
        return ""
    if following.may_start(at) or following.wait_until is None:
        return _("You can start it now.")
    time = formats.date_format(timezone.localtime(following.wait_until), "DATETIME_FORMAT")
    return _("It can start at %(time)s.") % {"time": time}


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
    language: str,
) -> list[str]:
    """Return the rules of the exercise as sentences, so that nothing comes as a surprise."""
    if lesson.kind == "exercise":
        asks = ngettext("%(count)s report to decide.", "%(count)s reports to decide.", questions)
    else:
        asks = ngettext("%(count)s question.", "%(count)s questions.", questions)
    rules = [asks % {"count": questions}, *_feedback_words(behaviour)]
    if behaviour.asks_certainty:
        rules.append(
            _(
                "You are asked how sure you are. It changes no mark, and nobody but you is told of "
                "you: trainers see sums over several people, by rule."
            )
        )
    rules += [*_pass_words(behaviour, language), *_attempt_words(behaviour, following)]
    rules.append(_time_words(behaviour, extra))
    rules.append(_("Every answer is saved as you go; you can stop and come back, on any machine."))
    return rules


def _feedback_words(behaviour: Behaviour) -> list[str]:
    if behaviour.feedback is Feedback.NEVER:
        return [_("What became of single answers is not told.")]
    if behaviour.feedback is Feedback.AFTER_HANDING_IN:
        return [_("Feedback comes after you hand in.")]
    if behaviour.feedback is Feedback.AFTER_CLOSING:
        return [_("Everybody decides alone; feedback comes after the lesson has closed.")]
    if not behaviour.counts_tries:
        scored = "" if behaviour.needs_pass else _("Nothing depends on the score.")
        words = _("Feedback comes with each answer, and you can try again.")
        return [f"{words} {scored}".strip()]
    told = [_("Feedback comes with each answer that you check.")]
    if behaviour.tries is not None:
        words = ngettext(
            "You have %(count)s try for each question.",
            "You have %(count)s tries for each question.",
            behaviour.tries,
        )
        told.append(words % {"count": behaviour.tries})
    if behaviour.penalty:
        words = _("Each different wrong answer that you check takes %(penalty)s %% of its marks.")
        told.append(words % {"penalty": behaviour.penalty})
    return [" ".join(told)]


def _pass_words(behaviour: Behaviour, language: str) -> list[str]:
    if behaviour.pass_mark is None:
        return []
    rules = [_("The pass mark is %(mark)s %%.") % {"mark": behaviour.pass_mark}]
    if behaviour.must:
        lines = clause_lines(behaviour.must, language).values()
        named = ", ".join(f"{line.code} {line.title}".strip() for line in lines)
        rules.append(
            _(
                "These have to reach the pass mark by themselves, other marks do not make up for "
                "them: %(named)s. A person looks at it before anybody fails by one of them."
            )
            % {"named": named}
        )
    return rules


RESULTS = {
    Result.BEST: lambda: _("Your best attempt counts."),
    Result.LAST: lambda: _("Your last attempt counts."),
    Result.FIRST: lambda: _("Your first attempt counts."),
    Result.AVERAGE: lambda: _("The average of your attempts counts."),
}


def _attempt_words(behaviour: Behaviour, following: NextAttempt) -> list[str]:
    rules = []
    if following.left is not None:
        rules.append(
            ngettext("%(count)s attempt left.", "%(count)s attempts left.", following.left)
            % {"count": following.left}
        )
    if behaviour.attempts != 1 and (behaviour.needs_pass or behaviour.result is not Result.BEST):
        rules.append(RESULTS[behaviour.result]())
        if behaviour.needs_pass and behaviour.result is Result.FIRST:
            rules.append(_("If it does not reach the pass mark, a later one completes the lesson."))
    if behaviour.closes_on is not None:
        day = formats.date_format(behaviour.closes_on, "DATE_FORMAT")
        rules.append(_("It closes after %(day)s.") % {"day": day})
    return rules


def _time_words(behaviour: Behaviour, extra: int) -> str:
    if behaviour.time_limit is None:
        return _("There is no time limit.")
    minutes = round(behaviour.time_limit.total_seconds() * (100 + extra) / 6000)
    if extra:
        return _("You have %(minutes)s minutes, your extra time included.") % {"minutes": minutes}
    return ngettext(
        "You have %(minutes)s minute from the start.",
        "You have %(minutes)s minutes from the start.",
        minutes,
    ) % {"minutes": minutes}


def _earlier(
    attempt: Attempt, behaviour: Behaviour, *, is_closed: bool, ways: Ways
) -> EarlierAttempt:
    phase = Phase.CLOSED if is_closed else Phase.FINAL
    grading = attempt.current_grading
    shows = Permission.SCORE in may_see(behaviour, phase)
    if grading is not None and grading.awaits and shows:
        words = _("waits for a person")
    elif grading is None or grading.is_passed is None or not shows:
        words = _("finished")
    elif grading.is_passed:
        words = _("passed")
    elif grading.policy == Grading.Policy.NEW_KEY:
        words = _("not passed by the new marking")
    else:
        words = _("not passed")
    return EarlierAttempt(
        number=attempt.number,
        closed_at=attempt.closed_at,
        percent=grading.percent if grading and shows and not grading.awaits else None,
        words=words,
        href=ways.result(attempt.public_id),
    )
