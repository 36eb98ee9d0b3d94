"""Whatever the text: it is read, in bounded time, the same each time, with quotes in place."""

import contextlib
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.importing.as_data import findings_data
from content.importing.reading import read_report
from content.importing.receiving import NotReceivable, receive
from content.importing.results import Findings
from core.canonical import canonical_bytes
from tests.unbounded import no_more_than

PIECES = st.sampled_from(
    [
        "Operation Cumberland", "Europol", "25 people", "were arrested", "on 26 February 2025",
        "Oct. 14", "18/09/2024", "$15bn", "1.8 million", "two dozen", "led by", "Danish police",
        "with the support of", "U.S.", "日本語。", "\u00a0", "<b>", "half a million",
        "Mr. John Sample, 37,",
        "“", "”", "—", "(", ")", ". ", "\n\n",
        "\r\n", "\n", " ", ", ", "- ", "# ", "KEY FIGURES", "LEAVE A REPLY", "between", "and", "to",
        "allegedly", "10-23 March", "\x00", "\u202e", "ß",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=600), st.lists(PIECES, max_size=60).map(" ".join))


def quotes_of(found: Findings) -> list[tuple[str, int, int]]:
    spans = [*found.lead, *found.furniture, *([found.title] if found.title else [])]
    for section in found.sections:
        spans += [section.heading, *section.paragraphs]
    named = chain(found.organisations, found.countries, found.operations, found.persons)
    whole = [*spans, *found.facts, *found.timeline, *named]
    return [(one.quote, one.start, one.end) for one in whole]


@given(TEXTS)
@settings(deadline=None)
def test_any_text_is_read_with_every_quote_at_its_place(text: str) -> None:
    found = read_report(text)

    for quote, start, end in quotes_of(found):
        assert text[start:end] == quote
        assert quote
    for fact in found.facts:
        assert fact.start <= fact.mark_start < fact.mark_end <= fact.end
        if fact.figure:
            assert text[fact.figure.start : fact.figure.end] == fact.figure.written
    assert len({fact.key for fact in found.facts}) == len(found.facts)
    assert findings_data(read_report(text)) == findings_data(found)


@given(st.one_of(TEXTS, st.lists(st.sampled_from(
    ["<p>", "</p>", "<div class='share'>", "</div>", "<li>", "<h1>", "</h1>", "<br>", "<table>",
     "<td>", "<script>", "</script>", "<!--", "&amp;", "&#0;", "25 arrests.", "<nav>", "</nav>"]
), max_size=40).map("".join)), st.sampled_from(["txt", "md", "html"]))  # fmt: skip
@settings(deadline=None)
def test_anything_pasted_is_received_or_refused(text: str, kind: str) -> None:
    try:
        received = receive(text, kind)
    except NotReceivable:
        return

    assert not any(0xD800 <= ord(letter) < 0xE000 or letter == "\x00" for letter in received.text)
    for block in received.blocks:
        assert 0 <= block.start < block.end <= len(received.text)
    found = read_report(received.text, blocks=received.blocks)
    for quote, start, end in quotes_of(found):
        assert received.text[start:end] == quote
    canonical_bytes(findings_data(found))


@given(st.binary(max_size=300), st.sampled_from(["txt", "md", "html"]))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_received_or_refused(raw: bytes, kind: str) -> None:
    with contextlib.suppress(NotReceivable):
        assert receive(raw, kind).text.strip()


@pytest.mark.parametrize(
    "piece",
    [
        "a.", "A ", "1,", "1 ", "one ", "led by A ", "between 1 and ", "By A ", "A > ", "\n", "“A",
        "Operation A ", "(", "10-", "of the ", "U.S. ", "Mr A ", "x", "1/1/", "- ", "Court of ",
        "the number of users ", "AB—", "<div>", "said John Sample ", "at least ", "| ", "million ",
        "Det Supt ", "Q1 and ", "Suspects: 1 ",
    ],
)  # fmt: skip
def test_the_work_grows_with_the_length_alone(piece: str) -> None:
    text = piece * (40_000 // len(piece))

    with no_more_than():
        read_report(text)
        receive(text + "x", "html")
