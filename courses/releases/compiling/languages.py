"""What a language lacks to enter a release, and which translations are behind their source."""

from __future__ import annotations

from collections.abc import Iterable

from courses.catalogue.drafts import CourseDraft
from courses.catalogue.lesson_settings import CaseSettings, ExerciseSettings
from courses.releases.compiling.context import Context
from courses.releases.compiling.library import Library
from courses.releases.compiling.outline import Outline, PlacedLesson
from courses.releases.compiling.pieces import Piece
from courses.releases.compiling.report import Report
from courses.releases.places import Place, Places


def check_texts(
    draft: CourseDraft, places: Places, outline: Outline, library: Library, report: Report
) -> None:
    """Find what each language lacks in the draft, and in the cases and forms that it uses.

    In the source language it is an error; in another, the language stays out of the candidate.
    """
    checker = _Checker(draft, places, library, report)
    for language in draft.languages:
        checker.check_head(language)
        for lesson in outline.lessons.values():
            checker.check_lesson(lesson, language)
        checker.check_questions(outline.questions, language)


class _Checker:
    def __init__(
        self, draft: CourseDraft, places: Places, library: Library, report: Report
    ) -> None:
        self.draft = draft
        self.places = places
        self.library = library
        self.report = report
        self.source = draft.source_language

    def check_head(self, language: str) -> None:
        for key, texts in (("title", self.draft.titles), ("summary", self.draft.summaries)):
            if not texts.get(language):
                self._missing(language, f"the course's {key}", self.places.course(key))
        for index, module in enumerate(self.draft.modules):
            if not module.titles.get(language):
                place = self.places.course("modules", index, "title")
                self._missing(language, f"the title of module {module.uid}", place)

    def check_lesson(self, lesson: PlacedLesson, language: str) -> None:
        uid, texts = lesson.draft.uid, lesson.draft.texts
        words, source = texts.get(language), texts.get(self.source)
        place = self.places.lesson(uid, language=language)
        if words is None or not words.is_ready or not words.title or not words.topic:
            self._missing(language, f"lesson {uid}", place)
        elif not words.body.strip() and (
            source is None or source.body.strip() or _needs_body(lesson)
        ):
            self._missing(language, f"the text of lesson {uid}", place)
        elif source and language != self.source and words.made_from != source.digest:
            self._stale(language, f"lesson {uid}", place)
        if isinstance(lesson.settings, CaseSettings):
            self._check_case(lesson.settings.case, language)
        if isinstance(lesson.settings, ExerciseSettings):
            self._check_form(lesson.settings.form, language, place)

    def check_questions(self, uids: Iterable[str], language: str) -> None:
        known = {question.uid: question for question in self.draft.questions}
        for uid in uids:
            texts = known[uid].texts
            words, source = texts.get(language), texts.get(self.source)
            place = self.places.question(uid, language=language)
            if words is None or not words.is_ready:
                self._missing(language, f"question {uid}", place)
            elif source and language != self.source and words.made_from != source.digest:
                self._stale(language, f"question {uid}", place)
            form = known[uid].definition.get("form")
            if isinstance(form, str):
                self._check_form(form, language, place)

    def _check_case(self, slug: str, language: str) -> None:
        document = self.library.case(slug, language)
        if document is None or language == self.source:
            return
        if document.text_language != language or document.missing:
            self._missing(language, f"case {slug}", Place(slug))
        elif document.is_stale:
            self._stale(language, f"case {slug}", Place(slug))

    def _check_form(self, slug: str, language: str, place: Place) -> None:
        is_told = self.library.form(slug, language) is not None
        if language != self.source and not is_told and self.library.has_form(slug):
            self._missing(language, f"form {slug}", place)

    def _missing(self, language: str, what: str, place: Place) -> None:
        if language == self.source:
            self.report.add(place.problem(f"{what} is missing or not ready in {language}"))
            return
        self.report.missing(language, what)

    def _stale(self, language: str, what: str, place: Place) -> None:
        self.report.stale(language, what)
        self.report.add(place.problem(f"{what} was translated from an older text", "warning"))


def _needs_body(lesson: PlacedLesson) -> bool:
    """A reading is its text, and an attestation says what is attested."""
    return lesson.draft.kind in {"reading", "attestation"}


def check_pieces(context: Context, pieces: Iterable[Piece]) -> None:
    """Find cited facts that are not told in a language, and texts that cite otherwise."""
    by_uid: dict[tuple[str, str], dict[str, set[tuple[str, str, int]]]] = {}
    for piece in pieces:
        by_uid.setdefault((piece.kind, piece.uid), {})[piece.language] = set(piece.references)
        if piece.language != context.source:
            _check_facts(context, piece)
    for (kind, uid), cited in by_uid.items():
        for language, references in cited.items():
            if references != cited.get(context.source, references):
                place = _place(context, kind, uid, language)
                message = "cites other facts or clauses than the source text"
                context.report.add(place.problem(message, "warning"))


def _check_facts(context: Context, piece: Piece) -> None:
    voice = context.library.voice(piece.language)
    for kind, key, version in piece.references:
        if kind != "fact":
            continue
        language, is_stale = voice.state(key, version)
        if language != piece.language:
            context.report.missing(piece.language, f"fact {key}")
        elif is_stale:
            context.report.stale(piece.language, f"fact {key}")


def _place(context: Context, kind: str, uid: str, language: str) -> Place:
    if kind == "question":
        return context.places.question(uid, language=language)
    return context.places.lesson(uid, language=language)


def warn_of_missing(context: Context) -> None:
    """Say of each language that stays out why it does."""
    for language, state in context.report.states.items():
        if state.missing and language != context.source:
            place = context.places.course("languages")
            few = ", ".join(state.missing[:5])
            more = f" and {len(state.missing) - 5} more" if len(state.missing) > 5 else ""
            message = f"{language} stays out of the release; missing: {few}{more}"
            context.report.add(place.problem(message, "warning"))
