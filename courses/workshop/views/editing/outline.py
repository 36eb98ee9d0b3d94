"""The outline of a draft: one change at a time, each of which can be undone."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import LearnerRequest
from content.texts import pick
from core.web.responses import render_invalid
from courses.catalogue import services
from courses.catalogue.errors import CatalogueError
from courses.catalogue.models import Course
from courses.catalogue.naming import fresh_uid, uid_from
from courses.workshop.forms.editing.outline import ModuleForm, OutlineChangeForm, SlotForm
from courses.workshop.pages.editing.slot import slot_page
from courses.workshop.views.draft import own_draft
from courses.workshop.views.editing.doing import after_change, refusal_of, who_of

MODULE = "courses/workshop/editing/module.html"
SLOT = "courses/workshop/editing/slot.html"


@require_POST
def outline_change(request: LearnerRequest, course_slug: str) -> HttpResponse:
    """Do what a button or a drag asks."""
    course = own_draft(request.user, course_slug)
    was = course.draft_revision
    form = OutlineChangeForm(request.POST)
    if not form.is_valid():
        said = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return after_change(request, course, was=was, refusal=said)
    try:
        fresh = _do(course, form.cleaned_data, who_of(request))
    except CatalogueError as error:
        return after_change(request, course, was=was, refusal=refusal_of(error))
    return after_change(request, course, was=was, fresh=fresh)


def _do(course: Course, wanted: dict[str, Any], who: dict[str, Any]) -> str:
    """Do one change; return the id of what should have the focus, if it is new."""
    uid, on = wanted["uid"], {"course": course, **who}
    match wanted["do"]:
        case "add_module":
            taken = set(course.modules.values_list("uid", flat=True))
            uid = fresh_uid(uid_from(wanted["title"], "module"), taken)
            titles = {course.source_language: wanted["title"]}
            services.add_module(uid=uid, titles=titles, **on)
            return f"module-{uid}"
        case "remove_module":
            services.remove_module(uid=uid, **on)
        case "remove_slot":
            services.remove_slot(uid=uid, **on)
        case "move_module":
            services.move_module(uid=uid, to=wanted["to"] or 0, **on)
        case "move_slot":
            services.move_slot(uid=uid, module_uid=wanted["module"], to=wanted["to"] or 0, **on)
        case "module_up" | "module_down" as step:
            services.step_module(uid=uid, step=-1 if step.endswith("up") else 1, **on)
        case step:
            services.step_slot(uid=uid, step=-1 if step.endswith("up") else 1, **on)
    return ""


@require_POST
def draft_undo(request: LearnerRequest, course_slug: str, revision: int) -> HttpResponse:
    """Take back what one edit did."""
    course = own_draft(request.user, course_slug)
    was = course.draft_revision
    try:
        services.undo_edit(course=course, revision=revision, by=request.user, at=timezone.now())
    except CatalogueError as error:
        return after_change(request, course, was=was, refusal=refusal_of(error))
    return after_change(request, course, was=course.draft_revision)


@require_http_methods(["GET", "POST"])
def module_edit(request: LearnerRequest, course_slug: str, uid: str) -> HttpResponse:
    course = own_draft(request.user, course_slug)
    module = course.modules.filter(uid=uid).first()
    if module is None:
        raise Http404
    first = {f"title_{language}": title for language, title in module.titles.items()}
    form = ModuleForm(request.POST or None, course=course, initial=first)
    title = pick(module.titles, get_language() or "", course.languages)
    context = {"course": course, "module": module, "form": form, "title": title}
    if request.method == "GET":
        return TemplateResponse(request, MODULE, context)
    if not form.is_valid():
        return render_invalid(request, MODULE, context)
    who = who_of(request)
    try:
        services.rename_module(course=course, uid=uid, titles=form.titles(), **who)
    except CatalogueError as error:
        context["refusal"] = refusal_of(error)
        return TemplateResponse(request, MODULE, context, status=409)
    return redirect("courses:workshop:draft_detail", course_slug)


@require_http_methods(["GET", "POST"])
def slot_edit(request: LearnerRequest, course_slug: str, uid: str) -> HttpResponse:
    """What comes before a slot, and the order of its accounts."""
    course = own_draft(request.user, course_slug)
    page = slot_page(course, uid, language=get_language() or "")
    if page is None:
        raise Http404
    first = {"after": page.after}
    sent = request.POST if request.method == "POST" else None
    form = SlotForm(sent, others=page.others, initial=first)
    context = {"course": course, "page": page, "form": form}
    if request.method == "GET":
        return TemplateResponse(request, SLOT, context)
    if not form.is_valid():
        return render_invalid(request, SLOT, context)
    after, who = form.cleaned_data["after"], who_of(request)
    try:
        services.order_slot(course=course, uid=uid, after=after, **who)
    except CatalogueError as error:
        context["refusal"] = refusal_of(error)
        return TemplateResponse(request, SLOT, context, status=409)
    return redirect("courses:workshop:draft_detail", course_slug)


@require_POST
def slot_first(
    request: LearnerRequest, course_slug: str, uid: str, lesson_uid: str
) -> HttpResponse:
    """Make an account the full one of its place."""
    course = own_draft(request.user, course_slug)
    was, who = course.draft_revision, who_of(request)
    try:
        services.place_lesson(course=course, slot_uid=uid, uid=lesson_uid, to=0, **who)
    except CatalogueError as error:
        return after_change(request, course, was=was, refusal=refusal_of(error))
    return redirect("courses:workshop:slot_edit", course_slug, uid)
