import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.linting import RULES, GuardedWord, lint_text, sentence_of
from content.rendering import Citation, Note, ResolvedClause, ResolvedFact
from tests.unbounded import no_more_than

CITED = Citation("Europol", "A release", quote="25 arrests")


class Library:
    """A fact per status of a person, one without a source, and a clause in two versions."""

    def fact(self, key, version):
        known = {
            "c/arrests": ("25 people were arrested", ("25",), "arrested", (CITED,)),
            "c/charged": ("The main suspect was charged", (), "charged", (CITED,)),
            "c/operator": (
                *("A man, arrested as the main suspect, is alleged to run it", (), "alleged"),
                (CITED,),
            ),
            "c/convicted": ("One man was convicted", (), "convicted", (CITED,)),
            "c/bare": ("Nobody says so", (), "reported", ()),
        }
        if key not in known or (version or 1) > 2:
            return None
        statement, figures, status, citations = known[key]
        note = Note(0, key, version or 2, statement, status, "", citations, disputed=False)
        return ResolvedFact(key, version or 2, statement, figures, note)

    def clause(self, key, version):
        return ResolvedClause(key, version or 3, key.partition("/")[2]) if "/" in key else None

    def term(self, slug):
        return None

    def case(self, slug):
        return None


def found(source, **options):
    findings = lint_text(source, resolver=Library(), language="en", **options)
    for one in findings:
        assert source[one.start : one.end]
        assert one.line == source.count("\n", 0, one.start) + 1
    return [(one.code, one.words) for one in findings]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Police held 25 people [fact:c/arrests].", []),
        ("Police held 25 people. [fact:c/arrests] Others fled.", []),
        ("Police held 25 people.", [("number", "25")]),
        ("Police held nineteen people.", [("number", "nineteen")]),
        ("They held 25 people [fact:c/arrests]. Of the 25, some talked.", []),
        ("They held people [fact:c/arrests], and 40 more fled.", [("number", "40")]),
        ("A notice comes within 24 hours [clause:p/CSE-1].", []),
        ("See Article 12, section 4.2, CSE-2.1 and (EU) 2021/1232.", []),
        ("On 26 February 2025 and in 2024 they met.", []),
        ("Read 3 pages in 20 minutes; pass with 80 percent.", []),
        ("About 80 percent were false.", [("number", "80")]),
        ("## 19 countries", []),
        ("`25 people` and https://x.example/25", []),
        ("1. two ways\n2. three steps\n", []),
        ("| Who | How many |\n|---|---|\n| Held | 25 [fact:c/arrests] |\n| Fled | 40 |", [
            ("number", "40")
        ]),
        ("An “18+” label", []),
    ],
)  # fmt: skip
def test_a_figure_has_its_fact(source, expected):
    assert found(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("He was convicted [fact:c/charged].", [("too-strong", "convicted")]),
        ("He was not convicted [fact:c/charged].", []),
        ("He may be convicted [fact:c/charged].", []),
        ("He was charged [fact:c/charged].", []),
        ("They were charged [fact:c/arrests].", [("too-strong", "charged")]),
        ("One was convicted [fact:c/convicted]; another charged [fact:c/charged].", []),
        ("Fue condenado [fact:c/charged].", [("too-strong", "condenado")]),
        ("He was convicted.", []),
        ("He was detained [fact:c/operator].", []),
        ("Fue detenido [fact:c/operator].", []),
        ("He was charged [fact:c/operator].", [("too-strong", "charged")]),
    ],
)
def test_words_say_no_more_than_the_status_of_the_fact(source, expected):
    assert found(source) == expected


def test_a_fact_without_a_source_is_told():
    assert found("So it is [fact:c/bare].") == [("uncited-fact", "[fact:c/bare]")]


def test_a_quote_stands_in_the_text_as_it_was_received():
    received = {"c/arrests": ["The agency said 25 arrests were made, “with more to come”."]}

    assert found("It said “with more to come” [fact:c/arrests].", received=received) == []
    assert found("It said “there will be no more” [fact:c/arrests].", received=received) == [
        ("quote", "there will be no more")
    ]
    assert found("It said “there will be no more” [fact:c/arrests].") == []


