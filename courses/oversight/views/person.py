"""One person's status and result, and extra time."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import LearnerRequest
from accounts.models import User
from core.web.responses import render_invalid
from courses.assessment.services import grant_extra_time
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
    page = person_page(
        request.user,
        seen_person(request.user, public_id),
        request.GET.get("page"),
        language=get_language() or "",
        today=timezone.localdate(),
    )
    return TemplateResponse(request, "courses/oversight/person_detail.html", {"page": page})


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
