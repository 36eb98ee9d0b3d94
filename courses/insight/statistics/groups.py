"""Who answered what: attempts in thirds by their score, and the answers of each third.

Groups by score are an old device of item analysis (T. L. Kelley, "The selection of upper and lower
groups for the validation of test items", 1939; Crocker and Algina, chapter 14). Thirds are used
here, as small organisations have few people.
"""

from collections import Counter
from enum import IntEnum

from courses.insight.statistics.quizzes import scores_of
from courses.insight.statistics.table import Table


class ScoreGroup(IntEnum):
    """A third of the attempts by score."""

    BOTTOM = 0
    MIDDLE = 1
    TOP = 2


def score_groups(table: Table) -> list[ScoreGroup]:
    """Return the third that each attempt is in.

    An attempt stands at the share of attempts below it plus half of those that are equal to it;
    under a third is the bottom, over two thirds the top. Equal scores are always in one group,
    so the order of the attempts changes nothing; if all are equal, all are in the middle.
    """
    scores, _full = scores_of(table)
    counts = Counter(scores)
    n, below = len(scores), 0
    group_of: dict[int, ScoreGroup] = {}
    for score in sorted(counts):
        # Twice the place, so that it stays whole.
        place = 2 * below + counts[score]
        if 3 * place < 2 * n:
            group_of[score] = ScoreGroup.BOTTOM
        elif 3 * place > 4 * n:
            group_of[score] = ScoreGroup.TOP
        else:
            group_of[score] = ScoreGroup.MIDDLE
        below += counts[score]
    return [group_of[score] for score in scores]
