"""Building a module: choose the source, see what will be made, make it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import LearnerRequest
from core.web.responses import render_invalid
from courses.catalogue import services
from courses.catalogue.errors import CatalogueError
from courses.catalogue.models import Course
from courses.workshop.forms.editing.building import BuildForm
from courses.workshop.pages.editing.building import ModulePlan, Wish, module_plan
from courses.workshop.selectors import building, editing
from courses.workshop.views.draft import own_draft
from courses.workshop.views.editing.doing import refusal_of

BUILD = "courses/workshop/editing/module_build.html"


@require_http_methods(["GET", "POST"])
def module_build(request: LearnerRequest, course_slug: str) -> HttpResponse:
    """GET shows the choices, or with a choice in the address what it makes; POST makes it."""
    course = own_draft(request.user, course_slug)
    sent = request.POST if request.method == "POST" else request.GET
    language = get_language() or ""
    form = BuildForm(
        sent if sent.keys() & {"case", "chapter"} and "look" in sent else None,
        cases=editing.cases_in(language),
        chapters=editing.chapters_for(request.user, language),
        forms_known=editing.forms_for(request.user, language),
        initial=request.GET.dict(),
    )
    context: dict[str, Any] = {"course": course, "form": form}
    if not form.is_bound and request.method == "GET":
        return TemplateResponse(request, BUILD, context)
    plan = _plan(request, course, form) if form.is_valid() else None
    if plan is None:
        return render_invalid(request, BUILD, context)
    if request.method == "GET":
        return TemplateResponse(request, BUILD, {**context, "plan": plan})
    return _make(request, course, plan, context)


def _plan(request: LearnerRequest, course: Course, form: BuildForm) -> ModulePlan | None:
    wanted, spoken = form.cleaned_data, course.source_language
    case = chapter = None
    if wanted["case"]:
        case = building.case_known(wanted["case"], spoken, on=timezone.localdate())
    if wanted["chapter"]:
        policy, __, uid = wanted["chapter"].partition("/")
        chapter = building.chapter_known(request.user, policy, uid, spoken)
    if case is None and chapter is None:
        form.add_error("case", _("Choose a case, a chapter, or both."))
        return None
    form_key, __, seat = wanted["form"].partition(" ")
    told = wanted["title"] or (chapter.title if chapter else "") or (case.title if case else "")
    if case and not wanted["title"]:
        told = case.title
    wish = Wish(told, case, chapter, form_key, seat, wanted["items"] or 2)
    if form_key and wish.covers and wanted["reports"] != BuildForm.EMPTY:
        fitting = building.reports_fitting(
            request.user, course, form=form_key, seat=seat, clauses=wish.covers, most=wish.items
        )
        wish = replace(wish, reports=tuple(fitting))
    return module_plan(course, wish)


def _make(
    request: LearnerRequest, course: Course, plan: ModulePlan, context: dict[str, Any]
) -> HttpResponse:
    made: dict[str, Any] = {
        "module": plan.module,
        "lessons": plan.lessons,
        "questions": plan.questions,
    }
    try:
        services.build_module(course=course, **made, by=request.user, at=timezone.now())
    except CatalogueError as error:
        context |= {"plan": plan, "refusal": refusal_of(error)}
        return TemplateResponse(request, BUILD, context, status=409)
    if plan.missing:
        messages.success(request, _("Built. What is still to be written stands in the questions."))
    else:
        messages.success(request, _("Built. It can be compiled as it is."))
    where = reverse("courses:workshop:draft_detail", args=[course.slug])
    return redirect(f"{where}?done={course.draft_revision}#module-{plan.module.uid}")
