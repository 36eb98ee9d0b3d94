"""What the same server, middleware, session and person cost without the product."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.http import LearnerRequest
from courses.assessment.models import Attempt, Step
from courses.enrolment.models import Enrolment


def floor_page(request: LearnerRequest, size: int) -> HttpResponse:
    """One query and a page of the size asked for."""
    row = Enrolment.objects.filter(user=request.user).values_list("pk", flat=True).first()
    return HttpResponse(f"<p>{row}</p>" + "x" * size)


@require_POST
def floor_write(request: LearnerRequest) -> HttpResponse:
    """One row written with the durability of an answer."""
    Step.objects.create(
        attempt=Attempt.objects.visible_to(request.user).only("pk")[:1].get(),
        tab=request.POST["tab"],
        sequence=int(request.POST["sequence"]),
        question_uid="floor",
        answer={"option": "a"},
        accepted_at=timezone.now(),
        is_late=True,
    )
    return HttpResponse(status=204)
