"""How an editor's save is answered to its script: saved, both sides of an edit, or refused."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.http import JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts.http import LearnerRequest
from courses.catalogue.errors import EditedMeanwhile, ItemRefused, UnknownItem
from courses.workshop.pages.writing.lesson import Meanwhile

MEANWHILE = "courses/workshop/writing/_meanwhile.html"
MOST_TOLD = 3


def is_script(request: LearnerRequest) -> bool:
    """Say whether writing.js asks, which wants JSON."""
    return request.headers.get("Accept") == "application/json"


def refused_as_another(request: LearnerRequest) -> JsonResponse | None:
    """Return the answer (403) to what was typed while somebody else was signed in; else None."""
    if request.POST.get("person") == str(request.user.public_id):
        return None
    return JsonResponse({"error": _("Somebody else is signed in.")}, status=403)


def saved_answer(base: str | int, *, href: str = "") -> JsonResponse:
    """Say that it is saved, what the writer has now, and where to go on if not here."""
    return JsonResponse({"base": str(base)} | ({"href": href} if href else {}))


def refused_answer(errors: Iterable[str]) -> JsonResponse:
    """Say what is wrong, in words that the status line shows."""
    told = list(dict.fromkeys(errors))
    said = " ".join(told[:MOST_TOLD]) + (" …" if len(told) > MOST_TOLD else "")
    words = _("Not saved yet; it is kept in this browser until you sign out. %(errors)s")
    return JsonResponse({"error": words % {"errors": said}}, status=422)


def meanwhile_answer(template: str, context: dict[str, Any], *, base: str | int) -> JsonResponse:
    """Show both sides of an edit in between; `base` is what keeping one's own rests on."""
    html = render_to_string(template, context)
    return JsonResponse({"meanwhile": html, "base": str(base)}, status=409)


def errors_of(form: forms.Form) -> list[str]:
    """Return what is wrong with a form, each with the name of its field."""
    return [
        f"{form[name].label}: {one}" if name in form.fields else str(one)
        for name, errors in form.errors.items()
        for one in errors
    ]


def script_answer(
    request: LearnerRequest,
    form: forms.Form,
    *,
    save: Callable[[], str],
    told: Callable[[EditedMeanwhile], Meanwhile],
    language: str,
) -> JsonResponse:
    """Save words of a course and say what became of it."""
    if other := refused_as_another(request):
        return other
    if not form.is_valid():
        return refused_answer(errors_of(form))
    try:
        base = save()
    except EditedMeanwhile as error:
        meanwhile = told(error)
        if meanwhile.is_same:
            return saved_answer(meanwhile.base)
        context = {"meanwhile": meanwhile, "language": language}
        return meanwhile_answer(MEANWHILE, context, base=meanwhile.base)
    except (ItemRefused, UnknownItem) as error:
        return refused_answer([str(error)])
    return saved_answer(base)
