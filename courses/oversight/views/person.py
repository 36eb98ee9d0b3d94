"""One person's status and result, extra time, and one more attempt."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import LearnerRequest
from accounts.models import User
from core.web.responses import render_invalid
from courses.assessment.errors import AssessmentError, NotAnAssessment
from courses.assessment.services import grant_attempt, grant_extra_time
from courses.enrolment.errors import EnrolmentError
from courses.oversight import selectors
from courses.oversight.forms import ExtraTimeForm
from courses.oversight.pages.person import person_page
from courses.oversight.readers import Deed, roles_that_do

EXTRA_TIME = "courses/oversight/extra_time.html"


def seen_person(user: User, public_id: UUID, *roles: str) -> User:
    """Return a person whom the reader oversees through these roles; Http404 for anybody else."""
    person = selectors.person_seen_by(user, public_id, *roles)
    if person is None:
        raise Http404
    return person


@require_GET
def person_detail(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    return _shown(request, seen_person(request.user, public_id))


def _shown(request: LearnerRequest, person: User, *, status: int = 200) -> HttpResponse:
    page = person_page(
        request.user,
        person,
        request.GET.get("page"),
        language=get_language() or "",
        today=timezone.localdate(),
    )
    context, template = {"page": page}, "courses/oversight/person_detail.html"
    return TemplateResponse(request, template, context, status=status)


@require_http_methods(["GET", "POST"])
def extra_time(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    person = seen_person(request.user, public_id, *roles_that_do(Deed.GRANT_TIME))
    if person == request.user:
        raise PermissionDenied
    form = ExtraTimeForm(request.POST or None)
    context = {"form": form, "person": person}
    if request.method == "GET":
        return TemplateResponse(request, EXTRA_TIME, context)
    if not form.is_valid():
        return render_invalid(request, EXTRA_TIME, context)
    grant_extra_time(person=person, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("The extra time counts for timed quizzes started from now on."))
    return redirect("courses:oversight:person_detail", public_id)


@require_POST
def extra_attempt(
    request: LearnerRequest, public_id: UUID, enrolment_id: UUID, slot_uid: str
) -> HttpResponse:
    person = seen_person(request.user, public_id, *roles_that_do(Deed.GRANT_ATTEMPT))
    if person == request.user:
        raise PermissionDenied
    rows = selectors.lines_of(request.user, person, today=timezone.localdate())
    enrolment = get_object_or_404(rows, public_id=enrolment_id)
    try:
        grant_attempt(enrolment=enrolment, slot_uid=slot_uid, by=request.user, at=timezone.now())
    except NotAnAssessment as error:
        raise Http404 from error
    except (AssessmentError, EnrolmentError) as refusal:
        messages.warning(request, str(refusal))
        return _shown(request, person, status=409)
    messages.success(request, _("One more attempt is allowed, and the person was told."))
    return redirect("courses:oversight:person_detail", public_id)
