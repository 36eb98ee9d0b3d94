"""The policy reader: queries, ids, sources, the version that was asked for, headings."""

import re
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from django.test import Client

from accounts.models import User
from content.library.shipped import load_shipped
from content.models import ClauseVersion, Policy
from courses.delivery.pages.drawing import Drawing, id_prefix
from courses.delivery.pages.reader import clause_page, policy_page
from courses.releases.models import Release
from tests.courses.conftest import NOW
from tests.courses.delivery.conftest import Counted, url
from tests.factories.content import TermFactory

DAY = date(2026, 11, 22)


@pytest.fixture
def law(db: None) -> Policy:
    load_shipped(at=NOW)
    return Policy.objects.get(slug="law-eu")


def test_a_law_makes_a_bounded_number_of_queries_and_few_once_it_is_kept(
    page: Client, law: Policy, queries: Counted
) -> None:
    made = [queries(lambda: page.get(url("policy_detail", law.slug))) for _time in range(2)]
    assert made == [15, 4]


@pytest.mark.parametrize("where", ["policy", "clause"])
def test_a_law_shows_its_sources_and_no_id_twice(where: str, page: Client, law: Policy) -> None:
    code = next(
        row.clause.code
        for row in ClauseVersion.objects.filter(clause__policy=law).select_related("clause")
        if "[fact:" in row.text
    )
    args = [law.slug] if where == "policy" else [law.slug, code]
    html = page.get(url(f"{where}_detail", *args)).content.decode()
    ids = Counter(re.findall(r'\sid="([^"]+)"', html))
    led_to = set(re.findall(r'href="#([^"]+-note-[^"]+)"', html))
    assert [name for name, times in ids.items() if times > 1] == []
    assert led_to
    assert led_to - set(ids) == set()
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html.partition("<main")[2])]
    assert all(deeper <= level + 1 for level, deeper in pairwise(levels))


def test_a_note_stands_once_where_it_is_cited_first(law: Policy) -> None:
    fact = re.search(
        r"\[fact:[^\]]+\]",
        ClauseVersion.objects.filter(clause__policy=law, text__contains="[fact:")[0].text,
    )
    assert fact
    drawing = Drawing(own=law.slug, language="en", today=DAY)
    first, second = drawing.run(f"One {fact[0]}", f"Again {fact[0]}", prefix="x", heading=2)
    assert [note["number"] for note in first[0].notes] == [1]
    assert second[0].notes == []
    assert 'href="#x-note-1"' in second[0].html


@pytest.mark.parametrize(
    ("language", "words", "foreign"),
    [("en", "hints at one", False), ("es", "insinú", False), ("fr", "hints at one", True)],
)
def test_another_version_is_shown_in_the_language_of_its_reader(
    language: str, words: str, foreign: bool, published: Release, learner: User
) -> None:
    learner.language = language
    single = clause_page(learner, "house", "FEE-1.1", 2, today=DAY)
    assert single
    assert single.clause.version == 1
    assert single.asked
    assert words in single.asked.passages[0].html
    assert (single.asked.number, single.asked.is_foreign) == (2, foreign)


@pytest.mark.parametrize("version", [None, 1, 3, 9999, 99999])
def test_no_other_version_is_shown_where_there_is_none(
    version: int | None, published: Release, learner: User
) -> None:
    single = clause_page(learner, "house", "FEE-1.1", version, today=DAY)
    assert single
    assert single.asked is None


@pytest.mark.parametrize("asked", ["", "0", "-1", "x", "9" * 30, "2\x00", "٣"])
def test_a_clause_asked_for_in_a_version_that_is_no_number_is_shown(
    asked: str, page: Client, published: Release
) -> None:
    address = url("clause_detail", "house", "FEE-1.1")
    assert page.get(address, {"version": asked}).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/policy/nowhere/",
        "/policy/house/NO-1/",
        "/policy/nowhere/FEE-1.1/",
        "/policy/house/?edition=third",
        "/policy/house/?edition=%00",
        "/policy/house/%00/",
        "/policy/house/?edition=" + "x" * 3000,
        "/cases/nowhere/",
    ],
)
def test_what_is_not_there_is_not_found(address: str, page: Client, published: Release) -> None:
    assert page.get(address).status_code == 404


def test_a_changed_policy_is_drawn_again(published: Release, learner: User) -> None:
    policy = Policy.objects.get(slug="house")
    before = Drawing(own="house", language="en", today=DAY, state=(policy.revision,))
    after = Drawing(own="house", language="en", today=DAY, state=(policy.revision + 1,))
    told = [one.run("[term:charged]", prefix="x", heading=2)[0][0].html for one in (before, before)]
    term = policy.fact_set and TermFactory._meta.model.objects.get(slug="charged")
    term.texts.filter(language="en").update(label="accused")
    assert told == [told[0]] * 2
    assert "charged" in told[0]
    assert "accused" in after.run("[term:charged]", prefix="x", heading=2)[0][0].html


def test_words_that_cannot_be_rendered_any_more_are_shown_as_typed_and_not_kept(
    published: Release, learner: User
) -> None:
    drawing = Drawing(own="house", language="en", today=DAY)
    source = "<b>Gone</b> [term:later]"
    ((shown,),) = drawing.run(source, prefix="x", heading=2)
    assert shown.html == "<p>&lt;b&gt;Gone&lt;/b&gt; [term:later]</p>"
    TermFactory(slug="later", texts={"en": "later on"})
    ((again,),) = Drawing(own="house", language="en", today=DAY).run(source, prefix="x", heading=2)
    assert "later on" in again.html


def test_different_codes_begin_different_ids() -> None:
    codes = ["A-1.1", "A-1-1", "A.1-1", "A1-1"]
    made = [id_prefix("clause", code) for code in codes]
    assert made == ["clause-a-1--1", "clause-a-1-1", "clause-a--1-1", "clause-a1-1"]


def test_a_policy_in_a_language_that_lacks_a_text_says_so(
    published: Release, learner: User
) -> None:
    learner.language = "fr"
    shown = policy_page(learner, "house", "first", today=DAY)
    assert shown
    clause = shown.chapters[0].clauses[0]
    html = render_to_string("courses/delivery/_clause.html", {"clause": clause, "linked": True})
    assert (clause.is_foreign, clause.language) == (True, "en")
    assert 'lang="en"' in html
