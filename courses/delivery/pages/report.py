"""My report: rule by rule, what went well and what to look at. Private; compares with nobody.

Counted are the latest results of the person in each quiz and exercise, as far as these may be
told: what a lesson keeps to itself until it closes is kept here too.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from accounts.models import User
from content.texts import pick
from courses.assessment import behaviours, certainty, paper
from courses.assessment.models import Attempt, Grading, Response
from courses.assessment.permissions import Permission, may_see, phase_of
from courses.assessment.tries import first_checks_of
from courses.delivery.links import clause_url
from courses.delivery.pages.certainty import sure_and_differing
from courses.releases.models import ReleaseCitation
from courses.releases.selectors import manifest, manifests

PAGE_SIZE = 50
# The newest results of a person; older ones of the same quiz are not looked at anyway.
MOST_ATTEMPTS = 300
MOST_LESSONS = 3


@dataclass(frozen=True)
class Reading:
    """A lesson that trains a rule, in a course of the person's."""

    title: str
    href: str


@dataclass
class RuleLine:
    """One rule: how the person's answers about it went, and where it can be read again."""

    code: str
    title: str
    href: str
    right: int = 0
    asked: int = 0
    sure_and_differing: int = 0
    readings: list[Reading] = field(default_factory=list)

    @property
    def went_well(self) -> bool:
        """Whether every answer about it is as the key has it, and was before it was corrected."""
        return self.right == self.asked and not self.sure_and_differing

    @property
    def sure_words(self) -> str:
        """What is told of answers that the person was sure of; empty where there is nothing."""
        if not self.sure_and_differing:
            return ""
        return ngettext(
            "You were sure of %(count)s answer that differs from the key.",
            "You were sure of %(count)s answers that differ from the key.",
            self.sure_and_differing,
        ) % {"count": self.sure_and_differing}


@dataclass(frozen=True)
class ReportPage:
    """Everything on the page; what to look at stands before what went well."""

    page: Page[RuleLine]

    @property
    def again(self) -> list[RuleLine]:
        """The rules to look at."""
        return [line for line in self.page.object_list if not line.went_well]

    @property
    def well(self) -> list[RuleLine]:
        """The rules that went well."""
        return [line for line in self.page.object_list if line.went_well]


@dataclass(frozen=True)
class _Told:
    """One result that counts, and what may be told of it."""

    attempt: Attempt
    grading: Grading
    seen: frozenset[Permission]

    def is_right(self, uid: str) -> bool:
        """Whether the question went as the key has it."""
        return bool(self.grading.marks[uid] == self.grading.possible[uid])


def report_page(user: User, number: str | None, *, at: dt.datetime) -> ReportPage:
    """Return one page of a person's report; the number of queries does not grow with it."""
    told = _results(user, at=at)
    lines = _lines(told, user.language)
    rows = sorted(lines, key=lambda line: (line.went_well, line.right / line.asked, line.code))
    return ReportPage(page=Paginator(rows, PAGE_SIZE).get_page(number))


def _results(user: User, *, at: dt.datetime) -> list[_Told]:
    """Return the latest result of each quiz that may be told: two queries."""
    rows = (
        Attempt.objects.visible_to(user)
        .filter(current_grading__isnull=False)
        .exclude(current_grading__awaits=Grading.Awaits.MARKING)
        .select_related("enrolment__course", "release", "current_grading")
        .order_by("-closed_at", "-pk")
    )
    newest: dict[tuple[int, str], Attempt] = {}
    for row in rows[:MOST_ATTEMPTS]:
        newest.setdefault((row.enrolment.course_id, row.slot_uid), row)
    manifests(row.release for row in newest.values())  # one query for all of them
    found = []
    for row in newest.values():
        behaviour = paper.behaviour_of(paper.lesson_of(row))
        is_closed = behaviours.is_closed(behaviour, at=at, zone=timezone.get_default_timezone())
        # Whether another attempt follows decides about keys alone, which are not told here.
        phase = phase_of(is_open=False, is_closed=is_closed, another_follows=True)
        seen = may_see(behaviour, phase)
        if Permission.OUTCOMES in seen and row.current_grading is not None:
            found.append(_Told(row, row.current_grading, seen))
    return found


