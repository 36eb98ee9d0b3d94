"""Taking a quiz or exercise: start, one question at a time, hand in, result."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.http import LearnerRequest
from courses.assessment import paper, services
from courses.assessment.errors import AssessmentError, AttemptClosed, NotDrawn
from courses.assessment.models import Attempt
from courses.assessment.selectors import attempts_at, next_attempt, responses_of
from courses.delivery.forms import AnswerForm, flagged_in
from courses.delivery.pages.attempt import (
    PREFIX,
    attempt_page,
    marks,
    question_url,
    unanswered_words,
)
from courses.delivery.pages.result import result_page
from courses.delivery.views.fetch import own_attempt, own_enrolment, own_slot
from courses.enrolment.errors import EnrolmentError
from courses.enrolment.models import Enrolment
from courses.progress.errors import ProgressError
from courses.progress.selectors import fits_today
from courses.questions.errors import AnswerRefused

DETAIL = "courses/delivery/attempt_detail.html"


@require_POST
def attempt_start(request: LearnerRequest, course_slug: str, slot_uid: str) -> HttpResponse:
    enrolment, now = own_enrolment(request.user, course_slug), timezone.now()
    slot = own_slot(enrolment, slot_uid)
    if not fits_today(request.user, slot.variants[0], at=now):
        return TemplateResponse(request, "courses/delivery/lesson_rest.html", status=409)
    try:
        attempt = services.start_attempt(
            enrolment=enrolment, slot_uid=slot_uid, by=request.user, at=now
        )
    except (AssessmentError, EnrolmentError, ProgressError) as refusal:
        messages.warning(request, str(refusal))
        return redirect("courses:delivery:lesson_detail", course_slug, slot_uid)
    return redirect("courses:delivery:attempt_detail", attempt.public_id, 1)


def attempt_detail(request: LearnerRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    attempt = own_attempt(request.user, public_id)
    if not attempt.is_open:
        return redirect("courses:delivery:attempt_result", public_id)
    if not 1 <= number <= len(attempt.drawn):
        raise Http404
    page = attempt_page(
        attempt,
        number,
        responses_of(attempt),
        flagged=flagged_in(request, attempt),
        checked=request.GET.get("checked") == "1",
    )
    return TemplateResponse(request, DETAIL, {"page": page, "now": timezone.now()})


def attempt_answer(request: LearnerRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Save what the form holds, then go where its button says; works without JavaScript.

    Who had to sign in again comes back here with a GET, and is led to the question.
    """
    form = AnswerForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _back_to_question(request, own_attempt(request.user, public_id), number, form)
    try:
        report = services.save_answers(
            public_id=public_id,
            by=request.user,
            tab=form.cleaned_data["tab"],
            saves=[services.Save(form.cleaned_data["sequence"], number, _reader(request))],
            at=timezone.now(),
            is_check=form.wants_check,
        )
    except (Attempt.DoesNotExist, NotDrawn) as error:
        raise Http404 from error
    except AnswerRefused as refused:
        return _refused(request, own_attempt(request.user, public_id), number, refused)
    except AssessmentError as refusal:
        messages.warning(request, str(refusal))
        return redirect("courses:delivery:attempt_result", public_id)
    if not report.is_open:
        return redirect("courses:delivery:attempt_summary", public_id)
    form.keep_flag(request, report.attempt, number)
    return redirect(form.destination(report.attempt, number))


def _back_to_question(
    request: LearnerRequest, attempt: Attempt, number: int, form: AnswerForm
) -> HttpResponse:
    if not 1 <= number <= len(attempt.drawn):
        raise Http404
    if request.method == "POST":
        messages.error(request, form.sentence)
    return redirect("courses:delivery:attempt_detail", attempt.public_id, number)


def _reader(request: LearnerRequest) -> services.Read:
    sent = dict(request.POST.lists())

    def read(question: paper.DrawnQuestion) -> object:
        return question.type.read_form(question.definition, sent, PREFIX)

    return read


def _refused(
    request: LearnerRequest, attempt: Attempt, number: int, refused: AnswerRefused
) -> HttpResponse:
    page = attempt_page(
        attempt,
        number,
        responses_of(attempt),
        flagged=flagged_in(request, attempt),
        refused=refused,
        read=_reader(request),
    )
    return TemplateResponse(request, DETAIL, {"page": page, "now": timezone.now()}, status=422)


def attempt_summary(request: LearnerRequest, public_id: uuid.UUID) -> HttpResponse:
    attempt = own_attempt(request.user, public_id)
    if not attempt.is_open:
        return redirect("courses:delivery:attempt_result", public_id)
    listed = marks(attempt, responses_of(attempt), flagged=flagged_in(request, attempt))
    missing = [mark for mark in listed if not mark.answered]
    context = {
        "attempt": attempt,
        "marks": listed,
        "missing": missing,
        "flagged": [mark for mark in listed if mark.flagged],
        "sentence": unanswered_words(len(missing)),
        "is_over": attempt.due_at is not None and attempt.due_at < timezone.now(),
        "back_href": question_url(attempt, len(attempt.drawn)),
    }
    return TemplateResponse(request, "courses/delivery/attempt_summary.html", context)


def attempt_hand_in(request: LearnerRequest, public_id: uuid.UUID) -> HttpResponse:
    """Close and grade; who had to sign in again comes with a GET, and is led to the summary."""
    if request.method != "POST":
        attempt = own_attempt(request.user, public_id)
        return redirect("courses:delivery:attempt_summary", attempt.public_id)
    try:
        services.hand_in(public_id=public_id, by=request.user, at=timezone.now())
    except Attempt.DoesNotExist as error:
        raise Http404 from error
    except AttemptClosed as refusal:
        messages.info(request, str(refusal))
    except EnrolmentError as refusal:
        messages.warning(request, str(refusal))
        return redirect("courses:delivery:home")
    return redirect("courses:delivery:attempt_result", public_id)


def attempt_result(request: LearnerRequest, public_id: uuid.UUID) -> HttpResponse:
    attempt = own_attempt(request.user, public_id)
    if attempt.is_open:
        return redirect("courses:delivery:attempt_summary", public_id)
    attempts = attempts_at(attempt.enrolment, attempt.slot_uid)
    following = next_attempt(attempts, paper.behaviour_of(paper.lesson_of(attempt)))
    may_retry = (
        attempt.enrolment.state == Enrolment.State.OPEN
        and following.left != 0
        and not any(row.is_open for row in attempts)
    )
    page = result_page(attempt, responses_of(attempt), following, may_retry=may_retry)
    return TemplateResponse(request, "courses/delivery/attempt_result.html", {"page": page})
