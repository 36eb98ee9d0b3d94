"""What came of a move or of asking again, in numbers."""

from dataclasses import dataclass

from django.db.models import Count, Q

from courses.rollout.models import Run, RunItem

State = RunItem.State


@dataclass(frozen=True)
class Outcomes:
    """How many people a run has met, by what came of it."""

    done: int
    unneeded: int
    held: int
    failed: int
    left: int

    @property
    def total(self) -> int:
        """Everybody whom the run concerns."""
        return self.done + self.unneeded + self.held + self.failed + self.left


def outcomes_of(run: Run) -> Outcomes:
    """Return the numbers of a run, in one query. `unneeded`: had ended, or were there already."""
    acted = Q(state=State.DONE)
    happened = Q(outcome__result__in=["moved", "asked"])
    return Outcomes(
        **RunItem.objects.filter(run=run).aggregate(
            done=Count("pk", filter=acted & happened),
            unneeded=Count("pk", filter=acted & ~happened),
            held=Count("pk", filter=Q(state=State.HELD)),
            failed=Count("pk", filter=Q(state=State.FAILED)),
            left=Count("pk", filter=Q(state=State.WAITING)),
        )
    )


def not_met(run: Run) -> dict[str, int]:
    """Return why people wait or could not be met, by code with how many, in one query."""
    rows = RunItem.objects.filter(run=run, state__in=[State.HELD, State.FAILED])
    counted = rows.values_list("outcome__why").annotate(people=Count("pk"))
    return dict(counted.order_by("outcome__why"))
