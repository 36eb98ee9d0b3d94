"""What the periods of the retention file say to a person; a test holds that each has words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTIONS: dict[str, Promise] = {"retention.changed": _("changed how long records are kept")}


@dataclass(frozen=True)
class PeriodWords:
    """A period's name, what goes when it is over, what is counted of it, and since when it runs."""

    label: Promise
    goes: Promise
    counted: Promise | None
    after: Promise


WORDS = {
    "answers": PeriodWords(
        _("Answers"),
        _("answers, their log and what was written about them; results and certificates stay"),
        _("attempts whose answers would go"),
        _("after the attempt closed, or the course ended with it open"),
    ),
    "variants": PeriodWords(
        _("Chosen accounts"),
        _("which account of a case a person chose"),
        None,
        _("after the course was passed or ended"),
    ),
    "extra_time": PeriodWords(
        _("Extra time"),
        _("who was given more time, and by whom"),
        _("grants that would go"),
        _("after the extra time ended"),
    ),
    "extra_attempts": PeriodWords(
        _("Attempts allowed on top"),
        _("who was allowed one more attempt, and by whom; the attempt stays"),
        _("grants that would go"),
        _("after the course was passed or ended"),
    ),
    "notices_read": PeriodWords(
        _("Notices that were read"),
        _("the notice"),
        _("notices that would go"),
        _("after it was read"),
    ),
    "notices_unread": PeriodWords(
        _("Notices that were not read"),
        _("the notice"),
        _("notices that would go"),
        _("after it was written"),
    ),
    "invitations": PeriodWords(
        _("Invitations"),
        _("the invitation; its address and number are emptied long before"),
        _("invitations that would go"),
        _("after the last day on which it could be used"),
    ),
    "audit": PeriodWords(
        _("Audit trail"),
        _("the entry"),
        _("entries that would go"),
        _("after it was written"),
    ),
    "records": PeriodWords(
        _("Records of erased people"),
        _("courses, results, certificates and training by clause of somebody without a name"),
        _("courses taken and assignments that would go"),
        _("after the person was erased; until then they stay"),
    ),
}
