"""A lesson's page, and completing what is read or attested."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import LearnerRequest
from courses.delivery.desks.desk import Desk
from courses.delivery.pages.exercise import exercise_page
from courses.delivery.pages.lesson import chosen_variant, lesson_page
from courses.delivery.pages.outline import Outline, pinned_outline, rail_of
from courses.delivery.views.fetch import outline_manifest, slot_of
from courses.delivery.views.seat import at_desk, shown
from courses.enrolment.errors import EnrolmentError
from courses.enrolment.models import Enrolment
from courses.progress import completion
from courses.progress.errors import LessonMoved, ProgressError
from courses.progress.selectors import fits_today
from courses.releases.manifest import SlotEntry

ANSWERED_KINDS = ("exercise", "quiz")


@dataclass(frozen=True)
class Around:
    """What stands around every page of a lesson."""

    enrolment: Enrolment
    completed: frozenset[str]
    outline: Outline
    rail: SafeString

    def context(self, **more: object) -> dict[str, object]:
        """Return it for a template, with what the page adds."""
        around = {"enrolment": self.enrolment, "outline": self.outline, "rail": self.rail}
        return {**around, **more}


def _around(desk: Desk, enrolment: Enrolment, slot_uid: str) -> Around:
    completed, ways = desk.completed(enrolment), desk.ways
    outline = pinned_outline(enrolment, completed, current=slot_uid, ways=ways)
    rail = rail_of(enrolment, outline, completed, slot_uid, ways=ways)
    return Around(enrolment, completed, outline, rail)


@at_desk
def lesson_detail(request: LearnerRequest, desk: Desk, slot_uid: str) -> HttpResponse:
    enrolment = desk.enrolment()
    slot = slot_of(enrolment, slot_uid)
    around = _around(desk, enrolment, slot_uid)
    if not completion.is_unlocked(slot, around.completed):
        return _locked(request, desk, slot, around)
    if slot.kind not in ANSWERED_KINDS:
        return _read(request, desk, slot, around)
    page = exercise_page(
        enrolment,
        slot,
        attempts=desk.attempts_at(enrolment, slot_uid),
        completed=around.completed,
        user=request.user,
        at=timezone.now(),
        ways=desk.ways,
    )
    lesson, template = slot.variants[0].uid, "courses/delivery/exercise_detail.html"
    return shown(request, desk, template, around.context(page=page), lesson=lesson)


def _locked(request: LearnerRequest, desk: Desk, slot: SlotEntry, around: Around) -> HttpResponse:
    context = around.context(open_href=desk.open_href(slot.uid))
    lesson, template = slot.variants[0].uid, "courses/delivery/lesson_locked.html"
    return shown(request, desk, template, context, status=409, lesson=lesson)


def _read(request: LearnerRequest, desk: Desk, slot: SlotEntry, around: Around) -> HttpResponse:
    """Return the page of what is read or attested."""
    many = len(slot.variants) > 1
    taken = desk.account_taken(around.enrolment, slot.uid) if many else ""
    lesson, is_chosen = chosen_variant(slot, wanted=request.GET.get("account", ""), taken=taken)
    is_done = slot.uid in around.completed
    if is_chosen and not is_done and not fits_today(request.user, lesson, at=timezone.now()):
        return rest(request, desk, around.context())
    page = lesson_page(
        slot,
        lesson,
        enrolment=around.enrolment,
        is_chosen=is_chosen,
        is_done=is_done,
        outline=around.outline,
        ways=desk.ways,
    )
    context, template = around.context(page=page), "courses/delivery/lesson_detail.html"
    return shown(request, desk, template, context, lesson=lesson.uid)


def rest(request: LearnerRequest, desk: Desk, context: dict[str, object]) -> HttpResponse:
    """Return the page that says that the intense minutes of the day are used up."""
    context = {**context, "course_href": desk.ways.course(desk.course_slug)}
    return shown(request, desk, "courses/delivery/lesson_rest.html", context, status=409)


@require_POST
@at_desk
def lesson_complete(request: LearnerRequest, desk: Desk, slot_uid: str) -> HttpResponse:
    enrolment, course = desk.enrolment(), desk.ways.course(desk.course_slug)
    seen = request.POST.get("shown", "")
    if seen and all(slot.uid != slot_uid for slot in outline_manifest(enrolment).slots):
        messages.info(request, _("This course was brought up to date while you had the page open."))
        return redirect(course)
    slot = slot_of(enrolment, slot_uid)
    account = request.POST.get("account") or slot.variants[0].uid
    try:
        passed = desk.complete_lesson(
            enrolment, slot_uid, account=account, seen=seen, at=timezone.now()
        )
    except LessonMoved as refusal:
        messages.info(request, str(refusal))
        return redirect(desk.ways.lesson(desk.course_slug, slot_uid))
    except (ProgressError, EnrolmentError) as refusal:
        messages.warning(request, str(refusal))
        return redirect(course)
    if passed:
        messages.success(request, _("You have passed this course."))
        return redirect(course)
    return _onwards(desk, enrolment, slot_uid)


def _onwards(desk: Desk, enrolment: Enrolment, slot_uid: str) -> HttpResponse:
    """Lead to the first slot after this one that is waiting, else to the course's page."""
    slots = outline_manifest(enrolment).slots
    completed = desk.completed(enrolment)
    place = next(index for index, slot in enumerate(slots) if slot.uid == slot_uid)
    following = completion.next_slot(slots[place + 1 :], completed) or completion.next_slot(
        slots, completed
    )
    if following is None:
        return redirect(desk.ways.course(desk.course_slug))
    return redirect(desk.ways.lesson(desk.course_slug, following.uid))
