"""The lints of a whole draft, as warnings with file and line."""

from __future__ import annotations

from collections.abc import Iterator

from content.linting import Finding, sentence_of
from core.problems import Problem
from courses.catalogue.lesson_settings import CaseSettings
from courses.questions import registry
from courses.questions.errors import FaultsFound, UnknownQuestionType
from courses.questions.prose import MarkdownField
from courses.releases.compiling.context import Context
from courses.releases.linting.evidence import (
    NOT_IN_QUESTIONS,
    Evidence,
    gather,
    lint_words,
)


def lint_draft(context: Context, evidence: Evidence | None = None) -> Iterator[Problem]:
    """Yield a warning for every finding in the placed lessons and asked questions.

    `evidence` is what stands behind their references, where it was read already.
    """
    lessons = [
        (lesson, language, lesson.draft.texts[language])
        for lesson in context.outline.lessons.values()
        for language in context.languages
        if language in lesson.draft.texts
    ]
    fields = list(_fields(context))
    cases = {
        lesson.settings.case
        for lesson, _language, _words in lessons
        if isinstance(lesson.settings, CaseSettings)
    }
    texts = [words.body for _lesson, _language, words in lessons]
    evidence = evidence or gather(
        [*texts, *(one.source for _uid, _language, one in fields)],
        cases=cases,
        hidden=context.library.hidden,
    )
    for lesson, language, words in lessons:
        voice = context.library.voice(language)
        file, line = context.places.body(lesson.draft.uid, language)
        for one in lint_words(words.body, resolver=voice, language=language, evidence=evidence):
            yield _warning(one, file, line, one.code)
    for uid, language, one_field in fields:
        place = context.places.question(uid, "texts", *one_field.path, language=language)
        for one in lint_words(
            one_field.source,
            resolver=context.library.voice(language),
            language=language,
            evidence=evidence,
            without=NOT_IN_QUESTIONS,
        ):
            yield _warning(one, place.file, place.line, place.key)


def _warning(finding: Finding, file: str, line: int, key: str) -> Problem:
    return Problem(file, line + finding.line - 1, key, sentence_of(finding), "warning")


def _fields(context: Context) -> Iterator[tuple[str, str, MarkdownField]]:
    for uid, question in context.asked.items():
        for language in context.languages:
            if language in question.texts:
                try:
                    kind = registry.get(question.type)
                    texts = kind.parse_texts(dict(question.texts[language].texts))
                except (UnknownQuestionType, FaultsFound):
                    continue  # said by whoever reads the question to compile it
                for one in kind.markdown_fields(texts):
                    yield uid, language, one
