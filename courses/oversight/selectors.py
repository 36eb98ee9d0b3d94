"""Who and what a reader may see here, and the rows of the pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.models import Membership, Unit, User
from accounts.models.unit import below
from core.orm import for_list
from courses.assessment.models import Attempt, ExtraTime
from courses.catalogue.models import Course
from courses.certification.models import Certificate, ClauseTraining
from courses.enrolment.models import Assignment, Enrolment
from courses.oversight.readers import ROLES
from courses.releases.selectors import with_live_release

NO_COURSE = "no_course"


@dataclass(frozen=True)
class Wanted:
    """What a reader narrowed the list to; empty means everything."""

    q: str = ""
    unit: Unit | None = None
    course: Course | None = None
    status: str = ""


def people_seen_by(user: User, *roles: str) -> QuerySet[User]:
    """Return the people that `user` oversees through `roles` (default: any of these pages)."""
    wanted = roles or ROLES
    people = User.objects.visible_to(user, *wanted).filter(erased_on=None)
    paths = user.paths_held(*wanted)
    if any(path.count(".") == 1 for path in paths):
        return people
    # visible_to adds the reader; here only who works below the role counts.
    return people.working_below(*paths)


def person_seen_by(user: User, public_id: UUID, *roles: str) -> User | None:
    """Return one person with `seen_memberships`, or None if the reader may not see them."""
    people = people_seen_by(user, *roles).filter(public_id=public_id)
    return people.prefetch_related(_seen_memberships(user, "memberships")).first()


def units_seen_by(user: User, *roles: str) -> QuerySet[Unit]:
    """Return the units that `user` oversees, in the order of the tree."""
    return Unit.objects.visible_to(user, *(roles or ROLES)).filter(closed_at=None).order_by("path")


def courses_seen_by(user: User) -> QuerySet[Course]:
    """Return the courses whose names a reader may learn.

    A restricted one only where a named unit stands at, above or below the reader's: somebody
    who came from another vendor brings no course names of that vendor along.
    """
    held = user.paths_held(*ROLES)
    above = {int(step) for path in held for step in path.split(".") if step}
    named = Course.restricted_units.through.objects.filter(
        Q(unit__in=above) | below(held, field="unit__path"), course=OuterRef("pk")
    )
    return Course.objects.filter(~Q(visibility="restricted") | Q(Exists(named))).order_by("code")


def courses_assignable_by(user: User) -> QuerySet[Course]:
    """Return the courses that can be started today and that the reader may name."""
    return with_live_release(courses_seen_by(user)).prefetch_related("restricted_units")


def lines_for(
    user: User, wanted: Wanted, *, today: dt.date, roles: tuple[str, ...] = ROLES
) -> QuerySet[Enrolment]:
    """Return one row per person and course: the newest that was not withdrawn, by name.

    `roles` are those through which the people are seen. Each row has
    `certified_at` and `valid_until` of the newest certificate in that course.
    """
    newer = Enrolment.objects.filter(
        user=OuterRef("user"), course=OuterRef("course"), pk__gt=OuterRef("pk")
    ).exclude(state=Enrolment.State.WITHDRAWN)
    certificates = Certificate.objects.filter(
        user=OuterRef("user"), enrolment__course=OuterRef("course")
    ).order_by("-issued_at")
    rows = (
        Enrolment.objects.filter(
            ~Exists(newer),
            user__in=_people(user, wanted, roles),
            course__in=_courses(user, wanted),
        )
        .exclude(state=Enrolment.State.WITHDRAWN)
        .annotate(
            certified_at=Subquery(certificates.values("issued_at")[:1]),
            valid_until=Subquery(certificates.values("expires_on")[:1]),
        )
    )
    if wanted.status:
        rows = rows.filter(_status(wanted.status, today))
    rows = rows.select_related("user", "course", "release")
    rows = rows.order_by(Lower("user__display_name"), "user_id", "course__code", "pk")
    return for_list(rows.prefetch_related(_seen_memberships(user, "user__memberships")))


def people_on_no_course(user: User, wanted: Wanted) -> QuerySet[User]:
    """Return the people who take no course that the reader may name, by name."""
    taking = Enrolment.objects.filter(
        user=OuterRef("pk"), course__in=courses_seen_by(user)
    ).exclude(state=Enrolment.State.WITHDRAWN)
    people = _people(user, wanted).present().filter(~Exists(taking))  # type: ignore[attr-defined]
    people = people.order_by(Lower("display_name"), "pk")
    return for_list(people.prefetch_related(_seen_memberships(user, "memberships")))


def lines_of(user: User, person: User, *, today: dt.date) -> QuerySet[Enrolment]:
    """Return the rows of one person's page."""
    return lines_for(user, Wanted(), today=today).filter(user=person)