def test_a_quote_of_the_citation_that_its_source_does_not_hold_is_told_at_the_reference():
    received = {"c/arrests": ["Nothing of the kind."]}

    [finding] = lint_text("So [fact:c/arrests].", resolver=Library(), received=received)

    assert (finding.code, finding.words, finding.detail, finding.start) == (
        *("quote", "25 arrests", "Europol"),
        3,
    )


def test_an_older_version_and_unchecked_law_are_told():
    source = "See [clause:law/A-1@2], [clause:law/A-1] and [fact:c/arrests@1]."

    assert found(source, unchecked={"law/A-1"}) == [
        ("law-unchecked", "[clause:law/A-1@2]"),
        ("newer-version", "[clause:law/A-1@2]"),
        ("law-unchecked", "[clause:law/A-1]"),
        ("newer-version", "[fact:c/arrests@1]"),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "![x](y)",
        "<img src=x>",
        "[a](https://x.example/a.jpg)",
        "https://www.youtube.com/watch?v=1",
        "https://cdn.x.example/film.MP4?x=1",
    ],
)
def test_media_are_told(source):
    assert [code for code, _words in found(source)] == ["media"]


def test_plain_links_are_no_media():
    assert found("[a](https://x.example/a.html) https://x.example/jpgs") == []


def test_guarded_words_are_found_as_whole_words_in_any_case():
    guarded = [
        GuardedWord("harsh word", "explicit", "Say “term”."),
        GuardedWord("harsh", "explicit"),
        GuardedWord("Jane Roe", "name"),
        GuardedWord("marker*", "explicit"),
    ]

    assert found("A Harsh\nword, harshly. JANE roe, markers.", guarded=guarded) == [
        ("explicit", "Harsh word"),
        ("victim", "JANE roe"),
        ("explicit", "markers"),
    ]


def test_a_long_sentence_is_a_hint():
    [finding] = lint_text("A " + "word " * 50 + "ends.", resolver=Library())

    assert (finding.code, finding.severity, finding.detail) == ("long", "hint", "52")


def test_emphasis_hides_no_end_of_a_sentence():
    assert found("*" + "word " * 30 + "so?* " + "Word " + "word " * 30 + "so.") == []


def test_rules_can_be_left_out():
    assert found("25 people", without={"number"}) == []


def test_every_rule_has_a_sentence_that_is_filled():
    assert sorted(RULES) == sorted({*RULES})
    [finding] = lint_text("25 people", resolver=Library())

    assert sentence_of(finding).startswith("“25” is a figure")
    assert sentence_of(finding, lambda _sentence: "{words}!") == "25!"


# fmt: off
SIGNS = ["25", "nineteen ", "[fact:c/arrests]", "[clause:p/A-1@1]", "[fact:", "convicted ", ". ",
         "“", "”", "\n", "\n\n", "| ", "# ", "`", "](", "https://", ".jpg", " ", "not ", "…"]
# fmt: on
TEXT = st.lists(st.sampled_from(SIGNS), max_size=60).map("".join) | st.text(max_size=300)


@settings(max_examples=120, deadline=None)
@given(TEXT)
def test_any_text_is_looked_through_and_every_place_is_in_it(source):
    guarded = [GuardedWord("25", "explicit")]

    first = lint_text(source, resolver=Library(), guarded=guarded)

    assert first == lint_text(source, resolver=Library(), guarded=guarded)
    for one in first:
        assert 0 <= one.start <= one.end <= len(source)
        assert one.code in RULES


@pytest.mark.parametrize(
    "sign",
    [*SIGNS, "25 convicted [fact:c/arrests] ", "“a b c d e ", ".\" ", "one two hundred and ",
     "!!!", "<img ", "https://a.", "no no no ", "|\n", "> > "],
)  # fmt: skip
def test_the_work_is_bounded(sign):
    source = (sign * (60_000 // len(sign)))[:60_000]

    with no_more_than():
        lint_text(source, resolver=Library())
