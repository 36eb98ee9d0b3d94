"""The first page: what to go on with, what was asked, what is current, what is about to lapse."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from accounts.models import Notice, User
from accounts.words import words_for
from content.texts import pick
from courses.catalogue.models import Course
from courses.catalogue.selectors import rights_of
from courses.certification.models import Certificate
from courses.certification.selectors import certificates_of
from courses.delivery.pages.outline import OutlineSlot, pinned_outline
from courses.enrolment.models import Enrolment
from courses.enrolment.selectors import enrolments_of
from courses.progress.completion import Share
from courses.progress.selectors import completed_slots_of
from courses.releases.naming import titles_of
from courses.releases.selectors import manifest

# A certificate is announced as about to lapse this long before.
NOTICE_BEFORE_EXPIRY = dt.timedelta(days=60)
MOST_NEWS = 3
# A home page shows this many courses; the record shows all.
MOST_SHOWN = 50


@dataclass(frozen=True)
class CourseInProgress:
    """A course that the person has open."""

    title: str
    href: str
    is_started: bool
    share: Share
    sentence: str
    next: OutlineSlot | None
    due_on: dt.date | None
    started_at: dt.datetime | None


@dataclass(frozen=True)
class HeldCertificate:
    """A certificate that the person holds, and whether it is about to lapse or has."""

    title: str
    href: str
    course_href: str
    issued_on: dt.date
    expires_on: dt.date | None
    has_lapsed: bool
    lapses_soon: bool


@dataclass(frozen=True)
class News:
    """A notice that the person has not read, and where reading it leads."""

    text: str
    read_href: str


@dataclass(frozen=True)
class CourseToHelp:
    """A course in which the person was given a right, and where its work is done."""

    title: str
    write_href: str
    review_href: str
    mark_href: str


@dataclass(frozen=True)
class Home:
    """Everything on the first page."""

    news: list[News]
    going_on: CourseInProgress | None
    assigned: list[CourseInProgress]
    lapsing: list[HeldCertificate]
    current: list[HeldCertificate]
    to_help: list[CourseToHelp]


def home_of(user: User, *, today: dt.date) -> Home:
    """Return what a person's first page shows, in a number of queries that does not grow.

    The course to go on with is the one started last; then those asked for, by due day.
    """
    enrolments = list(enrolments_of(user).open()[:MOST_SHOWN])
    completed = completed_slots_of(enrolments)
    waiting = [row.course for row in enrolments if row.release is None]
    titles = titles_of(waiting, user.language)
    rows = [_in_progress(row, completed[row.pk], titles) for row in enrolments]
    started = sorted(
        (row for row in rows if row.started_at is not None),
        key=lambda row: row.started_at or dt.datetime.min.replace(tzinfo=dt.UTC),
        reverse=True,
    )
    going_on = started[0] if started else None
    assigned = sorted(
        (row for row in rows if row is not going_on),
        key=lambda row: (row.due_on is None, row.due_on or today, row.title),
    )
    held = [_held(row, today=today) for row in list(certificates_of(user))[:MOST_SHOWN]]
    return Home(
        news=_news(user),
        going_on=going_on,
        assigned=assigned,
        lapsing=[row for row in held if row.lapses_soon or row.has_lapsed],
        current=[row for row in held if not row.lapses_soon and not row.has_lapsed],
        to_help=[_to_help(course, roles, user) for course, roles in rights_of(user).items()],
    )


def _to_help(course: Course, roles: list[str], user: User) -> CourseToHelp:
    own = [course.slug]
    return CourseToHelp(
        title=course.title(user.language),
        write_href=reverse("courses:workshop:draft_detail", args=own) if "author" in roles else "",
        review_href=reverse("courses:workshop:review_list") if "reviewer" in roles else "",
        mark_href=reverse("courses:workshop:judging_overview", args=own)
        if "marker" in roles
        else "",
    )


def _news(user: User) -> list[News]:
    """Return the newest notices that the person has not read, in one query."""
    rows = Notice.objects.visible_to(user).unread()[:MOST_NEWS]
    return [
        News(
            text=words_for(row.kind, row.payload).text,
            read_href=reverse("accounts:notice_read", args=[row.public_id]),
        )
        for row in rows
    ]


def _in_progress(
    enrolment: Enrolment, completed: frozenset[str], titles: Mapping[int, str]
) -> CourseInProgress:
    href = reverse("courses:delivery:course_detail", args=[enrolment.course.slug])
    if enrolment.release is None:
        return CourseInProgress(
            title=titles[enrolment.course_id],
            href=href,
            is_started=False,
            share=Share(done=0, total=0),
            sentence="",
            next=None,
            due_on=enrolment.due_on,
            started_at=None,
        )
    outline = pinned_outline(enrolment, completed)
    return CourseInProgress(
        title=outline.title,
        href=href,
        is_started=True,
        share=outline.share,
        sentence=outline.sentence,
        next=outline.next,
        due_on=enrolment.due_on,
        started_at=enrolment.started_at,
    )


def _held(certificate: Certificate, *, today: dt.date) -> HeldCertificate:
    outline = manifest(certificate.release)
    expires_on = certificate.expires_on
    has_lapsed = expires_on is not None and expires_on < today
    return HeldCertificate(
        title=pick(outline.titles, certificate.language, outline.languages),
        href=reverse("courses:delivery:certificate_detail", args=[certificate.public_id]),
        course_href=reverse("courses:delivery:course_detail", args=[outline.course_slug]),
        issued_on=certificate.issued_at.date(),
        expires_on=expires_on,
        has_lapsed=has_lapsed,
        lapses_soon=not has_lapsed
        and expires_on is not None
        and expires_on - today <= NOTICE_BEFORE_EXPIRY,
    )
