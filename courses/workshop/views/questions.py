"""The editors of questions: choose a type, write, look at it as a learner does, save."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import LearnerRequest
from content.intensity import is_intense
from core.web.responses import hx_redirect, render_invalid
from courses.catalogue import services
from courses.catalogue.errors import CatalogueError, EditedMeanwhile, ItemRefused
from courses.catalogue.naming import fresh_uid
from courses.catalogue.selectors import question_for_edit
from courses.questions import registry
from courses.workshop.forms.writing import ReferenceSearchForm
from courses.workshop.pages.questioning.editor import (
    Editor,
    looked_at,
    new_editor,
    opened_editor,
    sent_editor,
)
from courses.workshop.pages.questioning.page import editor_page, meanwhile_page, types_page
from courses.workshop.selectors.questions import question_uids
from courses.workshop.views.draft import own_draft
from courses.workshop.views.writing.saving import (
    is_script,
    meanwhile_answer,
    refused_answer,
    refused_as_another,
    saved_answer,
)

EDIT = "courses/workshop/questions/question_edit.html"
NEW = "courses/workshop/questions/question_new.html"
BOTH = "courses/workshop/questions/_meanwhile.html"
LOOK = "courses/workshop/questions/_look.html"


def _type(name: str) -> str:
    known = {registry.get(key).name: key for key in registry.keys()}  # noqa: SIM118
    key = known.get(name)
    if key is None:
        raise Http404
    return key


@require_GET
def question_new(request: LearnerRequest, course_slug: str) -> HttpResponse:
    course = own_draft(request.user, course_slug)
    return TemplateResponse(request, NEW, {"page": types_page(course, request.LANGUAGE_CODE)})


@require_http_methods(["GET", "POST"])
def question_write(request: LearnerRequest, course_slug: str, kind: str) -> HttpResponse:
    course, key = own_draft(request.user, course_slug), _type(kind)
    today = timezone.localdate()
    if request.method == "GET":
        return _drawn(request, new_editor(course, key, by=request.user, on=today))
    data = dict(request.POST.lists())
    editor = sent_editor(course, key, "", "", data, by=request.user, on=today)
    return _sent(request, editor)


@require_http_methods(["GET", "POST"])
def question_edit(request: LearnerRequest, course_slug: str, question_uid: str) -> HttpResponse:
    course = own_draft(request.user, course_slug)
    found = question_for_edit(course, question_uid)
    if found is None:
        raise Http404
    today = timezone.localdate()
    if request.method == "GET":
        return _drawn(request, opened_editor(course, found, by=request.user, on=today))
    data, base = dict(request.POST.lists()), request.POST.get("base", "")[:64] or "-"
    editor = sent_editor(
        course, found.question.type, question_uid, base, data, by=request.user, on=today
    )
    return _sent(request, editor)


@require_POST
def question_look(request: LearnerRequest, course_slug: str, kind: str) -> HttpResponse:
    """What a learner sees of what is typed; nothing is kept."""
    course, key = own_draft(request.user, course_slug), _type(kind)
    today = timezone.localdate()
    data = dict(request.POST.lists())
    editor = sent_editor(course, key, "", "", data, by=request.user, on=today)
    return TemplateResponse(request, LOOK, {"look": looked_at(editor, data, on=today)})


def _context(request: LearnerRequest, editor: Editor, **more: Any) -> dict[str, Any]:
    page = editor_page(request, editor, request.user, on=timezone.localdate())
    return {"page": page, "picker": ReferenceSearchForm(), **more}


def _drawn(request: LearnerRequest, editor: Editor, look: Any = None) -> HttpResponse:
    return TemplateResponse(request, EDIT, _context(request, editor, look=look))


def _sent(request: LearnerRequest, editor: Editor) -> HttpResponse:
    act = request.POST.get("do", "save")
    if act == "look":
        look = looked_at(editor, dict(request.POST.lists()), on=timezone.localdate())
        return _drawn(request, editor, look)
    if act != "save":
        editor.act(act)
        return _drawn(request, editor)
    if is_script(request):
        return _script_answer(request, editor)
    try:
        uid = _saved(request, editor)[0]
    except ItemRefused as refused:
        editor.note([*refused.faults, *editor.faults()])
        return render_invalid(request, EDIT, _context(request, editor, is_refused=True))
    except EditedMeanwhile as other:
        both = meanwhile_page(editor, other, by=request.user)
        if not both.is_same:
            context = _context(request, editor, meanwhile=both)
            return TemplateResponse(request, EDIT, context, status=409)
        uid = editor.uid
    messages.success(request, _("Saved."))
    url = _href(editor, uid)
    return hx_redirect(url) if request.htmx else redirect(url)


def _href(editor: Editor, uid: str) -> str:
    """The editor of a question, which who wrote it need not be asked about again."""
    url = reverse("courses:workshop:question_edit", args=[editor.course.slug, uid])
    return f"{url}?open=1" if is_intense(editor.intensity) else url


def _script_answer(request: LearnerRequest, editor: Editor) -> JsonResponse:
    if other := refused_as_another(request):
        return other
    try:
        uid, base = _saved(request, editor)
    except ItemRefused as refused:
        editor.note([*refused.faults, *editor.faults()])
        return refused_answer([*editor.others, *(f"{name}: {said}" for _, name, said in
                                                 editor.mends())])  # fmt: skip
    except EditedMeanwhile as edited:
        both = meanwhile_page(editor, edited, by=request.user)
        if both.is_same:
            return saved_answer(both.base)
        context = {"page": both, "href": request.path}
        return meanwhile_answer(BOTH, context, base=both.base)
    except CatalogueError as error:
        return refused_answer([str(error)])
    return saved_answer(base, href=_href(editor, uid) if editor.is_new else "")


def _saved(request: LearnerRequest, editor: Editor) -> tuple[str, str]:
    """Save, and return the question's uid and digest."""
    uid = editor.uid
    if editor.is_new:
        uid = fresh_uid(editor.suggested_uid(), question_uids(editor.course))
    base = services.save_question(
        course=editor.course,
        question=editor.draft(uid),
        base=editor.base or None,
        by=request.user,
        at=timezone.now(),
    )
    return uid, base
