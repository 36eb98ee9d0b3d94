"""Taking a quiz or exercise: start, one question at a time, hand in, result."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.http import LearnerRequest
from courses.assessment import paper
from courses.assessment.errors import AssessmentError, AttemptClosed, NotDrawn, NoTryLeft
from courses.assessment.models import Attempt
from courses.assessment.services import Read, Save
from courses.delivery.desks.desk import Desk
from courses.delivery.forms import AnswerForm, AsideForm, sure_of
from courses.delivery.pages.attempt import (
    PREFIX,
    AttemptPage,
    attempt_page,
    came_late,
    marks,
    unanswered_words,
)
from courses.delivery.pages.result import result_page
from courses.delivery.views.fetch import require_number, slot_of
from courses.delivery.views.lesson import rest
from courses.delivery.views.seat import at_desk, shown
from courses.enrolment.errors import EnrolmentError
from courses.progress.errors import ProgressError
from courses.progress.selectors import fits_today
from courses.questions.errors import AnswerRefused

DETAIL = "courses/delivery/attempt_detail.html"


@require_POST
@at_desk
def attempt_start(request: LearnerRequest, desk: Desk, slot_uid: str) -> HttpResponse:
    enrolment, now = desk.enrolment(), timezone.now()
    slot = slot_of(enrolment, slot_uid)
    if not fits_today(request.user, slot.variants[0], at=now):
        return rest(request, desk, {})
    try:
        attempt = desk.start_attempt(enrolment, slot_uid, at=now)
    except (AssessmentError, EnrolmentError, ProgressError) as refusal:
        messages.warning(request, str(refusal))
        return redirect(desk.ways.lesson(desk.course_slug, slot_uid))
    return redirect(desk.ways.question(attempt.public_id, 1))


@at_desk
def attempt_detail(
    request: LearnerRequest, desk: Desk, public_id: uuid.UUID, number: int
) -> HttpResponse:
    attempt = desk.attempt(public_id)
    if not attempt.is_open:
        return redirect(desk.ways.result(public_id))
    require_number(attempt, number)
    page = attempt_page(
        attempt,
        number,
        desk.responses(attempt),
        tries=desk.tries(attempt),
        checks=desk.first_checks(attempt),
        checked=request.GET.get("checked") == "1",
        opened=request.GET.get("opened", "").split(),
        ways=desk.ways,
    )
    return _question(request, desk, page)


def _question(
    request: LearnerRequest, desk: Desk, page: AttemptPage, *, status: int = 200
) -> HttpResponse:
    context = {"page": page, "now": timezone.now()}
    lesson, uid = page.attempt.lesson_uid, page.question.uid
    return shown(request, desk, DETAIL, context, status=status, lesson=lesson, question=uid)


@at_desk
def attempt_answer(
    request: LearnerRequest, desk: Desk, public_id: uuid.UUID, number: int
) -> HttpResponse:
    """Save what the form holds, then go where its button says; works without JavaScript.

    Who had to sign in again comes back here with a GET, and is led to the question.
    """
    form = AnswerForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _back_to_question(request, desk, public_id, number, form)
    try:
        report = desk.save_answers(
            public_id,
            tab=form.cleaned_data["tab"],
            saves=[_save(request, form, number)],
            at=timezone.now(),
            is_check=form.wants_check,
            flag=form.cleaned_data["flag"],
        )
    except (Attempt.DoesNotExist, NotDrawn) as error:
        raise Http404 from error
    except AnswerRefused as refused:
        return _refused(request, desk, desk.attempt(public_id), number, refused)
    except AssessmentError as refusal:
        messages.warning(request, str(refusal))
        return redirect(_after(desk, refusal, public_id, number))
    if not report.is_open:
        if any(row.status == "late" for row in report.saved):
            messages.warning(request, came_late())
        return redirect(desk.ways.summary(public_id))
    _note_opened(form, desk, public_id, number)
    return redirect(form.destination(report.attempt, number, desk.ways))


def _note_opened(form: AnswerForm, desk: Desk, public_id: uuid.UUID, number: int) -> None:
    """Keep that context was opened by a button of the form; nothing for what is not there."""
    if not form.opens:
        return
    try:
        desk.note_opened(public_id, number, [form.opens], at=timezone.now())
    except NotDrawn as error:
        raise Http404 from error


def _after(desk: Desk, refusal: AssessmentError, public_id: uuid.UUID, number: int) -> str:
    """Return where a refused answer leads: back to its question, or to the result."""
    if isinstance(refusal, NoTryLeft):
        return desk.ways.question(public_id, number)
    return desk.ways.result(public_id)


def _back_to_question(
    request: LearnerRequest, desk: Desk, public_id: uuid.UUID, number: int, form: AnswerForm
) -> HttpResponse:
    require_number(desk.attempt(public_id), number)
    if request.method == "POST":
        messages.error(request, form.sentence)
    return redirect(desk.ways.question(public_id, number))


def _save(request: LearnerRequest, form: AnswerForm, number: int) -> Save:
    sure = sure_of(dict(request.POST.lists()))
    return Save(form.cleaned_data["sequence"], number, _reader(request), sure)


@require_POST
@at_desk
def attempt_aside(
    request: LearnerRequest, desk: Desk, public_id: uuid.UUID, number: int
) -> HttpResponse:
    """Keep a mark for review, or which context was opened; the page's script sends it."""
    attempt = desk.attempt(public_id)
    question = paper.drawn_question(attempt, attempt.uid_of(number), "")
    if question is None:
        raise Http404
    form = AsideForm(request.POST, question.type.openable(question.definition))
    if not form.is_valid():
        return JsonResponse({"error": str(form.sentence)}, status=422)
    _keep_aside(form, desk, public_id, number)
    return HttpResponse(status=204)


