from datetime import date

import pytest

from content.linting import ClauseStanding, Quote, lint_clause, lint_fact, stands_in

RECEIVED = "He said:\n “It's the   first of its kind” – and left. Twenty-five\u00a0people stayed."


@pytest.mark.parametrize(
    "quote",
    [
        "It’s the first of its kind",
        '"It\'s the first of its kind" - and left',
        "it's the first … twenty-five people",
        "He said [...] stayed.",
        "",
    ],
)
def test_a_quote_stands_in_its_source_however_it_is_set(quote):
    assert stands_in(quote, RECEIVED)


@pytest.mark.parametrize("quote", ["the last of its kind", "people … first", "He wrote"])
def test_other_words_do_not(quote):
    assert not stands_in(quote, RECEIVED)


def test_a_fact_without_citation_or_with_a_quote_that_is_not_there():
    assert [one.code for one in lint_fact("arrests", [])] == ["uncited-fact"]
    quotes = [Quote("He said", RECEIVED), Quote("never said", RECEIVED, "Europol"), Quote("x")]
    assert [(one.code, one.words, one.detail) for one in lint_fact("arrests", quotes)] == [
        ("quote", "never said", "Europol")
    ]


@pytest.mark.parametrize(
    ("standing", "codes"),
    [
        (ClauseStanding(is_law=False), []),
        (ClauseStanding(is_law=True), ["law-unchecked"]),
        (ClauseStanding(is_law=True, status="in-force"), ["law-unchecked"]),
        (ClauseStanding(is_law=True, status="in-force", checked_on=date(2026, 1, 1)), []),
    ],
)
def test_law_has_a_status_and_a_day(standing, codes):
    assert [one.code for one in lint_clause("law/A-1", standing)] == codes
