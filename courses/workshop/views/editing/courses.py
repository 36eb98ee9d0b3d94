"""A new course, and what a course is set to."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import LearnerRequest
from core.web.responses import render_invalid
from courses.catalogue import services
from courses.catalogue.checking import checked_head
from courses.catalogue.drafts import CourseDraft
from courses.catalogue.errors import CatalogueError, CodeTaken, EditedMeanwhile, ItemRefused
from courses.catalogue.items import digest_of, settings_body
from courses.catalogue.models import Course
from courses.catalogue.selectors import read_head
from courses.workshop.forms.editing.course import CourseSettingsForm
from courses.workshop.forms.editing.outline import NewCourseForm
from courses.workshop.pages.editing.meanwhile import (
    SettingsMeanwhile,
    settings_meanwhile,
    sides_of,
)
from courses.workshop.selectors import editing
from courses.workshop.views.draft import own_draft
from courses.workshop.views.editing.doing import refusal_of, who_of
from courses.workshop.views.editing.settling import settings_answer
from courses.workshop.views.writing.saving import is_script

NEW = "courses/workshop/editing/course_new.html"
NAMED = ("code", "title", "summary", "language", "owner")
SETTINGS = "courses/workshop/editing/course_settings.html"


@require_http_methods(["GET", "POST"])
def course_new(request: LearnerRequest) -> HttpResponse:
    owners = editing.owners_for(request.user)
    if not request.user.paths_held("trainer"):
        raise PermissionDenied
    first = {
        "language": (get_language() or "en").partition("-")[0],
        "code": editing.next_code(request.user),
    }
    form = NewCourseForm(request.POST or None, owners=owners, initial=first)
    context: dict[str, Any] = {"form": form, "case": request.POST.get("case", "")}
    if request.method == "GET":
        return TemplateResponse(request, NEW, context)
    if not form.is_valid():
        return render_invalid(request, NEW, context)
    wanted = {name: form.cleaned_data[name] for name in NAMED}
    slug = editing.free_course_slug(form.slug, wanted["code"])
    try:
        course = services.create_course(slug=slug, **wanted, **who_of(request))
    except CatalogueError as error:
        context["refusal"] = refusal_of(error)
        return TemplateResponse(request, NEW, context, status=409)
    if context["case"]:
        query = urlencode({"case": context["case"]})
        return redirect(f"{reverse('courses:workshop:module_build', args=[course.slug])}?{query}")
    return redirect("courses:workshop:draft_detail", course.slug)


@require_http_methods(["GET", "POST"])
def course_settings(request: LearnerRequest, course_slug: str) -> HttpResponse:
    course = own_draft(request.user, course_slug)
    form = _settings_form(request, course, request.POST or None)
    context: dict[str, Any] = {"course": course, "form": form}
    if request.method == "GET":
        return TemplateResponse(request, SETTINGS, context)
    if is_script(request):
        return settings_answer(
            request,
            [form],
            save=lambda: _save(request, course, form),
            told=lambda error: _told(request, form, error),
        )
    if not form.is_valid():
        return render_invalid(request, SETTINGS, context)
    return _saved_by_form(request, course, form, context)


def _saved_by_form(
    request: LearnerRequest, course: Course, form: CourseSettingsForm, context: dict[str, Any]
) -> HttpResponse:
    try:
        _save(request, course, form)
    except ItemRefused as error:
        form.refuse(error)
        return render_invalid(request, SETTINGS, context)
    except CodeTaken:
        form.add_error("code", _("Another course has this code."))
        return render_invalid(request, SETTINGS, context)
    except EditedMeanwhile as error:
        told = _told(request, form, error)
        form.data = _with_base(form, told.base)
        context["meanwhile"] = told
        return TemplateResponse(request, SETTINGS, context, status=409)
    messages.success(request, _("Saved."))
    return redirect("courses:workshop:course_settings", course.slug)


def _save(request: LearnerRequest, course: Course, form: CourseSettingsForm) -> str:
    base = form.cleaned_data["base"]
    return services.save_settings(course=course, head=form.told(), base=base, **who_of(request))


def _told(
    request: LearnerRequest, form: CourseSettingsForm, error: EditedMeanwhile
) -> SettingsMeanwhile:
    now = _settings_form(request, own_draft(request.user, form.head.slug))
    own = _digest_of(form.told())
    sides = sides_of(now, form)
    return settings_meanwhile(error, sides, base=now.initial["base"], own=own, me=request.user)


def _digest_of(head: CourseDraft) -> str:
    """The digest that settings would have once saved; empty for those that cannot be."""
    try:
        return digest_of(settings_body(checked_head(head))) or ""
    except ItemRefused:
        return ""


def _with_base(form: CourseSettingsForm, base: str | None) -> Any:
    data: Any = form.data
    data = data.copy()
    data["base"] = base or ""
    return data


def _settings_form(request: LearnerRequest, course: Course, data: Any = None) -> CourseSettingsForm:
    head, language = read_head(course), get_language() or ""
    first: dict[str, Any] = {
        **settings_body(head),
        "base": digest_of(settings_body(head)),
        **{f"title_{spoken}": text for spoken, text in head.titles.items()},
        **{f"summary_{spoken}": text for spoken, text in head.summaries.items()},
    }
    courses = [
        (one.slug, f"{one.code} · {one.title(language)}")
        for one in editing.requirable_courses(request.user, course)
    ]
    return CourseSettingsForm(
        data,
        head=head,
        harm_areas=editing.harm_areas(language),
        courses=courses,
        initial=first,
    )
