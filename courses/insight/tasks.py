"""Doors for the worker: compute one quiz's figures, find what has become stale."""

from django.utils import timezone

from core.tasks import task


@task(name="courses.insight.compute_figures", queue="slow", time_limit=600)
def compute_figures(*, figures_id: int) -> None:
    """The figures of this quiz are those of its gradings."""
    from courses.insight import services  # noqa: PLC0415 -- tasks import their service here

    services.fulfil(figures_id=figures_id, at=timezone.now())


@task(name="courses.insight.bring_up_to_date", every=60)
def bring_up_to_date() -> None:
    """Every quiz with newer gradings is on its way to new figures."""
    from courses.insight import services  # noqa: PLC0415 -- tasks import their service here

    services.bring_up_to_date(at=timezone.now())
