"""What was chosen for the people of older releases, in sentences."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.rollout.models import Handover


@dataclass(frozen=True)
class HandoverWords:
    """A sentence for each group, and one for what is prepared besides."""

    in_progress: str
    finished: str
    regrade: str = ""


def handover_words(kept: Handover | None) -> HandoverWords:
    """Return what happens at publishing; without a choice everybody stays."""
    moves = kept is not None and kept.in_progress == Handover.InProgress.MOVE
    asks = kept is not None and kept.finished == Handover.Finished.AGAIN
    grades = kept is not None and bool(kept.regrade)
    return HandoverWords(
        in_progress=_(
            "Who is in progress is moved to the new release; what says the same stays done."
        )
        if moves
        else _("Who is in progress stays on their release."),
        finished=_("Who has finished is asked to take it again; the pass stands.")
        if asks
        else _("Who has finished stays as they are."),
        regrade=_("A regrade is computed, for you to confirm.") if grades else "",
    )
