"""Source notes: what they say, what they escape, and that one page is written quickly and once."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from core import notes

SOURCE = {
    "publisher": "EuroTimes",
    "title": "A title",
    "url": "https://example.org/a",
    "published_on": "2025-03-01",
    "grade": "B",
    "quote": "273 suspects identified",
    "locator": "",
}
NOTE = {
    "number": 3,
    "key": "cumberland/suspects",
    "version": 1,
    "statement": "273 suspects were identified.",
    "status": "alleged",
    "as_of": "2025-02",
    "disputed": True,
    "citations": [SOURCE],
}


class Seen(HTMLParser):
    """Every tag and attribute of a piece of HTML, and its text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}

    def handle_data(self, data):
        self.text += data


def test_note_says_who_when_how_sure_and_what():
    seen = Seen(notes.side_notes([NOTE], "intro"))

    assert seen.text == (
        "Source 33 EuroTimes, 1 March 2025 Grade B alleged sources disagree"
        "273 suspects were identified. As of February 2025."
        "A title273 suspects identified"
        "B: news agency, established outlet, law firm, or a copy of an official release."
    )


def test_a_fact_of_grade_c_alone_says_so():
    weak = {**SOURCE, "grade": "C"}
    for cited, says_so in (([weak], True), ([weak, weak], True), ([weak, SOURCE], False)):
        text = Seen(notes.side_notes([{**NOTE, "citations": cited}], "intro")).text
        assert ("grade C alone" in text) is says_so
        assert ("No source of grade A or B was found for this" in text) is says_so


def test_further_sources_are_named_in_full():
    html = notes.side_notes([{**NOTE, "citations": [SOURCE, SOURCE]}], "intro")

    assert html.count('<a href="https://example.org/a"') == 2
    assert "EuroTimes, <a" in html


def test_passage_without_notes_has_no_empty_list():
    html = notes.passages([{"html": "<p>One</p>", "notes": []}], "intro")

    assert html == (
        '<div class="passages">\n<div class="passage"><div class="passage-text"><p>One</p></div>'
        "</div>\n</div>"
    )


@given(
    texts=st.lists(st.text() | st.sampled_from(["<b onclick=x>", '"><i>', "javascript:1"]),
                   min_size=9, max_size=9),
    prefix=st.text(),
)  # fmt: skip
def test_whatever_a_source_says_it_adds_no_markup(texts: list[str], prefix: str):
    publisher, title, url, on, grade, quote, locator, statement, status = texts
    source = dict(zip(SOURCE, (publisher, title, url, on, grade, quote, locator), strict=True))
    note = {**NOTE, "statement": statement, "status": status, "as_of": on, "citations": [source]}

    seen = Seen(notes.side_notes([note], prefix))

    assert seen.tags <= {"details", "summary", "ol", "li", "span", "time", "div", "p", "q", "a"}
    assert seen.attributes <= {"class", "name", "id", "title", "href", "rel"}
    assert seen.tags >= {"details", "summary", "ol", "li"}
