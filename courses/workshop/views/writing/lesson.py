"""Writing the words of a lesson: the editor, its saves, what stands beside it, its history."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import LearnerRequest
from core.web.responses import render_invalid
from courses.catalogue import items
from courses.catalogue.errors import CatalogueError, EditedMeanwhile
from courses.catalogue.models import Course
from courses.catalogue.selectors import LessonForEdit, lesson_for_edit
from courses.catalogue.services import restore_item, save_lesson_words
from courses.workshop.forms.writing import (
    LessonTranslationForm,
    LessonWordsForm,
    ReferenceSearchForm,
)
from courses.workshop.pages.writing.beside import beside_lesson, stale_remark
from courses.workshop.pages.writing.history import version_lines
from courses.workshop.pages.writing.lesson import (
    Meanwhile,
    case_of,
    is_stale,
    lesson_text_page,
    meanwhile,
)
from courses.workshop.selectors.writing import versions_of
from courses.workshop.views.draft import own_draft
from courses.workshop.views.pausing import paused
from courses.workshop.views.writing.saving import is_script, script_answer

TEXT = "courses/workshop/writing/lesson_text.html"
HISTORY = "courses/workshop/writing/lesson_text_history.html"
BESIDE = "courses/workshop/writing/_beside.html"
VERSIONS_A_PAGE = 20


def own_lesson(
    request: LearnerRequest, course_slug: str, lesson_uid: str, language: str
) -> tuple[Course, LessonForEdit]:
    """Return a draft that the person may edit and a lesson in it; Http404 for any other."""
    course = own_draft(request.user, course_slug)
    found = lesson_for_edit(course, lesson_uid, language) if language in course.languages else None
    if found is None:
        raise Http404
    return course, found


def _form(found: LessonForEdit, data: Any = None) -> LessonWordsForm:
    is_translation = found.language != found.source_language
    kind = LessonTranslationForm if is_translation else LessonWordsForm
    if data is not None:
        return kind(data)
    words = found.words
    initial: dict[str, Any] = {"base": found.words_digest or ""}
    initial["source_digest"] = found.source.digest if found.source else ""
    if words is not None:
        initial |= {"title": words.title, "topic": words.topic, "body": words.body}
        initial["is_ready"] = words.is_ready
        initial["follows"] = words.made_from == initial["source_digest"]
    return kind(initial=initial)


@require_http_methods(["GET", "POST"])
def lesson_text(
    request: LearnerRequest, course_slug: str, lesson_uid: str, language: str
) -> HttpResponse:
    course, found = own_lesson(request, course_slug, lesson_uid, language)
    if request.method == "POST":
        form = _form(found, request.POST)
        if not is_script(request):
            return _saved_by_form(request, course, found, form)
        return script_answer(
            request,
            form,
            save=lambda: _save(request, course, found, form),
            told=lambda error: _told_meanwhile(request, course, found, form, error),
            language=language,
        )
    return TemplateResponse(request, TEXT, _context(request, course, found, _form(found)))


def _context(
    request: LearnerRequest, course: Course, found: LessonForEdit, form: LessonWordsForm
) -> dict[str, Any]:
    page = lesson_text_page(request, course, found)
    return {"page": page, "form": form, "picker": ReferenceSearchForm()}


def _save(
    request: LearnerRequest, course: Course, found: LessonForEdit, form: LessonWordsForm
) -> str:
    return save_lesson_words(
        course=course,
        uid=found.lesson.uid,
        language=found.language,
        words=form.words(found.words),
        base=form.cleaned_data["base"] or None,
        by=request.user,
        at=timezone.now(),
    )


def _told_meanwhile(
    request: LearnerRequest,
    course: Course,
    found: LessonForEdit,
    form: LessonWordsForm,
    error: EditedMeanwhile,
) -> Meanwhile:
    now = lesson_for_edit(course, found.lesson.uid, found.language)
    typed = form.words(found.words)
    return meanwhile(now, typed, by=error.by, at=error.at, me=request.user)


def _saved_by_form(
    request: LearnerRequest, course: Course, found: LessonForEdit, form: LessonWordsForm
) -> HttpResponse:
    if not form.is_valid():
        return render_invalid(request, TEXT, _context(request, course, found, form))
    try:
        _save(request, course, found, form)
    except EditedMeanwhile as error:
        told = _told_meanwhile(request, course, found, form, error)
        if told.is_same:
            return redirect(f"{request.path}?open=1")
        form.data = {**request.POST.dict(), "base": told.base}
        context = {**_context(request, course, found, form), "meanwhile": told}
        return TemplateResponse(request, TEXT, context, status=409)
    except CatalogueError as error:
        form.add_error(None, str(error))
        return render_invalid(request, TEXT, _context(request, course, found, form))
    messages.success(request, _("Saved."))
    return redirect(f"{request.path}?open=1")


@require_POST
def lesson_text_beside(
    request: LearnerRequest, course_slug: str, lesson_uid: str, language: str
) -> HttpResponse:
    """Preview and remarks of what is typed; nothing is kept."""
    course, found = own_lesson(request, course_slug, lesson_uid, language)
    form = _form(found, request.POST)
    form.is_valid()
    if "body" not in form.cleaned_data:
        return render_invalid(request, BESIDE, {"errors": form.errors.get("body")})
    body, today = form.cleaned_data["body"], timezone.localdate()
    case = case_of(found.lesson)
    beside = beside_lesson(body, course=course, language=language, today=today, case=case)
    if is_stale(found) and not form.cleaned_data.get("follows"):
        beside.remarks.insert(0, stale_remark())
    context = {"beside": beside, "language": language, "title": form.cleaned_data.get("title", "")}
    if request.htmx:
        return TemplateResponse(request, BESIDE, context)
    context |= {"course": course, "lesson": found.lesson}
    return TemplateResponse(request, "courses/workshop/writing/lesson_preview.html", context)


@require_GET
def lesson_text_history(
    request: LearnerRequest, course_slug: str, lesson_uid: str, language: str
) -> HttpResponse:
    course, found = own_lesson(request, course_slug, lesson_uid, language)
    later = reverse("courses:workshop:draft_detail", args=[course_slug])
    intensity = found.lesson.intensity
    if pause := paused(request, intensity=intensity, title=lesson_uid, later_href=later):
        return pause
    rows = versions_of(course, items.ItemKey(items.LESSON_TEXT, lesson_uid, language))
    page = Paginator(rows, VERSIONS_A_PAGE).get_page(request.GET.get("page"))
    lines = version_lines(page, found.words if page.number == 1 else None)
    context = {"course": course, "lesson": found.lesson, "language": language, "page": page}
    return TemplateResponse(request, HISTORY, {**context, "lines": lines})


@require_POST
def lesson_text_restore(
    request: LearnerRequest, course_slug: str, lesson_uid: str, language: str, revision: int
) -> HttpResponse:
    course, _found = own_lesson(request, course_slug, lesson_uid, language)
    rows = versions_of(course, items.ItemKey(items.LESSON_TEXT, lesson_uid, language))
    version = get_object_or_404(rows, revision=revision, body__isnull=False)
    restore_item(version=version, by=request.user, at=timezone.now())
    messages.success(request, _("Brought back. What stood here before is in the history."))
    names = [course_slug, lesson_uid, language]
    return redirect(f"{reverse('courses:workshop:lesson_text', args=names)}?open=1")
