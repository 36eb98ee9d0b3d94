"""Rows of what is known, each the smallest that the tables accept."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from content.cases.models import Case, CaseText
from content.facts.models import Citation, Fact, FactSet, FactVersion
from content.policies.models import (
    Chapter,
    Clause,
    ClauseVersion,
    Edition,
    EditionClause,
    Policy,
)
from content.sources.models import Source
from content.vocabulary.models import HarmArea, Jurisdiction, Term, TermText

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class HarmAreaFactory(DjangoModelFactory[HarmArea]):
    class Meta:
        model = HarmArea
        django_get_or_create = ("taxonomy", "slug")

    taxonomy = "dsa-2"
    slug = "synthetic-media"
    labels = {"en": "Synthetic media", "es": "Medios sintéticos"}


class JurisdictionFactory(DjangoModelFactory[Jurisdiction]):
    class Meta:
        model = Jurisdiction
        django_get_or_create = ("slug",)

    slug = "eu"
    labels = {"en": "European Union", "es": "Unión Europea"}


class TermFactory(DjangoModelFactory[Term]):
    class Meta:
        model = Term
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"term-{n}")
    languages = ["en", "es"]

    @factory.post_generation
    def texts(self, create: bool, extracted: dict[str, str] | None) -> None:
        for language, label in (extracted or {"en": "Term"}).items():
            TermText.objects.create(
                term=self, language=language, label=label, definition=f"{label} explained"
            )


class SourceFactory(DjangoModelFactory[Source]):
    class Meta:
        model = Source

    set_slug = "harbour"
    key = factory.Sequence(lambda n: f"s{n}")
    publisher = "The Gazette"
    title = "What happened at the harbour"
    grade = "B"


class FactSetFactory(DjangoModelFactory[FactSet]):
    class Meta:
        model = FactSet
        django_get_or_create = ("slug",)

    slug = "harbour"
    kind = "background"
    languages = ["en", "es"]


class FactFactory(DjangoModelFactory[Fact]):
    class Meta:
        model = Fact

    fact_set = factory.SubFactory(FactSetFactory)
    key = factory.Sequence(lambda n: f"fact-{n}")
    position = factory.Sequence(lambda n: n)


class FactVersionFactory(DjangoModelFactory[FactVersion]):
    class Meta:
        model = FactVersion

    fact = factory.SubFactory(FactFactory)
    number = 1
    change = factory.LazyAttribute(lambda version: "" if version.number == 1 else "substantive")
    statement = "12 people were arrested."
    figures = ["12"]
    created_at = AT


class CitationFactory(DjangoModelFactory[Citation]):
    class Meta:
        model = Citation

    version = factory.SubFactory(FactVersionFactory)
    source = factory.SubFactory(SourceFactory)
    quote = "twelve people"


class CaseFactory(DjangoModelFactory[Case]):
    class Meta:
        model = Case
        skip_postgeneration_save = True

    slug = "harbour"
    languages = ["en", "es"]
    fact_set = factory.SubFactory(FactSetFactory, slug=factory.SelfAttribute("..slug"), kind="case")
    taxonomy = "dsa-2"
    intensity = 1
    checked_on = date(2026, 11, 22)
    source_digest = "0" * 64
    updated_at = AT

    @factory.post_generation
    def title(self, create: bool, extracted: str | None) -> None:
        CaseText.objects.create(
            case=self, language="en", title=extracted or "The harbour", topic="A topic"
        )


class PolicyFactory(DjangoModelFactory[Policy]):
    class Meta:
        model = Policy
        skip_postgeneration_save = True

    slug = "platform"
    kind = "policy"
    languages = ["en", "es"]
    titles = {"en": "Platform policy", "es": "Política"}
    summaries = {"en": "A summary.", "es": "Un resumen."}
    fact_set = factory.SubFactory(
        FactSetFactory, slug=factory.SelfAttribute("..slug"), kind="policy"
    )
    taxonomy = "dsa-2"
    updated_at = AT


class ChapterFactory(DjangoModelFactory[Chapter]):
    class Meta:
        model = Chapter

    policy = factory.SubFactory(PolicyFactory)
    uid = factory.Sequence(lambda n: f"chapter-{n}")
    position = factory.Sequence(lambda n: n)
    titles = {"en": "A chapter"}


class ClauseFactory(DjangoModelFactory[Clause]):
    class Meta:
        model = Clause

    policy = factory.SubFactory(PolicyFactory)
    code = factory.Sequence(lambda n: f"CL-{n}")
    position = factory.Sequence(lambda n: n)
    titles = {"en": "A clause", "es": "Una cláusula"}


class ClauseVersionFactory(DjangoModelFactory[ClauseVersion]):
    class Meta:
        model = ClauseVersion

    clause = factory.SubFactory(ClauseFactory)
    number = 1
    change = factory.LazyAttribute(lambda version: "" if version.number == 1 else "change")
    text = "Nobody does this."
    created_at = AT


class EditionFactory(DjangoModelFactory[Edition]):
    class Meta:
        model = Edition
        skip_postgeneration_save = True

    policy = factory.SubFactory(PolicyFactory)
    uid = factory.Sequence(lambda n: f"edition-{n}")
    labels = {"en": "An edition"}
    effective_on = date(2026, 3, 1)

    @factory.post_generation
    def versions(self, create: bool, extracted: list[ClauseVersion] | None) -> None:
        for version in extracted or []:
            EditionClause.objects.create(edition=self, version=version)
