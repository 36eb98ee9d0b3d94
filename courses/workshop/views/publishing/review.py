"""Looking a candidate over: asking for it, reading, remarks, the decision."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.http import LearnerRequest
from core.web.responses import render_invalid
from courses.releases.errors import ReleaseError
from courses.releases.models import Review
from courses.releases.rules import can_review
from courses.releases.selectors import manifest, redacted_in
from courses.releases.services import add_comment, give_review, request_review, settle_comment
from courses.workshop.forms.publishing import (
    CommentForm,
    FindingForm,
    ReviewForm,
    ReviewRequestForm,
)
from courses.workshop.pages.publishing.reading import (
    lesson_reading,
    neighbours,
)
from courses.workshop.pages.words import refusal_of
from courses.workshop.selectors import publishing as rows
from courses.workshop.views.candidate import DETAIL, candidate_context
from courses.workshop.views.pausing import paused
from courses.workshop.views.publishing.fetch import seen_candidate, seen_course, seen_lesson

LIST = "courses/workshop/publishing/review_list.html"
READ = "courses/workshop/publishing/candidate_read.html"
A_PAGE = 20


@require_GET
def review_list(request: LearnerRequest) -> HttpResponse:
    """What waits for this person: reviews asked of them, and emergencies to be looked at."""
    now = timezone.now()
    waiting = rows.waiting_for(request.user, at=now)
    emergencies = rows.emergencies_for(request.user)
    context = {
        "waiting": Paginator(waiting, A_PAGE).get_page(request.GET.get("page")),
        "emergencies": Paginator(emergencies, A_PAGE).get_page(request.GET.get("past")),
        "finding": FindingForm(),
        "now": now,
    }
    return TemplateResponse(request, LIST, context)


@require_POST
def review_request(request: LearnerRequest, course_slug: str, public_id: UUID) -> HttpResponse:
    course = seen_course(request.user, course_slug)
    candidate = seen_candidate(course, public_id)
    now = timezone.now()
    people = rows.reviewers_for(course, by=request.user, at=now)
    form = ReviewRequestForm(request.POST, reviewers=people)
    if not form.is_valid():
        context = candidate_context(request, course, candidate, request_form=form)
        return render_invalid(request, DETAIL, context)
    try:
        request_review(candidate=candidate, by=request.user, at=now, **form.cleaned_data)
    except ReleaseError as error:
        context = candidate_context(request, course, candidate, refusal=refusal_of(error))
        return TemplateResponse(request, DETAIL, context, status=409)
    messages.success(request, _("A review was asked for."))
    return redirect("courses:workshop:candidate_detail", course_slug, public_id)


@require_POST
def review_give(request: LearnerRequest, course_slug: str, public_id: UUID) -> HttpResponse:
    course = seen_course(request.user, course_slug)
    if not can_review(request.user, course):
        raise PermissionDenied
    candidate = seen_candidate(course, public_id)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        context = candidate_context(request, course, candidate, review_form=form)
        return render_invalid(request, DETAIL, context)
    verdict, comment = Review.Verdict(form.cleaned_data["verdict"]), form.cleaned_data["comment"]
    by, now = request.user, timezone.now()
    try:
        give_review(candidate=candidate, verdict=verdict, comment=comment, by=by, at=now)
    except ReleaseError as error:
        context = candidate_context(request, course, candidate, refusal=refusal_of(error))
        return TemplateResponse(request, DETAIL, context, status=409)
    messages.success(request, _("Your decision is kept."))
    return redirect("courses:workshop:candidate_detail", course_slug, public_id)


@require_GET
def candidate_read(
    request: LearnerRequest, course_slug: str, public_id: UUID, lesson_uid: str
) -> HttpResponse:
    return _reading(request, course_slug, public_id, lesson_uid, CommentForm(), status=200)


def _reading(
    request: LearnerRequest,
    course_slug: str,
    public_id: UUID,
    lesson_uid: str,
    form: CommentForm,
    *,
    status: int,
) -> HttpResponse:
    course = seen_course(request.user, course_slug)
    candidate = seen_candidate(course, public_id)
    lesson = seen_lesson(candidate, lesson_uid)
    language = request.GET.get("language") or get_language() or ""
    later = reverse("courses:workshop:candidate_detail", args=[course_slug, public_id])
    title = lesson.titles.get(language) or lesson_uid
    if pause := paused(request, intensity=lesson.intensity, title=title, later_href=later):
        return pause
    comments = list(rows.open_comments(course, lesson_uid=lesson_uid))
    before, after = neighbours(manifest(candidate), lesson_uid)
    context = {
        "course": course,
        "candidate": candidate,
        "page": lesson_reading(lesson, language, comments, since=redacted_in(candidate)),
        "languages": list(lesson.parts),
        "slot_uid": lesson.slot_uid,
        "before": before,
        "after": after,
        "form": form,
    }
    return TemplateResponse(request, READ, context, status=status)


@require_POST
def comment_add(
    request: LearnerRequest, course_slug: str, public_id: UUID, lesson_uid: str
) -> HttpResponse:
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _reading(request, course_slug, public_id, lesson_uid, form, status=422)
    course = seen_course(request.user, course_slug)
    candidate = seen_candidate(course, public_id)
    lesson = seen_lesson(candidate, lesson_uid)
    language = request.GET.get("language") or get_language() or ""
    reading = lesson_reading(lesson, language, [], since=redacted_in(candidate))
    number, question = form.cleaned_data["paragraph"], form.cleaned_data["question"]
    pinned = number is not None and number < len(reading.paragraphs)
    made = add_comment(
        candidate=candidate,
        lesson_uid=lesson_uid,
        question_uid=question if any(one.uid == question for one in reading.questions) else "",
        paragraph=number if pinned else None,
        excerpt=reading.paragraphs[number].excerpt if pinned and number is not None else "",
        body=form.cleaned_data["body"],
        by=request.user,
        at=timezone.now(),
    )
    where = redirect("courses:workshop:candidate_read", course_slug, public_id, lesson_uid)
    where["Location"] += f"?language={reading.language}#remark-{made.public_id}"
    return where


@require_POST
def comment_settle(request: LearnerRequest, course_slug: str, comment_id: UUID) -> HttpResponse:
    course = seen_course(request.user, course_slug)
    comment = get_object_or_404(rows.open_comments(course), public_id=comment_id)
    settle_comment(comment=comment, by=request.user, at=timezone.now())
    messages.success(request, _("The remark is settled."))
    if comment.candidate_id is None:
        return redirect("courses:workshop:draft_detail", course_slug)
    candidate = comment.candidate
    assert candidate is not None  # noqa: S101 -- it has an id
    return redirect(
        "courses:workshop:candidate_read", course_slug, candidate.public_id, comment.lesson_uid
    )
