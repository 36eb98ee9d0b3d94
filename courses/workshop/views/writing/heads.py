"""Translating what frames a course: its title and summary, and the titles of its modules."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import LearnerRequest
from core.web.responses import render_invalid
from courses.catalogue.errors import CatalogueError, EditedMeanwhile
from courses.catalogue.models import Course
from courses.catalogue.selectors import HeadForEdit, head_for_edit
from courses.catalogue.services import save_head_words
from courses.workshop.forms.translating import HeadTranslationForm
from courses.workshop.pages.writing.lesson import Meanwhile
from courses.workshop.pages.writing.translating import head_meanwhile
from courses.workshop.views.draft import own_draft
from courses.workshop.views.writing.saving import is_script, script_answer

HEAD = "courses/workshop/writing/head_words.html"


def _form(found: HeadForEdit, data: Any = None) -> HeadTranslationForm:
    if data is not None:
        return HeadTranslationForm(found.source, data)
    initial: dict[str, Any] = HeadTranslationForm.initial_of(found.words)
    initial |= {"base": found.base, "source_digest": found.source.digest}
    return HeadTranslationForm(found.source, initial=initial)


@require_http_methods(["GET", "POST"])
def head_words(request: LearnerRequest, course_slug: str, language: str) -> HttpResponse:
    course = own_draft(request.user, course_slug)
    if language not in course.languages[1:]:
        raise Http404
    found = head_for_edit(course, language)
    if request.method == "GET":
        return TemplateResponse(request, HEAD, _context(course, found, _form(found)))
    form = _form(found, request.POST)
    if not is_script(request):
        return _saved_by_form(request, course, found, form)
    return script_answer(
        request,
        form,
        save=lambda: _save(request, course, found, form),
        told=lambda error: _told(request, form, error),
        language=language,
    )


def _context(course: Course, found: HeadForEdit, form: HeadTranslationForm) -> dict[str, Any]:
    return {"course": course, "head": found, "form": form, "language": found.language}


def _save(
    request: LearnerRequest, course: Course, found: HeadForEdit, form: HeadTranslationForm
) -> str:
    follows = form.cleaned_data["follows"] or not found.is_stale
    return save_head_words(
        course=course,
        language=found.language,
        words=form.words(),
        made_from=form.cleaned_data["source_digest"] if follows else "",
        base=form.cleaned_data["base"],
        by=request.user,
        at=timezone.now(),
    )


def _told(request: LearnerRequest, form: HeadTranslationForm, error: EditedMeanwhile) -> Meanwhile:
    now = error.current
    if not isinstance(now, HeadForEdit):
        raise TypeError(now)
    return head_meanwhile(now, form.words(), by=error.by, at=error.at, me=request.user)


def _saved_by_form(
    request: LearnerRequest, course: Course, found: HeadForEdit, form: HeadTranslationForm
) -> HttpResponse:
    context = _context(course, found, form)
    if not form.is_valid():
        return render_invalid(request, HEAD, context)
    try:
        _save(request, course, found, form)
    except EditedMeanwhile as error:
        told = _told(request, form, error)
        if told.is_same:
            return redirect(request.path)
        form.data = {**request.POST.dict(), "base": told.base}
        return TemplateResponse(request, HEAD, {**context, "meanwhile": told}, status=409)
    except CatalogueError as error:
        form.add_error(None, str(error))
        return render_invalid(request, HEAD, context)
    messages.success(request, _("Saved."))
    return redirect(request.path)
