"""Fact versions in the admin, to look at."""

from django.contrib import admin

from accounts.admin import ReadOnlyAdmin
from content.facts.models import FactVersion


@admin.register(FactVersion)
class FactVersionAdmin(ReadOnlyAdmin):
    list_display = ["fact", "number", "change", "status", "as_of", "created_at"]
    list_filter = ["fact__fact_set", "status"]
    list_select_related = ["fact"]
    search_fields = ["fact__key", "statement"]
