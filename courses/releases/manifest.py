"""The manifest of a compiled course as frozen objects. Pure: JSON in, JSON out.

A manifest is small: outline, settings and the digests of the parts. Slots and lessons are found
by uid without walking the outline.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

SCHEMA = 1


@dataclass(frozen=True)
class QuizSettings:
    """How a lesson that is answered behaves; `form` and `seat` are empty in a quiz.

    What is empty or None is as the preset has it. What came after the first releases stands in
    the JSON only where it says something, so that an older course compiles to the same bytes.
    """

    preset: str
    pass_mark: int | None = None
    attempts: int | None = None
    wait_minutes: int = 0
    time_limit_minutes: int | None = None
    shuffle: bool = True
    form: str = ""
    seat: str = ""
    feedback: str = ""
    tries: int | None = None
    penalty: int = 0
    certainty: bool | None = None
    result: str = "best"
    closes_on: str = ""
    grace_seconds: int = 30
    must: tuple[str, ...] = ()
    test_out: bool = False


_FROM_THE_START = (
    "preset",
    "pass_mark",
    "attempts",
    "wait_minutes",
    "time_limit_minutes",
    "shuffle",
    "form",
    "seat",
)


@dataclass(frozen=True)
class LessonEntry:
    """One lesson of a slot: what is told before it, what it covers, and its parts by language."""

    uid: str
    slot_uid: str
    kind: str
    minutes: int
    intensity: int
    titles: Mapping[str, str]
    topics: Mapping[str, str]
    covers: tuple[str, ...]
    parts: Mapping[str, str]
    settings: QuizSettings | None = None


@dataclass(frozen=True)
class SlotEntry:
    """One place of the outline; the first variant is the full account."""

    uid: str
    module_uid: str
    after: tuple[str, ...]
    variants: tuple[LessonEntry, ...]

    @property
    def kind(self) -> str:
        """The kind of the full account."""
        return self.variants[0].kind

    @property
    def minutes(self) -> int:
        """The minutes of the full account."""
        return self.variants[0].minutes

    @property
    def intensity(self) -> int:
        """The intensity of the full account."""
        return self.variants[0].intensity

    @property
    def covers(self) -> tuple[str, ...]:
        """The clauses of the full account; every other account covers the same."""
        return self.variants[0].covers

    @property
    def is_test_out(self) -> bool:
        """True for a quiz that may be taken before what comes first, and then stands for it."""
        settings = self.variants[0].settings
        return settings is not None and settings.test_out

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles of the full account, by language."""
        return self.variants[0].titles


@dataclass(frozen=True)
class ModuleEntry:
    """One titled run of slots."""

    uid: str
    titles: Mapping[str, str]
    slots: tuple[SlotEntry, ...]


@dataclass(frozen=True)
class Manifest:
    """A compiled course: what it is, and where each of its parts is found."""

    schema: int
    course_slug: str
    course_code: str
    titles: Mapping[str, str]
    summaries: Mapping[str, str]
    languages: tuple[str, ...]
    gives_certificate: bool
    certificate_months: int | None
    requires: tuple[str, ...]
    harm_areas: tuple[str, ...]
    modules: tuple[ModuleEntry, ...] = field(default=())

    @cached_property
    def slots(self) -> tuple[SlotEntry, ...]:
        """Every slot in the order of the outline."""
        return tuple(slot for module in self.modules for slot in module.slots)

    @cached_property
    def _slots_by_uid(self) -> dict[str, SlotEntry]:
        return {slot.uid: slot for slot in self.slots}

    @cached_property
    def lessons(self) -> Mapping[str, LessonEntry]:
        """Every lesson by uid, in the order of the outline."""
        return {lesson.uid: lesson for slot in self.slots for lesson in slot.variants}

    @cached_property
    def intensity(self) -> int:
        """The highest intensity of any lesson."""
        return max((lesson.intensity for lesson in self.lessons.values()), default=0)

    @cached_property
    def minutes(self) -> int:
        """The minutes of all full accounts together."""
        return sum(slot.minutes for slot in self.slots)

    def slot(self, uid: str) -> SlotEntry:
        """Return the slot of that uid; KeyError if there is none."""
        return self._slots_by_uid[uid]

    def lesson(self, uid: str) -> LessonEntry:
        """Return the lesson of that uid; KeyError if there is none."""
        return self.lessons[uid]

    def title(self, language: str) -> str:
        """Return the title in `language`, or in the source language."""
        return self.titles.get(language) or self.titles[self.languages[0]]

    def summary(self, language: str) -> str:
        """Return the summary in `language`, or in the source language."""
        return self.summaries.get(language) or self.summaries[self.languages[0]]


