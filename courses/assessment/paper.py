"""The paper of an attempt: its lesson in the pinned release and its drawn questions.

Reads the immutable parts through the process cache; a warm call makes no query.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from django.utils import timezone

from courses.assessment import behaviours
from courses.assessment.models import Attempt
from courses.questions import registry
from courses.questions.question_type import AnyQuestionType
from courses.releases.cache import BoundedCache, weight_of
from courses.releases.manifest import LessonEntry, QuizSettings
from courses.releases.models import Release
from courses.releases.selectors import manifest, part, parts

DEFINITION_CACHE_BYTES = 8 * 1024 * 1024
# Definitions as their types read them, by the digest of the part and whether it was redacted:
# immutable like the part.
_definitions: BoundedCache[tuple[str, bool], Any] = BoundedCache(DEFINITION_CACHE_BYTES)


@dataclass(frozen=True)
class DrawnQuestion:
    """One question of a paper in one language, with its part and its arrangement."""

    uid: str
    part: Mapping[str, Any]
    arrangement: Any
    type: AnyQuestionType
    definition: Any

    @property
    def texts(self) -> Any:
        """The texts of the part: rendered, in its language."""
        return self.type.parse_texts(self.part["texts"], compiled=True)

    @property
    def marks(self) -> int:
        """How many marks the question is worth."""
        return int(self.part["marks"])


def lesson_of(attempt: Attempt) -> LessonEntry:
    """Return the lesson of the pinned release that the attempt answers."""
    return manifest(attempt.release).lesson(attempt.lesson_uid)


def behaviour_of(lesson: LessonEntry) -> behaviours.Behaviour:
    """Return the rules of a lesson that is answered: its preset with its own settings."""
    if lesson.settings is None:
        raise ValueError(f"lesson {lesson.uid} is not one that is answered")
    return _behaviour(lesson.settings)


@lru_cache(maxsize=2_000)
def _behaviour(settings: QuizSettings) -> behaviours.Behaviour:
    told = {one.name: getattr(settings, one.name) for one in fields(settings)}
    preset = told.pop("preset")
    for of_the_paper in ("shuffle", "form", "seat"):
        del told[of_the_paper]
    return behaviours.for_lesson(preset, **told)


def question_digests(lesson: LessonEntry, language: str) -> dict[str, str]:
    """Return question uid to part digest for a lesson in a language; a redaction leaves them."""
    digests: dict[str, str] = part(_lesson_digest(lesson, language))["questions"]
    return digests


def draws_of(lesson: LessonEntry) -> list[dict[str, Any]]:
    """Return the draws of a lesson; they are the same in every language."""
    draws: list[dict[str, Any]] = part(_lesson_digest(lesson, ""))["draws"]
    return draws


def _lesson_digest(lesson: LessonEntry, language: str) -> str:
    return lesson.parts.get(language) or next(iter(lesson.parts.values()))


def drawn_questions(attempt: Attempt, language: str) -> list[DrawnQuestion]:
    """Return the questions of the attempt in the order drawn, in a language of its release."""
    digests = question_digests(lesson_of(attempt), language)
    since = attempt.release.redacted_at
    found = parts([digests[uid] for uid in attempt.question_uids], since=since)
    return [
        _drawn(digests[entry["uid"]], found[digests[entry["uid"]]], entry)
        for entry in attempt.drawn
    ]


def drawn_question(attempt: Attempt, uid: str, language: str) -> DrawnQuestion | None:
    """Return one question of the attempt, or None when it was not drawn."""
    for entry in attempt.drawn:
        if entry["uid"] == uid:
            digest = question_digests(lesson_of(attempt), language)[uid]
            since = attempt.release.redacted_at
            return _drawn(digest, part(digest, since=since), entry)
    return None


def keep_ready(wanted: Iterable[tuple[Attempt, str]]) -> None:
    """Read what `drawn_question` needs of some questions, in two queries for all that are cold."""
    asked = list(wanted)
    lessons = [(lesson_of(attempt), uid) for attempt, uid in asked]
    redactions = [attempt.release.redacted_at for attempt, _uid in asked]
    bodies = parts([_lesson_digest(lesson, "") for lesson, _uid in lessons])
    questions = (
        bodies[_lesson_digest(lesson, "")]["questions"].get(uid) for lesson, uid in lessons
    )
    since = max(filter(None, redactions), default=None)
    parts([digest for digest in questions if digest], since=since)


def question_in(
    release: Release, lesson_uid: str, drawn: DrawnQuestion, language: str = ""
) -> DrawnQuestion | None:
    """Return a drawn question as another release asks it; None where that does not ask it."""
    lesson = manifest(release).lessons.get(lesson_uid)
    digest = question_digests(lesson, language).get(drawn.uid) if lesson else None
    if not digest:
        return None
    entry = {"uid": drawn.uid, "arrangement": drawn.arrangement}
    since = release.redacted_at
    return _drawn(digest, part(digest, since=since), entry)


def _drawn(digest: str, body: Mapping[str, Any], entry: Mapping[str, Any]) -> DrawnQuestion:
    question_type = registry.get(body["type"])
    # A redaction takes what is accepted out of a definition, too, and leaves the digest.
    key = (digest, bool(body.get("is_redacted")))
    definition = _definitions.get(key)
    if definition is None:
        definition = question_type.parse_definition(body["definition"])
        weight = weight_of(body["definition"])
        _definitions.put(key, definition, weight=weight, read_at=timezone.now())
    return DrawnQuestion(
        uid=entry["uid"],
        part=body,
        arrangement=entry["arrangement"],
        type=question_type,
        definition=definition,
    )
