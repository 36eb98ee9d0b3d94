"""Assigning, enrolling, starting and withdrawing."""

import datetime as dt
import logging

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Unit, User
from accounts.services import notify, record
from courses.catalogue.models import Course
from courses.enrolment import selectors
from courses.enrolment.errors import (
    EnrolmentClosed,
    LanguageMissing,
    NoLiveRelease,
    PrerequisiteMissing,
)
from courses.enrolment.models import Assignment, Enrolment
from courses.releases.models import Release
from courses.releases.naming import told_of
from courses.releases.selectors import live_release, manifest

logger = logging.getLogger(__name__)


@transaction.atomic
def enrol(*, user: User, course: Course, by: User, at: dt.datetime) -> Enrolment:
    """Return the person's open enrolment in the course, made now if there was none.

    Safe to call twice, also at the same time: one open enrolment per person and course is a
    constraint. Pins no release; `start` does.
    """
    found = selectors.open_enrolment(user=user, course=course)
    if found is not None:
        return found
    try:
        with transaction.atomic():
            enrolment = Enrolment.objects.create(user=user, course=course, created_at=at)
    except IntegrityError:
        return Enrolment.objects.open().get(user=user, course=course)
    record(action="enrolment.made", by=by, target=enrolment, new={"course": course.slug}, at=at)
    return enrolment


@transaction.atomic
def start(*, enrolment: Enrolment, language: str, by: User, at: dt.datetime) -> Enrolment:
    """Pin the enrolment to the live release in a language; safe to call twice.

    An enrolment that was started before stays on its release. Raises EnrolmentClosed,
    NoLiveRelease, PrerequisiteMissing, or LanguageMissing.
    """
    enrolment = (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("course", "release", "user")
        .get(pk=enrolment.pk)
    )
    if enrolment.state != Enrolment.State.OPEN:
        raise EnrolmentClosed(_("You have finished this course; there is nothing to start."))
    if enrolment.is_started:
        return enrolment
    missing = selectors.missing_prerequisites(user=enrolment.user, course=enrolment.course)
    if missing:
        raise PrerequisiteMissing(
            _("Another course has to be passed first."),
            slugs=tuple(course.slug for course in missing),
        )
    release = live_release(enrolment.course)
    if release is None:
        raise NoLiveRelease(_("This course has no published release at the moment."))
    languages = manifest(release).languages
    if language and language not in languages:
        raise LanguageMissing(_("The course is not available in this language."))
    enrolment.release = release
    enrolment.language = language or languages[0]
    enrolment.started_at = at
    enrolment.save(update_fields=["release", "language", "started_at"])
    logger.info("enrolment %s started on release %s", enrolment.pk, release.pk)
    return enrolment


@transaction.atomic
def pin_to(*, enrolment: Enrolment, release: Release) -> None:
    """A started enrolment is on another release of its course; nothing else is written.

    For `progress.services.carry_over` alone, which holds the row and sees to the progress.
    """
    enrolment.release = release
    enrolment.save(update_fields=["release"])


@transaction.atomic
def ask_again(
    *, person: User, course: Course, due_on: dt.date | None, by: User, at: dt.datetime
) -> bool:
    """Ask somebody who has passed to take the course again; False where they are taking it.

    A new enrolment, as a renewal is; what was passed stays as it is, certificate and all.
    """
    if selectors.open_enrolment(user=person, course=course) is not None:
        return False
    try:
        with transaction.atomic():
            enrolment = Enrolment.objects.create(
                user=person, course=course, due_on=due_on, created_at=at
            )
    except IntegrityError:
        return False
    record(action="enrolment.made", by=by, target=enrolment, new={"course": course.slug}, at=at)
    notify(
        person=person,
        kind="course_again",
        payload={
            **told_of(course),
            "due_on": due_on.isoformat() if due_on else "",
        },
        at=at,
    )
    return True


@transaction.atomic
def choose_language(*, enrolment: Enrolment, language: str, by: User) -> Enrolment:
    """Set the language in which the pinned release is shown; answers mean the same in each.

    Raises LanguageMissing when the release does not have it.
    """
    if enrolment.release is None or language not in manifest(enrolment.release).languages:
        raise LanguageMissing(_("The course is not available in this language."))
    enrolment.language = language
    enrolment.save(update_fields=["language"])
    return enrolment


@transaction.atomic
def assign_to_person(
    *, course: Course, person: User, due_on: dt.date | None, by: User, at: dt.datetime
) -> Assignment:
    """Ask one person to take a course: the person has an open enrolment and is told."""
    assignment = Assignment.objects.create(
        course=course, person=person, due_on=due_on, assigned_by=by, assigned_at=at
    )
    _enrol_assigned(assignment, [person.pk], at=at)
    record(
        action="assignment.made",
        by=by,
        target=assignment,
        new={"course": course.slug, "person": str(person.public_id), "due_on": str(due_on)},
        at=at,
    )
    return assignment


