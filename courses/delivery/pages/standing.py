"""Where a learner stands at a lesson that is passed: what counts so far, and what can be done."""

from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.assessment import results
from courses.assessment.behaviours import Behaviour, Result
from courses.assessment.models import Attempt
from courses.assessment.selectors import NextAttempt, results_of, standing_of


def standing_words(
    attempts: list[Attempt], behaviour: Behaviour, following: NextAttempt, *, is_complete: bool
) -> list[str]:
    """Return the sentences; none before anything is closed, or where nothing is passed.

    The attempts come with their current gradings, as from `attempts_at`; makes no query.
    """
    closed = [row for row in attempts if not row.is_open and row.current_grading]
    if not closed or behaviour.pass_mark is None:
        return []
    standing = standing_of(closed, behaviour)
    if standing.awaits:
        return []
    told = {"percent": standing.percent, "mark": behaviour.pass_mark, "count": len(closed)}
    words = [counts_words(behaviour, len(closed)) % told]
    if is_complete:
        # A regrade may leave less than the pass mark; what was passed stays.
        is_less = standing.is_passed is False
        return [
            *words,
            _("This lesson stays complete.") if is_less else _("This lesson is complete."),
        ]
    if following.left == 0:
        return [*words, _("It is not complete: no attempt has passed.")]
    return [*words, *_way_on(behaviour, closed, following)]


def counts_words(behaviour: Behaviour, count: int) -> str:
    """Return what counts of some attempts, with places for `percent` and `count`."""
    if behaviour.result is Result.AVERAGE:
        return ngettext(
            "Your result so far: %(percent)s %%, from %(count)s attempt.",
            "Your result so far: %(percent)s %%, the average of %(count)s attempts.",
            count,
        )
    return {
        Result.BEST: _("Your result so far: %(percent)s %%, your best attempt."),
        Result.LAST: _("Your result so far: %(percent)s %%, your last attempt."),
        Result.FIRST: _("Your result: %(percent)s %%, your first attempt. It stays."),
    }[behaviour.result]


def _way_on(behaviour: Behaviour, closed: list[Attempt], following: NextAttempt) -> list[str]:
    mark = behaviour.pass_mark or 0
    if behaviour.result is not Result.AVERAGE:
        words = _("The lesson is complete as soon as an attempt reaches %(mark)s %%.")
        if behaviour.must:
            words = _(
                "The lesson is complete as soon as an attempt reaches %(mark)s %%, also in what "
                "other marks do not make up for."
            )
        return [words % {"mark": mark}]
    reach = results.reach_of_average(mark, results_of(closed), left=following.left)
    if not reach.is_possible:
        return [
            _("The average cannot reach %(mark)s %% any more. Please talk to your trainer.")
            % {"mark": mark}
        ]
    if reach.next > 1:
        words = _("The average has to reach %(mark)s %%; that takes more than one attempt.")
        return [words % {"mark": mark}]
    words = _("The average has to reach %(mark)s %%: the next attempt has to reach %(next)s %%.")
    return [words % {"mark": mark, "next": ceil(reach.next * 100)}]
