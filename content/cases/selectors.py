"""Reading cases: as their files would tell them, and as a compile needs them."""

from dataclasses import dataclass
from datetime import date

from content.cases.models import Case, CaseText
from content.cases.schemas import CaseFile, SectionEntry
from content.cases.telling import MAPS
from content.facts.selectors import (
    ConflictShown,
    FactShown,
    effective_facts,
    shown_conflicts,
)
from content.texts import pick


@dataclass(frozen=True)
class Tag:
    """A harm area or jurisdiction with its label in the language asked for."""

    slug: str
    label: str


@dataclass(frozen=True)
class Section:
    """A headed passage."""

    uid: str
    heading: str
    markdown: str


@dataclass(frozen=True)
class TimelineLine:
    """Something that happened; ``on`` is a partial ISO date, ``known`` is then or later."""

    uid: str
    on: str
    known: str
    markdown: str


@dataclass(frozen=True)
class Question:
    """What is not known or not settled."""

    uid: str
    markdown: str


@dataclass(frozen=True)
class CaseDocument:
    """A case in one language as it stands on a day: everything a compile needs of it.

    ``text_language`` is the language it is told in: the source language where
    nothing is translated. Single untranslated texts fall back alone and are
    listed in ``missing``.
    """

    slug: str
    revision: int
    language: str
    text_language: str
    languages: tuple[str, ...]
    title: str
    standfirst: str
    topic: str
    decision: str
    intensity: int
    checked_on: date
    taxonomy: str
    harm_areas: tuple[Tag, ...]
    jurisdictions: tuple[Tag, ...]
    sections: tuple[Section, ...]
    timeline: tuple[TimelineLine, ...]
    glance: tuple[FactShown, ...]
    conflicts: tuple[ConflictShown, ...]
    open_questions: tuple[Question, ...]
    is_stale: bool
    missing: tuple[str, ...]


def case_document(slug: str, language: str, as_of: date) -> CaseDocument | None:
    """The case in that language with its facts as they stand on that day; None if unknown."""
    case = (
        Case.objects.filter(slug=slug)
        .prefetch_related(
            "texts",
            "sections",
            "timeline",
            "open_questions",
            "harm_areas",
            "jurisdictions",
            "glance__fact",
        )
        .first()
    )
    return _document(case, language, as_of) if case else None


class _Telling:
    """One loaded case in one language; notes in ``missing`` what falls back to the source."""

    def __init__(self, case: Case, language: str) -> None:
        texts = {text.language: text for text in case.texts.all()}
        self.case, self.language, self.source = case, language, case.languages[0]
        self.own = texts.get(language)
        self.fallback = texts[self.source]
        self.missing: list[str] = [] if self.own else ["texts"]

    def framing(self, name: str) -> str:
        """The title, standfirst, topic or decision."""
        own = str(getattr(self.own, name)) if self.own else ""
        return own or self._missed(name, str(getattr(self.fallback, name)))

    def timeline(self) -> tuple[TimelineLine, ...]:
        """What happened, in order."""
        return tuple(
            TimelineLine(
                one.uid, one.happened_on, one.known, self._part(f"timeline.{one.uid}", one.texts)
            )
            for one in self.case.timeline.all()
        )

    def open_questions(self) -> tuple[Question, ...]:
        """What is not known or not settled, in order."""
        return tuple(
            Question(one.uid, self._part(f"open_questions.{one.uid}", one.texts))
            for one in self.case.open_questions.all()
        )

    def sections(self) -> tuple[Section, ...]:
        """The sections in the order of the source language."""
        rows = list(self.case.sections.all())
        translated = {row.uid: row for row in rows if row.language == self.language}
        for row in rows:
            if row.language == self.source and row.uid not in translated:
                self._missed(f"sections.{row.uid}", "")
        told = [translated.get(row.uid, row) for row in rows if row.language == self.source]
        return tuple(Section(row.uid, row.heading, row.body) for row in told)

    def _part(self, key: str, words: dict[str, str]) -> str:
        told = pick(words, self.language, self.case.languages)
        return told if self.language in words else self._missed(key, told)

    def _missed(self, key: str, told: str) -> str:
        if self.own:
            self.missing.append(key)
        return told


def _document(case: Case, language: str, as_of: date) -> CaseDocument:
    telling = _Telling(case, language)
    keys = [glance.fact.key for glance in case.glance.all()]
    facts = effective_facts(case.slug, language, as_of, keys=keys)
    own = telling.own
    told = {name: telling.framing(name) for name in MAPS}
    return CaseDocument(
        slug=case.slug,
        revision=case.revision,
        language=language,
        text_language=language if own else telling.source,
        languages=tuple(case.languages),
        **told,
        intensity=case.intensity,
        checked_on=case.checked_on,
        taxonomy=case.taxonomy,
        harm_areas=tuple(Tag(area.slug, area.label(language)) for area in case.harm_areas.all()),
        jurisdictions=tuple(
            Tag(place.slug, place.label(language)) for place in case.jurisdictions.all()
        ),
        sections=telling.sections(),
        timeline=telling.timeline(),
        glance=tuple(facts[key] for key in keys if key in facts),
        conflicts=shown_conflicts(case.slug, language, case.languages),
        open_questions=telling.open_questions(),
        is_stale=bool(own and own.made_from and own.made_from != case.source_digest),
        missing=tuple(telling.missing),
    )


def case_file(case: Case) -> CaseFile:
    """The case as case.yaml would tell it; ``translated_from`` names stale translations."""
    texts = {text.language: text for text in case.texts.all()}
    return CaseFile.model_validate(
        {
            "format": "casebook-case/1",
            "slug": case.slug,
            "languages": case.languages,
            "title": _map(texts, "title"),
            "standfirst": _map(texts, "standfirst"),
            "topic": _map(texts, "topic"),
            "harm_areas": sorted(area.slug for area in case.harm_areas.all()),
            "taxonomy": case.taxonomy,
            "jurisdictions": sorted(place.slug for place in case.jurisdictions.all()),
            "intensity": case.intensity,
            "checked_on": case.checked_on,
            "glance": [glance.fact.key for glance in case.glance.select_related("fact")],
            "timeline": [
                {"uid": one.uid, "on": one.happened_on, "known": one.known, "text": one.texts}
                for one in case.timeline.all()
            ],
            "open_questions": [
                {"uid": one.uid, "text": one.texts} for one in case.open_questions.all()
            ],
            "decision": _map(texts, "decision"),
            "translated_from": {
                language: text.made_from
                for language, text in texts.items()
                if text.made_from not in ("", case.source_digest)
            },
        }
    )


def case_sections(case: Case) -> dict[str, list[SectionEntry]]:
    """The sections by language, in order, as their files would tell them."""
    found: dict[str, list[SectionEntry]] = {}
    for row in case.sections.all():
        section = SectionEntry(uid=row.uid, heading=row.heading, body=row.body)
        found.setdefault(row.language, []).append(section)
    return found


def _map(texts: dict[str, CaseText], name: str) -> dict[str, str]:
    return {language: value for language, text in texts.items() if (value := getattr(text, name))}
