"""What each kind of lesson can be set to, typed. Pure: JSON or plain strings in, models out."""

import datetime as dt
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from content.schema_types import Slug, Strict

ClauseReference = Annotated[
    str,
    StringConstraints(
        pattern=r"^[a-z0-9-]{1,64}/[A-Za-z0-9]+([.-][A-Za-z0-9]+)*(@[1-9][0-9]{0,3})?$",
        max_length=140,
    ),
]
# What cannot be offset: a clause, or a field of the decision form (a duty).
MustKey = Annotated[
    str,
    StringConstraints(
        pattern=r"^[a-z0-9-]{1,64}(/[A-Za-z0-9]+([.-][A-Za-z0-9]+)*)?$", max_length=130
    ),
]
FormReference = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9-]{1,64}/[a-z0-9-]{1,64}$", max_length=130)
]
Preset = Literal["practice", "check", "assessment", "calibration"]
Feedback = Literal["at-once", "after-handing-in", "after-closing", "never"]
ResultPolicy = Literal["best", "last", "first", "average"]
Difficulty = Annotated[int, Field(ge=1, le=3)]
Percent = Annotated[int, Field(ge=1, le=100)]
Uids = Annotated[list[Slug], Field(min_length=1)]

# When each preset tells what became of an answer, where the lesson says nothing else.
FEEDBACK_OF: dict[str, Feedback] = {
    "practice": "at-once",
    "check": "after-handing-in",
    "assessment": "after-handing-in",
    "calibration": "after-closing",
}
ASKS_CERTAINTY = frozenset({"practice", "calibration"})


class LessonSettings(Strict):
    """What every kind shares: nothing."""


class ReadingSettings(LessonSettings):
    """A reading has nothing to set."""


class AttestationSettings(LessonSettings):
    """An attestation has nothing to set: its body is what is attested."""


class CaseSettings(LessonSettings):
    """A case that is told, or the sections of it that a shorter account tells."""

    case: Slug
    sections: Uids | None = None


class AnsweredSettings(LessonSettings):
    """The rules of an attempt; what is left out is as the preset has it."""

    preset: Preset
    pass_mark: Percent | None = None
    attempts: Annotated[int, Field(ge=1, le=100)] | None = None
    feedback: Feedback | None = None
    tries: Annotated[int, Field(ge=1, le=20)] | None = None
    penalty: Annotated[int, Field(ge=0, le=100)] = 0
    certainty: bool | None = None
    result: ResultPolicy = "best"
    closes_on: dt.date | None = None
    must: Annotated[list[MustKey], Field(min_length=1, max_length=50)] | None = None
    test_out: bool = False

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        for problem in self._contradictions():
            raise ValueError(problem)
        return self

    def _contradictions(self) -> list[str]:
        """Return why these settings cannot hold together, in the words of the format."""
        is_assessment = self.preset == "assessment"
        told = self.feedback or FEEDBACK_OF[self.preset]
        found = []
        if self.certainty and self.preset not in ASKS_CERTAINTY:
            found.append("certainty is asked for in practice and calibration only")
        if told == "after-closing" and self.closes_on is None:
            found.append("feedback after closing needs a day: closes_on")
        if (self.tries is not None or self.penalty) and told != "at-once":
            found.append("tries and penalty need feedback at once")
        if self.preset == "calibration" and self.pass_mark is not None:
            found.append("a calibration has nothing to pass: no pass_mark")
        if self.must and not (is_assessment or (self.preset == "check" and self.pass_mark)):
            found.append("must needs something to pass: an assessment, or a check with a pass_mark")
        if self.test_out and not is_assessment:
            found.append("test_out needs the preset assessment")
        return found


class ExerciseSettings(AnsweredSettings):
    """Decision items on one form, told by one seat, each asked once."""

    form: FormReference
    seat: Slug
    preset: Preset = "practice"
    questions: Uids


class Draw(Strict):
    """One draw of a quiz: the named questions (all, or some), or some of those that are like it.

    `pool`, `tag`, `clause` and `difficulty` stand alone or together; a question stands in the pool
    and is like each of the others.
    """

    pool: Slug | None = None
    tag: Slug | None = None
    clause: ClauseReference | None = None
    difficulty: Difficulty | None = None
    questions: Uids | None = None
    take: Annotated[int, Field(ge=1, le=500)] | None = None

    @property
    def is_by_likeness(self) -> bool:
        """True for a draw from all questions of a pool, or with a tag, clause or difficulty."""
        return any(one is not None for one in (self.pool, self.tag, self.clause, self.difficulty))

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if self.is_by_likeness == (self.questions is not None):
            raise ValueError("names either questions, or a pool, tag, clause or difficulty")
        if self.is_by_likeness and self.take is None:
            raise ValueError("a draw by pool, tag, clause or difficulty says how many to take")
        return self


class QuizSettings(AnsweredSettings):
    """A quiz: what is drawn, and the rules of an attempt."""

    preset: Preset = "check"
    wait_minutes: Annotated[int, Field(ge=0, le=43_200)] = 0
    time_limit_minutes: Annotated[int, Field(ge=1, le=600)] | None = None
    grace_seconds: Annotated[int, Field(ge=30, le=600)] = 30
    draw: Annotated[list[Draw], Field(min_length=1)]
    shuffle: bool = True


SETTINGS: dict[str, type[LessonSettings]] = {
    "reading": ReadingSettings,
    "case": CaseSettings,
    "exercise": ExerciseSettings,
    "quiz": QuizSettings,
    "attestation": AttestationSettings,
}
ANSWERED = frozenset({"exercise", "quiz"})


def dumped(settings: LessonSettings) -> dict[str, Any]:
    """Return the settings as the JSON that a draft keeps: nothing that stands at its default."""
    return settings.model_dump(mode="json", exclude_defaults=True)
