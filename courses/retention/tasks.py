"""The daily sweep."""

from django.utils import timezone

from core.tasks import task


@task(name="courses.retention.delete_lapsed", queue="slow", every=24 * 3600, time_limit=1800)
def delete_lapsed() -> None:
    """What the retention file lets lapse is gone; a run that was cut off goes on the next day."""
    from courses.retention import services  # noqa: PLC0415 -- tasks import their service here

    services.delete_lapsed(at=timezone.now())
