"""A lesson of a candidate as it was compiled, with its keys and the remarks pinned to it."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from courses.questions import registry
from courses.releases.manifest import LessonEntry, Manifest
from courses.releases.models import ReviewComment
from courses.releases.selectors import part, parts
from courses.workshop.pages.judging.showing import with_links
from courses.workshop.pages.words import kind_of_lesson, kind_of_question
from courses.workshop.pages.writing.links import shown_html

EXCERPT = 160
_NOTE = re.compile(r'<sup class="fact-ref">.*?</sup>', re.DOTALL)
_BREAKS = re.compile(r"(?=</(?:p|li|h\d|tr|td|th|dd|dt|blockquote)>|<br>)")


@dataclass(frozen=True)
class Block:
    """One block as it was compiled, with the notes that it is the first to cite."""

    text: str
    notes: list[Mapping[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Paragraph:
    """One block, and what was said of it."""

    number: int
    html: SafeString
    excerpt: str
    notes: list[Mapping[str, Any]] = field(default_factory=list)
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
    prefix: str
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
        Paragraph(
            number,
            shown_html(one.text),
            excerpt_of(one.text),
            one.notes,
            by_paragraph.pop(number, []),
        )
        for number, one in enumerate(blocks_of(body, since=since))
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
        prefix=body.get("prefix", ""),
        paragraphs=paragraphs,
        questions=questions,
        others=[one for some in left for one in some],
    )


def excerpt_of(text: str) -> str:
    """Return the first words of a block, without its tags and the numbers of its notes."""
    apart = _BREAKS.sub(" ", _NOTE.sub("", text))
    words = " ".join(html.unescape(strip_tags(apart)).split())
    return words if len(words) <= EXCERPT else f"{words[:EXCERPT]}…"


def blocks_of(body: Mapping[str, Any], *, since: datetime | None) -> list[Block]:
    """Return a lesson part block by block, the case that it tells included.

    A note stands with the first block that cites it.
    """
    found = list(_noted(_texts(body["blocks"]), body.get("notes") or {}))
    if body.get("case"):
        case = part(body["case"], since=since)
        found += _noted(_case_blocks(case), case.get("notes") or {})
    return found


def _noted(
    blocks: Iterable[tuple[str, Sequence[str]]], notes: Mapping[str, Mapping[str, Any]]
) -> Iterator[Block]:
    left = dict(notes)
    for text, keys in blocks:
        yield Block(text, [left.pop(key) for key in dict.fromkeys(keys) if key in left])


def _case_blocks(case: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[str]]]:
    yield from _texts(case["standfirst"])
    for section in case["sections"]:
        yield f"<h3>{html.escape(section['heading'])}</h3>", ()
        yield from _texts(section["blocks"])
    for event in case["timeline"]:
        yield _joined(f"<p><strong>{html.escape(event['on'])}</strong></p>", event["blocks"])
    yield from _texts(case["decision"])
    for conflict in case["conflicts"]:
        yield _conflict(conflict), ()
    for question in case["open_questions"]:
        head = f"<p><strong>{html.escape(_('Open question'))}</strong></p>"
        yield _joined(head, question["blocks"])


def _conflict(conflict: Mapping[str, Any]) -> str:
    """Every position with who holds it, what is taught, and why."""
    positions = [
        (one["value"], ", ".join(str(cited["publisher"]) for cited in one["citations"]))
        for one in conflict["positions"]
    ]
    said = "".join(
        f"<li>{html.escape(f'{value} ({by})' if by else value)}</li>" for value, by in positions
    )
    return (
        f"<h3>{html.escape(_('Sources disagree:'))} {html.escape(conflict['question'])}</h3>"
        f"<ul>{said}</ul>"
        f"<p><strong>{html.escape(_('We teach:'))}</strong> {html.escape(conflict['taught'])}</p>"
        f"<p><strong>{html.escape(_('Why:'))}</strong> {html.escape(conflict['why'])}</p>"
    )


def _joined(head: str, blocks: Iterable[Sequence[Any]]) -> tuple[str, list[str]]:
    told = list(_texts(blocks))
    return head + "".join(text for text, _keys in told), [key for _t, keys in told for key in keys]


def _texts(blocks: Iterable[Sequence[Any]]) -> Iterator[tuple[str, Sequence[str]]]:
    return ((str(text), keys) for text, keys in blocks)


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
