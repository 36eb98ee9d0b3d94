"""A whole draft as one frozen value: what a course folder says and what the tables hold. Pure.

Two drafts are equal when they say the same. JSON values inside are in the form that the schemas of
`lesson_settings` and of the question types dump, without what stands at its default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from content.texts import text_digest
from core.canonical import digest

type JsonMap = Mapping[str, Any]


@dataclass(frozen=True)
class LessonWords:
    """A lesson in one language; `made_from` is the digest of the source a translation follows."""

    title: str
    topic: str
    body: str = ""
    made_from: str = ""
    is_ready: bool = True

    @property
    def digest(self) -> str:
        """What a translation made from these words keeps of them."""
        return text_digest(self.title, self.topic, self.body)


@dataclass(frozen=True)
class LessonDraft:
    """One lesson with its words by language."""

    uid: str
    kind: str
    minutes: int
    intensity: int = 0
    covers: tuple[str, ...] = ()
    settings: JsonMap = field(default_factory=dict)
    texts: Mapping[str, LessonWords] = field(default_factory=dict)


@dataclass(frozen=True)
class QuestionWords:
    """A question in one language, in the shape of its type; see `LessonWords`."""

    texts: JsonMap
    made_from: str = ""
    is_ready: bool = True

    @property
    def digest(self) -> str:
        """What a translation made from these words keeps of them."""
        return digest(dict(self.texts))


@dataclass(frozen=True)
class QuestionDraft:
    """One question of the bank with its words by language; `pools` by uid, sorted."""

    uid: str
    type: str
    definition: JsonMap
    marks: int = 1
    difficulty: int = 1
    intensity: int = 0
    tags: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    pools: tuple[str, ...] = ()
    is_retired: bool = False
    texts: Mapping[str, QuestionWords] = field(default_factory=dict)


@dataclass(frozen=True)
class PoolDraft:
    """A named set of questions of the bank; each question says in which it stands."""

    uid: str
    title: str
    visibility: str = "internal"


@dataclass(frozen=True)
class SlotDraft:
    """One place of the outline: the uids of its lessons, the full account first."""

    uid: str
    lessons: tuple[str, ...]
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class ModuleDraft:
    """One titled run of slots."""

    uid: str
    titles: Mapping[str, str]
    slots: tuple[SlotDraft, ...] = ()


@dataclass(frozen=True)
class HeadWords:
    """What frames a course in one language: title, summary, and the titles of its modules."""

    title: str
    summary: str
    modules: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """What a translation made from these words keeps of them."""
        return digest(asdict(self))

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left to translate."""
        return all([self.title, self.summary, *self.modules.values()])


@dataclass(frozen=True)
class CourseDraft:
    """A course in the making; the first of `languages` is the one it is written in."""

    slug: str
    code: str
    languages: tuple[str, ...]
    titles: Mapping[str, str]
    summaries: Mapping[str, str]
    visibility: str = "internal"
    harm_areas: tuple[str, ...] = ()
    gives_certificate: bool = True
    certificate_months: int | None = None
    requires: tuple[str, ...] = ()
    modules: tuple[ModuleDraft, ...] = ()
    lessons: tuple[LessonDraft, ...] = ()
    questions: tuple[QuestionDraft, ...] = ()
    pools: tuple[PoolDraft, ...] = ()

    @property
    def source_language(self) -> str:
        """The language that the others are translated from."""
        return self.languages[0]

    @property
    def slots(self) -> tuple[SlotDraft, ...]:
        """Every slot in the order of the outline."""
        return tuple(slot for module in self.modules for slot in module.slots)

    def digest(self) -> str:
        """The digest of all that the draft says; equal drafts have the same.

        Where there are no pools it is what it was before there were any.
        """
        body = asdict(self)
        for one in (body, *body["questions"]):
            if not one["pools"]:
                del one["pools"]
        return digest(body)
