"""A lesson of a candidate as it was compiled, with its keys and the remarks pinned to it."""

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from courses.questions import registry
from courses.releases.manifest import LessonEntry, Manifest
from courses.releases.models import ReviewComment
from courses.releases.selectors import part, parts
from courses.workshop.pages.judging.showing import with_links
from courses.workshop.pages.words import kind_of_lesson, kind_of_question
from courses.workshop.pages.writing.links import shown_html

EXCERPT = 160


@dataclass(frozen=True)
class Paragraph:
    """One block, and what was said of it."""

    number: int
    html: SafeString
    excerpt: str
    comments: list[ReviewComment] = field(default_factory=list)


@dataclass(frozen=True)
class ReadQuestion:
    """One question with its key, and what was said of it."""

    uid: str
    kind: str
    q: Mapping[str, Any]
    comments: list[ReviewComment] = field(default_factory=list)


@dataclass(frozen=True)
class LessonReading:
    """A lesson to be looked over; `others` are remarks on words that stand here no more."""

    uid: str
    title: str
    kind: str
    minutes: int
    intensity: int
    language: str
    paragraphs: list[Paragraph]
    questions: list[ReadQuestion]
    others: list[ReviewComment]


def lesson_reading(
    lesson: LessonEntry,
    language: str,
    comments: Sequence[ReviewComment],
    *,
    since: datetime | None,
) -> LessonReading:
    """Return a lesson in one of its languages; `comments` are the open ones of this lesson.

    `since` is the last redaction of what it is read from.
    """
    spoken = language if language in lesson.parts else next(iter(lesson.parts))
    body = part(lesson.parts[spoken], since=since)
    by_paragraph: dict[int, list[ReviewComment]] = {}
    by_question: dict[str, list[ReviewComment]] = {}
    for one in comments:
        if one.question_uid:
            by_question.setdefault(one.question_uid, []).append(one)
        elif one.paragraph is not None:
            by_paragraph.setdefault(one.paragraph, []).append(one)
    paragraphs = [
        Paragraph(number, shown_html(text), excerpt_of(text), by_paragraph.pop(number, []))
        for number, text in enumerate(blocks_of(body, since=since))
    ]
    questions = [
        ReadQuestion(uid, kind, q, by_question.pop(uid, []))
        for uid, kind, q in _questions(body, since)
    ]
    left = [*by_paragraph.values(), *by_question.values()]
    return LessonReading(
        uid=lesson.uid,
        title=body["title"],
        kind=kind_of_lesson(lesson.kind),
        minutes=lesson.minutes,
        intensity=lesson.intensity,
        language=spoken,
        paragraphs=paragraphs,
        questions=questions,
        others=[one for some in left for one in some],
    )


def excerpt_of(text: str) -> str:
    """Return the first words of a block, without its tags."""
    words = " ".join(html.unescape(strip_tags(text)).split())
    return words if len(words) <= EXCERPT else f"{words[:EXCERPT]}…"


def blocks_of(body: Mapping[str, Any], *, since: datetime | None) -> list[str]:
    """Return the text of a lesson part block by block, the case that it tells included."""
    found = [text for text, _notes in body["blocks"]]
    if body.get("case"):
        found += _case_blocks(part(body["case"], since=since))
    return found


def _case_blocks(case: Mapping[str, Any]) -> Iterator[str]:
    yield from _texts(case["standfirst"])
    for section in case["sections"]:
        yield f"<h3>{html.escape(section['heading'])}</h3>"
        yield from _texts(section["blocks"])
    for event in case["timeline"]:
        words = "".join(_texts(event["blocks"]))
        yield f"<p><strong>{html.escape(event['on'])}</strong></p>{words}"
    yield from _texts(case["decision"])


def _texts(blocks: Iterable[Sequence[Any]]) -> Iterator[str]:
    return (str(block[0]) for block in blocks)


def _questions(body: Mapping[str, Any], since: datetime | None) -> Iterator[tuple[str, str, Any]]:
    digests: Mapping[str, str] = body.get("questions", {})
    bodies = parts(digests.values(), since=since)
    for uid, digest in digests.items():
        question = bodies[digest]
        kind = registry.get(question["type"])
        definition = kind.parse_definition(question["definition"])
        texts = kind.parse_texts(question["texts"], compiled=True)
        q = kind.feedback(definition, texts, None)
        yield uid, kind_of_question(question["type"]), with_links(q)


def neighbours(outline: Manifest, uid: str) -> tuple[LessonEntry | None, LessonEntry | None]:
    """Return the lessons before and after this one in the outline."""
    order = list(outline.lessons.values())
    place = [lesson.uid for lesson in order].index(uid)
    before = order[place - 1] if place else None
    after = order[place + 1] if place + 1 < len(order) else None
    return before, after
