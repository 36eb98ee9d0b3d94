"""Where the browser's queue of unsent answers arrives, as JSON."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import LearnerRequest
from courses.assessment import paper, services
from courses.assessment.errors import AssessmentError
from courses.assessment.models import Attempt
from courses.delivery.desks.desk import Desk
from courses.delivery.forms import StepsRefused, read_steps, sure_of
from courses.delivery.pages.attempt import PREFIX, answered_words, came_late
from courses.delivery.views.seat import at_desk
from courses.questions.errors import AnswerRefused

MOST_BYTES = 256 * 1024


@require_POST
@at_desk
def attempt_steps(request: LearnerRequest, desk: Desk, public_id: uuid.UUID) -> HttpResponse:
    """Keep the saves of one tab and tell what became of each; all or none."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        desk.attempt(public_id)
        return JsonResponse({"error": _("This is too large to be an answer.")}, status=413)
    try:
        tab, sent = read_steps(request.body)
        saves = [_save(entry) for entry in sent]
        report = desk.save_answers(public_id, tab=tab, saves=saves, at=timezone.now())
    except Attempt.DoesNotExist as error:
        raise Http404 from error
    except StepsRefused as refusal:
        desk.attempt(public_id)
        return JsonResponse({"error": str(refusal)}, status=400)
    except AnswerRefused as refusal:
        return JsonResponse(
            {"error": _("This answer cannot be kept."), "code": refusal.code}, status=422
        )
    except AssessmentError as refusal:
        return JsonResponse({"error": str(refusal)}, status=409)
    return JsonResponse(_told(report))


def _save(entry: dict[str, Any]) -> services.Save:
    def read(question: paper.DrawnQuestion) -> object:
        return question.type.read_form(question.definition, entry["form"], PREFIX)

    return services.Save(entry["sequence"], entry["question"], read, sure_of(entry["form"]))


def _told(report: services.SaveReport) -> dict[str, object]:
    return {
        "saved": [
            {
                "sequence": row.sequence,
                "question": row.question_uid,
                "status": row.status,
                "replaced": row.replaced_other_tab,
            }
            for row in report.saved
        ],
        "answered": sorted(report.answered),
        "elsewhere": sorted(report.elsewhere),
        "status": answered_words(len(report.answered), len(report.attempt.drawn)),
        "open": report.is_open,
        "message": "" if report.is_open else came_late(),
    }
