"""Looking people up and acting for them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import codes, rules, selectors, services
from accounts.errors import AccountsError
from accounts.forms import MoveForm, PeopleSearchForm, RoleForm
from accounts.http import LearnerRequest
from accounts.models import Membership, Organisation, RoleGrant, Unit, User
from accounts.models.person import ROLES_THAT_SEE_PEOPLE
from accounts.reauthentication import recent_required
from core.web.responses import render_invalid

PEOPLE_A_PAGE = 25
DETAIL = "accounts/person_detail.html"


@require_GET
def people_list(request: LearnerRequest) -> HttpResponse:
    if not selectors.holds_role(request.user, *ROLES_THAT_SEE_PEOPLE):
        raise PermissionDenied
    units = Unit.objects.visible_to(request.user, *ROLES_THAT_SEE_PEOPLE)
    form = PeopleSearchForm(request.GET or None, units=units)
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = selectors.people_page(request.user, **wanted)
    page = Paginator(rows, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "query": _query(request),
        "may_invite": rules.can_invite(request.user),
        "is_filtered": any(wanted.values()),
    }
    template = "accounts/people_list.html" + ("#people" if request.htmx else "")
    return TemplateResponse(request, template, context, headers={"Vary": "HX-Request"})


def _query(request: LearnerRequest) -> str:
    kept = request.GET.copy()
    kept.pop("page", None)
    return f"{kept.urlencode()}&" if kept else ""


@require_GET
def person_detail(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    return TemplateResponse(request, DETAIL, _detail(request, _person(request, public_id)))


def _person(request: LearnerRequest, public_id: UUID) -> User:
    person = selectors.person_seen_by(request.user, public_id)
    if person is None:
        raise Http404
    return person


def _detail(request: LearnerRequest, person: User, **more: Any) -> dict[str, Any]:
    by = request.user
    grants: list[RoleGrant] = person.open_grants  # type: ignore[attr-defined]
    is_manager = rules.can_invite(by)
    return {
        "person": person,
        "roles": [(grant, rules.can_change_role(by, grant) and person != by) for grant in grants],
        "past": list(selectors.past_memberships(by, person)[:20]),
        "shows_address": is_manager,
        "may_manage": rules.can_manage(by, person),
        "may_erase": rules.can_erase(by, person),
        "may_grant": is_manager and person != by,
        "role_form": RoleForm(by=by),
        "move_form": MoveForm(by=by),
        **more,
    }


def _refused(request: LearnerRequest, public_id: UUID, error: AccountsError) -> HttpResponse:
    context = _detail(request, _person(request, public_id), error=str(error))
    return TemplateResponse(request, DETAIL, context, status=409)


@never_cache
@require_POST
@recent_required
def person_link(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    person = _person(request, public_id)
    try:
        code = services.make_link(person=person, by=request.user, at=timezone.now())
    except AccountsError as error:
        return _refused(request, public_id, error)
    url = request.build_absolute_uri(reverse("accounts:link", args=[code]))
    context = {"person": person, "url": url, "code": codes.grouped(code), "what": "link"}
    return TemplateResponse(request, "accounts/shown_once.html", context)


@require_POST
@recent_required
def role_grant(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    person = _person(request, public_id)
    form = RoleForm(request.POST, by=request.user)
    if not form.is_valid():
        return render_invalid(request, DETAIL, _detail(request, person, role_form=form))
    try:
        services.grant_role(person=person, by=request.user, at=timezone.now(), **form.cleaned_data)
    except AccountsError as error:
        return _refused(request, public_id, error)
    messages.success(request, _("The role is given."))
    return redirect("accounts:person_detail", public_id=public_id)


@require_POST
@recent_required
def role_revoke(request: LearnerRequest, public_id: UUID, grant_id: int) -> HttpResponse:
    person = _person(request, public_id)
    scope = selectors.visible_scope(request.user)
    grant = get_object_or_404(person.role_grants.filter(scope).select_related("unit"), pk=grant_id)
    try:
        services.revoke_role(grant=grant, by=request.user, at=timezone.now())
    except AccountsError as error:
        return _refused(request, public_id, error)
    messages.success(request, _("The role has ended."))
    return redirect("accounts:person_detail", public_id=public_id)


@require_POST
def person_move(request: LearnerRequest, public_id: UUID, membership_id: int) -> HttpResponse:
    person = _person(request, public_id)
    rows = Membership.objects.filter(selectors.visible_scope(request.user), user=person)
    membership = get_object_or_404(rows, pk=membership_id)
    form = MoveForm(request.POST, by=request.user)
    if not form.is_valid():
        return render_invalid(request, DETAIL, _detail(request, person, move_form=form))
    try:
        services.move_person(
            membership=membership,
            to=form.cleaned_data["unit"],
            employee_number=form.cleaned_data["employee_number"],
            by=request.user,
            at=timezone.now(),
        )
    except AccountsError as error:
        return _refused(request, public_id, error)
    messages.success(request, _("Moved. Courses, results and certificates stay as they are."))
    return redirect("accounts:person_detail", public_id=public_id)


@require_POST
@recent_required
def person_active(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    person = _person(request, public_id)
    is_active = request.POST.get("is_active") == "1"
    try:
        services.set_active(person=person, is_active=is_active, by=request.user, at=timezone.now())
    except AccountsError as error:
        return _refused(request, public_id, error)
    return redirect("accounts:person_detail", public_id=public_id)


@require_http_methods(["GET", "POST"])
@recent_required
def person_erase(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    person = _person(request, public_id)
    if not rules.can_erase(request.user, person):
        raise PermissionDenied
    context = {"person": person, "organisation": Organisation.current()}
    if request.method == "GET":
        return TemplateResponse(request, "accounts/person_erase.html", context)
    services.erase_person(person=person, by=request.user, at=timezone.now())
    messages.success(request, _("The name and addresses are erased. The record stays."))
    return redirect("accounts:people_list")
