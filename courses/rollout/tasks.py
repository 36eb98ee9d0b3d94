"""Doors for the worker: go on with a run, and take up what was left."""

from django.utils import timezone

from core.enqueue import enqueue
from core.tasks import task


@task(name="courses.rollout.go_on", queue="slow")
def go_on_with_run(*, run_id: int) -> None:
    """The run has come further, and the next task is sent while something is left."""
    from courses.rollout.services import go_on  # noqa: PLC0415 -- tasks import their service here

    if go_on(run_id=run_id):
        enqueue(go_on_with_run, run_id=run_id)


@task(name="courses.rollout.take_up_runs", every=60)
def take_up_runs() -> None:
    """Runs that lost their worker are sent again."""
    from courses.rollout import services  # noqa: PLC0415 -- tasks import their service here

    services.take_up_runs(at=timezone.now())


@task(name="courses.rollout.go_on_with_held", every=60)
def go_on_with_held() -> None:
    """Whoever had to wait in a run and need not any more is met."""
    from courses.rollout import services  # noqa: PLC0415 -- tasks import their service here

    services.go_on_with_held()
