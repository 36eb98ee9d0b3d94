"""Steps and gradings in the admin: for looking only."""

from django.contrib import admin

from accounts.admin import ReadOnlyAdmin
from courses.assessment.models import Grading, Step


@admin.register(Step)
class StepAdmin(ReadOnlyAdmin):
    list_display = ("id", "attempt", "question_uid", "accepted_at", "is_late", "is_superseded")
    list_select_related = ("attempt",)
    ordering = ("-id",)
    # What a learner answered is for the learner and the marker: no reader of the admin sees it.
    exclude = ("answer",)


@admin.register(Grading)
class GradingAdmin(ReadOnlyAdmin):
    list_display = ("attempt", "number", "policy", "total", "total_possible", "is_passed")
    list_select_related = ("attempt", "release")
    ordering = ("-id",)