def _people(user: User, wanted: Wanted, roles: tuple[str, ...] = ROLES) -> QuerySet[User]:
    people = people_seen_by(user, *roles)
    if wanted.unit is not None:
        people = people.working_below(wanted.unit.path)  # type: ignore[attr-defined]
    if wanted.q:
        number = wanted.q.partition("-")[2] or wanted.q
        people = people.filter(
            Q(display_name__icontains=wanted.q) | Q(employee_number__icontains=number)
        )
    return people


def _courses(user: User, wanted: Wanted) -> QuerySet[Course]:
    courses = courses_seen_by(user)
    return courses if wanted.course is None else courses.filter(pk=wanted.course.pk)


def _status(status: str, today: dt.date) -> Q:
    is_open, is_passed = Q(state=Enrolment.State.OPEN), Q(state=Enrolment.State.PASSED)
    return {
        "not_started": is_open & Q(release__isnull=True),
        "in_progress": is_open & Q(release__isnull=False),
        "overdue": is_open & Q(due_on__lt=today),
        "passed": is_passed & (Q(valid_until__isnull=True) | Q(valid_until__gte=today)),
        "lapsed": is_passed & Q(valid_until__lt=today),
    }[status]


def _seen_memberships(user: User, lookup: str) -> Prefetch[str, QuerySet[Membership], str]:
    """Where somebody works, as far as the reader's units go: other vendors are not told."""
    rows = Membership.objects.active(timezone.now())
    rows = rows.filter(below(user.paths_held(*ROLES), field="unit__path"))
    rows = rows.select_related("unit").order_by("unit__path")
    return Prefetch(lookup, queryset=rows, to_attr="seen_memberships")


def assessed_attempts(enrolments: Iterable[Enrolment]) -> list[Attempt]:
    """Return the closed assessments of these enrolments with their results, in their order.

    Nothing else of an attempt is loaded: no draw, no answer.
    """
    rows = Attempt.objects.filter(
        enrolment__in=list(enrolments),
        preset=Attempt.Preset.ASSESSMENT,
        current_grading__isnull=False,
    )
    return list(
        rows.select_related("current_grading", "release")
        .only(
            "enrolment_id",
            "slot_uid",
            "number",
            "closed_at",
            "release",
            "current_grading__total",
            "current_grading__total_possible",
            "current_grading__is_passed",
        )
        .order_by("enrolment_id", "slot_uid", "number")
    )


def newest_training(person: User) -> list[ClauseTraining]:
    """Return the newest training of a person on each clause, by policy and code."""
    newer = ClauseTraining.objects.filter(
        user=OuterRef("user"),
        clause_version__clause=OuterRef("clause_version__clause"),
        pk__gt=OuterRef("pk"),
    )
    rows = ClauseTraining.objects.filter(~Exists(newer), user=person)
    rows = rows.select_related("clause_version__clause__policy")
    return list(
        rows.order_by("clause_version__clause__policy__slug", "clause_version__clause__code")
    )


def extra_time_of(person: User, *, today: dt.date) -> ExtraTime | None:
    """Return the extra time that counts today, or None."""
    rows = ExtraTime.objects.filter(person=person, until__gte=today)
    return rows.order_by("-approved_at", "-pk").first()


def assignments_seen_by(user: User, *roles: str) -> QuerySet[Assignment]:
    """Return the standing assignments at the reader's units and to their people, newest first."""
    people = people_seen_by(user, *roles)
    here = below(user.paths_held(*roles), field="unit__path")
    rows = Assignment.objects.filter(
        here | Q(person__in=people), withdrawn_at=None, course__in=courses_seen_by(user)
    )
    rows = rows.select_related("course", "unit", "person")
    return for_list(rows.order_by("-assigned_at", "-pk"))
