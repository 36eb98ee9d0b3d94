"""What of a text is its title, its sections and its furniture."""

import pytest

from content.importing.reading import read_report
from content.importing.receiving import receive
from content.importing.results import Findings

PROSE = (
    "The provider did not answer the notice that it had been sent, and so it has to pay a "
    "penalty of $20,000, which is the smallest that the law allows in such a matter."
)


def read(text: str, kind: str = "txt") -> Findings:
    received = receive(text, kind)  # type: ignore[arg-type]
    return read_report(received.text, blocks=received.blocks)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("SAMPLE SAFETY AUTHORITY\n\nDecision: Sample Forum Ltd", "Decision: Sample Forum Ltd"),
        ("PROSECUTION SERVICE OF SAMPLELAND\n\nTwo brothers are sentenced for kits",
         "Two brothers are sentenced for kits"),
        ("Press notice 14/2025\n\nFine of $20,000 for a forum that did not answer",
         "Fine of $20,000 for a forum that did not answer"),
        ("IN THE HIGH COURT\n(Criminal Division)\n\nBETWEEN\n\nTHE PROSECUTOR\nand\nA SAMPLE\n\n"
         "SUMMARY OF JUDGMENT", "SUMMARY OF JUDGMENT"),
        ("Scanning rules lapse after parliament says no\nSample Institute of Law, brief 7/2026",
         "Scanning rules lapse after parliament says no"),
        ("Skip to main content\n\nAn official website of a sample state\n\nTwo sites shut",
         "Two sites shut"),
    ],
)  # fmt: skip
def test_the_title_is_found_below_who_speaks(head: str, title: str) -> None:
    found = read(f"{head}\n\n{PROSE}\n")

    assert found.title
    assert found.title.quote == title


@pytest.mark.parametrize(
    ("text", "kind", "sections"),
    [
        (f"A decision on a forum\n\n1. Background\n\n{PROSE}\n\n2. Decision\n\n{PROSE}\n", "txt",
         ["1. Background", "2. Decision"]),
        (f"A list of a forum\n\n{PROSE}\n\n1. First point\n2. Second point\n", "txt", []),
        (f"<h1>A</h1><p>{PROSE}</p><h2>More on this story</h2><h2>Next</h2><p>{PROSE}</p>", "html",
         ["Next"]),
        (f"<h1>Boss jailed</h1><h2 class='standfirst'>He earned</h2><p>{PROSE}</p>", "html", []),
    ],
)  # fmt: skip
def test_a_heading_heads_a_text(text: str, kind: str, sections: list[str]) -> None:
    assert [one.heading.quote for one in read(text, kind).sections] == sections


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("($1 = 6.98 yuan)", "txt"),
        ("Updated September 5, 2024", "txt"),
        ("Component(s): National Security Division", "txt"),
        ("Case reference: OSA/2025/031", "txt"),
        ("Reading time: 4 minutes", "txt"),
        ("This story has been corrected to say that two sites, not three, were fined.", "txt"),
        ("For further information: Ms Sample, tel. +00 1 234 5678", "txt"),
        ("Telephone 020 7000 0000", "txt"),
        ("###\n\nThis was last reviewed by us on 20 November 2025.", "txt"),
        ("References\n\n1. Annual report 2022, 88 pp.", "md"),
        ("<div class='pub-date'>April 9, 2026 | Updated April 10, 2026</div>", "html"),
        ("Footnotes\n\n[1] Ibid., note 7.", "txt"),
        ("[Unsubscribe](https://example.org/u) | [Preferences](https://example.org/p)", "md"),
        ("**Share:** [LinkedIn](https://example.org/l)", "md"),
        ("Sample Media Ltd, 1 Sample Street, Sampletown", "txt"),
        ("<div class='most-viewed'><h2>Most viewed</h2><p>Ten walks</p></div>", "html"),
    ],
)
def test_what_stands_around_a_text_is_none_of_it(line: str, kind: str) -> None:
    head = "<h1>A forum is fined</h1><p>" if kind == "html" else "A forum is fined\n\n"

    found = read(f"{head}{PROSE}\n\n{line}\n", kind)

    assert {fact.quote for fact in found.facts} == {PROSE}
    assert found.sections == ()


def test_a_row_of_a_table_keeps_its_cells_apart() -> None:
    table = "<table><tr><th>State</th><th>Orders</th></tr><tr><td>A</td><td>249</td></tr></table>"

    found = read(f"<h1>A forum is fined</h1><p>{PROSE}</p>{table}", "html")

    assert found.facts[-1].quote == "| A | 249 |"
    assert found.facts[-1].unit == "orders"


def test_an_item_of_a_list_has_no_dateline() -> None:
    items = "- United States, 4 September 2024: two sites seized\n- United Kingdom: none\n"

    found = read(f"A forum is fined\n\n{PROSE}\n\n{items}")

    assert [one.date.iso for one in found.facts if one.date] == ["2024-09-04"]


def test_what_a_site_generator_is_told_is_furniture() -> None:
    found = read(f"---\ntitle: A\ndate: 2022-06-23\n---\n\n# A forum\n\n{PROSE}\n", "md")

    assert found.published_on == "2022-06-23"
    assert {fact.quote for fact in found.facts} == {PROSE}
