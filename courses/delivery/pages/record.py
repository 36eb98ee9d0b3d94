"""My record: the courses taken, the certificates held, and the clauses one is trained on."""

import datetime as dt
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from content.texts import pick
from courses.certification.models import Certificate, ClauseTraining
from courses.delivery.links import clause_url
from courses.enrolment.models import Enrolment
from courses.enrolment.selectors import enrolments_of
from courses.releases.naming import titles_of
from courses.releases.selectors import manifests

PAGE_SIZE = 20
MOST_CLAUSES = 200


@dataclass(frozen=True)
class RecordLine:
    """One enrolment in a line."""

    title: str
    href: str
    state: str
    release: int | None
    started_on: dt.datetime | None
    ended_on: dt.datetime | None
    certificate_href: str
    expires_on: dt.date | None


@dataclass(frozen=True)
class TrainedClause:
    """The newest training of the person on one clause."""

    code: str
    title: str
    version: int
    href: str
    trained_at: dt.datetime
    until_on: dt.date | None
    has_lapsed: bool


@dataclass(frozen=True)
class RecordPage:
    """Everything on the page."""

    lines: list[RecordLine]
    page: Page[Enrolment]
    clauses: list[TrainedClause]


def record_page(user: User, number: str | None, *, today: dt.date) -> RecordPage:
    """Return one page of a person's record; the number of queries does not grow with it."""
    page = Paginator(enrolments_of(user), PAGE_SIZE).get_page(number)
    rows = list(page.object_list)
    certificates = {row.enrolment_id: row for row in Certificate.objects.filter(enrolment__in=rows)}
    titles = _titles(rows, user.language)
    return RecordPage(
        lines=[_line(row, titles[row.pk], certificates.get(row.pk)) for row in rows],
        page=page,
        clauses=_clauses(user, today=today),
    )


STATES = {
    Enrolment.State.OPEN: lambda: _("in progress"),
    Enrolment.State.PASSED: lambda: _("passed"),
    Enrolment.State.WITHDRAWN: lambda: _("taken off the list"),
}


def _titles(rows: list[Enrolment], language: str) -> dict[int, str]:
    """By enrolment: as the release had it that was taken, or as people start on it now."""
    waiting = titles_of([row.course for row in rows if row.release is None], language)
    bodies = manifests([row.release for row in rows if row.release is not None])
    return {
        row.pk: bodies[row.release.manifest_digest].title(language)
        if row.release
        else waiting[row.course_id]
        for row in rows
    }


def _line(enrolment: Enrolment, title: str, certificate: Certificate | None) -> RecordLine:
    is_waiting = enrolment.state == Enrolment.State.OPEN and not enrolment.is_started
    return RecordLine(
        title=title,
        href=reverse("courses:delivery:course_detail", args=[enrolment.course.slug]),
        state=_("not started") if is_waiting else STATES[Enrolment.State(enrolment.state)](),
        release=enrolment.release.number if enrolment.release else None,
        started_on=enrolment.started_at,
        ended_on=enrolment.ended_at,
        certificate_href=reverse(
            "courses:delivery:certificate_detail", args=[certificate.public_id]
        )
        if certificate
        else "",
        expires_on=certificate.expires_on if certificate else None,
    )


def _clauses(user: User, *, today: dt.date) -> list[TrainedClause]:
    rows = (
        ClauseTraining.objects.filter(user=user)
        .select_related("clause_version__clause__policy")
        .order_by("-trained_at")[:MOST_CLAUSES]
    )
    newest: dict[int, ClauseTraining] = {}
    for row in rows:
        newest.setdefault(row.clause_version.clause_id, row)
    found = [_trained(row, user, today=today) for row in newest.values()]
    return sorted(found, key=lambda line: line.code)


def _trained(row: ClauseTraining, user: User, *, today: dt.date) -> TrainedClause:
    version = row.clause_version
    return TrainedClause(
        code=version.clause.code,
        title=pick(version.clause.titles, user.language, ()),
        version=version.number,
        href=clause_url(f"{version.clause.policy.slug}/{version.clause.code}"),
        trained_at=row.trained_at,
        until_on=row.until_on,
        has_lapsed=row.until_on is not None and row.until_on < today,
    )
