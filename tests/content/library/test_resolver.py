from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from content.library.resolver import LibraryResolver
from content.library.services import import_folders, shelf_of
from content.rendering import Citation, ResolvedCase, ResolvedClause, ResolvedTerm, render
from tests.content.folders import BACKGROUND, CASE, POLICY, replaced, write
from tests.factories.content import (
    CaseFactory,
    CitationFactory,
    ClauseFactory,
    ClauseVersionFactory,
    EditionFactory,
    FactFactory,
    FactVersionFactory,
    PolicyFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def resolver(language: str = "en", as_of: date = TODAY, **own: str) -> LibraryResolver:
    return LibraryResolver(as_of=as_of, language=language, **own)


def test_a_fact_is_found_with_its_note_and_sources() -> None:
    version = FactVersionFactory(fact__key="arrests", status="arrested", as_of="2025-02")
    CitationFactory(
        version=version, source__url="https://example.org/", source__published_on="2025"
    )

    found = resolver().fact("harbour/arrests", None)

    assert found is not None
    assert (found.key, found.version, found.figures) == ("harbour/arrests", 1, ("12",))
    assert found.note.citations == (
        Citation(
            publisher="The Gazette",
            title="What happened at the harbour",
            url="https://example.org/",
            published_on="2025",
            grade="B",
            quote="twelve people",
            locator="",
        ),
    )
    assert (found.note.number, found.note.status, found.note.as_of) == (0, "arrested", "2025-02")


def test_a_short_key_means_the_own_set_and_the_own_policy() -> None:
    FactVersionFactory(fact__key="arrests")
    version = ClauseVersionFactory(clause__code="AB-1")
    EditionFactory(policy=version.clause.policy, versions=[version])

    assert resolver().fact("arrests", None) is None
    assert resolver().clause("AB-1", None) is None
    assert resolver(fact_set="harbour").fact("arrests", None) is not None
    assert resolver(policy="platform").clause("AB-1", None) is not None


@pytest.mark.parametrize(
    ("as_of", "number"),
    [(date(2024, 1, 1), 1), (date(2025, 3, 31), 1), (date(2025, 4, 1), 2), (TODAY, 2)],
)
def test_a_fact_means_the_version_that_holds_on_the_day(as_of: date, number: int) -> None:
    fact = FactFactory(key="arrests")
    FactVersionFactory(fact=fact, as_of="2025-02")
    FactVersionFactory(fact=fact, number=2, as_of="2025-04")
    FactVersionFactory(fact=fact, number=3, as_of="2027")

    found = resolver(as_of=as_of).fact("harbour/arrests", None)
    named = resolver(as_of=as_of).fact("harbour/arrests", 3)

    assert found is not None
    assert named is not None
    assert (found.version, named.version) == (number, 3)
    assert resolver().fact("harbour/arrests", 4) is None


@pytest.mark.parametrize(
    ("as_of", "number"),
    [(date(2026, 2, 28), None), (date(2026, 3, 1), 1), (date(2026, 8, 31), 1), (TODAY, 2)],
)
def test_a_clause_means_the_version_of_the_edition_in_effect(
    as_of: date, number: int | None
) -> None:
    clause = ClauseFactory(code="AB-1")
    first = ClauseVersionFactory(clause=clause)
    second = ClauseVersionFactory(clause=clause, number=2)
    EditionFactory(policy=clause.policy, versions=[first])
    EditionFactory(policy=clause.policy, effective_on=date(2026, 9, 1), versions=[second])

    found = resolver(as_of=as_of).clause("platform/AB-1", None)

    assert (found.version if found else None) == number
    named = resolver("es", as_of).clause("platform/AB-1", 2)
    assert named == ResolvedClause("platform/AB-1", 2, "AB-1", "Una cláusula")


def test_what_is_not_there_is_none() -> None:
    PolicyFactory()
    FactFactory(key="retired", is_retired=True)
    nothing = resolver()

    assert nothing.fact("harbour/retired", None) is None
    assert nothing.fact("nowhere/arrests", None) is None
    assert nothing.clause("platform/AB-1", None) is None
    assert nothing.clause("nowhere/AB-1", 1) is None
    assert nothing.term("nothing") is None
    assert nothing.case("nowhere") is None


def test_terms_and_cases_are_told_in_the_language_or_the_source() -> None:
    TermFactory(slug="hash", texts={"en": "Hash", "es": "Resumen"})
    TermFactory(slug="seat", texts={"en": "Seat"})
    CaseFactory(slug="port", title="The port")

    spanish = resolver("es")

    assert spanish.term("hash") == ResolvedTerm("hash", "Resumen")
    assert spanish.term("seat") == ResolvedTerm("seat", "Seat")
    assert spanish.case("port") == ResolvedCase("port", "The port")


@pytest.mark.parametrize("item_count", [1, 30])
def test_the_number_of_queries_does_not_grow_with_the_references(
    item_count: int, django_assert_num_queries
) -> None:
    policy = PolicyFactory()
    clauses = []
    for number in range(item_count):
        CitationFactory(version__fact__key=f"f{number}")
        clauses.append(ClauseVersionFactory(clause__policy=policy, clause__code=f"AB-{number}"))
        TermFactory(slug=f"t{number}")
    EditionFactory(policy=policy, versions=clauses)
    CaseFactory(slug="port")
    source = "\n\n".join(
        f"Twelve is 12 [fact:harbour/f{n}], see [clause:platform/AB-{n}], [term:t{n}], [case:port]."
        for n in range(item_count)
    )

    with django_assert_num_queries(14):
        rendered = render(source, resolver=resolver(), prefix="p")

    assert len(rendered.references) == item_count * 3 + 1


def test_a_shelf_answers_as_the_library_will(words: None, tmp_path: Path) -> None:
    case = replaced(CASE, "sections.en.md", "Nothing yet.", "See [clause:house/AB-2].")
    TermFactory(slug="hash", texts={"en": "Hash"})
    paths = [
        write(tmp_path, case, "a"),
        write(tmp_path, POLICY, "b"),
        write(tmp_path, BACKGROUND, "c"),
    ]
    keys = ["harbour/arrests", "harbour/led-by", "harbour/none", "practice/hours", "house/x"]
    codes = ["house/AB-1", "house/AB-2", "house/AB-3", "harbour/AB-1"]

    def answers(found: LibraryResolver) -> list[object]:
        return [
            *(found.fact(key, version) for key in keys for version in (None, 1, 2)),
            *(found.clause(code, version) for code in codes for version in (None, 1, 2, 3)),
            *(found.case(slug) for slug in ("harbour", "house", "none")),
        ]

    shelf, _ordered = shelf_of(paths)
    beside = {
        language: answers(LibraryResolver(as_of=TODAY, language=language, beside=shelf))
        for language in ("en", "es")
    }
    import_folders(paths, by=None, at=datetime(2026, 11, 22, tzinfo=UTC))

    assert beside == {language: answers(resolver(language)) for language in ("en", "es")}
    assert sum(one is not None for one in beside["en"]) == 12


def test_a_preview_loads_of_a_set_what_its_text_mentions() -> None:
    arrests = FactVersionFactory(fact__key="arrests").fact
    for key in ("boats", "days"):
        FactVersionFactory(fact=FactFactory(key=key, fact_set=arrests.fact_set))

    told = LibraryResolver(as_of=TODAY, language="en", mentioned=["Some [fact:harbour/arrests]."])
    assert told.fact("harbour/arrests", None)
    assert set(told._sets["harbour"]) == {"arrests"}
    assert told.fact("harbour/boats", None)
    assert set(told._sets["harbour"]) == {"arrests", "boats"}
