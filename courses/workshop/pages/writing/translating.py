"""The pages of translating: what is to be done, and a question side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from content.policies.selectors import slugs_kept_from
from courses.catalogue.drafts import HeadWords, QuestionDraft, QuestionWords
from courses.catalogue.models import Course
from courses.catalogue.selectors import HeadForEdit, QuestionForEdit
from courses.questions import registry
from courses.questions.errors import FaultsFound, UnknownQuestionType
from courses.questions.prose import MarkdownField
from courses.releases.compiling.library import Library, Voice
from courses.releases.linting import Evidence, gather, lint_words
from courses.releases.linting.evidence import NOT_IN_QUESTIONS
from courses.workshop.pages.sentences import told
from courses.workshop.pages.words import kind_of_question
from courses.workshop.pages.writing.beside import Passage, Remark, beside_of, remark_of
from courses.workshop.pages.writing.differences import Line, differences
from courses.workshop.pages.writing.leaf_words import words_of_leaf
from courses.workshop.pages.writing.leaves import leaves_of
from courses.workshop.pages.writing.lesson import Meanwhile
from courses.workshop.pages.writing.pause import Pause, asks_first
from courses.workshop.selectors.translating import (
    PartState,
    part_states,
    question_texts_made_from,
)

PARTS_A_PAGE = 40


@dataclass(frozen=True)
class TranslationLine:
    """One part, with where it is translated."""

    part: PartState
    state: str
    href: str


@dataclass(frozen=True)
class TranslationPage:
    """What of a course is translated into a language."""

    course: Course
    language: str
    title: str
    page: Page[PartState]
    lines: list[TranslationLine]
    ready: int
    total: int


@dataclass(frozen=True)
class QuestionWordsPage:
    """A question beside its source."""

    course: Course
    question: QuestionDraft
    kind: str
    language: str
    source_language: str
    is_stale: bool
    changes: list[Line]
    pause: Pause | None


def translation_page(
    course: Course, language: str, number: str | None, *, spoken: str
) -> TranslationPage:
    """Return the page; in five queries whatever the course holds."""
    parts = part_states(course, language)
    page = Paginator(parts, PARTS_A_PAGE).get_page(number)
    return TranslationPage(
        course=course,
        language=language,
        title=course.title(spoken),
        page=page,
        lines=[TranslationLine(one, _word(one), _href(course, one, language)) for one in page],
        ready=sum(one.state == "ready" for one in parts),
        total=len(parts),
    )


def _word(part: PartState) -> str:
    return {
        "missing": _("not translated"),
        "stale": _("the source has changed"),
        "unready": _("not ready"),
        "ready": _("ready"),
    }[part.state]


def _href(course: Course, part: PartState, language: str) -> str:
    if part.kind == "head":
        return reverse("courses:workshop:head_words", args=[course.slug, language])
    name = "lesson_text" if part.kind == "lesson" else "question_words"
    return reverse(f"courses:workshop:{name}", args=[course.slug, part.uid, language])


def question_words_page(
    request: HttpRequest, course: Course, found: QuestionForEdit, language: str
) -> QuestionWordsPage:
    """Return the page of a question but its form; one query besides the question's."""
    question = found.question
    words, source = question.texts.get(language), question.texts[found.source_language]
    is_stale = words is not None and words.made_from != source.digest
    changes: list[Line] = []
    if words is not None and is_stale:
        old = question_texts_made_from(course, question.uid, words.made_from)
        changes = differences(whole(old), whole(source.texts)) if old is not None else []
    later = reverse("courses:workshop:translation_list", args=[course.slug, language])
    return QuestionWordsPage(
        course=course,
        question=question,
        kind=kind_of_question(question.type),
        language=language,
        source_language=found.source_language,
        is_stale=is_stale,
        changes=changes,
        pause=asks_first(request, intensity=question.intensity, topic="", later_href=later),
    )


def question_meanwhile(
    now: QuestionForEdit | None,
    typed: QuestionWords,
    language: str,
    *,
    by: User | None,
    at: dt.datetime | None,
    me: User,
) -> Meanwhile:
    """Return what the translation says now, compared with what was typed."""
    words = now.question.texts.get(language) if now else None
    lines = differences(whole(words.texts if words else {}), whole(typed.texts))
    base = now.words_digests.get(language, "") if now else ""
    is_self = by is not None and by.pk == me.pk
    return Meanwhile(None, by, at, is_self, lines, base, words == typed)


def whole(texts: Mapping[str, Any]) -> str:
    """Return the texts of a question as lines, each with what it is."""
    return "\n".join(f"{words_of_leaf(leaf.path)}: {leaf.text}" for leaf in leaves_of(texts))


def head_meanwhile(
    now: HeadForEdit, typed: HeadWords, *, by: User | None, at: dt.datetime | None, me: User
) -> Meanwhile:
    """Return what the translation of a course's head says now, compared with what was typed."""
    lines = differences(_whole_head(now.words), _whole_head(typed))
    is_self = by is not None and by.pk == me.pk
    return Meanwhile(None, by, at, is_self, lines, now.base, now.words == typed)


def _whole_head(words: HeadWords) -> str:
    return "\n".join([words.title, words.summary, *words.modules.values()])


@dataclass(frozen=True)
class FieldBeside:
    """The preview of one text of a question."""

    label: str
    passages: Sequence[Passage]
    prefix: str


def remarks_on(
    fields: Iterable[MarkdownField], *, course: Course, language: str, today: dt.date
) -> list[tuple[tuple[str, ...], Remark]]:
    """Return what the rules find in a question's texts, each with the path of its text."""
    fields = list(fields)
    voice, evidence = _behind(course, fields, language=language, today=today)
    return [
        (field.path, remark_of(field.source, finding))
        for field in fields
        for finding in lint_words(
            field.source,
            resolver=voice,
            language=language,
            evidence=evidence,
            without=NOT_IN_QUESTIONS,
        )
    ]


def _behind(
    course: Course, fields: Iterable[MarkdownField], *, language: str, today: dt.date
) -> tuple[Voice, Evidence]:
    """What answers the references of these texts, and what their lints need to know."""
    mentioned = [one.source for one in fields]
    hidden = slugs_kept_from(course.owner)
    library = Library(as_of=today, mentioned=mentioned, hidden=hidden)
    return library.voice(language), gather(mentioned, hidden=hidden)


def question_beside(
    kind_key: str, texts: Mapping[str, Any], *, course: Course, language: str, today: dt.date
) -> tuple[list[FieldBeside], list[Remark]]:
    """Return the preview of each text in Markdown, and the remarks on all of them."""
    try:
        kind = registry.get(kind_key)
        fields = list(kind.markdown_fields(kind.parse_texts(dict(texts))))
    except FaultsFound as found:
        faults = [
            f"{words_of_leaf([str(step) for step in one.path])}: {told(one.message)}"
            for one in found.faults
        ]
        return [], [Remark("hint", fault, 1) for fault in faults]
    except UnknownQuestionType:
        return [], []
    voice, evidence = _behind(course, fields, language=language, today=today)
    shown, remarks = [], []
    for number, field in enumerate(fields):
        beside = beside_of(
            field.source,
            resolver=voice,
            language=language,
            evidence=evidence,
            without=NOT_IN_QUESTIONS,
            prefix=f"preview-{number}",
        )
        label = words_of_leaf(field.path)
        shown.append(FieldBeside(label, beside.passages, beside.prefix))
        name = f"id_text.{'.'.join(field.path)}"
        remarks += [replace(one, field=name) for one in beside.remarks]
    return shown, remarks
