"""Completion events in the admin: for looking only.

The day and not the moment: the time between two events would tell how long somebody read, and so
which account of a lesson. What was chosen stands in a table that is registered nowhere.
"""

import datetime as dt

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.admin import ReadOnlyAdmin
from courses.progress.models import CompletionEvent


@admin.register(CompletionEvent)
class CompletionEventAdmin(ReadOnlyAdmin):
    list_display = ("id", "enrolment", "slot_uid", "cause", "on")
    list_select_related = ("enrolment", "release")
    fields = ("enrolment", "release", "slot_uid", "cause", "on")
    readonly_fields = ("on",)
    ordering = ("-id",)

    @admin.display(description=_("day"))
    def on(self, event: CompletionEvent) -> dt.date:
        return timezone.localdate(event.at)