def from_json(body: Mapping[str, Any]) -> Manifest:
    """Return the manifest that this JSON stands for; the JSON is of the current schema."""
    course = body["course"]
    certificate = course["certificate"]
    return Manifest(
        schema=body["schema"],
        course_slug=course["slug"],
        course_code=course["code"],
        titles=course["titles"],
        summaries=course["summaries"],
        languages=tuple(course["languages"]),
        gives_certificate=certificate is not None,
        certificate_months=(certificate or {}).get("valid_months"),
        requires=tuple(course["requires"]),
        harm_areas=tuple(course["harm_areas"]),
        modules=tuple(_module(module) for module in body["modules"]),
    )


def _module(body: Mapping[str, Any]) -> ModuleEntry:
    slots = tuple(_slot(slot, body["uid"]) for slot in body["slots"])
    return ModuleEntry(uid=body["uid"], titles=body["titles"], slots=slots)


def _slot(body: Mapping[str, Any], module_uid: str) -> SlotEntry:
    return SlotEntry(
        uid=body["uid"],
        module_uid=module_uid,
        after=tuple(body["after"]),
        variants=tuple(_lesson(lesson, body["uid"]) for lesson in body["variants"]),
    )


def _lesson(body: Mapping[str, Any], slot_uid: str) -> LessonEntry:
    settings = body["settings"]
    return LessonEntry(
        uid=body["uid"],
        slot_uid=slot_uid,
        kind=body["kind"],
        minutes=body["minutes"],
        intensity=body["intensity"],
        titles=body["titles"],
        topics=body["topics"],
        covers=tuple(body["covers"]),
        parts=body["parts"],
        settings=_settings(settings) if settings else None,
    )


def _settings(body: Mapping[str, Any]) -> QuizSettings:
    return QuizSettings(**{**body, "must": tuple(body.get("must", ()))})


def to_json(manifest: Manifest) -> dict[str, Any]:
    """Return the JSON that `from_json` reads as this manifest."""
    certificate = None
    if manifest.gives_certificate:
        certificate = {"valid_months": manifest.certificate_months}
    return {
        "schema": manifest.schema,
        "course": {
            "slug": manifest.course_slug,
            "code": manifest.course_code,
            "titles": dict(manifest.titles),
            "summaries": dict(manifest.summaries),
            "languages": list(manifest.languages),
            "certificate": certificate,
            "requires": list(manifest.requires),
            "harm_areas": list(manifest.harm_areas),
        },
        "modules": [
            {
                "uid": module.uid,
                "titles": dict(module.titles),
                "slots": [_slot_json(slot) for slot in module.slots],
            }
            for module in manifest.modules
        ],
    }


def _slot_json(slot: SlotEntry) -> dict[str, Any]:
    variants = [_lesson_json(lesson) for lesson in slot.variants]
    return {"uid": slot.uid, "after": list(slot.after), "variants": variants}


def _lesson_json(lesson: LessonEntry) -> dict[str, Any]:
    return {
        "uid": lesson.uid,
        "kind": lesson.kind,
        "minutes": lesson.minutes,
        "intensity": lesson.intensity,
        "titles": dict(lesson.titles),
        "topics": dict(lesson.topics),
        "covers": list(lesson.covers),
        "parts": dict(lesson.parts),
        "settings": _settings_json(lesson.settings) if lesson.settings else {},
    }


def _settings_json(settings: QuizSettings) -> dict[str, Any]:
    body: dict[str, Any] = {}
    for one in fields(settings):
        value = getattr(settings, one.name)
        if one.name in _FROM_THE_START or value != one.default:
            body[one.name] = list(value) if isinstance(value, tuple) else value
    return body
