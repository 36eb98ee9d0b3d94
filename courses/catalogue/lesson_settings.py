"""What each kind of lesson can be set to, typed. Pure: JSON or plain strings in, models out."""

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
FormReference = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9-]{1,64}/[a-z0-9-]{1,64}$", max_length=130)
]
Preset = Literal["practice", "check", "assessment"]
Percent = Annotated[int, Field(ge=1, le=100)]
Uids = Annotated[list[Slug], Field(min_length=1)]


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


class ExerciseSettings(LessonSettings):
    """Decision items on one form, told by one seat, each asked once."""

    form: FormReference
    seat: Slug
    preset: Preset = "practice"
    questions: Uids
    pass_mark: Percent | None = None
    attempts: Annotated[int, Field(ge=1, le=100)] | None = None


class Draw(Strict):
    """One draw of a quiz: some of the questions with a tag, or the named ones (all, or some)."""

    tag: Slug | None = None
    questions: Uids | None = None
    take: Annotated[int, Field(ge=1, le=500)] | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if (self.tag is None) == (self.questions is None):
            raise ValueError("names either a tag or questions")
        if self.tag is not None and self.take is None:
            raise ValueError("a draw by tag says how many to take")
        return self


class QuizSettings(LessonSettings):
    """A quiz: what is drawn, and the rules of an attempt."""

    preset: Preset = "check"
    pass_mark: Percent | None = None
    attempts: Annotated[int, Field(ge=1, le=100)] | None = None
    wait_minutes: Annotated[int, Field(ge=0, le=43_200)] = 0
    time_limit_minutes: Annotated[int, Field(ge=1, le=600)] | None = None
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
