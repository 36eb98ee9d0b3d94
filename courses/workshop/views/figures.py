"""The pages of figures: quizzes of a course, one quiz, one question; export and retirement."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import LearnerRequest
from accounts.reauthentication import recent_required
from courses.catalogue.errors import CatalogueError
from courses.catalogue.models import Course
from courses.catalogue.services import retire_question
from courses.insight import selectors, services
from courses.insight.models import QuizFigures
from courses.workshop.forms.figures import WhichForm
from courses.workshop.pages.figures.clauses import clauses_page
from courses.workshop.pages.figures.export import csv_of
from courses.workshop.pages.figures.question import question_page
from courses.workshop.pages.figures.quiz import quiz_page, quiz_title, quizzes_page
from courses.workshop.selectors.editing import intensity_in
from courses.workshop.views.draft import own_draft
from courses.workshop.views.pausing import paused

LIST = "courses/workshop/figures/figures_list.html"
CLAUSES = "courses/workshop/figures/figures_clauses.html"
QUIZ = "courses/workshop/figures/figures_quiz.html"
QUESTION = "courses/workshop/figures/figures_question.html"


def own_quiz(
    request: LearnerRequest, course_slug: str, slot_uid: str
) -> tuple[Course, QuizFigures]:
    """Return a course that the person may edit with the figures of a quiz; Http404 for others."""
    course = own_draft(request.user, course_slug)
    figures = selectors.quiz_of(course, slot_uid)
    if figures is None:
        raise Http404
    return course, figures


def chosen(request: LearnerRequest, figures: QuizFigures) -> str:
    """Return the kind of attempts that was asked for; Http404 for one that is not told."""
    form = WhichForm(request.POST or request.GET, figures=figures)
    if not form.is_valid():
        raise Http404
    return form.chosen()


@require_GET
def figures_list(request: LearnerRequest, course_slug: str) -> HttpResponse:
    course = own_draft(request.user, course_slug)
    page = quizzes_page(course, request.GET.get("page"), language=get_language() or "")
    return TemplateResponse(request, LIST, {"page": page, "course": course})


@require_GET
def figures_clauses(request: LearnerRequest, course_slug: str) -> HttpResponse:
    course = own_draft(request.user, course_slug)
    page = clauses_page(course, request.GET.get("page"), language=get_language() or "")
    return TemplateResponse(request, CLAUSES, {"page": page, "course": course})


@require_GET
def figures_quiz(request: LearnerRequest, course_slug: str, slot_uid: str) -> HttpResponse:
    course, figures = own_quiz(request, course_slug, slot_uid)
    which = chosen(request, figures)
    number, language = request.GET.get("page"), get_language() or ""
    page = quiz_page(course, figures, which, number, language=language)
    context = {"page": page, "course": course, "figures": figures}
    return TemplateResponse(request, QUIZ, context)


@require_http_methods(["GET", "POST"])
def figures_refresh(request: LearnerRequest, course_slug: str, slot_uid: str) -> HttpResponse:
    """POST asks for newer figures; GET tells how far they are, for the page that waits."""
    course, figures = own_quiz(request, course_slug, slot_uid)
    was_open = figures.state != QuizFigures.State.IDLE or request.method == "POST"
    if request.method == "POST":
        figures = services.request_figures(course=course, slot_uid=slot_uid, at=timezone.now())
    if not request.htmx:
        return redirect("courses:workshop:figures_quiz", course_slug, slot_uid)
    context = {"course": course, "figures": figures, "is_news": True, "was_open": was_open}
    return TemplateResponse(request, f"{QUIZ}#state", context)


@require_POST
@recent_required
def figures_export(request: LearnerRequest, course_slug: str, slot_uid: str) -> HttpResponse:
    course, figures = own_quiz(request, course_slug, slot_uid)
    which, now = chosen(request, figures), timezone.now()
    content, rows = csv_of(figures, which, language=get_language() or "en")
    services.note_export(
        by=request.user, course=course, slot_uid=slot_uid, which=which, rows=rows, at=now
    )
    name = f"casebook-figures-{course_slug}-{slot_uid}-{which}-{now.date().isoformat()}.csv"
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_GET
def figures_question(
    request: LearnerRequest, course_slug: str, slot_uid: str, question_uid: str
) -> HttpResponse:
    course, figures = own_quiz(request, course_slug, slot_uid)
    language = get_language() or ""
    later = reverse("courses:workshop:figures_quiz", args=[course_slug, slot_uid])
    intensity = intensity_in(course, "question", question_uid)
    if pause := paused(request, intensity=intensity, title=question_uid, later_href=later):
        return pause
    which = chosen(request, figures)
    page = question_page(course, figures, question_uid, which, language=language)
    if page is None:
        raise Http404
    context = {"page": page, "course": course, "quiz_title": quiz_title(figures, language)}
    return TemplateResponse(request, QUESTION, context)


@require_POST
def figures_retire(
    request: LearnerRequest, course_slug: str, slot_uid: str, question_uid: str
) -> HttpResponse:
    course, _figures = own_quiz(request, course_slug, slot_uid)
    try:
        retire_question(course=course, uid=question_uid, by=request.user, at=timezone.now())
    except CatalogueError as error:
        raise Http404 from error
    messages.success(
        request,
        _("The question is retired in the draft. Learners meet it until a new release is out."),
    )
    return redirect("courses:workshop:figures_question", course_slug, slot_uid, question_uid)
