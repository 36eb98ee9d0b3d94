"""What the views of editing share: refusals in words, and the page after a change."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.http import LearnerRequest
from courses.catalogue import errors
from courses.catalogue.models import Course
from courses.workshop.pages.draft import draft_page

DETAIL = "courses/workshop/draft_detail.html"


def refusal_of(error: errors.CatalogueError) -> str:
    """Why a change of a draft was refused, and what can be done."""
    match error:
        case errors.UnknownItem():
            return _("“%(name)s” is not there any more. Somebody may have taken it out.") % {
                "name": error.uid
            }
        case errors.UidTaken():
            return _("The name “%(name)s” is taken in this course.") % {"name": error.uid}
        case errors.OutlineRefused():
            return _outline_refusal(error)
        case errors.NotRestorable():
            return _restoring_refusal(error)
        case errors.ItemRefused():
            return _("This cannot be saved: %(faults)s") % {"faults": str(error)}
        case errors.EditedMeanwhile():
            return _("Somebody else edited this meanwhile. Look at it as it is now, then edit.")
        case errors.SlugTaken() | errors.CodeTaken():
            return _("Another course has this title or code. Choose another one.")
        case errors.UnknownCourses():
            return _("These courses are not there: %(slugs)s.") % {"slugs": ", ".join(error.slugs)}
    return str(error)


def _outline_refusal(error: errors.OutlineRefused) -> str:
    words = {
        "circle": _("It would wait for itself: what comes first already waits for it."),
        "answered": _("Only a reading or a case has a shorter account, never what is answered."),
        "placed": _("This lesson already stands in the outline."),
        "full": _("A place holds at most ten accounts."),
        "asked": _("A lesson names these questions; take them out of it first: %(uids)s")
        % {"uids": error.uid},
        "drawn": _("Quizzes draw from this pool; let them draw elsewhere first: %(uids)s")
        % {"uids": error.uid},
        "same_course": _("Choose another course to move them to."),
    }
    return words.get(error.code, str(error))


def _restoring_refusal(error: errors.NotRestorable) -> str:
    words = {
        "edited_since": _(
            "This was edited since, so it cannot be undone whole. The history has it."
        ),
        "lesson_gone": _("Its lesson is gone. Bring the lesson back first."),
        "question_gone": _("Its question is gone. Bring the question back first."),
        "drawn": _("A quiz draws from this pool; let it draw elsewhere first."),
        "shared": _("Who may find a pool is set on its own page."),
        "asked": _("A lesson names this question; take it out of the lesson first."),
    }
    return words.get(error.code, _("There is nothing to bring back."))


def who_of(request: LearnerRequest) -> dict[str, Any]:
    """Who acts and when, as every service asks."""
    return {"by": request.user, "at": timezone.now()}


def after_change(
    request: LearnerRequest, course: Course, *, was: int, refusal: str = "", fresh: str = ""
) -> HttpResponse:
    """Answer a change: the draft drawn anew for htmx, else a way back to its page.

    `was` is the revision before; where the change made another, it can be undone from the page.
    """
    done = course.draft_revision if course.draft_revision != was else None
    if not request.htmx and not refusal:
        query = f"?done={done}" if done else ""
        return redirect(f"{reverse('courses:workshop:draft_detail', args=[course.slug])}{query}")
    template = f"{DETAIL}#draft" if request.htmx else DETAIL
    context = draft_context(request, course, done=done)
    context |= {"refusal": refusal, "fresh": fresh}
    return TemplateResponse(request, template, context, status=409 if refusal else 200)


def draft_context(
    request: LearnerRequest, course: Course, *, done: int | None = None
) -> dict[str, object]:
    """Return what the page of a draft is drawn from."""
    page = draft_page(
        request.user,
        course,
        request.GET.get("page"),
        language=get_language() or "",
        at=timezone.now(),
    )
    undoable = done if done == course.draft_revision else None
    return {"page": page, "panel": page.compile, "done": undoable}
