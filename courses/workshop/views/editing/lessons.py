"""Lessons of a draft: made, set up, placed, taken out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import LearnerRequest
from core.web.responses import render_invalid
from courses.catalogue import services
from courses.catalogue.drafts import LessonDraft, LessonWords
from courses.catalogue.errors import CatalogueError, EditedMeanwhile, ItemRefused
from courses.catalogue.items import digest_of, lesson_body
from courses.catalogue.models import Course
from courses.catalogue.naming import fresh_uid, uid_from
from courses.workshop.forms.editing.lesson import LessonForm, draws_form, draws_of, draws_side
from courses.workshop.forms.editing.outline import NewLessonForm, PlaceForm
from courses.workshop.pages.editing.lesson import LessonPage, lesson_page
from courses.workshop.pages.editing.meanwhile import (
    SettingsMeanwhile,
    settings_meanwhile,
    sides_of,
)
from courses.workshop.pages.editing.places import place_from, places_for
from courses.workshop.views.draft import own_draft
from courses.workshop.views.editing.doing import after_change, refusal_of, who_of
from courses.workshop.views.editing.settling import settings_answer
from courses.workshop.views.writing.saving import is_script

NEW = "courses/workshop/editing/lesson_new.html"
SETTINGS = "courses/workshop/editing/lesson_settings.html"
PLACE = "courses/workshop/editing/lesson_place.html"
MINUTES = {"reading": 5, "case": 10, "exercise": 15, "quiz": 10, "attestation": 2}


@require_http_methods(["GET", "POST"])
def lesson_new(request: LearnerRequest, course_slug: str) -> HttpResponse:
    """A lesson of a kind, in a module (`?module=`) or as a shorter account (`?slot=`)."""
    course = own_draft(request.user, course_slug)
    where = {name: request.GET.get(name, "") for name in ("module", "slot")}
    form = NewLessonForm(request.POST or None, is_variant=bool(where["slot"]))
    context = {"course": course, "form": form, **where}
    if request.method == "GET":
        return TemplateResponse(request, NEW, context)
    if not form.is_valid():
        return render_invalid(request, NEW, context)
    lesson = _made(course, **form.cleaned_data)
    place: dict[str, Any] = {"module_uid": where["module"], "slot_uid": where["slot"]}
    who = who_of(request)
    try:
        services.add_lesson(course=course, lesson=lesson, **place, **who)
    except CatalogueError as error:
        context["refusal"] = refusal_of(error)
        return TemplateResponse(request, NEW, context, status=409)
    return redirect("courses:workshop:lesson_settings", course_slug, lesson.uid)


def _made(course: Course, title: str, kind: str) -> LessonDraft:
    taken = set(course.lessons.values_list("uid", flat=True))
    taken |= set(course.slots.values_list("uid", flat=True))
    uid = uid_from(title, kind)
    uid = fresh_uid(f"about-{uid}" if uid.startswith("questions") else uid, taken)
    words = LessonWords(title=title, topic="", is_ready=False)
    return LessonDraft(
        uid=uid, kind=kind, minutes=MINUTES[kind], texts={course.source_language: words}
    )


@require_http_methods(["GET", "POST"])
def lesson_settings(request: LearnerRequest, course_slug: str, uid: str) -> HttpResponse:
    course = own_draft(request.user, course_slug)
    page = lesson_page(request.user, course, uid, language=get_language() or "")
    if page is None:
        raise Http404
    form, draws = _forms(page, request.POST or None)
    context = {"page": page, "course": course, "form": form, "draws": draws}
    if request.method == "GET":
        return TemplateResponse(request, SETTINGS, context)
    if is_script(request):
        return settings_answer(
            request,
            [form, *(draws or ())],
            save=lambda: _save(request, page, form, draws),
            told=lambda error: _told(request, page, form, draws, error),
        )
    if not (form.is_valid() and (draws is None or draws.is_valid())):
        return render_invalid(request, SETTINGS, context)
    return _saved(request, page, context)


def _forms(page: LessonPage, data: Any = None) -> tuple[LessonForm, Any]:
    lesson = page.lesson
    first = {
        **lesson.settings,
        "minutes": lesson.minutes,
        "intensity": lesson.intensity,
        "covers": list(lesson.covers),
        "base": page.found.digest,
    }
    form = LessonForm(
        data, kind=lesson.kind, choices=page.choices, clauses=page.clauses, initial=first
    )
    is_quiz = lesson.kind == "quiz"
    draws = draws_form(data, lesson, page.tags, page.pools) if is_quiz else None
    return form, draws


def _wanted(page: LessonPage, form: LessonForm, draws: Any) -> LessonDraft:
    wanted = form.cleaned_data
    told = form.settings() | ({"draw": rows} if draws and (rows := draws_of(draws)) else {})
    return replace(
        page.lesson,
        minutes=wanted["minutes"],
        intensity=wanted["intensity"],
        covers=tuple(wanted["covers"]),
        settings=told,
    )


def _save(request: LearnerRequest, page: LessonPage, form: LessonForm, draws: Any) -> str:
    lesson, base = _wanted(page, form, draws), form.cleaned_data["base"]
    return services.save_lesson(course=page.course, lesson=lesson, base=base, **who_of(request))


def _told(
    request: LearnerRequest, page: LessonPage, form: LessonForm, draws: Any, error: EditedMeanwhile
) -> SettingsMeanwhile:
    language = get_language() or ""
    now = lesson_page(request.user, page.course, page.lesson.uid, language=language) or page
    wanted = _wanted(now, form, draws)
    sides = sides_of(_forms(now)[0], form)
    sides.append(draws_side(now.lesson, wanted))
    own = digest_of(lesson_body(wanted)) or ""
    return settings_meanwhile(error, sides, base=now.found.digest, own=own, me=request.user)


def _saved(request: LearnerRequest, page: LessonPage, context: dict[str, Any]) -> HttpResponse:
    form, draws = context["form"], context["draws"]
    try:
        _save(request, page, form, draws)
    except ItemRefused as error:
        form.refuse(error)
        return render_invalid(request, SETTINGS, context)
    except EditedMeanwhile as error:
        # What was typed stays; saving again writes over what is shown now.
        told = _told(request, page, form, draws, error)
        form.data = form.data.copy()
        form.data["base"] = told.base
        context["meanwhile"] = told
        return TemplateResponse(request, SETTINGS, context, status=409)
    except CatalogueError as error:
        context["refusal"] = refusal_of(error)
        return TemplateResponse(request, SETTINGS, context, status=409)
    messages.success(request, _("Saved."))
    return redirect("courses:workshop:draft_detail", page.course.slug)


@require_POST
def lesson_remove(request: LearnerRequest, course_slug: str, uid: str) -> HttpResponse:
    """Delete a lesson; the page that follows offers to undo it."""
    course = own_draft(request.user, course_slug)
    was = course.draft_revision
    try:
        services.remove_lesson(course=course, uid=uid, by=request.user, at=timezone.now())
    except CatalogueError as error:
        return after_change(request, course, was=was, refusal=refusal_of(error))
    return after_change(request, course, was=was)


@require_http_methods(["GET", "POST"])
def lesson_place(request: LearnerRequest, course_slug: str, uid: str) -> HttpResponse:
    """Give a lesson a place of its own in a module, or make it a shorter account of one."""
    course = own_draft(request.user, course_slug)
    page = places_for(course, uid, language=get_language() or "")
    if page is None:
        raise Http404
    form = PlaceForm(request.POST or None, places=page.choices)
    context = {"course": course, "page": page, "form": form}
    if request.method == "GET":
        return TemplateResponse(request, PLACE, context)
    if not form.is_valid():
        return render_invalid(request, PLACE, context)
    module, slot = place_from(form.cleaned_data["where"])
    who = {"course": course, **who_of(request)}
    try:
        if slot:
            services.place_lesson(slot_uid=slot, uid=uid, **who)
        else:
            fresh = fresh_uid(uid, set(course.slots.values_list("uid", flat=True)))
            services.add_slot(module_uid=module, uid=fresh, lesson_uid=uid, **who)
    except CatalogueError as error:
        context["refusal"] = refusal_of(error)
        return TemplateResponse(request, PLACE, context, status=409)
    return redirect("courses:workshop:draft_detail", course_slug)
