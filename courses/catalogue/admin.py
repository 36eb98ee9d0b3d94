"""Drafts in the admin: for looking only, as every write raises the revision."""

from django.contrib import admin

from accounts.admin import ReadOnlyAdmin
from courses.catalogue.models import Course, CourseGrant, DraftEdit


@admin.register(Course)
class CourseAdmin(ReadOnlyAdmin):
    list_display = ("code", "slug", "visibility", "draft_revision", "edited_at")
    search_fields = ("code", "slug")


@admin.register(CourseGrant)
class CourseGrantAdmin(ReadOnlyAdmin):
    list_display = ("course", "user", "role", "granted_at")
    list_select_related = ("course", "user")


@admin.register(DraftEdit)
class DraftEditAdmin(ReadOnlyAdmin):
    list_display = ("course", "revision", "at", "by", "action", "item")
    list_select_related = ("course", "by")
