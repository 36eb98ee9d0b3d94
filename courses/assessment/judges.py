"""Who judges for a course: its trainers, authors and markers, and never about themselves."""

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from courses.catalogue.models import Course, CourseGrant, CourseQuerySet


def courses_judged_by(user: User) -> CourseQuerySet:
    """Return the courses for which the person decides contests, marks and confirms."""
    marker = CourseGrant.objects.filter(
        course=OuterRef("pk"), user=user, role=CourseGrant.Role.MARKER
    )
    edited = Course.objects.editable_by(user)
    return Course.objects.filter(Q(pk__in=edited.values("pk")) | Q(Exists(marker)))


def can_judge(user: User, course: Course) -> bool:
    """Return whether the person judges for this course."""
    return courses_judged_by(user).filter(pk=course.pk).exists()
