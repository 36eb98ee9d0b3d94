"""The files of a course folder, as strict models: unknown keys and wrong types refused. Pure."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from content.schema_types import Digest, Intensity, Languages, Line, Lines, Slug, Strict, Texts
from courses.catalogue.lesson_settings import (
    AttestationSettings,
    CaseSettings,
    ClauseReference,
    ExerciseSettings,
    QuizSettings,
    ReadingSettings,
)

FORMAT = "casebook-course/1"
Title = Annotated[Line, Field(max_length=200)]
Minutes = Annotated[int, Field(ge=1, le=600)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]{0,31}$")]
Covers = Annotated[list[ClauseReference], Field(max_length=200)]


class CertificateEntry(Strict):
    """`certificate: {valid_months: 12}`; without months it does not lapse."""

    valid_months: Annotated[int, Field(ge=1, le=240)] | None = None


class SlotEntry(Strict):
    """One place of the outline: one lesson, or variants of which the first is the full account."""

    uid: Slug
    lesson: Slug | None = None
    variants: Annotated[list[Slug], Field(min_length=2, max_length=10)] | None = None
    after: list[Slug] = []

    @model_validator(mode="after")
    def _holds_lessons(self) -> Self:
        if (self.lesson is None) == (self.variants is None):
            raise ValueError("holds either a lesson or variants")
        return self

    @property
    def lessons(self) -> tuple[str, ...]:
        """The lessons of the slot, the full account first."""
        return tuple(self.variants) if self.variants else (str(self.lesson),)


class ModuleEntry(Strict):
    """One titled run of slots; none yet in a draft that is being made."""

    uid: Slug
    title: Lines
    slots: list[SlotEntry]


class PoolEntry(Strict):
    """A named set of questions; each question says in which it stands."""

    uid: Slug
    title: Title
    visibility: Literal["internal", "restricted"] = "internal"


class CourseFile(Strict):
    """course.yaml: settings and outline."""

    format: Literal["casebook-course/1"]
    slug: Slug
    code: Code
    languages: Languages
    title: Lines
    summary: Texts
    visibility: Literal["open", "internal", "restricted"] = "internal"
    harm_areas: list[Slug] = []
    certificate: CertificateEntry | None = None
    requires: list[Slug] = []
    pools: Annotated[list[PoolEntry], Field(max_length=500)] = []
    modules: Annotated[list[ModuleEntry], Field(min_length=1)]


class LessonHead(Strict):
    """What the front matter of every lesson says, in the source language."""

    uid: Slug
    kind: str
    title: Title
    topic: Line
    minutes: Minutes
    intensity: Intensity = 0
    covers: Covers = []
    ready: bool = True


class ReadingHead(LessonHead, ReadingSettings):
    """A reading."""

    kind: Literal["reading"]


class CaseHead(LessonHead, CaseSettings):
    """A case."""

    kind: Literal["case"]


class ExerciseHead(LessonHead, ExerciseSettings):
    """A decision exercise."""

    kind: Literal["exercise"]


class QuizHead(LessonHead, QuizSettings):
    """A quiz."""

    kind: Literal["quiz"]


class AttestationHead(LessonHead, AttestationSettings):
    """An attestation."""

    kind: Literal["attestation"]


HEADS: dict[str, type[LessonHead]] = {
    "reading": ReadingHead,
    "case": CaseHead,
    "exercise": ExerciseHead,
    "quiz": QuizHead,
    "attestation": AttestationHead,
}


class TranslatedHead(Strict):
    """The front matter of a lesson in a further language; `of` is what it was made from."""

    uid: Slug
    title: Title
    topic: Line
    of: Digest | None = None
    ready: bool = True


class QuestionHead(Strict):
    """What every question says, whatever its type."""

    uid: Slug
    type: Annotated[str, Field(max_length=32)]
    marks: Annotated[int, Field(ge=1, le=100)] = 1
    difficulty: Annotated[int, Field(ge=1, le=3)] = 1
    intensity: Intensity = 0
    tags: Annotated[list[Slug], Field(max_length=50)] = []
    covers: Covers = []
    pools: Annotated[list[Slug], Field(max_length=50)] = []
    retired: bool = False
    ready: bool = True


class TranslatedQuestionHead(Strict):
    """What an entry of questions.<language>.yaml says besides its texts."""

    uid: Slug
    of: Digest | None = None
    ready: bool = True
