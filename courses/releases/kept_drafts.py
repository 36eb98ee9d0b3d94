"""The draft that a candidate was compiled from, as text and back. Pure."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from core.canonical import canonical_bytes
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


def written(draft: CourseDraft) -> str:
    """Return the draft as text; equal drafts have the same."""
    return canonical_bytes(asdict(draft)).decode()


def read(text: str) -> CourseDraft:
    """Return the draft that `written` made this text of."""
    body: dict[str, Any] = json.loads(text)
    return CourseDraft(
        **{
            **body,
            "languages": tuple(body["languages"]),
            "harm_areas": tuple(body["harm_areas"]),
            "requires": tuple(body["requires"]),
            "modules": tuple(_module(module) for module in body["modules"]),
            "lessons": tuple(_lesson(lesson) for lesson in body["lessons"]),
            "questions": tuple(_question(question) for question in body["questions"]),
            # What was kept before there were pools names none.
            "pools": tuple(PoolDraft(**pool) for pool in body.get("pools", ())),
        }
    )


def _module(body: Mapping[str, Any]) -> ModuleDraft:
    slots = tuple(
        SlotDraft(uid=slot["uid"], lessons=tuple(slot["lessons"]), after=tuple(slot["after"]))
        for slot in body["slots"]
    )
    return ModuleDraft(uid=body["uid"], titles=body["titles"], slots=slots)


def _lesson(body: Mapping[str, Any]) -> LessonDraft:
    texts = {language: LessonWords(**words) for language, words in body["texts"].items()}
    return LessonDraft(**{**body, "covers": tuple(body["covers"]), "texts": texts})


def _question(body: Mapping[str, Any]) -> QuestionDraft:
    texts = {language: QuestionWords(**words) for language, words in body["texts"].items()}
    lists = {name: tuple(body.get(name, ())) for name in ("tags", "covers", "pools")}
    kept = {**lists, "texts": texts}
    return QuestionDraft(**{**body, **kept})
