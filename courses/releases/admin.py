"""Candidates and releases in the admin: for looking only."""

from django.contrib import admin

from accounts.admin import ReadOnlyAdmin
from courses.releases.models import Candidate, Redaction, Release


@admin.register(Candidate)
class CandidateAdmin(ReadOnlyAdmin):
    list_display = ("course", "digest", "as_of_on", "made_at", "expires_at")
    list_select_related = ("course",)
    exclude = ("manifest", "citations", "parts")


@admin.register(Release)
class ReleaseAdmin(ReadOnlyAdmin):
    list_display = ("course", "number", "published_at", "published_by", "withdrawn_at")
    list_select_related = ("course", "published_by")


@admin.register(Redaction)
class RedactionAdmin(ReadOnlyAdmin):
    list_display = ("release", "requested_at", "requested_by", "approved_at", "approved_by")
    list_select_related = ("release__course", "requested_by", "approved_by")
