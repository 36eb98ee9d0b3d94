"""The question bank: looked through, and what is done with several questions at once."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_GET, require_POST

from accounts.http import LearnerRequest
from core.web.responses import render_invalid
from courses.catalogue import services
from courses.catalogue.errors import CatalogueError
from courses.catalogue.models import Course
from courses.catalogue.models.course import UID_LENGTH
from courses.workshop import selectors
from courses.workshop.forms import BankSearchForm, QuestionSearchForm
from courses.workshop.forms.editing.bank import QuestionsForm
from courses.workshop.pages.banks import banks_page
from courses.workshop.pages.questions import questions_page
from courses.workshop.selectors import editing
from courses.workshop.selectors.pools import pool_choices
from courses.workshop.views.draft import own_draft
from courses.workshop.views.editing.doing import refusal_of, who_of

BANK = "courses/workshop/question_list.html"
OTHERS = "courses/workshop/editing/bank_list.html"


def bank_of(request: LearnerRequest, slug: str) -> tuple[Course, bool]:
    """Return a course whose bank the person may read, and whether they may edit it."""
    course = selectors.draft_of(request.user, slug)
    if course is not None:
        return course, True
    course = editing.reusable_course(request.user, slug)
    if course is None:
        raise Http404
    return course, False


def _pools(request: LearnerRequest, course: Course) -> list[tuple[str, str]]:
    """The pools that the person may find; Http404 if the address asks for another one."""
    pools = pool_choices(request.user, course)
    if (asked := request.GET.get("pool")) and asked not in dict(pools):
        raise Http404
    return pools


def _context(request: LearnerRequest, course: Course, *, may_edit: bool) -> dict[str, Any]:
    pools = _pools(request, course)
    form = QuestionSearchForm(request.GET, pools=pools)
    context: dict[str, Any] = {"course": course, "form": form, "may_edit": may_edit}
    if not form.is_valid():
        return context
    wanted, number, language = form.cleaned_data, request.GET.get("page"), get_language() or ""
    page = questions_page(request.user, course, number=number, language=language, **wanted)
    to = request.GET.get("to", "")[:UID_LENGTH]
    kept = {name: value for name, value in {**wanted, "to": to}.items() if value}
    deeds = QuestionsForm(
        request.POST or None,
        uids=[line.question.uid for line in page.lines],
        lessons=page.askers,
        pools=pools,
        targets=editing.copy_targets(request.user),
        may_edit=may_edit,
        initial={"target": to, "pool": wanted.get("pool", "")},
    )
    query = f"{urlencode(kept)}&" if kept else ""
    context |= {"pools": pools, "to": to, "page": page, "deeds": deeds, "query": query}
    return context | {"where": request.GET.urlencode()}


@require_GET
def question_list(request: LearnerRequest, course_slug: str) -> HttpResponse:
    course, may_edit = bank_of(request, course_slug)
    context = _context(request, course, may_edit=may_edit)
    if "page" not in context:
        return render_invalid(request, BANK, context)
    template = BANK + ("#questions" if request.htmx else "")
    return TemplateResponse(request, template, context, headers={"Vary": "HX-Request"})


@require_GET
def bank_list(request: LearnerRequest, course_slug: str) -> HttpResponse:
    """The banks from which questions may be copied into a draft."""
    course = own_draft(request.user, course_slug)
    form = BankSearchForm(request.GET)
    if not form.is_valid():
        return render_invalid(request, OTHERS, {"form": form, "page": {"course": course}})
    q, number = form.cleaned_data["q"], request.GET.get("page")
    page = banks_page(request.user, course, q=q, number=number, language=get_language() or "")
    query = f"{urlencode({'q': q})}&" if q else ""
    return TemplateResponse(request, OTHERS, {"form": form, "page": page, "query": query})


@require_POST
def question_act(request: LearnerRequest, course_slug: str) -> HttpResponse:
    """Retire, pool, copy, move or ask the chosen questions of a page, as one edit."""
    course, may_edit = bank_of(request, course_slug)
    context = _context(request, course, may_edit=may_edit)
    deeds = context.get("deeds")
    if deeds is None or not deeds.is_valid():
        return render_invalid(request, BANK, context)
    try:
        _do(course, deeds.cleaned_data, who_of(request))
    except CatalogueError as error:
        context["refusal"] = refusal_of(error)
        return TemplateResponse(request, BANK, context, status=409)
    count = len(deeds.cleaned_data["uids"])
    done = ngettext("Done with %(count)s question.", "Done with %(count)s questions.", count)
    messages.success(request, done % {"count": count})
    to = deeds.cleaned_data.get("target")
    if deeds.cleaned_data["do"] == "copy" and request.GET.get("to") and to:
        return redirect("courses:workshop:question_list", to.slug)
    answer = redirect("courses:workshop:question_list", course_slug)
    answer["Location"] += f"?{request.GET.urlencode()}" if request.GET else ""
    return answer


def _do(course: Course, wanted: dict[str, Any], who: dict[str, Any]) -> None:
    on = {"course": course, "uids": wanted["uids"], **who}
    match wanted["do"]:
        case "copy":
            services.copy_questions(to_course=wanted["target"], **on)
        case "move":
            services.move_questions(to_course=wanted["target"], **on)
        case "pool_in":
            services.put_in_pool(uid=wanted["pool"], **on)
        case "pool_out":
            services.take_out_of_pool(uid=wanted["pool"], **on)
        case "ask":
            services.ask_in_lesson(lesson_uid=wanted["lesson"], **on)
        case deed:
            services.retire_questions(is_retired=deed == "retire", **on)
