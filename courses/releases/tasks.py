"""Doors for the worker: make a requested candidate, take up what was left, clear leftovers."""

from django.utils import timezone

from core.tasks import task


@task(name="courses.releases.compile_requested", queue="default", time_limit=600)
def compile_requested(*, request_id: int) -> None:
    """The candidate of the request is made, or the request says why it is not."""
    from courses.releases.services import fulfil  # noqa: PLC0415 -- tasks import their service here

    fulfil(request_id=request_id, at=timezone.now())


@task(name="courses.releases.take_up_requests", every=30)
def take_up_requests() -> None:
    """Requests whose task was lost or whose worker died are sent again."""
    from courses.releases import services  # noqa: PLC0415 -- tasks import their service here

    services.take_up_requests(at=timezone.now())


@task(name="courses.releases.clear_leftovers", every=6 * 3600)
def clear_leftovers() -> None:
    """Expired candidates and parts that nothing holds are gone."""
    from courses.releases import services  # noqa: PLC0415 -- tasks import their service here

    services.clear_leftovers(at=timezone.now())