def _lines(told: list[_Told], language: str) -> list[RuleLine]:
    clauses = _clauses(told)
    sure = _sure(told)
    lines: dict[str, RuleLine] = {}
    for one in told:
        release = one.attempt.release_id
        for uid in one.grading.marks:
            for key, code, titles in clauses.get((release, one.attempt.lesson_uid, uid), ()):
                line = lines.get(key)
                if line is None:
                    title = pick(titles, language, ())
                    line = lines[key] = RuleLine(code, title, clause_url(key))
                line.asked += 1
                line.right += one.is_right(uid)
                line.sure_and_differing += (one.attempt.pk, uid) in sure
    for key, line in lines.items():
        if not line.went_well:
            line.readings = _readings(key, told, language)
    return list(lines.values())


def _clauses(
    told: Iterable[_Told],
) -> dict[tuple[int, str, str], list[tuple[str, str, Mapping[str, str]]]]:
    """Return the clauses (key, code, titles) by release, lesson and question, in one query."""
    found: dict[tuple[int, str, str], list[tuple[str, str, Mapping[str, str]]]] = {}
    rows = (
        ReleaseCitation.objects.filter(
            release__in={one.attempt.release_id for one in told},
            lesson_uid__in={one.attempt.lesson_uid for one in told},
            role=ReleaseCitation.Role.COVERS,
            clause_version__isnull=False,
        )
        .exclude(question_uid="")
        .order_by("pk")
        .values_list(
            "release_id",
            "lesson_uid",
            "question_uid",
            "clause_version__clause__policy__slug",
            "clause_version__clause__code",
            "clause_version__clause__titles",
        )
    )
    for release_id, lesson_uid, uid, slug, code, titles in rows:
        found.setdefault((release_id, lesson_uid, uid), []).append((f"{slug}/{code}", code, titles))
    return found


def _sure(told: Iterable[_Told]) -> set[tuple[int, str]]:
    """Return the answers that the person was sure of and that differ, where that may be told.

    By the rule of the result page. Two queries, and two for the questions that were checked.
    """
    may = {one.attempt.pk: one for one in told if Permission.CERTAINTY in one.seen}
    if not may:
        return set()
    rows = Response.objects.filter(
        attempt__in=may, certainty=certainty.SURE, answer__isnull=False
    ).values_list("attempt_id", "question_uid", "answer")
    answers: dict[int, dict[str, Any]] = {pk: {} for pk in may}
    for attempt_id, uid, answer in rows.order_by("pk"):
        answers[attempt_id][uid] = answer
    checks = first_checks_of(one.attempt for one in may.values())
    paper.keep_ready(
        (may[pk].attempt, uid) for pk, sure in answers.items() for uid in sure if uid in checks[pk]
    )
    return {
        (pk, uid)
        for pk, one in may.items()
        for uid in sure_and_differing(one.attempt, checks[pk], answers[pk], is_right=one.is_right)
    }


def _readings(key: str, told: Iterable[_Told], language: str) -> list[Reading]:
    """Return lessons that train a rule, in the courses of these results; no query."""
    found: dict[str, Reading] = {}
    for one in told:
        slug = one.attempt.enrolment.course.slug
        for lesson in manifest(one.attempt.release).lessons.values():
            covered = {clause.partition("@")[0] for clause in lesson.covers}
            if lesson.settings is None and key in covered:
                href = reverse("courses:delivery:lesson_detail", args=[slug, lesson.slot_uid])
                found.setdefault(href, Reading(pick(lesson.titles, language, ()), href))
    return list(found.values())[:MOST_LESSONS]
