"""Translating a course: what is to be done, and its questions side by side."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import LearnerRequest
from core.web.responses import render_invalid
from courses.catalogue.errors import CatalogueError, EditedMeanwhile
from courses.catalogue.models import Course
from courses.catalogue.selectors import QuestionForEdit, question_for_edit
from courses.catalogue.services import save_question_words
from courses.workshop.forms.translating import QuestionTranslationForm
from courses.workshop.forms.writing import ReferenceSearchForm
from courses.workshop.pages.writing.leaves import initial_of
from courses.workshop.pages.writing.lesson import Meanwhile
from courses.workshop.pages.writing.translating import (
    question_beside,
    question_meanwhile,
    question_words_page,
    translation_page,
)
from courses.workshop.views.draft import own_draft
from courses.workshop.views.writing.saving import is_script, script_answer

LIST = "courses/workshop/writing/translation_list.html"
WORDS = "courses/workshop/writing/question_words.html"
BESIDE = "courses/workshop/writing/_question_beside.html"


@require_GET
def translation_list(request: LearnerRequest, course_slug: str, language: str) -> HttpResponse:
    course = own_draft(request.user, course_slug)
    if language not in course.languages[1:]:
        raise Http404
    number, spoken = request.GET.get("page"), get_language() or ""
    page = translation_page(course, language, number, spoken=spoken)
    return TemplateResponse(request, LIST, {"page": page})


def _own_question(
    request: LearnerRequest, course_slug: str, question_uid: str, language: str
) -> tuple[Course, QuestionForEdit]:
    course = own_draft(request.user, course_slug)
    found = question_for_edit(course, question_uid)
    is_there = found is not None and found.source_language in found.question.texts
    if found is None or not is_there or language not in course.languages[1:]:
        raise Http404
    return course, found


def _form(found: QuestionForEdit, language: str, data: Any = None) -> QuestionTranslationForm:
    source = found.question.texts[found.source_language]
    if data is not None:
        return QuestionTranslationForm(dict(source.texts), data)
    words = found.question.texts.get(language)
    initial: dict[str, Any] = initial_of(source.texts, words.texts if words else None)
    initial |= {"base": found.words_digests.get(language, ""), "source_digest": source.digest}
    if words is not None:
        initial |= {"is_ready": words.is_ready, "follows": words.made_from == source.digest}
    return QuestionTranslationForm(dict(source.texts), initial=initial)


@require_http_methods(["GET", "POST"])
def question_words(
    request: LearnerRequest, course_slug: str, question_uid: str, language: str
) -> HttpResponse:
    course, found = _own_question(request, course_slug, question_uid, language)
    if request.method == "GET":
        context = _context(request, course, found, language, _form(found, language))
        return TemplateResponse(request, WORDS, context)
    form = _form(found, language, request.POST)
    if not is_script(request):
        return _saved_by_form(request, course, found, language, form)
    return script_answer(
        request,
        form,
        save=lambda: _save(request, course, found, language, form),
        told=lambda error: _told(request, course, found, language, form, error),
        language=language,
    )


def _context(
    request: LearnerRequest,
    course: Course,
    found: QuestionForEdit,
    language: str,
    form: QuestionTranslationForm,
) -> dict[str, Any]:
    page = question_words_page(request, course, found, language)
    return {"page": page, "form": form, "picker": ReferenceSearchForm()}


def _save(
    request: LearnerRequest,
    course: Course,
    found: QuestionForEdit,
    language: str,
    form: QuestionTranslationForm,
) -> str:
    return save_question_words(
        course=course,
        uid=found.question.uid,
        language=language,
        words=form.words(found.question.texts.get(language)),
        base=form.cleaned_data["base"] or None,
        by=request.user,
        at=timezone.now(),
    )


def _told(
    request: LearnerRequest,
    course: Course,
    found: QuestionForEdit,
    language: str,
    form: QuestionTranslationForm,
    error: EditedMeanwhile,
) -> Meanwhile:
    now = question_for_edit(course, found.question.uid)
    typed = form.words(found.question.texts.get(language))
    return question_meanwhile(now, typed, language, by=error.by, at=error.at, me=request.user)


def _saved_by_form(
    request: LearnerRequest,
    course: Course,
    found: QuestionForEdit,
    language: str,
    form: QuestionTranslationForm,
) -> HttpResponse:
    if not form.is_valid():
        context = _context(request, course, found, language, form)
        return render_invalid(request, WORDS, context)
    try:
        _save(request, course, found, language, form)
    except EditedMeanwhile as error:
        told = _told(request, course, found, language, form, error)
        if told.is_same:
            return redirect(f"{request.path}?open=1")
        form.data = {**request.POST.dict(), "base": told.base}
        context = {**_context(request, course, found, language, form), "meanwhile": told}
        return TemplateResponse(request, WORDS, context, status=409)
    except CatalogueError as error:
        form.add_error(None, str(error))
        context = _context(request, course, found, language, form)
        return render_invalid(request, WORDS, context)
    messages.success(request, _("Saved."))
    return redirect(f"{request.path}?open=1")


@require_POST
def question_words_beside(
    request: LearnerRequest, course_slug: str, question_uid: str, language: str
) -> HttpResponse:
    """Preview and remarks of what is typed; nothing is kept."""
    course, found = _own_question(request, course_slug, question_uid, language)
    form = _form(found, language, request.POST)
    form.is_valid()
    key, today = found.question.type, timezone.localdate()
    fields, remarks = question_beside(
        key, form.texts(), course=course, language=language, today=today
    )
    context = {"fields": fields, "remarks": remarks, "language": language, "course": course}
    template = BESIDE if request.htmx else "courses/workshop/writing/question_preview.html"
    return TemplateResponse(request, template, context)
