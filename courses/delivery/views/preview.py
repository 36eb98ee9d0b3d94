"""What a preview has besides the learner's pages: starting anew, and opening what is locked."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import LearnerRequest
from courses.delivery.desks.preview import PreviewDesk
from courses.delivery.views.seat import at_preview


@require_POST
@at_preview
def restart(request: LearnerRequest, desk: PreviewDesk) -> HttpResponse:
    desk.forget()
    messages.info(request, _("The preview begins anew."))
    return redirect(desk.ways.course(desk.course_slug))


@require_POST
@at_preview
def lesson_open(request: LearnerRequest, desk: PreviewDesk, slot_uid: str) -> HttpResponse:
    desk.open_lesson(slot_uid)
    return redirect(desk.ways.lesson(desk.course_slug, slot_uid))
