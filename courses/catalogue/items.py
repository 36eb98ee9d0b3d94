"""The items of a draft as JSON, for their history, and their digests. Pure.

An item is what is edited as one: the settings, the outline, a lesson without its texts, a text of
a lesson, a question with its words in the source language, a translation of a question, a pool
(which question stands in which is part of the question). Its
digest is what an editor hands back as `base`, so that nobody writes over what they did not see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.canonical import digest
from courses.catalogue.drafts import (
    CourseDraft,
    LessonDraft,
    LessonWords,
    ModuleDraft,
    PoolDraft,
    QuestionDraft,
    QuestionWords,
    SlotDraft,
)

type Body = dict[str, Any]

SETTINGS = "settings"
OUTLINE = "outline"
LESSON = "lesson"
LESSON_TEXT = "lesson_text"
QUESTION = "question"
QUESTION_TEXT = "question_text"
POOL = "pool"


@dataclass(frozen=True, order=True)
class ItemKey:
    """Which item of a course: its kind, and where there are several, its uid and language."""

    kind: str
    uid: str = ""
    language: str = ""

    def __str__(self) -> str:
        name = f"{self.uid}.{self.language}" if self.language else self.uid
        return f"{self.kind}:{name}" if name else self.kind


def settings_body(draft: CourseDraft) -> Body:
    """Return what the settings page edits; who may see the course is no part of it."""
    return {
        "code": draft.code,
        "languages": list(draft.languages),
        "titles": dict(draft.titles),
        "summaries": dict(draft.summaries),
        "harm_areas": list(draft.harm_areas),
        "gives_certificate": draft.gives_certificate,
        "certificate_months": draft.certificate_months,
        "requires": list(draft.requires),
    }


def outline_body(modules: tuple[ModuleDraft, ...]) -> Body:
    """Return the outline."""
    return {
        "modules": [
            {
                "uid": module.uid,
                "titles": dict(module.titles),
                "slots": [
                    {"uid": slot.uid, "lessons": list(slot.lessons), "after": list(slot.after)}
                    for slot in module.slots
                ],
            }
            for module in modules
        ]
    }


def outline_from(body: Mapping[str, Any]) -> tuple[ModuleDraft, ...]:
    """Return the outline that `outline_body` wrote."""
    return tuple(
        ModuleDraft(
            module["uid"],
            module["titles"],
            tuple(
                SlotDraft(slot["uid"], tuple(slot["lessons"]), tuple(slot["after"]))
                for slot in module["slots"]
            ),
        )
        for module in body["modules"]
    )


def lesson_body(lesson: LessonDraft) -> Body:
    """Return a lesson without its texts."""
    return {
        "kind": lesson.kind,
        "minutes": lesson.minutes,
        "intensity": lesson.intensity,
        "covers": list(lesson.covers),
        "settings": dict(lesson.settings),
    }


def lesson_from(uid: str, body: Mapping[str, Any]) -> LessonDraft:
    """Return the lesson that `lesson_body` wrote."""
    return LessonDraft(
        uid=uid,
        kind=body["kind"],
        minutes=body["minutes"],
        intensity=body["intensity"],
        covers=tuple(body["covers"]),
        settings=body["settings"],
    )


def lesson_words_body(words: LessonWords) -> Body:
    """Return a lesson's words in one language."""
    return {
        "title": words.title,
        "topic": words.topic,
        "body": words.body,
        "made_from": words.made_from,
        "is_ready": words.is_ready,
    }


def lesson_words_from(body: Mapping[str, Any]) -> LessonWords:
    """Return the words that `lesson_words_body` wrote."""
    return LessonWords(**body)


def question_body(question: QuestionDraft, source_language: str) -> Body:
    """Return a question with its words in the source language."""
    words = question.texts.get(source_language)
    return {
        "type": question.type,
        "definition": dict(question.definition),
        "marks": question.marks,
        "difficulty": question.difficulty,
        "intensity": question.intensity,
        "tags": list(question.tags),
        "covers": list(question.covers),
        # Left out where there are none, so that what was kept before there were pools is equal.
        **({"pools": list(question.pools)} if question.pools else {}),
        "is_retired": question.is_retired,
        "words": question_words_body(words) if words else None,
    }


def question_from(uid: str, body: Mapping[str, Any], source_language: str) -> QuestionDraft:
    """Return the question that `question_body` wrote."""
    words = body["words"]
    return QuestionDraft(
        uid=uid,
        type=body["type"],
        definition=body["definition"],
        marks=body["marks"],
        difficulty=body["difficulty"],
        intensity=body["intensity"],
        tags=tuple(body["tags"]),
        covers=tuple(body["covers"]),
        pools=tuple(body.get("pools", ())),
        is_retired=body["is_retired"],
        texts={source_language: question_words_from(words)} if words else {},
    )


def question_words_body(words: QuestionWords) -> Body:
    """Return a question's words in one language."""
    return {
        "texts": dict(words.texts),
        "made_from": words.made_from,
        "is_ready": words.is_ready,
    }


def question_words_from(body: Mapping[str, Any]) -> QuestionWords:
    """Return the words that `question_words_body` wrote."""
    return QuestionWords(**body)


def pool_body(pool: PoolDraft) -> Body:
    """Return a pool; the units of a restricted one are no part of it."""
    return {"title": pool.title, "visibility": pool.visibility}


def pool_from(uid: str, body: Mapping[str, Any]) -> PoolDraft:
    """Return the pool that `pool_body` wrote."""
    return PoolDraft(uid, body["title"], body["visibility"])


def bodies_of(draft: CourseDraft) -> dict[ItemKey, Body]:
    """Return every item of a draft."""
    found = {
        ItemKey(SETTINGS): settings_body(draft),
        ItemKey(OUTLINE): outline_body(draft.modules),
    }
    for lesson in draft.lessons:
        found[ItemKey(LESSON, lesson.uid)] = lesson_body(lesson)
        for language, words in lesson.texts.items():
            found[ItemKey(LESSON_TEXT, lesson.uid, language)] = lesson_words_body(words)
    for pool in draft.pools:
        found[ItemKey(POOL, pool.uid)] = pool_body(pool)
    source = draft.source_language
    for question in draft.questions:
        found[ItemKey(QUESTION, question.uid)] = question_body(question, source)
        for language, said in question.texts.items():
            if language != source:
                key = ItemKey(QUESTION_TEXT, question.uid, language)
                found[key] = question_words_body(said)
    return found


def digest_of(body: Body | None) -> str | None:
    """Return the digest of an item; None for one that is not there."""
    return None if body is None else digest(body)
