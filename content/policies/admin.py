"""Clause and form versions, editions and the legal log in the admin, to look at."""

from django.contrib import admin

from accounts.admin import ReadOnlyAdmin
from content.policies.models import ClauseVersion, Edition, FormVersion, LegalStatus


@admin.register(ClauseVersion)
class ClauseVersionAdmin(ReadOnlyAdmin):
    list_display = ["clause", "number", "change", "created_at"]
    list_filter = ["clause__policy", "change"]
    list_select_related = ["clause"]
    search_fields = ["clause__code", "text"]


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = ["policy", "uid", "effective_on"]
    list_filter = ["policy"]
    list_select_related = ["policy"]


@admin.register(FormVersion)
class FormVersionAdmin(ReadOnlyAdmin):
    list_display = ["form", "number", "created_at"]
    list_select_related = ["form"]


@admin.register(LegalStatus)
class LegalStatusAdmin(ReadOnlyAdmin):
    list_display = ["clause", "status", "since", "source", "checked_on"]
    list_filter = ["status", "clause__policy"]
    list_select_related = ["clause", "source"]
