"""The sweep that enrols people who joined an assigned unit later."""

from django.utils import timezone

from core.tasks import task


@task(name="courses.enrolment.enrol_newcomers", every=3600)
def enrol_newcomers() -> None:
    """Enrol everyone whom a standing assignment of a unit asks and who is not enrolled yet."""
    from courses.enrolment.models import Assignment  # noqa: PLC0415 -- a task is a door
    from courses.enrolment.services import enrol_members  # noqa: PLC0415 -- a task is a door

    standing = Assignment.objects.filter(withdrawn_at__isnull=True, unit__isnull=False)
    for assignment in standing.select_related("course", "unit").iterator(chunk_size=100):
        enrol_members(assignment=assignment, at=timezone.now())