def _keep_aside(form: AsideForm, desk: Desk, public_id: uuid.UUID, number: int) -> None:
    flag, opened = form.cleaned_data["flag"], form.cleaned_data["opened"]
    if flag:
        desk.mark_for_review(public_id, number, flag=flag == "1")
    if opened:
        desk.note_opened(public_id, number, opened, at=timezone.now())


def _reader(request: LearnerRequest) -> Read:
    sent = dict(request.POST.lists())

    def read(question: paper.DrawnQuestion) -> object:
        return question.type.read_form(question.definition, sent, PREFIX)

    return read


def _refused(
    request: LearnerRequest, desk: Desk, attempt: Attempt, number: int, refused: AnswerRefused
) -> HttpResponse:
    page = attempt_page(
        attempt,
        number,
        desk.responses(attempt),
        tries=desk.tries(attempt),
        checks=desk.first_checks(attempt),
        refused=refused,
        read=_reader(request),
        ways=desk.ways,
    )
    return _question(request, desk, page, status=422)


@at_desk
def attempt_summary(request: LearnerRequest, desk: Desk, public_id: uuid.UUID) -> HttpResponse:
    attempt, ways = desk.attempt(public_id), desk.ways
    if not attempt.is_open:
        return redirect(ways.result(public_id))
    listed = marks(attempt, desk.responses(attempt), ways=ways)
    missing = [mark for mark in listed if not mark.answered]
    context = {
        "attempt": attempt,
        "marks": listed,
        "missing": missing,
        "flagged": [mark for mark in listed if mark.flagged],
        "sentence": unanswered_words(len(missing)),
        "is_over": attempt.due_at is not None and attempt.due_at < timezone.now(),
        "back_href": ways.question(public_id, len(attempt.drawn)),
        "hand_in_href": ways.hand_in(public_id),
        "steps_url": ways.steps(public_id),
    }
    template = "courses/delivery/attempt_summary.html"
    return shown(request, desk, template, context, lesson=attempt.lesson_uid)


@at_desk
def attempt_hand_in(request: LearnerRequest, desk: Desk, public_id: uuid.UUID) -> HttpResponse:
    """Close and grade; who had to sign in again comes with a GET, and is led to the summary."""
    if request.method != "POST":
        return redirect(desk.ways.summary(desk.attempt(public_id).public_id))
    try:
        desk.hand_in(public_id, at=timezone.now())
    except Attempt.DoesNotExist as error:
        raise Http404 from error
    except AttemptClosed as refusal:
        messages.info(request, str(refusal))
    except EnrolmentError as refusal:
        messages.warning(request, str(refusal))
        return redirect(desk.ways.later())
    return redirect(desk.ways.result(public_id))


@at_desk
def attempt_result(request: LearnerRequest, desk: Desk, public_id: uuid.UUID) -> HttpResponse:
    at_slot = desk.attempt_at_slot(public_id)
    attempt = at_slot.attempt
    if attempt.is_open:
        return redirect(desk.ways.summary(public_id))
    page = result_page(
        at_slot,
        desk.responses(attempt),
        checks=desk.first_checks(attempt),
        said=desk.said(attempt),
        ways=desk.ways,
        at=timezone.now(),
    )
    context, lesson = {"page": page}, attempt.lesson_uid
    template = "courses/delivery/attempt_result.html"
    return shown(request, desk, template, context, lesson=lesson)