@transaction.atomic
def assign_to_unit(
    *, course: Course, unit: Unit, due_on: dt.date | None, by: User, at: dt.datetime
) -> Assignment:
    """Ask everyone who is at a unit, or below it, to take a course.

    People who join later are enrolled by the sweep `enrol_newcomers`.
    """
    assignment = Assignment.objects.create(
        course=course, unit=unit, due_on=due_on, assigned_by=by, assigned_at=at
    )
    enrol_members(assignment=assignment, at=at)
    record(
        action="assignment.made",
        by=by,
        target=assignment,
        new={"course": course.slug, "unit": unit.pk, "due_on": str(due_on)},
        at=at,
    )
    return assignment


@transaction.atomic
def enrol_members(*, assignment: Assignment, at: dt.datetime) -> int:
    """Enrol the members of an assigned unit who were never asked; return how many.

    Safe to run again and again: who has any enrolment of this assignment, or an open or
    passed one in the course, is left alone.
    """
    if assignment.unit is None:
        return 0
    people = (
        User.objects.present()
        .working_below(assignment.unit.path)
        .exclude(enrolments__assignment=assignment)
        .exclude(
            pk__in=Enrolment.objects.filter(
                course=assignment.course,
                state__in=[Enrolment.State.OPEN, Enrolment.State.PASSED],
            ).values("user_id")
        )
    )
    return _enrol_assigned(assignment, list(people.values_list("pk", flat=True)), at=at)


def _enrol_assigned(assignment: Assignment, user_ids: list[int], *, at: dt.datetime) -> int:
    """Make the open enrolments of an assignment, or set the due day of those that stand."""
    standing = set(
        Enrolment.objects.open()
        .filter(course=assignment.course, user_id__in=user_ids)
        .values_list("user_id", flat=True)
    )
    if standing and assignment.due_on is not None:
        Enrolment.objects.open().filter(course=assignment.course, user_id__in=standing).update(
            due_on=assignment.due_on, assignment=assignment
        )
    new = [user_id for user_id in user_ids if user_id not in standing]
    Enrolment.objects.bulk_create(
        (
            Enrolment(
                user_id=user_id,
                course=assignment.course,
                assignment=assignment,
                due_on=assignment.due_on,
                created_at=at,
            )
            for user_id in new
        ),
        batch_size=500,
        ignore_conflicts=True,
    )
    due_on = assignment.due_on.isoformat() if assignment.due_on else ""
    payload = {**told_of(assignment.course), "due_on": due_on} if new else {}
    for person in User.objects.filter(pk__in=new):
        notify(person=person, kind="course_assigned", payload=payload, at=at)
    return len(new)


@transaction.atomic
def pass_enrolment(*, enrolment: Enrolment, at: dt.datetime) -> bool:
    """Close an open enrolment as passed; return False when it was closed before."""
    return bool(
        Enrolment.objects.open()
        .filter(pk=enrolment.pk)
        .update(state=Enrolment.State.PASSED, ended_at=at)
    )


@transaction.atomic
def withdraw(*, enrolment: Enrolment, by: User, at: dt.datetime) -> bool:
    """Close an open enrolment without a result; return False when it was closed before."""
    changed = (
        Enrolment.objects.open()
        .filter(pk=enrolment.pk)
        .update(state=Enrolment.State.WITHDRAWN, ended_at=at)
    )
    if changed:
        record(action="enrolment.withdrawn", by=by, target=enrolment, at=at)
    return bool(changed)


@transaction.atomic
def withdraw_assignment(*, assignment: Assignment, by: User, at: dt.datetime) -> int:
    """Stop asking: return how many people it was taken off the list of; safe to call twice.

    Who has not started is no longer asked. Who has started keeps the course, without a due day.
    """
    assignment = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("course", "unit")
        .get(pk=assignment.pk)
    )
    if assignment.withdrawn_at is not None:
        return 0
    assignment.withdrawn_at = at
    assignment.save(update_fields=["withdrawn_at"])
    asked = Enrolment.objects.open().filter(assignment=assignment)
    asked.filter(release__isnull=False).update(due_on=None)
    taken_off = asked.filter(release__isnull=True).update(
        state=Enrolment.State.WITHDRAWN, ended_at=at
    )
    record(
        action="assignment.withdrawn",
        by=by,
        target=assignment,
        new={"course": assignment.course.slug, "taken_off": taken_off},
        at=at,
    )
    return taken_off
