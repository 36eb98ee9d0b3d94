from datetime import date

import pytest

from content.facts.models import Conflict, ConflictCitation, ConflictPosition, FactText
from content.facts.selectors import (
    effective_facts,
    effective_version,
    fact_versions,
    shown_conflicts,
)
from content.texts import text_digest
from tests.factories.content import (
    CitationFactory,
    FactFactory,
    FactSetFactory,
    FactVersionFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("as_of", "number"),
    [(date(2024, 12, 31), 1), (date(2025, 3, 1), 2), (date(2025, 12, 31), 2), (TODAY, 3)],
)
def test_the_newest_version_that_is_not_dated_later_holds(as_of: date, number: int) -> None:
    fact = FactFactory()
    versions = [
        FactVersionFactory(fact=fact, as_of="2025-01"),
        FactVersionFactory(fact=fact, number=2, as_of="2025-03-01"),
        FactVersionFactory(fact=fact, number=3, as_of="2026"),
    ]

    found = effective_version(reversed(versions), as_of)

    assert found == versions[number - 1]
    assert effective_version([], as_of) is None


def test_a_fact_is_told_in_the_language_or_the_source() -> None:
    version = FactVersionFactory(fact__key="a")
    FactVersionFactory(fact__key="b")
    FactText.objects.create(
        version=version, language="es", statement="Doce.", made_from=text_digest(version.statement)
    )

    told = effective_facts("harbour", "es", TODAY)

    assert [(one.statement, one.language, one.is_stale) for one in told.values()] == [
        ("Doce.", "es", False),
        ("12 people were arrested.", "en", False),
    ]


def test_a_translation_of_other_words_is_stale() -> None:
    version = FactVersionFactory(fact__key="a")
    FactText.objects.create(
        version=version, language="es", statement="Once.", made_from=text_digest("11 people.")
    )

    assert effective_facts("harbour", "es", TODAY)["a"].is_stale


def test_only_the_keys_asked_for_that_are_not_retired_are_told() -> None:
    for key in ("a", "b", "c"):
        FactVersionFactory(fact__key=key, fact__is_retired=key == "c")

    assert list(effective_facts("harbour", "en", TODAY, keys=["b", "c", "d"])) == ["b"]


@pytest.mark.parametrize("item_count", [1, 3])
def test_facts_are_told_in_six_queries(item_count: int, django_assert_num_queries) -> None:
    for _ in range(item_count):
        version = CitationFactory().version
        Conflict.objects.create(fact_set=version.fact.fact_set, uid=version.fact.key).facts.set(
            [version.fact]
        )

    with django_assert_num_queries(6):
        told = effective_facts("harbour", "es", TODAY)

    assert [(one.is_disputed, len(one.citations)) for one in told.values()] == [
        (True, 1)
    ] * item_count


@pytest.mark.parametrize("item_count", [1, 3])
def test_conflicts_that_are_shown_are_told_with_their_positions(
    item_count: int, django_assert_num_queries
) -> None:
    facts = FactSetFactory()
    fact = FactFactory(fact_set=facts, key="arrests")
    for number in range(item_count + 1):
        conflict = Conflict.objects.create(
            fact_set=facts,
            uid=f"c{number}",
            position=number,
            questions={"en": "How many?", "es": "¿Cuántas?"},
            taught={"en": "12 [fact:arrests], by [clause:law/L-1]"},
            is_shown=number < item_count,
        )
        conflict.facts.set([fact])
        for place in range(2):
            held = ConflictPosition.objects.create(
                conflict=conflict, position=place, values={"en": str(12 + place)}
            )
            ConflictCitation.objects.create(held=held, source=SourceFactory(), quote="a")

    with django_assert_num_queries(5):
        told = shown_conflicts("harbour", "es", ["en", "es"])

    assert [one.uid for one in told] == [f"c{n}" for n in range(item_count)]
    assert (told[0].question, told[0].taught, told[0].facts) == (
        "¿Cuántas?", "12, by L-1", ("harbour/arrests",),
    )  # fmt: skip
    assert [(one.value, len(one.citations)) for one in told[0].positions] == [("12", 1), ("13", 1)]


def test_rows_are_found_by_full_key_and_version(django_assert_num_queries) -> None:
    first = FactVersionFactory(fact__key="a")
    second = FactVersionFactory(fact=first.fact, number=2)
    FactVersionFactory(fact__key="b")

    with django_assert_num_queries(1):
        found = fact_versions(["harbour/a@1", "harbour/a@2", "harbour/c@1", "port/a@1"])

    assert found == {"harbour/a@1": first, "harbour/a@2": second}
