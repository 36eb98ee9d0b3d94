"""Lesson and form parts: what is read, what is asked, and the digests of what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from courses.catalogue.lesson_settings import ExerciseSettings
from courses.releases.compiling.context import Context
from courses.releases.compiling.outline import PlacedLesson
from courses.releases.compiling.pieces import Made, Piece
from courses.releases.compiling.prose import Page

# By uid (or form slug) and language.
type Digests = Mapping[tuple[str, str], str]


def form_pieces(context: Context) -> Iterator[Piece]:
    """Yield a piece per form of an exercise and language."""
    slugs = dict.fromkeys(
        lesson.settings.form
        for lesson in context.outline.lessons.values()
        if isinstance(lesson.settings, ExerciseSettings)
    )
    for slug in slugs:
        for language in context.languages:
            form = context.library.form(slug, language)
            if form is not None:
                yield _form_piece(slug, language, form)


def _form_piece(slug: str, language: str, form: dict[str, Any]) -> Piece:
    body = {**form, "slug": slug}
    return Piece("form", slug, language, {"form": body}, lambda: Made(body))


def check_seats(context: Context) -> None:
    """The form of each exercise is there, and knows the seat that the exercise is told by."""
    for lesson in context.outline.lessons.values():
        settings = lesson.settings
        if not isinstance(settings, ExerciseSettings):
            continue
        form = context.library.form(settings.form, context.source)
        if form is None:
            place = context.places.lesson(lesson.draft.uid, "form")
            context.report.add(place.problem(f"there is no form “{settings.form}”"))
        elif settings.seat not in {seat["key"] for seat in form["seats"]}:
            place = context.places.lesson(lesson.draft.uid, "seat")
            context.report.add(place.problem(f"the form has no seat “{settings.seat}”"))


def lesson_pieces(
    context: Context, questions: Digests, cases: Digests, forms: Digests
) -> Iterator[Piece]:
    """Yield a piece per placed lesson and language."""
    for lesson in context.outline.lessons.values():
        for language in context.languages:
            hangs = _hangs(lesson, language, questions, cases, forms)
            yield _lesson_piece(context, lesson, language, hangs)


def _hangs(
    lesson: PlacedLesson, language: str, questions: Digests, cases: Digests, forms: Digests
) -> dict[str, Any]:
    """Return what a lesson of this kind has besides its text."""
    if lesson.draws:
        found: dict[str, Any] = {
            "draws": [dict(draw) for draw in lesson.draws],
            "questions": {uid: questions.get((uid, language), "") for uid in lesson.questions},
        }
        if isinstance(lesson.settings, ExerciseSettings):
            found["form"] = forms.get((lesson.settings.form, language), "")
            found["seat"] = lesson.settings.seat
        return found
    if lesson.draft.kind == "case":
        return {"case": cases.get((lesson.draft.uid, language), "")}
    return {}


def _lesson_piece(
    context: Context, lesson: PlacedLesson, language: str, hangs: dict[str, Any]
) -> Piece:
    words = lesson.draft.texts[language]
    voice = context.library.voice(language)
    inputs = {
        "kind": lesson.draft.kind,
        "title": words.title,
        "topic": words.topic,
        "body": words.body,
        "hangs": hangs,
        "references": voice.fingerprint([words.body]),
    }

    def make() -> Made:
        page = Page(voice, f"l-{lesson.draft.uid}", language)
        file, line = context.places.body(lesson.draft.uid, language)
        blocks = page.blocks(words.body, file=file, line=line) if words.body else []
        body = {
            "uid": lesson.draft.uid,
            "prefix": page.prefix,
            "kind": lesson.draft.kind,
            "title": words.title,
            "topic": words.topic,
            "blocks": blocks,
            "notes": page.notes_as_json(),
            "words": page.words,
            **hangs,
        }
        return Made(body, tuple(page.references), page.problems)

    return Piece("lesson", lesson.draft.uid, language, inputs, make)
