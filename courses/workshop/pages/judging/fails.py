"""A fail that waits for a person: which duty was missed, and every answer that touches it."""

from dataclasses import dataclass

from content.intensity import is_intense
from courses.assessment import paper
from courses.assessment.models import FailConfirmation, Response
from courses.workshop.pages.judging.showing import Shown, shown
from courses.workshop.pages.questioning.forms import ROLES


@dataclass(frozen=True)
class FailView:
    """The duties that were missed, and the answers that they were asked in."""

    title: str
    missed: tuple[str, ...]
    percent: int
    pass_mark: int | None
    intensity: int
    answers: list[Shown]

    @property
    def warns(self) -> bool:
        """Whether the judge is asked before the texts are shown."""
        return is_intense(self.intensity)


def missed_words(key: str) -> str:
    """Return what cannot be offset as people call it: a clause by its code, a duty by its name."""
    _policy, slash, rest = key.partition("@")[0].partition("/")
    return rest if slash else str(dict(ROLES).get(key, key))


def fail_view(row: FailConfirmation) -> FailView:
    """Return what the person looks at; the answers that lost no mark are left out."""
    attempt, grading = row.attempt, row.grading
    answers = dict(Response.objects.filter(attempt=attempt).values_list("question_uid", "answer"))
    wanted = [uid for uid in attempt.question_uids if grading.marks[uid] < grading.possible[uid]]
    found = [
        shown(attempt, uid, answer=answers.get(uid), outcomes=grading.outcomes.get(uid))
        for uid in wanted
    ]
    lesson = paper.lesson_of(attempt)
    return FailView(
        title=found[0].title if found else lesson.uid,
        missed=tuple(missed_words(key) for key in grading.missed),
        percent=grading.percent,
        pass_mark=paper.behaviour_of(lesson).pass_mark,
        intensity=max([lesson.intensity, *(one.intensity for one in found)]),
        answers=found,
    )
