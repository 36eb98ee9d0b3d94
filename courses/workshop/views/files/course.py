"""The files of a course: taking it out, and bringing rows for its bank."""

from __future__ import annotations

from typing import Any, cast

from allauth.core.exceptions import ReauthenticationRequired
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.http import LearnerRequest
from accounts.reauthentication import was_recent
from core.received.sheets import write_csv
from core.web.responses import render_invalid
from courses.catalogue.models import Course
from courses.catalogue.rules import holds_restricted
from courses.releases import services
from courses.releases.models import Intake
from courses.releases.services.taking_out import Taken, What
from courses.releases.sheets import decisions, questions
from courses.workshop.forms.files import BankTableForm, TakeForm
from courses.workshop.selectors import editing
from courses.workshop.selectors import files as selectors
from courses.workshop.views.draft import own_draft
from courses.workshop.views.files.bringing import receive

FILES = "courses/workshop/files/course_files.html"


def sent(taken: Taken) -> HttpResponse:
    """The file as a download."""
    is_table = taken.name.endswith(".csv")
    return HttpResponse(
        taken.content,
        content_type="text/csv; charset=utf-8" if is_table else "application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{taken.name}"',
            "Cache-Control": "no-store",
        },
    )


def asked_reason(request: LearnerRequest, form: TakeForm) -> str:
    """The reason that was given; whoever gives one proves first who they are."""
    reason = str(form.cleaned_data["reason"]).strip()
    if reason and not was_recent(request):
        raise ReauthenticationRequired
    return reason


def _context(request: LearnerRequest, course: Course, **more: Any) -> dict[str, Any]:
    asks = holds_restricted(course)
    return {
        "course": course,
        "form": BankTableForm(),
        "take": TakeForm(asks=asks),
        "is_restricted": asks,
        "recent": selectors.recent_for(request.user, course=course),
        "forms": editing.forms_for(request.user, get_language() or ""),
        **more,
    }


@require_GET
def course_files(request: LearnerRequest, course_slug: str) -> HttpResponse:
    course = own_draft(request.user, course_slug)
    return TemplateResponse(request, FILES, _context(request, course))


@require_POST
def course_bring(request: LearnerRequest, course_slug: str) -> HttpResponse:
    course = own_draft(request.user, course_slug)
    form = BankTableForm(request.POST, request.FILES)
    if form.is_valid():
        kind = Intake.Kind(form.cleaned_data["kind"])
        intake = receive(form, request, kind=kind, course=course)
        if intake is not None:
            return redirect("courses:workshop:intake_detail", intake.public_id)
    return render_invalid(request, FILES, _context(request, course, form=form))


@require_POST
def course_take(request: LearnerRequest, course_slug: str) -> HttpResponse:
    course = own_draft(request.user, course_slug)
    form = TakeForm(request.POST, asks=True)
    if not form.is_valid():
        return render_invalid(request, FILES, _context(request, course, take=form))
    what, reason = cast(What, form.cleaned_data["what"] or "course"), asked_reason(request, form)
    now = timezone.now()
    try:
        return sent(
            services.take_course_out(
                course=course, what=what, reason=reason, by=request.user, at=now
            )
        )
    except services.ReasonNeeded:
        form.add_error("reason", _("What leaves is restricted: say why."))
        return render_invalid(request, FILES, _context(request, course, take=form))
    except services.NothingThere:
        refusal = _("There is nothing in the bank that a row can tell. Take the course as a .zip.")
        return TemplateResponse(
            request, FILES, _context(request, course, refusal=refusal), status=409
        )


@require_GET
def course_template(request: LearnerRequest, course_slug: str, kind: str) -> HttpResponse:
    """A table to begin with: the heading and an example; for decision items, of one form."""
    own_draft(request.user, course_slug)
    if kind == "questions":
        rows = [[one.get(name, "") for name in questions.TEMPLATE] for one in questions.EXAMPLES]
        content = write_csv(questions.TEMPLATE, rows)
        return sent(Taken("questions.csv", content.encode()))
    forms = editing.forms_for(request.user, "")
    wanted = request.GET.get("form", "")
    chosen = next((one for one in forms if wanted in ("", one.key)), None)
    if kind != "decisions" or chosen is None or not chosen.seats:
        raise Http404
    shape = selectors.form_shape(chosen.key, chosen.seats[0][0])
    if shape is None:
        raise Http404
    columns = decisions.columns_of(field for field, _option in shape.fields)
    example = decisions.example_for(shape)
    content = write_csv(columns, [[example.get(name, "") for name in columns]])
    return sent(Taken("decisions.csv", content.encode()))
