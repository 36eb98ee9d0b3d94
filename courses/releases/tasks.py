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


@task(name="courses.releases.publish_due", every=30)
def publish_due() -> None:
    """Candidates whose planned time has come are published, or their plan says why not."""
    from courses.releases import services  # noqa: PLC0415 -- tasks import their service here

    services.publish_due(at=timezone.now())


@task(name="courses.releases.go_on_with_intake", queue="default", time_limit=300)
def go_on_with_intake(*, intake_id: int) -> None:
    """Files that somebody brought are looked through, or taken in if they were confirmed."""
    from courses.releases import services  # noqa: PLC0415 -- tasks import their service here

    services.go_on_with(intake_id=intake_id, at=timezone.now())


@task(name="courses.releases.take_up_intakes", every=30)
def take_up_intakes() -> None:
    """Files whose task was lost or whose worker died are sent again; old ones are gone."""
    from courses.releases import services  # noqa: PLC0415 -- tasks import their service here

    services.take_up_intakes(at=timezone.now())
