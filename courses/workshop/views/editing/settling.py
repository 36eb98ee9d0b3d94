"""How settings are answered to their script: saved, both sides of an edit, or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.forms import Form
from django.http import JsonResponse

from accounts.http import LearnerRequest
from courses.catalogue.errors import CatalogueError, EditedMeanwhile
from courses.workshop.pages.editing.meanwhile import SettingsMeanwhile
from courses.workshop.views.editing.doing import refusal_of
from courses.workshop.views.writing.saving import (
    errors_of,
    meanwhile_answer,
    refused_answer,
    refused_as_another,
    saved_answer,
)

MEANWHILE = "courses/workshop/editing/_meanwhile.html"


def settings_answer(
    request: LearnerRequest,
    forms: Iterable[Form],
    *,
    save: Callable[[], str],
    told: Callable[[EditedMeanwhile], SettingsMeanwhile],
) -> JsonResponse:
    """Save what a course or a lesson is set to, and say what became of it."""
    if other := refused_as_another(request):
        return other
    if errors := [one for form in forms if not form.is_valid() for one in errors_of(form)]:
        return refused_answer(errors)
    try:
        return saved_answer(save())
    except EditedMeanwhile as error:
        meanwhile = told(error)
        if meanwhile.is_same:
            return saved_answer(meanwhile.base)
        context = {"meanwhile": meanwhile, "href": request.path}
        return meanwhile_answer(MEANWHILE, context, base=meanwhile.base)
    except CatalogueError as error:
        return refused_answer([refusal_of(error)])
