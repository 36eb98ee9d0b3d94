"""Case parts: a case, or the sections of it that a shorter account tells, on a lesson's page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from content.cases.selectors import CaseDocument
from content.facts.selectors import ConflictShown, FactShown
from content.rendering import Citation, Note
from courses.catalogue.lesson_settings import CaseSettings
from courses.releases.compiling.context import Context
from courses.releases.compiling.outline import PlacedLesson
from courses.releases.compiling.pieces import Made, Piece
from courses.releases.compiling.prose import Page


def case_lessons(context: Context) -> Iterator[tuple[PlacedLesson, CaseSettings]]:
    """Yield the placed lessons that tell a case."""
    for lesson in context.outline.lessons.values():
        if isinstance(lesson.settings, CaseSettings):
            yield lesson, lesson.settings


def case_pieces(context: Context) -> Iterator[Piece]:
    """Yield a piece per case lesson and language; an unknown case or section is a problem."""
    for lesson, settings in case_lessons(context):
        place = context.places.lesson(lesson.draft.uid, "case")
        source = context.library.case(settings.case, context.source)
        if source is None:
            context.report.add(place.problem(f"there is no case “{settings.case}”"))
            continue
        known = {section.uid for section in source.sections}
        for index, uid in enumerate(settings.sections or []):
            if uid not in known:
                there = context.places.lesson(lesson.draft.uid, "sections", index)
                context.report.add(there.problem(f"the case has no section “{uid}”"))
        if source.intensity > lesson.draft.intensity and not settings.sections:
            there = context.places.lesson(lesson.draft.uid, "intensity")
            message = f"is lower than that of the case ({source.intensity})"
            context.report.add(there.problem(message, "warning"))
        for language in context.languages:
            document = context.library.case(settings.case, language)
            if document is not None:
                yield _piece(context, lesson, settings, document, language)


def _piece(
    context: Context,
    lesson: PlacedLesson,
    settings: CaseSettings,
    document: CaseDocument,
    language: str,
) -> Piece:
    voice = context.library.voice(language).within(document.slug)
    introduction = lesson.draft.texts[language].body
    told = asdict(document)
    inputs = {
        "document": json.loads(json.dumps(told, default=str)),
        "sections": settings.sections,
        "introduction": introduction,
        "references": voice.fingerprint([introduction, *_strings(told)]),
    }

    def make() -> Made:
        page = Page(voice, f"l-{lesson.draft.uid}", language)
        if introduction:
            # The introduction stands above the case: its notes are numbered first.
            file, line = context.places.body(lesson.draft.uid, language)
            page.blocks(introduction, file=file, line=line)
        page.references.clear()
        page.words = 0
        body = _body(page, document, settings.sections)
        return Made(body, tuple(page.references), page.problems)

    return Piece("case", lesson.draft.uid, language, inputs, make)


def _body(page: Page, case: CaseDocument, chosen: list[str] | None) -> dict[str, Any]:
    """Render in the order of the page, since the notes are numbered in it."""
    sections = [one for one in case.sections if chosen is None or one.uid in chosen]
    head = {
        "slug": case.slug,
        "prefix": page.prefix,
        "title": case.title,
        "topic": case.topic,
        "standfirst": _blocks(page, case, case.standfirst, "standfirst"),
        "intensity": case.intensity,
        "checked_on": case.checked_on.isoformat(),
        "harm_areas": [asdict(one) for one in case.harm_areas],
        "jurisdictions": [asdict(one) for one in case.jurisdictions],
        "glance": [_fact(page, one) for one in case.glance],
        "is_shortened": chosen is not None,
    }
    told = {
        "sections": [
            {
                "uid": one.uid,
                "heading": one.heading,
                "blocks": _blocks(page, case, one.markdown, one.uid),
            }
            for one in sections
        ],
        "timeline": [
            {
                "uid": one.uid,
                "on": one.on,
                "known": one.known,
                "blocks": _blocks(page, case, one.markdown, f"timeline-{one.uid}"),
            }
            for one in case.timeline
        ],
        "conflicts": [_conflict(one) for one in case.conflicts],
        "open_questions": [
            {"uid": one.uid, "blocks": _blocks(page, case, one.markdown, f"open-{one.uid}")}
            for one in case.open_questions
        ],
        "decision": _blocks(page, case, case.decision, "decision"),
    }
    return {**head, **told, "notes": page.notes_as_json(), "words": page.words}


def _blocks(page: Page, case: CaseDocument, source: str, part: str) -> list[list[Any]]:
    file = f"{case.slug}/{part} ({page.language})"
    return page.blocks(source, part, file=file, line=1, top_heading=3)


def _fact(page: Page, fact: FactShown) -> dict[str, Any]:
    note = Note(
        number=0,
        key=fact.key,
        version=fact.version,
        statement=fact.statement,
        status=fact.status,
        as_of=fact.as_of,
        citations=tuple(Citation(**asdict(one)) for one in fact.citations),
        disputed=fact.is_disputed,
    )
    return {
        "key": fact.key,
        "version": fact.version,
        "statement": fact.statement,
        "figures": list(fact.figures),
        "unit": fact.unit,
        "status": fact.status,
        "as_of": fact.as_of,
        "disputed": fact.is_disputed,
        "note": page.cite(note),
    }


def _conflict(conflict: ConflictShown) -> dict[str, Any]:
    return {
        "uid": conflict.uid,
        "facts": list(conflict.facts),
        "question": conflict.question,
        "positions": [
            {"value": one.value, "citations": [asdict(cited) for cited in one.citations]}
            for one in conflict.positions
        ],
        "taught": conflict.taught,
        "why": conflict.why,
    }


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)
