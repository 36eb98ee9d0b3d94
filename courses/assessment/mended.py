"""Which questions of a closed attempt were judged anew, and by which key: for its result."""

from collections.abc import Mapping

from courses.assessment import paper
from courses.assessment.models import Attempt, Grading
from courses.assessment.weighing import RULES


def judged_anew(attempt: Attempt) -> Mapping[str, Grading]:
    """Return question uid to the last grading that judged it anew by a rule.

    No query for a first and a second grading, one for more of them.
    """
    current = attempt.current_grading
    if current is None or current.number == 1:
        return {}
    rows = [current]
    if current.number > 2:
        rows = list(attempt.gradings.select_related("release").order_by("number"))
    found: dict[str, Grading] = {}
    for row in rows:
        if row.policy in RULES:
            uids = attempt.question_uids if row.regraded is None else row.regraded
            found.update(dict.fromkeys(uids, row))
    return found


def as_judged(
    attempt: Attempt, question: paper.DrawnQuestion, grading: Grading | None, language: str
) -> paper.DrawnQuestion:
    """Return the question with the key by which it was judged last.

    The own question where it was not judged anew, or where the other release asks another one.
    """
    if grading is None or grading.release_id == attempt.release_id:
        return question
    other = paper.question_in(grading.release, attempt.lesson_uid, question, language)
    if other is None or other.type.key != question.type.key:
        return question
    return other
