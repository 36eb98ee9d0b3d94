from typing import Any

import pytest

from content.library.drafting.errors import UnknownPart
from content.library.drafting.parts import free_key, get, names, part_of, put
from content.library.drafting.places import DraftProblem, problems_of
from content.library.drafting.versions import (
    proposed_clause_change,
    proposed_fact_change,
    with_version,
)
from content.library.kinds import Kind
from core.problems import Problem

BODY: dict[str, Any] = {
    "policy.yaml": {
        "slug": "house",
        "languages": ["en", "es"],
        "title": {"en": "House"},
        "chapters": [{"uid": "all", "clauses": ["A-1", "A-1.1"]}],
        "editions": [{"uid": "first"}],
    },
    "clauses.yaml": [{"code": "A-1"}, {"code": "A-1.1"}],
    "clauses.es.yaml": {"A-1": {"title": "A"}, "A-1.1": {"title": "B"}},
    "facts.yaml": {"facts": [{"key": "one"}, {"key": "two"}]},
}


def test_the_parts_of_a_body_are_named() -> None:
    assert list(names(Kind.POLICY, BODY)) == [
        "head",
        "chapter/all",
        "edition/first",
        "clause/A-1",
        "clause/A-1.1",
        "clause-text/es/A-1",
        "clause-text/es/A-1.1",
        "fact/one",
        "fact/two",
    ]


@pytest.mark.parametrize(
    "name",
    ["", "no", "fact", "fact/", "fact/A B", "order/no", "clause-text/A-1", "timeline/x", "order/"],
)
def test_a_name_of_no_part_is_refused(name: str) -> None:
    with pytest.raises(UnknownPart):
        part_of(Kind.POLICY, name)


def test_putting_a_part_leaves_the_others_and_the_body_alone() -> None:
    changed = put(Kind.POLICY, BODY, "fact/one", None)
    assert get(Kind.POLICY, changed, "fact/one") is None
    assert get(Kind.POLICY, BODY, "fact/one") == {"key": "one"}
    changed = put(Kind.POLICY, changed, "head", {"title": {"en": "H"}, "slug": "other"})
    assert get(Kind.POLICY, changed, "head") == {"title": {"en": "H"}, "slug": "house"}
    assert get(Kind.POLICY, changed, "order/clause") == ["A-1", "A-1.1"]
    changed = put(Kind.POLICY, changed, "order/clause", ["none", "A-1.1"])
    assert get(Kind.POLICY, changed, "order/clause") == ["A-1.1", "A-1"]
    emptied = put(Kind.POLICY, BODY, "clause-text/es/A-1", None)
    assert list(emptied["clauses.es.yaml"]) == ["A-1.1"]


def test_a_free_key_is_made_of_what_a_key_may_hold() -> None:
    assert free_key({}, "Who was arrested?") == "who-was-arrested"
    assert free_key({"a": 1, "a-2": 1}, "A") == "a-3"
    assert free_key({}, "§", fallback="fact") == "fact"
    assert len(free_key({}, "x" * 200)) <= 64


@pytest.mark.parametrize(
    ("file", "key", "word", "part", "field"),
    [
        ("policy.yaml", "title.en", "head", "head", "title.en"),
        ("policy.yaml", "chapters.0.title", "chapter", "chapter/all", "title"),
        ("policy.yaml", "chapters", "chapter", "", ""),
        ("clauses.yaml", "1.versions.0", "clause", "clause/A-1.1", "versions.0"),
        ("clauses.yaml", "9.versions", "clause", "", "9.versions"),
        ("clauses.yaml", "", "clause", "", ""),
        ("clauses.es.yaml", "A-1.1.title", "clause-text", "clause-text/es/A-1.1", "title"),
        ("clauses.es.yaml", "A-1.versions.0", "clause-text", "clause-text/es/A-1", "versions.0"),
        ("facts.yaml", "facts.1", "fact", "fact/two", ""),
        ("", "", "head", "", ""),
    ],
)
def test_a_problem_is_led_to_its_part(
    file: str, key: str, word: str, part: str, field: str
) -> None:
    [found] = problems_of(Kind.POLICY, BODY, [Problem(file, 1, key, "is wrong")])
    assert (found.word, found.part, found.field) == (word, part, field)


def test_errors_come_first_and_the_tenth_after_the_second() -> None:
    body = {"facts.yaml": {"facts": [{"key": f"k{n}"} for n in range(12)]}}
    told = [
        Problem("facts.yaml", 1, "facts.10", "b"),
        Problem("facts.yaml", 1, "facts.2", "a"),
        Problem("facts.yaml", 1, "facts.1", "w", "warning"),
    ]
    found = problems_of(Kind.BACKGROUND, body, told)
    assert [one.part for one in found] == ["fact/k2", "fact/k10", "fact/k1"]
    assert [one.is_error for one in found] == [True, True, False]
    assert isinstance(found[0], DraftProblem)


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("25 people were arrested.", "25 persons were arrested.", "editorial"),
        ("25 people were arrested.", "26 people were arrested.", "substantive"),
        ("25 people were arrested.", "Nothing of the kind.", "substantive"),
    ],
)
def test_a_change_of_a_fact_is_proposed(old: str, new: str, change: str) -> None:
    assert proposed_fact_change({"statement": old}, {"statement": new}) == change
    other = {"statement": new, "status": "charged"}
    assert proposed_fact_change({"statement": old}, other) == "substantive"


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("You must report it to the desk.", "You must report this to the desk.", "clarification"),
        ("You must report it to the desk.", "You may report it to the desk.", "change"),
        ("Report it within 24 hours.", "Report it within 48 hours.", "change"),
        ("Report it to the desk.", "Close the case and leave.", "change"),
    ],
)
def test_a_change_of_a_clause_is_proposed(old: str, new: str, change: str) -> None:
    assert proposed_clause_change(old, new) == change


def test_a_version_that_the_library_holds_is_never_touched() -> None:
    one = {"number": 1, "text": "A"}
    entry = {"code": "A-1", "versions": [one]}
    draft = with_version(entry, {"text": "B"}, kept=1, change="change")
    assert draft["versions"] == [one, {"number": 2, "change": "change", "text": "B"}]
    again = with_version(draft, {"text": "C"}, kept=1, change="clarification")
    assert again["versions"] == [one, {"number": 2, "change": "clarification", "text": "C"}]
    assert with_version(again, {"text": "A"}, kept=1, change="change")["versions"] == [one]
    assert with_version({}, {"text": "A"}, kept=0, change="")["versions"] == [one]
    three = {**again, "versions": [*again["versions"], {"number": 3, "text": "D"}]}
    assert [
        v["text"] for v in with_version(three, {"text": "E"}, kept=1, change="change")["versions"]
    ] == ["A", "C", "E"]
