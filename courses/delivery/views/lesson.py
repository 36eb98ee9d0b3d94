"""A lesson's page, and completing what is read or attested."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import LearnerRequest
from courses.delivery.pages.exercise import exercise_page
from courses.delivery.pages.lesson import chosen_variant, lesson_page
from courses.delivery.pages.outline import pinned_outline, rail_of
from courses.delivery.views.fetch import outline_manifest, own_enrolment, own_slot
from courses.enrolment.errors import EnrolmentError
from courses.enrolment.models import Enrolment
from courses.progress import completion, services
from courses.progress.errors import ProgressError
from courses.progress.selectors import completed_slots, fits_today, variants_taken

ANSWERED_KINDS = ("exercise", "quiz")


def lesson_detail(request: LearnerRequest, course_slug: str, slot_uid: str) -> HttpResponse:
    enrolment = own_enrolment(request.user, course_slug)
    slot = own_slot(enrolment, slot_uid)
    completed = completed_slots(enrolment)
    outline = pinned_outline(enrolment, completed, current=slot_uid)
    rail = rail_of(enrolment, outline, completed, slot_uid)
    context: dict[str, object] = {"enrolment": enrolment, "outline": outline, "rail": rail}
    if not completion.is_unlocked(slot, completed):
        template = "courses/delivery/lesson_locked.html"
        return TemplateResponse(request, template, context, status=409)
    if slot.kind in ANSWERED_KINDS:
        context["page"] = exercise_page(enrolment, slot, user=request.user, at=timezone.now())
        return TemplateResponse(request, "courses/delivery/exercise_detail.html", context)
    taken = variants_taken(enrolment).get(slot_uid, "") if len(slot.variants) > 1 else ""
    lesson, is_chosen = chosen_variant(slot, wanted=request.GET.get("account", ""), taken=taken)
    is_done = slot_uid in completed
    if is_chosen and not is_done and not fits_today(request.user, lesson, at=timezone.now()):
        return TemplateResponse(request, "courses/delivery/lesson_rest.html", context, status=409)
    context["page"] = lesson_page(
        slot, lesson, enrolment=enrolment, is_chosen=is_chosen, is_done=is_done, outline=outline
    )
    return TemplateResponse(request, "courses/delivery/lesson_detail.html", context)


@require_POST
def lesson_complete(request: LearnerRequest, course_slug: str, slot_uid: str) -> HttpResponse:
    enrolment = own_enrolment(request.user, course_slug)
    slot = own_slot(enrolment, slot_uid)
    try:
        if len(slot.variants) > 1:
            account = request.POST.get("account") or slot.variants[0].uid
            services.choose_variant(enrolment=enrolment, slot_uid=slot_uid, lesson_uid=account)
        passed = services.complete_lesson(
            enrolment=enrolment, slot_uid=slot_uid, by=request.user, at=timezone.now()
        )
    except (ProgressError, EnrolmentError) as refusal:
        messages.warning(request, str(refusal))
        return redirect("courses:delivery:course_detail", course_slug)
    if passed:
        messages.success(request, _("You have passed this course."))
        return redirect("courses:delivery:course_detail", course_slug)
    return _onwards(enrolment, course_slug, slot_uid)


def _onwards(enrolment: Enrolment, course_slug: str, slot_uid: str) -> HttpResponse:
    """Lead to the first slot after this one that is waiting, else to the course's page."""
    slots = outline_manifest(enrolment).slots
    completed = completed_slots(enrolment)
    place = next(index for index, slot in enumerate(slots) if slot.uid == slot_uid)
    following = completion.next_slot(slots[place + 1 :], completed) or completion.next_slot(
        slots, completed
    )
    if following is None:
        return redirect("courses:delivery:course_detail", course_slug)
    return redirect("courses:delivery:lesson_detail", course_slug, following.uid)
