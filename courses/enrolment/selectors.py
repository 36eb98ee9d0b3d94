"""What a person is taking, for pages and for the rooms above."""

from accounts.models import User
from courses.catalogue.models import Course
from courses.enrolment.models import Enrolment, EnrolmentQuerySet


def enrolments_of(user: User) -> EnrolmentQuerySet:
    """Return a person's enrolments with course and release, the newest first."""
    return (
        Enrolment.objects.visible_to(user)
        .select_related("course", "release")
        .order_by("-created_at", "-pk")
    )


def enrolments_in_course(user: User, course_slug: str) -> EnrolmentQuerySet:
    """Return a person's enrolments in one course that were not withdrawn, in no order.

    They are one, and one more a renewal: who needs an order makes it, which costs the page less
    than asking for it.
    """
    kept = (Enrolment.State.OPEN, Enrolment.State.PASSED)
    return (
        Enrolment.objects.visible_to(user)
        .filter(course__slug=course_slug, state__in=kept)
        .select_related("course", "release")
    )


def open_enrolment(*, user: User, course: Course) -> Enrolment | None:
    """Return the person's open enrolment in a course, with course and release."""
    return (
        Enrolment.objects.visible_to(user)
        .open()
        .filter(course=course)
        .select_related("course", "release")
        .first()
    )


def missing_prerequisites(*, user: User, course: Course) -> list[Course]:
    """Return the courses that must be passed first and are not, in the order of their titles.

    A pass counts whatever release it was on.
    """
    passed = Enrolment.objects.filter(user=user, state=Enrolment.State.PASSED)
    return list(course.requires.exclude(pk__in=passed.values("course_id")).order_by("slug"))
