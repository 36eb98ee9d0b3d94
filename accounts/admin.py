"""Django's admin: through the same sign-in as everything else, and for looking only.

What changes people goes through their pages, where rules and the audit trail are. Other rooms
register what may be looked at with `ReadOnlyAdmin`.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import AuditEntry, Membership, Role, RoleGrant, Unit, User
from accounts.rules import is_organisation_admin


def may_look(request: HttpRequest) -> bool:
    """Whether the admin is open: to administrators and auditors of the whole organisation.

    It knows nothing of units, so nobody whose reach is a part of the tree gets in.
    """
    user = request.user
    if not isinstance(user, User) or not user.is_active:
        return False
    if is_organisation_admin(user):
        return True
    return any(held.role == Role.AUDITOR and held.is_root for held in user.roles_held())


@login_not_required
def _login(request: HttpRequest, extra_context: Any = None) -> HttpResponse:
    if may_look(request):
        return HttpResponseRedirect(reverse("admin:index"))
    if request.user.is_authenticated:
        raise PermissionDenied
    back_to = request.GET.get("next") or reverse("admin:index")
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': back_to})}")


admin.site.has_permission = may_look  # type: ignore[method-assign]
admin.site.login = _login  # type: ignore[method-assign]
admin.site.site_header = "Casebook"
admin.site.site_title = "Casebook"


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows can be looked at and nothing else; one page loads what its list shows."""

    actions = None
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_look(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may_look(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    list_display = ["public_id", "display_name", "is_active", "is_demo", "joined_at"]
    search_fields = ["public_id", "display_name"]
    exclude = ["password", "session_version"]


@admin.register(Unit)
class UnitAdmin(ReadOnlyAdmin):
    list_display = ["name", "kind", "short_code", "path", "closed_at"]
    search_fields = ["name", "short_code"]


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    list_display = ["user", "unit", "started_at", "ended_at"]
    list_select_related = ["user", "unit"]


@admin.register(RoleGrant)
class RoleGrantAdmin(ReadOnlyAdmin):
    list_display = ["user", "role", "unit", "started_at", "ended_at"]
    list_filter = ["role"]
    list_select_related = ["user", "unit"]


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ["at", "action", "by", "target"]
    list_filter = ["action"]
    search_fields = ["by", "target"]
