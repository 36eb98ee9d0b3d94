"""Writing cases."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from content.cases.models import (
    Case,
    CaseSection,
    CaseText,
    GlanceFact,
    OpenQuestion,
    TimelineEntry,
)
from content.cases.schemas import CaseFile, SectionEntry
from content.cases.selectors import case_file, case_sections
from content.cases.telling import source_digest, told_in
from content.facts.models import FactSet
from content.vocabulary.models import HarmArea, Jurisdiction

if TYPE_CHECKING:
    from accounts.models import User

type Sections = Mapping[str, list[SectionEntry]]


@transaction.atomic
def store_case(
    *,
    head: CaseFile,
    sections: Sections,
    fact_set: FactSet,
    by: "User | None",
    at: datetime,
) -> bool:
    """The case is told as its files tell it; returns whether that changed anything.

    A change makes a new revision. A translation that stayed the same while its
    source changed keeps the digest it had, and so becomes stale. The facts are
    written before, by ``content.facts.services.store_facts``.
    """
    case = Case.objects.select_for_update().filter(slug=head.slug).first()
    if case is None:
        case = Case(slug=head.slug, revision=0, fact_set=fact_set)
        made_from: dict[str, str] = {}
    else:
        before, sections_before = case_file(case), case_sections(case)
        if before == head and sections_before == dict(sections):
            return False
        made_from = _kept_digests(case, before, sections_before, head, sections)
    case.revision += 1
    case.languages, case.taxonomy = head.languages, head.taxonomy
    case.intensity, case.checked_on = head.intensity, head.checked_on
    case.source_digest = source_digest(head, sections)
    case.updated_at, case.updated_by = at, by
    case.save()
    case.harm_areas.set(HarmArea.objects.filter(taxonomy=head.taxonomy, slug__in=head.harm_areas))
    case.jurisdictions.set(Jurisdiction.objects.filter(slug__in=head.jurisdictions))
    _store_texts(case, head, sections, made_from | head.translated_from)
    _store_parts(case, head)
    return True


def _kept_digests(
    case: Case,
    before: CaseFile,
    sections_before: Sections,
    head: CaseFile,
    sections: Sections,
) -> dict[str, str]:
    """What translations were made from that say the same as before."""
    return {
        text.language: text.made_from
        for text in case.texts.exclude(made_from="")
        if told_in(before, sections_before, text.language) == told_in(head, sections, text.language)
    }


def _store_texts(
    case: Case, head: CaseFile, sections: Sections, made_from: Mapping[str, str]
) -> None:
    source = head.languages[0]
    case.texts.all().delete()
    case.sections.all().delete()
    CaseText.objects.bulk_create(
        CaseText(
            case=case,
            language=language,
            title=head.title.get(language, ""),
            standfirst=head.standfirst.get(language, ""),
            topic=head.topic.get(language, ""),
            decision=head.decision.get(language, ""),
            made_from="" if language == source else made_from.get(language, case.source_digest),
        )
        for language in head.languages
        if language == source or told_in(head, sections, language)
    )
    CaseSection.objects.bulk_create(
        CaseSection(
            case=case,
            language=language,
            uid=section.uid,
            position=position,
            heading=section.heading,
            body=section.body,
        )
        for language, entries in sections.items()
        for position, section in enumerate(entries)
    )


def _store_parts(case: Case, head: CaseFile) -> None:
    case.timeline.all().delete()
    case.open_questions.all().delete()
    case.glance.all().delete()
    TimelineEntry.objects.bulk_create(
        TimelineEntry(
            case=case,
            uid=line.uid,
            position=position,
            happened_on=line.on,
            known=line.known,
            texts=line.text,
        )
        for position, line in enumerate(head.timeline)
    )
    OpenQuestion.objects.bulk_create(
        OpenQuestion(case=case, uid=question.uid, position=position, texts=question.text)
        for position, question in enumerate(head.open_questions)
    )
    facts = {fact.key: fact for fact in case.fact_set.facts.filter(key__in=head.glance)}
    GlanceFact.objects.bulk_create(
        GlanceFact(case=case, fact=facts[key], position=position)
        for position, key in enumerate(head.glance)
    )
