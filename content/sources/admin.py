"""Sources and redactions in the admin, to look at; what was redacted is not in them."""

from django.contrib import admin

from accounts.admin import ReadOnlyAdmin
from content.sources.models import Redaction, Source


@admin.register(Source)
class SourceAdmin(ReadOnlyAdmin):
    list_display = ["set_slug", "key", "publisher", "title", "grade", "published_on"]
    list_filter = ["set_slug", "grade"]
    search_fields = ["publisher", "title"]
    exclude = ["received_text"]


@admin.register(Redaction)
class RedactionAdmin(ReadOnlyAdmin):
    list_display = ["source", "start", "length", "reason", "redacted_at"]
    list_select_related = ["source"]
