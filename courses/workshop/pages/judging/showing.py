"""One answer as a judge sees it: question, key and answer, and nothing about the person."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from content.intensity import is_intense
from content.texts import pick
from courses.assessment import paper
from courses.assessment.models import Attempt, Response
from courses.workshop.pages.writing.links import linked

_READ = "read"


@dataclass(frozen=True)
class Clause:
    """A clause that the question tests: the slug of its policy, and its code."""

    policy: str
    code: str

    @classmethod
    def of(cls, key: str) -> "Clause":
        """Return the clause of a key as parts hold it: `policy/CODE@version`."""
        policy, _slash, code = key.partition("@")[0].partition("/")
        return cls(policy, code)


@dataclass(frozen=True)
class Shown:
    """One question of an attempt: `q` for its feedback template, and what stands above it."""

    title: str
    number: int
    uid: str
    release: int
    attempt_number: int
    preset: str
    intensity: int
    marks: int
    covers: tuple[Clause, ...]
    q: Mapping[str, Any]

    @property
    def kicker(self) -> str:
        """Where the question stands, in words."""
        return _("Question %(number)s · release %(release)s · attempt %(attempt)s") % {
            "number": self.number,
            "release": self.release,
            "attempt": self.attempt_number,
        }

    @property
    def warns(self) -> bool:
        """Whether the judge is asked before the text is shown, as a learner is."""
        return is_intense(self.intensity)

    @property
    def intensity_words(self) -> str:
        """The intensity in words."""
        return _("Intensity %(level)s of 3") % {"level": self.intensity}


def answer_to(attempt: Attempt, uid: str) -> Any:
    """Return the answer that counts, or None."""
    return (
        Response.objects.filter(attempt=attempt, question_uid=uid)
        .values_list("answer", flat=True)
        .first()
    )


def drawn(attempt: Attempt, uid: str) -> paper.DrawnQuestion:
    """Return a question of the attempt in the language in which it was answered."""
    question = paper.drawn_question(attempt, uid, attempt.enrolment.language)
    if question is None:
        raise LookupError(uid)
    return question


def shown(
    attempt: Attempt,
    uid: str,
    *,
    answer: Any = None,
    outcomes: Mapping[str, str] | None = None,
    q: Mapping[str, Any] | None = None,
) -> Shown:
    """Return the question with key and answer; `q` takes the place of the usual feedback."""
    question = drawn(attempt, uid)
    lesson = paper.lesson_of(attempt)
    if q is None:
        q = question.type.feedback(
            question.definition,
            question.texts,
            answer,
            arrangement=question.arrangement,
            levels=outcomes,
        )
    return Shown(
        title=pick(lesson.titles, attempt.enrolment.language, ()),
        number=attempt.question_uids.index(uid) + 1,
        uid=uid,
        release=attempt.release.number,
        attempt_number=attempt.number,
        preset=attempt.preset,
        intensity=max(int(question.part.get("intensity", 0)), lesson.intensity),
        marks=question.marks,
        covers=tuple(map(Clause.of, question.part.get("covers", ()))),
        q=with_links(q),
    )


def with_links(tree: Any) -> Any:
    """Return a tree of plain data in whose texts every reference leads to its page."""
    if isinstance(tree, str):
        return type(tree)(linked(tree))
    if isinstance(tree, Mapping):
        return {key: with_links(value) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        return type(tree)(with_links(value) for value in tree)
    return tree
