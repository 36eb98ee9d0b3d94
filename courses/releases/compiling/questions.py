"""Question parts: complete for grading, the same definition in each language, texts as HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core.problems import Problem, ProblemsFound
from courses.catalogue.drafts import QuestionDraft
from courses.questions import registry
from courses.questions.errors import Fault, FaultsFound, UnknownQuestionType
from courses.questions.prose import MarkdownField
from courses.questions.question_type import AnyQuestionType, Supply, Wants
from courses.releases.compiling.context import Context
from courses.releases.compiling.pieces import Made, Piece
from courses.releases.compiling.prose import Page


def question_pieces(context: Context) -> Iterator[Piece]:
    """Yield a piece per asked question and language; what cannot be read is a problem."""
    for question in context.asked.values():
        work = _read(context, question)
        if work is not None:
            yield from (work.piece(language) for language in context.languages)


@dataclass
class _Work:
    """One question while its parts are made; completed once for all its languages."""

    context: Context
    draft: QuestionDraft
    kind: AnyQuestionType
    definition: Any
    texts: dict[str, Any]
    wants: Wants
    supply: Supply
    covers: tuple[str, ...]
    _completed: tuple[Any, dict[str, Any]] | None = None

    def piece(self, language: str) -> Piece:
        said = {
            one: dict(words.texts) for one, words in self.draft.texts.items() if one in self.texts
        }
        voice = self.context.library.voice(language)
        inputs = {
            "type": self.draft.type,
            "marks": self.draft.marks,
            "difficulty": self.draft.difficulty,
            "intensity": self.draft.intensity,
            "covers": list(self.covers),
            "definition": dict(self.draft.definition),
            "texts": said,
            "forms": dict(self.supply.forms),
            "clauses": {one: dict(titles) for one, titles in self.supply.clauses.items()},
            "references": voice.fingerprint(_strings(said[language])),
        }
        return Piece("question", self.draft.uid, language, inputs, lambda: self._make(language))

    def _make(self, language: str) -> Made:
        definition, texts = self._complete(language)
        page = Page(self.context.library.voice(language), f"q-{self.draft.uid}", language)
        html = self.kind.map_markdown(texts[language], lambda one: self._html(page, one, language))
        body = {
            "uid": self.draft.uid,
            "prefix": page.prefix,
            "type": self.draft.type,
            "marks": self.draft.marks,
            "difficulty": self.draft.difficulty,
            "intensity": self.draft.intensity,
            "covers": list(self.covers),
            "definition": self.kind.to_json(definition),
            "texts": self.kind.to_json(html),
            "notes": page.notes_as_json(),
        }
        clauses = [key.rpartition("@") for key in self._clauses()]
        cited = [*page.references, *(("clause", key, int(number)) for key, _, number in clauses)]
        return Made(body, tuple(dict.fromkeys(cited)), page.problems)

    def _complete(self, language: str) -> tuple[Any, dict[str, Any]]:
        if self._completed is None:
            try:
                self._completed = self.kind.complete(self.definition, self.texts, self.supply)
            except FaultsFound as found:
                raise ProblemsFound(self._problems(found.faults, "")) from found
        definition, texts = self._completed
        if faults := self.kind.check(definition, texts[language]):
            raise ProblemsFound(self._problems(faults, language))
        return definition, texts

    def _html(self, page: Page, field: MarkdownField, language: str) -> str:
        path = ("texts", *field.path)
        place = self.context.places.question(self.draft.uid, *path, language=language)
        part = "-".join(str(step).replace("_", "-") for step in field.path)
        return page.html(
            field.source,
            part,
            file=place.file,
            line=place.line,
            key=place.key,
            is_inline=field.inline,
        )

    def _clauses(self) -> tuple[str, ...]:
        voice = self.context.library.voice(self.context.source)
        found = [voice.clause(key, None) for key in self.wants.clauses]
        return tuple(f"{one.key}@{one.version}" for one in found if one)

    def _problems(self, faults: Any, language: str) -> list[Problem]:
        return [_problem(self.context, self.draft, fault, language) for fault in faults]


def _read(context: Context, question: QuestionDraft) -> _Work | None:
    """Return the question with all that it needs from outside, or None and problems."""
    covers = context.covers(question.covers, context.places.question(question.uid, "covers"))
    try:
        kind = registry.get(question.type)
        definition = kind.parse_definition(dict(question.definition))
        texts = {
            language: kind.parse_texts(dict(question.texts[language].texts))
            for language in context.languages
        }
        wants = kind.wants(definition)
    except UnknownQuestionType:
        place = context.places.question(question.uid, "type")
        context.report.add(place.problem(f"there is no type “{question.type}”"))
        return None
    except FaultsFound as found:
        context.report.extend(_problem(context, question, fault, "") for fault in found.faults)
        return None
    supply = _supply(context, question, wants)
    if supply is None:
        return None
    return _Work(context, question, kind, definition, texts, wants, supply, covers)


def _supply(context: Context, question: QuestionDraft, wants: Wants) -> Supply | None:
    forms: dict[str, object] = {}
    clauses: dict[str, dict[str, str]] = {}
    is_whole = True
    if wants.form:
        for language in context.languages:
            form = context.library.form(wants.form, language)
            if form is not None:
                # The questions know a form by the name that the question gives it.
                forms[language] = {**form, "slug": wants.form}
        if len(forms) < len(context.languages):
            place = context.places.question(question.uid, "form")
            context.report.add(place.problem(f"there is no form “{wants.form}”"))
            is_whole = False
    for place_in_list, key in enumerate(wants.clauses):
        for language in context.languages:
            clause = context.library.voice(language).clause(key, None)
            if clause is None:
                place = context.places.question(question.uid, "clauses", place_in_list)
                context.report.add(place.problem(f"there is no clause “{key}” in effect"))
                is_whole = False
            else:
                clauses.setdefault(language, {})[key] = clause.title
    return Supply(forms=forms, clauses=clauses) if is_whole else None


def _problem(context: Context, question: QuestionDraft, fault: Fault, language: str) -> Problem:
    is_text = bool(fault.path) and fault.path[0] == "texts"
    place = context.places.question(question.uid, *fault.path, language=language if is_text else "")
    return place.problem(fault.message)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)
