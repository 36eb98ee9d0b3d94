"""How every view of judging finds its course: one that the person judges for, or 404."""

from typing import Any

from django.http import Http404

from accounts.http import LearnerRequest
from accounts.models import User
from courses.assessment.judges import courses_judged_by
from courses.catalogue.models import Course
from courses.workshop.pages.judging.showing import Shown


def judged_course(user: User, slug: str) -> Course:
    """Return a course that the person judges for, with its owner; Http404 for any other."""
    course = courses_judged_by(user).filter(slug=slug).select_related("owner").first()
    if course is None:
        raise Http404
    return course


def warned(request: LearnerRequest, shown: Shown) -> dict[str, Any]:
    """Say whether the choice before something intense stands in place of the text.

    Asked once for each: with `?read=1`, or when the form comes back, the text is shown.
    """
    is_asked = shown.warns and request.method == "GET" and request.GET.get("read") != "1"
    return {"shown": shown, "is_asked": is_asked}
