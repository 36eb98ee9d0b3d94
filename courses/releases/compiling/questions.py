"""Question parts: complete for grading, the same definition in each language, texts as HTML."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.problems import Problem, ProblemsFound
from courses.catalogue.drafts import CourseDraft, QuestionDraft
from courses.questions import registry
from courses.questions.errors import Fault, FaultsFound, UnknownQuestionType
from courses.questions.prose import MarkdownField
from courses.questions.question_type import AnyQuestionType, Supply, Wants
from courses.releases.compiling.context import Context
from courses.releases.compiling.library import Library
from courses.releases.compiling.outline import Outline
from courses.releases.compiling.pieces import Made, Piece
from courses.releases.compiling.prose import Page
from courses.releases.compiling.report import Report
from courses.releases.places import Places


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
            "references": voice.fingerprint(strings_in(said[language])),
        }
        return Piece("question", self.draft.uid, language, inputs, lambda: self._make(language))

    def _make(self, language: str) -> Made:
        definition, texts = self.complete(language)
        page = Page(self.context.library.voice(language), f"q-{self.draft.uid}", language)
        html = self.kind.map_markdown(texts, lambda one: self.html(page, one, language))
        body = self.body(definition, html, page)
        clauses = [key.rpartition("@") for key in self._clauses()]
        cited = [*page.references, *(("clause", key, int(number)) for key, _, number in clauses)]
        return Made(body, tuple(dict.fromkeys(cited)), page.problems)

    def body(self, definition: Any, html: Any, page: Page) -> dict[str, Any]:
        """Return the part; what is on the page has been drawn by then."""
        return {
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

    def complete(self, language: str) -> tuple[Any, Any]:
        """Return definition and texts of one language; raise ProblemsFound."""
        if self._completed is None:
            try:
                self._completed = self.kind.complete(self.definition, self.texts, self.supply)
            except FaultsFound as found:
                raise ProblemsFound(self._problems(found.faults, "")) from found
        definition, texts = self._completed
        if faults := self.kind.check(definition, texts[language]):
            raise ProblemsFound(self._problems(faults, language))
        return definition, texts[language]

    def html(self, page: Page, field: MarkdownField, language: str) -> str:
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


@dataclass(frozen=True)
class Tried:
    """A question as the compiler would make it: its part, and all there is to mend."""

    body: dict[str, Any] | None
    problems: tuple[Problem, ...]


def try_question(
    head: CourseDraft, question: QuestionDraft, *, as_of: date, hidden: Collection[str] = ()
) -> Tried:
    """Return what a question comes out as in the language that its course is written in.

    Reads the library and writes nothing. Problems have keys that begin with the uid; a text
    that cannot be drawn is empty in the part. There is no part where the question itself
    cannot be read.
    """
    language = head.source_language
    report = Report((language,))
    said = question.texts.get(language)
    mentioned = list(strings_in(dict(said.texts) if said else {}))
    library = Library(as_of=as_of, mentioned=mentioned, hidden=hidden)
    context = Context(head, Places(language), library, report, Outline(), (language,))
    work = _read(context, question)
    if work is None:
        return Tried(None, tuple(sorted(report.problems)))
    try:
        definition, texts = work.complete(language)
    except ProblemsFound as found:
        return Tried(None, tuple(sorted({*report.problems, *found.problems})))
    page = Page(library.voice(language), f"q-{question.uid}", language)

    def drawn(field: MarkdownField) -> str:
        try:
            return work.html(page, field, language)
        except ProblemsFound as found:
            report.extend(found.problems)
            return "<p></p>"

    html = work.kind.map_markdown(texts, drawn)
    report.extend(page.problems)
    body = work.body(definition, html, page)
    return Tried(body, tuple(sorted(report.problems)))


def strings_in(value: object) -> Iterator[str]:
    """Yield every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings_in(inner)
