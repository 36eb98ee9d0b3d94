"""One person's page: status and result, as far as the reader's role goes."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, User
from content.texts import pick
from courses.assessment.models import Attempt, ExtraTime
from courses.assessment.used_up import UsedUp, used_up
from courses.certification.models import ClauseTraining
from courses.enrolment.models import Enrolment
from courses.oversight import selectors
from courses.oversight.pages.lines import Line, lines
from courses.oversight.readers import Deed, Sight, deeds_of, sights_of
from courses.releases.selectors import manifests

PAGE_SIZE = 20


@dataclass(frozen=True)
class Result:
    """One closed assessment: passed or not, and the percentage. No answer, no minutes."""

    title: str
    number: int
    closed_on: dt.date | None
    percent: int
    is_passed: bool | None


@dataclass(frozen=True)
class Stuck:
    """A lesson at which the person has no attempt left, or one more that was allowed.

    `href` allows one more; empty where that was done. `starts_at`: where it may not start yet.
    `key` names the place on the page.
    """

    key: str
    title: str
    href: str
    starts_at: dt.datetime | None


@dataclass(frozen=True)
class CourseRow:
    """One course of the person with the results in it."""

    line: Line
    results: list[Result]
    stuck: list[Stuck]


@dataclass(frozen=True)
class Trained:
    """The newest training on one clause."""

    code: str
    title: str
    policy: str
    version: int
    trained_on: dt.date
    until_on: dt.date | None
    has_lapsed: bool


@dataclass(frozen=True)
class PersonPage:
    """What the reader may see of the person; an empty list where it is not theirs to see."""

    person: User
    units: tuple[str, ...]
    sees: frozenset[str]
    page: Page[Any]
    courses: list[CourseRow]
    clauses: list[Trained]
    extra_time: ExtraTime | None
    may_assign: bool
    may_grant_time: bool


def person_page(
    user: User, person: User, number: str | None, *, language: str, today: dt.date
) -> PersonPage:
    """Return the page; `person` comes from `selectors.person_seen_by`."""
    memberships: list[Membership] = person.seen_memberships  # type: ignore[attr-defined]
    paths = [row.unit.path for row in memberships]
    sees, does = sights_of(user, paths), deeds_of(user, paths)
    page = Paginator(selectors.lines_of(user, person, today=today), PAGE_SIZE).get_page(number)
    rows = list(page.object_list)
    results = _results(rows, language) if Sight.RESULTS in sees else {}
    told = lines(rows, language=language, today=today)
    may_allow = Deed.GRANT_ATTEMPT in does and person != user
    stuck = _stuck(person, rows, language) if may_allow else {}
    shows_time = Sight.EXTRA_TIME in sees
    return PersonPage(
        person=person,
        units=tuple(row.unit.name for row in memberships),
        sees=frozenset(str(sight) for sight in sees),
        page=page,
        courses=[
            CourseRow(line, results.get(row.pk, []), stuck.get(row.pk, []))
            for row, line in zip(rows, told, strict=True)
        ],
        clauses=_clauses(person, language, today) if Sight.CLAUSES in sees else [],
        extra_time=selectors.extra_time_of(person, today=today) if shows_time else None,
        may_assign=Deed.ASSIGN in does,
        may_grant_time=Deed.GRANT_TIME in does and person != user,
    )


def _results(rows: list[Enrolment], language: str) -> dict[int, list[Result]]:
    attempts = selectors.assessed_attempts(rows)
    outlines = manifests([attempt.release for attempt in attempts])
    found: dict[int, list[Result]] = defaultdict(list)
    for attempt in attempts:
        outline = outlines[attempt.release.manifest_digest]
        title = pick(outline.slot(attempt.slot_uid).titles, language, outline.languages)
        found[attempt.enrolment_id].append(_result(attempt, title))
    return found


def _result(attempt: Attempt, title: str) -> Result:
    grading = attempt.current_grading
    return Result(
        title=title,
        number=attempt.number,
        closed_on=timezone.localdate(attempt.closed_at) if attempt.closed_at else None,
        percent=grading.percent if grading else 0,
        is_passed=grading.is_passed if grading else None,
    )


def _stuck(person: User, rows: list[Enrolment], language: str) -> dict[int, list[Stuck]]:
    at = timezone.now()
    places = {row.pk: row for row in rows}
    return {
        pk: [_one_stuck(person, places[pk], one, language, at) for one in found]
        for pk, found in used_up(rows, at=at).items()
    }


def _one_stuck(
    person: User, enrolment: Enrolment, one: UsedUp, language: str, at: dt.datetime
) -> Stuck:
    until, place = one.next.wait_until, [person.public_id, enrolment.public_id, one.slot.uid]
    return Stuck(
        key=f"stuck-{enrolment.public_id}-{one.slot.uid}",
        title=pick(one.slot.titles, language, ()),
        href="" if one.next.is_granted else reverse("courses:oversight:extra_attempt", args=place),
        starts_at=until if until is not None and until > at else None,
    )


def _clauses(person: User, language: str, today: dt.date) -> list[Trained]:
    return [_trained(row, language, today) for row in selectors.newest_training(person)]


def _trained(row: ClauseTraining, language: str, today: dt.date) -> Trained:
    version = row.clause_version
    clause = version.clause
    return Trained(
        code=clause.code,
        title=pick(clause.titles, language, clause.policy.languages),
        policy=pick(clause.policy.titles, language, clause.policy.languages),
        version=version.number,
        trained_on=timezone.localdate(row.trained_at),
        until_on=row.until_on,
        has_lapsed=row.until_on is not None and row.until_on < today,
    )
