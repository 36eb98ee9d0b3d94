"""The questions of a slot as a release holds them: for what they are called and how they are read.

Reads immutable parts through the process cache; a warm call makes no query.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from courses.questions import registry
from courses.questions.errors import AnswerRefused, UnknownQuestionType
from courses.questions.question_type import AnyQuestionType, Choices
from courses.releases.manifest import LessonEntry
from courses.releases.models import Release
from courses.releases.selectors import manifest, parts

# A choice that the newest release does not have any more.
GONE = ""
# Types whose answer is a choice among options, so that each part of it is an option.
CHOICES = frozenset({"single", "multiple"})


def lesson_asked(release: Release, slot_uid: str) -> LessonEntry | None:
    """Return the lesson of a release that a slot asks, or None when the release has none."""
    try:
        return manifest(release).slot(slot_uid).variants[0]
    except KeyError:
        return None


def questions_asked(
    release: Release | None, slot_uid: str, language: str = ""
) -> dict[str, Mapping[str, Any]]:
    """Return the compiled questions of a slot by uid, in a language or the release's first."""
    lesson = None if release is None else lesson_asked(release, slot_uid)
    if release is None or lesson is None or lesson.settings is None:
        return {}
    digest = lesson.parts.get(language) or next(iter(lesson.parts.values()))
    since = release.redacted_at
    digests: dict[str, str] = parts([digest], since=since)[digest]["questions"]
    bodies = parts(digests.values(), since=since)
    return {uid: bodies[digest] for uid, digest in digests.items()}


def choices_among(questions: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    """Return the uids of the questions whose answer is a choice among options."""
    return frozenset(
        uid for uid, body in questions.items() if str(body["type"]).partition("/")[0] in CHOICES
    )


@dataclass(frozen=True)
class Asked:
    """One question as the newest release asks it, for reading answers: what it knows of them."""

    type: AnyQuestionType
    definition: Any

    @cached_property
    def choices(self) -> Mapping[str, Choices]:
        """What can be chosen in the parts of its answer; empty where nothing is counted."""
        return self.type.choices(self.definition)

    @property
    def openable(self) -> tuple[str, ...]:
        """The keys of the context that can be opened beside it."""
        return self.type.openable(self.definition)

    def chosen(self, text: str) -> tuple[tuple[str, str], ...]:
        """Return (part, choice) for all that an answer, given as JSON, chose.

        What is typed is never told. An answer to an older release may have chosen what is not
        there any more: that is `GONE`, and one of another type chose nothing that is known.
        """
        try:
            found = list(self.type.chosen(json.loads(text)))
        except (KeyError, AttributeError):
            return ()
        return tuple(
            (part, choice if choice in self.choices[part].options else GONE)
            for part, choice in found
            if part in self.choices
        )

    def is_right(self, answer: object) -> bool | None:
        """Say whether an answer is as the key has it; None where that cannot be told."""
        try:
            read = self.type.parse_answer(self.definition, answer)
        except AnswerRefused:
            return None
        if self.type.awaits_marking(self.definition, read):
            return None
        return self.type.grade(self.definition, read).is_full


def asked_of(questions: Mapping[str, Mapping[str, Any]]) -> dict[str, Asked]:
    """Return compiled questions by uid as their types read them; unknown types are left out."""
    found = {}
    for uid, body in questions.items():
        try:
            kind = registry.get(body["type"])
        except UnknownQuestionType:
            continue
        found[uid] = Asked(kind, kind.parse_definition(body["definition"]))
    return found
