"""The history of a course: comparing releases, going back to one, taking words out by two."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import LearnerRequest
from accounts.reauthentication import recent_required
from courses.catalogue.models import Course
from courses.releases.errors import ReleaseError
from courses.releases.models import Redaction, Release
from courses.releases.rules import can_approve_redaction, can_publish
from courses.releases.selectors import live_release, releases_of
from courses.releases.services import approve_redaction, draft_from, request_redaction
from courses.workshop.forms.publishing import RedactForm, WordsForm
from courses.workshop.pages.publishing.changes import lesson_changes, question_changes, title_of
from courses.workshop.pages.publishing.history import (
    asked_lines,
    comparison_page,
    redactable_parts,
    redactable_words,
)
from courses.workshop.pages.words import refusal_of
from courses.workshop.selectors.editing import intensity_in
from courses.workshop.views.draft import own_draft
from courses.workshop.views.pausing import paused
from courses.workshop.views.publishing.fetch import seen_candidate, seen_course, seen_release

COMPARE = "courses/workshop/publishing/release_compare.html"
CHANGE = "courses/workshop/publishing/change_detail.html"
REDACT = "courses/workshop/publishing/release_redact.html"
_READ = {"lesson": lesson_changes, "question": question_changes}


@require_GET
def release_compare(request: LearnerRequest, course_slug: str) -> HttpResponse:
    """Any two releases; without a choice the newest two."""
    course = seen_course(request.user, course_slug)
    releases = list(releases_of(course)[:200])
    numbers = [str(release.number) for release in releases]
    new = seen_release(course, request.GET.get("new") or (numbers[0] if numbers else None))
    older = next((n for n in numbers if int(n) < new.number), numbers[-1] if numbers else None)
    old = seen_release(course, request.GET.get("old") or older)
    context = {
        "course": course,
        "releases": releases,
        "old": old,
        "new": new,
        "page": comparison_page(old, new, language=get_language() or ""),
    }
    return TemplateResponse(request, COMPARE, context)


@require_GET
def release_change(
    request: LearnerRequest, course_slug: str, old: int, new: int, kind: str, uid: str
) -> HttpResponse:
    course = seen_course(request.user, course_slug)
    before, after = seen_release(course, old), seen_release(course, new)
    if kind not in _READ:
        raise Http404
    if pause := _paused(request, course, kind, uid):
        return pause
    try:
        changes = _READ[kind](before, after, uid)
    except KeyError as error:
        raise Http404 from error
    title = title_of(after, kind, uid, language=get_language() or "")
    context = {"course": course, "old": before, "new": after, "title": title, "changes": changes}
    return TemplateResponse(request, CHANGE, context)


@require_GET
def candidate_change(
    request: LearnerRequest, course_slug: str, public_id: UUID, kind: str, uid: str
) -> HttpResponse:
    course = seen_course(request.user, course_slug)
    candidate, live = seen_candidate(course, public_id), live_release(course)
    if kind not in _READ:
        raise Http404
    if pause := _paused(request, course, kind, uid):
        return pause
    try:
        changes = _READ[kind](live, candidate, uid)
    except KeyError as error:
        raise Http404 from error
    title = title_of(candidate, kind, uid, language=get_language() or "")
    context = {"course": course, "old": live, "candidate": candidate, "title": title}
    return TemplateResponse(request, CHANGE, {**context, "changes": changes})


def _paused(request: LearnerRequest, course: Course, kind: str, uid: str) -> HttpResponse | None:
    later = reverse("courses:workshop:draft_detail", args=[course.slug])
    intensity = intensity_in(course, kind, uid)
    return paused(request, intensity=intensity, title=uid, later_href=later)


@require_POST
@recent_required
def release_revive(request: LearnerRequest, course_slug: str, number: int) -> HttpResponse:
    course = own_draft(request.user, course_slug)
    release = seen_release(course, number)
    try:
        draft_from(release=release, by=request.user, at=timezone.now())
    except ReleaseError as error:
        messages.error(request, refusal_of(error))
    else:
        said = _("The draft says what release %(number)s was made from; the history has the rest.")
        messages.success(request, said % {"number": release.number})
    return redirect("courses:workshop:draft_detail", course_slug)


@require_http_methods(["GET", "POST"])
@recent_required
def release_redact(request: LearnerRequest, course_slug: str, number: int) -> HttpResponse:
    course = own_draft(request.user, course_slug)
    release = seen_release(course, number)
    if not can_publish(request.user, course):
        raise PermissionDenied
    context = _redact_context(request, course, release)
    form = context["form"]
    if request.method == "GET":
        return TemplateResponse(request, REDACT, context)
    if not form.is_valid():
        return TemplateResponse(request, REDACT, context, status=422)
    try:
        request_redaction(release=release, by=request.user, at=timezone.now(), **form.cleaned_data)
    except ReleaseError as error:
        context["refusal"] = refusal_of(error)
        return TemplateResponse(request, REDACT, context, status=409)
    messages.success(request, _("Asked for. A second person who may publish has to approve."))
    return redirect("courses:workshop:release_redact", course_slug, number)


def _redact_context(request: LearnerRequest, course: Course, release: Release) -> dict[str, Any]:
    words = WordsForm(request.GET)
    q = words.cleaned_data["q"] if request.method == "GET" and words.is_valid() else ""
    language = get_language() or ""
    every = redactable_parts(release, language=language)
    found = redactable_parts(release, language=language, q=q) if q else every
    beside = redactable_words(release, q=q)
    return {
        "course": course,
        "release": release,
        "form": RedactForm(request.POST or None, parts=found, words=beside),
        "asked": asked_lines(request.user, release, every),
        "words": words,
        "q": q,
    }


@require_POST
@recent_required
def redaction_approve(
    request: LearnerRequest, course_slug: str, number: int, redaction_id: int
) -> HttpResponse:
    course = own_draft(request.user, course_slug)
    release = seen_release(course, number)
    redaction = get_object_or_404(
        Redaction.objects.select_related("release__course__owner"),
        release=release,
        pk=redaction_id,
    )
    if not can_approve_redaction(request.user, redaction):
        raise PermissionDenied
    try:
        approve_redaction(redaction=redaction, by=request.user, at=timezone.now())
    except ReleaseError as error:
        messages.error(request, refusal_of(error))
    else:
        messages.success(request, _("The words are taken out for good."))
    return redirect("courses:workshop:release_redact", course_slug, number)
