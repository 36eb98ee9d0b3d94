"""The queues of a course, each a page of lines without people."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse

from accounts.models import User
from content.texts import pick
from courses.assessment.confirming import open_confirmations
from courses.assessment.contests import open_contests
from courses.assessment.late import late_steps
from courses.assessment.models import Attempt
from courses.catalogue.models import Course
from courses.releases.selectors import manifests

PAGE_SIZE = 25


@dataclass(frozen=True)
class WaitingLine:
    """One thing that waits: where it is found, since when, and what it is about."""

    href: str
    title: str
    number: int | None
    release: int
    since: dt.datetime


@dataclass(frozen=True)
class QueuePage:
    """One page of a queue."""

    course: Course
    page: Page[Any]
    lines: list[WaitingLine]


def contests_page(user: User, course: Course, number: str | None, language: str) -> QueuePage:
    """Return the contests that nobody has decided."""
    rows = open_contests(user, course).select_related("attempt__release")
    page = Paginator(rows, PAGE_SIZE).get_page(number)
    found = [
        (
            reverse("courses:workshop:judging_contest", args=[course.slug, row.public_id]),
            row.attempt,
            row.question_uid,
            row.opened_at,
        )
        for row in page.object_list
    ]
    return QueuePage(course=course, page=page, lines=_lines(found, language))


def fails_page(user: User, course: Course, number: str | None, language: str) -> QueuePage:
    """Return the fails that nobody has confirmed."""
    page = Paginator(open_confirmations(user, course), PAGE_SIZE).get_page(number)
    found = [
        (
            reverse("courses:workshop:judging_fail", args=[course.slug, row.public_id]),
            row.attempt,
            "",
            row.opened_at,
        )
        for row in page.object_list
    ]
    return QueuePage(course=course, page=page, lines=_lines(found, language))


def late_page(user: User, course: Course, number: str | None, language: str) -> QueuePage:
    """Return the answers that came after the end."""
    page = Paginator(late_steps(user, course), PAGE_SIZE).get_page(number)
    found = [
        (
            late_url(course, row.attempt, row.question_uid),
            row.attempt,
            row.question_uid,
            row.accepted_at,
        )
        for row in page.object_list
    ]
    return QueuePage(course=course, page=page, lines=_lines(found, language))


def late_url(course: Course, attempt: Attempt, uid: str) -> str:
    """Return the address of the late answer to a question."""
    number = attempt.question_uids.index(uid) + 1
    return reverse(
        "courses:workshop:judging_late_answer", args=[course.slug, attempt.public_id, number]
    )


def _lines(
    found: Iterable[tuple[str, Attempt, str, dt.datetime]], language: str
) -> list[WaitingLine]:
    rows = list(found)
    outlines = manifests(attempt.release for _href, attempt, _uid, _since in rows)
    lines = []
    for href, attempt, uid, since in rows:
        outline = outlines[attempt.release.manifest_digest]
        lesson = outline.lesson(attempt.lesson_uid)
        lines.append(
            WaitingLine(
                href=href,
                title=pick(lesson.titles, language, outline.languages),
                number=attempt.question_uids.index(uid) + 1 if uid else None,
                release=attempt.release.number,
                since=since,
            )
        )
    return lines
