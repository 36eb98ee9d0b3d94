import pytest
from django.db import IntegrityError, connection, transaction

from content.facts.models import Citation, Conflict, FactVersion
from core.append_only import unguarded
from tests.factories.content import (
    CitationFactory,
    FactFactory,
    FactSetFactory,
    FactVersionFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "column", ["statement", "figures", "unit", "status", "as_of", "number", "change"]
)
def test_a_fact_version_never_changes(column: str) -> None:
    FactVersionFactory()

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        FactVersion.objects.update(**{column: 7 if column == "number" else "other"})


def test_a_fact_version_is_never_deleted() -> None:
    version = FactVersionFactory()

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        version.delete()


def test_a_citation_never_changes_but_its_quote_can_be_redacted() -> None:
    citation = CitationFactory()

    Citation.objects.update(quote="█")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Citation.objects.update(source=SourceFactory())
    citation.refresh_from_db()
    assert citation.quote == "█"


def test_no_append_only_table_of_content_is_unguarded() -> None:
    assert [fault for fault in unguarded(connection) if "content_" in fault] == []


@pytest.mark.parametrize(("number", "change"), [(1, "editorial"), (2, ""), (2, "clarification")])
def test_only_versions_from_two_on_say_what_changed(number: int, change: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        FactVersionFactory(number=number, change=change)


def test_a_citation_needs_a_quote_or_a_locator() -> None:
    CitationFactory(quote="", locator="page 2")
    with pytest.raises(IntegrityError), transaction.atomic():
        CitationFactory(quote="", locator="")


def test_keys_numbers_and_uids_stand_once() -> None:
    fact = FactFactory(key="arrests")
    FactVersionFactory(fact=fact)
    Conflict.objects.create(fact_set=fact.fact_set, uid="one")

    with pytest.raises(IntegrityError), transaction.atomic():
        FactFactory(key="arrests")
    with pytest.raises(IntegrityError), transaction.atomic():
        FactVersionFactory(fact=fact)
    with pytest.raises(IntegrityError), transaction.atomic():
        Conflict.objects.create(fact_set=FactSetFactory(), uid="one")
