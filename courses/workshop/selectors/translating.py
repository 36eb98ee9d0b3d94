"""What of a course is translated into a language, and what is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from courses.catalogue import items
from courses.catalogue.drafts import LessonWords, QuestionWords
from courses.catalogue.models import Course, ItemVersion, QuestionText
from courses.catalogue.selectors import head_for_edit
from courses.workshop.selectors.asked import beginning_of
from courses.workshop.selectors.courses import texts_of_lessons

type State = Literal["missing", "stale", "unready", "ready"]

_ORDER: tuple[State, ...] = ("missing", "stale", "unready", "ready")
_LOOKED_BACK = 200


@dataclass(frozen=True)
class PartState:
    """The head of a course, a lesson or a question, and how far its translation is."""

    kind: Literal["head", "lesson", "question"]
    uid: str
    title: str
    state: State


def part_states(course: Course, language: str) -> list[PartState]:
    """Return every part that has source words, what is to be done first; in five queries."""
    head = PartState("head", "", course.title(course.source_language), _head(course, language))
    found = [head, *_lessons(course, language), *_questions(course, language)]
    return sorted(found, key=lambda one: _ORDER.index(one.state))


def question_texts_made_from(
    course: Course, uid: str, made_from: str
) -> Mapping[str, object] | None:
    """Return the source texts of a question as they were when a translation was made, or None."""
    rows = ItemVersion.objects.filter(
        course=course, kind=items.QUESTION, uid=uid, body__isnull=False
    ).order_by("-revision")
    for body in rows.values_list("body", flat=True)[:_LOOKED_BACK]:
        said = body["words"] if body else None
        words = items.question_words_from(said) if said else None
        if words and words.digest == made_from:
            return dict(words.texts)
    return None


def _head(course: Course, language: str) -> State:
    return head_for_edit(course, language).state


def _lessons(course: Course, language: str) -> Iterator[PartState]:
    words = {(uid, spoken): said for uid, spoken, said in texts_of_lessons(course)}
    for (uid, spoken), source in words.items():
        if spoken == course.source_language:
            state = _state(words.get((uid, language)), source)
            yield PartState("lesson", uid, source.title, state)


def _questions(course: Course, language: str) -> Iterator[PartState]:
    rows = QuestionText.objects.filter(question__course=course, question__is_retired=False)
    kept = {
        uid: QuestionWords({}, made_from, is_ready)
        for uid, made_from, is_ready in rows.filter(language=language).values_list(
            "question__uid", "source_digest", "is_ready"
        )
    }
    source = rows.filter(language=course.source_language).order_by("question__position")
    for uid, texts in source.values_list("question__uid", "texts"):
        asked = beginning_of(texts) or uid
        yield PartState("question", uid, asked, _state(kept.get(uid), QuestionWords(texts)))


def _state(words: LessonWords | QuestionWords | None, source: LessonWords | QuestionWords) -> State:
    if words is None:
        return "missing"
    if words.made_from != source.digest:
        return "stale"
    return "ready" if words.is_ready else "unready"
