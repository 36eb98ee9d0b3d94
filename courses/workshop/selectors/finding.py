"""What the palette finds: the first few of each kind that the person may see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.fields.json import KeyTextTransform

from accounts.models import User
from content.library.drafting.models import LibraryDraft
from content.library.drafting.rules import can_draft
from content.texts import pick
from core.orm import for_list
from courses.catalogue.models import Course, Lesson, LessonText, Question, QuestionText
from courses.workshop.selectors.courses import drafts_of
from courses.workshop.selectors.library import drafts_of as library_drafts_of
from courses.workshop.selectors.library import sets_of

EACH = 6

type Kind = Literal["course", "lesson", "question", "case", "policy", "background"]


@dataclass(frozen=True)
class Found:
    """One thing to go to: its name, where it belongs, and what names its page."""

    kind: Kind
    title: str
    within: str
    names: tuple[str, ...]
    is_draft: bool = False


def found_for(user: User, q: str, language: str) -> list[Found]:
    """Return what has the words in its name; in at most eight queries."""
    found = [*_courses(user, q, language), *_lessons(user, q, language), *_questions(user, q)]
    if can_draft(user):
        found += [*_drafts(user, q), *_sets(user, q, language)]
    return found


def _courses(user: User, q: str, language: str) -> Iterator[Found]:
    for course in drafts_of(user, q=q, language=language)[:EACH]:
        yield Found("course", course.title(language), course.code, (course.slug,))


def _lessons(user: User, q: str, language: str) -> Iterator[Found]:
    told = LessonText.objects.filter(lesson=OuterRef("pk"))
    rows = Lesson.objects.filter(course__in=Course.objects.editable_by(user)).filter(
        Q(uid__icontains=q) | Exists(told.filter(title__icontains=q))
    )
    rows = rows.annotate(
        own=Subquery(told.filter(language=language).values("title")[:1]),
        some=Subquery(told.order_by("source_digest").values("title")[:1]),
    )
    for uid, own, some, slug, code, languages in rows.order_by("course__code", "uid").values_list(
        "uid", "own", "some", "course__slug", "course__code", "course__languages"
    )[:EACH]:
        yield Found("lesson", own or some or uid, code, (slug, uid, languages[0]))


def _questions(user: User, q: str) -> Iterator[Found]:
    told = QuestionText.objects.filter(question=OuterRef("pk")).annotate(
        stem=KeyTextTransform("stem", "texts")
    )
    rows = Question.objects.filter(course__in=Course.objects.editable_by(user)).filter(
        Q(uid__icontains=q) | Exists(told.filter(stem__icontains=q))
    )
    found = rows.annotate(words=Subquery(told.order_by("source_digest").values("stem")[:1]))
    for uid, words, slug, code in found.order_by("course__code", "position").values_list(
        "uid", "words", "course__slug", "course__code"
    )[:EACH]:
        yield Found("question", (words or uid)[:160], code, (slug, uid))


def _drafts(user: User, q: str) -> Iterator[Found]:
    rows = library_drafts_of(user, q=q).filter(state=LibraryDraft.State.OPEN)
    for row in rows[:EACH]:
        kind: Kind = row.kind  # type: ignore[assignment]
        yield Found(kind, row.title or row.slug, row.slug, (str(row.public_id),), is_draft=True)


def _sets(user: User, q: str, language: str) -> Iterator[Found]:
    for row in for_list(sets_of(user, q=q)[:EACH]):
        if row.kind == "case":
            titles = {text.language: text.title for text in row.case.texts.all()}
        else:
            titles = row.policy.titles if row.kind == "policy" else row.titles
        kind: Kind = row.kind  # type: ignore[assignment]
        yield Found(kind, pick(titles, language, row.languages) or row.slug, row.slug, (row.slug,))
