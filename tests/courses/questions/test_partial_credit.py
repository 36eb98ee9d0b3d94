"""Tables of cases for every partial-credit scheme."""

from typing import Any

import pytest

from tests.courses.questions.examples import (
    CLOZE,
    FREETEXT,
    MATCHING,
    MULTIPLE,
    NUMERIC,
    ORDERING,
    SHORT,
    SINGLE,
    Example,
)


def _graded(example: Example, raw: dict[str, Any]) -> tuple[int, dict[str, str]]:
    answer = example.type.parse_answer(example.definition, raw)
    graded = example.type.grade(example.definition, answer)
    return graded.quanta, dict(graded.outcomes)


@pytest.mark.parametrize(
    ("option", "quanta", "outcomes"),
    [
        ("green", 10_000, {"green": "right"}),
        ("red", 0, {"red": "wrong", "green": "missed"}),
        (None, 0, {"option": "unanswered"}),
    ],
)
def test_single_is_all_or_nothing(option: str | None, quanta: int, outcomes: Any) -> None:
    assert _graded(SINGLE, {"option": option}) == (quanta, outcomes)


@pytest.mark.parametrize(
    ("options", "quanta"),
    [
        # Morgan 1979: two right (1/2 each), three wrong (1/3 off each).
        (["red", "green"], 10_000),
        (["red"], 5_000),
        (["red", "blue"], 1_667),
        (["red", "green", "blue"], 6_667),
        (["red", "green", "blue", "grey"], 3_333),
        (["red", "green", "blue", "grey", "white"], 0),  # ticking everything
        (["red", "blue", "grey"], 0),
        (["blue"], 0),
        (["blue", "grey", "white"], 0),  # all wrong
        ([], 0),
    ],
)
def test_multiple_is_balanced(options: list[str], quanta: int) -> None:
    assert _graded(MULTIPLE, {"options": options})[0] == quanta


@pytest.mark.parametrize("right", range(1, 26))
def test_multiple_gives_nothing_for_ticking_everything(right: int) -> None:
    keys = [f"o{number}" for number in range(26)]
    definition = MULTIPLE.type.parse_definition({"options": keys, "correct": keys[:right]})
    assert MULTIPLE.type.grade(definition, {"options": keys}).quanta == 0


def test_multiple_names_what_became_of_each_option() -> None:
    assert _graded(MULTIPLE, {"options": ["red", "blue"]})[1] == {
        "red": "right",
        "green": "missed",
        "blue": "wrong",
    }


@pytest.mark.parametrize(
    ("typed", "quanta"),
    [
        ("31415.9", 10_000),
        ("31415.95", 10_000),  # both ends of the tolerance count
        ("31415.85", 10_000),
        ("31415.951", 0),
        ("31 415,90", 10_000),
        ("-31415.9", 0),
        ("", 0),
    ],
)
def test_numeric_is_right_within_its_tolerance(typed: str, quanta: int) -> None:
    assert _graded(NUMERIC, {"number": typed})[0] == quanta


@pytest.mark.parametrize(
    ("text", "quanta", "code"),
    [
        ("KEYLEAK Word", 10_000, "right"),
        ("  keyleak   WORD. ", 10_000, "right"),
        ("keyleak word [es]", 10_000, "right"),  # the Spanish list counts on every page
        ("keyleak near miss", 2_500, "partly"),
        ("keyleakword", 0, "wrong"),
        ("...", 0, "wrong"),
    ],
)
def test_short_takes_the_best_accepted(text: str, quanta: int, code: str) -> None:
    assert _graded(SHORT, {"text": text}) == (quanta, {"text": code})


@pytest.mark.parametrize(
    ("order", "quanta"),
    [
        # Kendall 1938, five items, ten pairs: (concordant - discordant) / 10.
        ("law arrest report vote trial", 10_000),  # tau = 1
        ("arrest law report vote trial", 8_000),  # one neighbouring swap: 1 - 4/20
        ("law arrest report trial vote", 8_000),
        ("trial arrest report vote law", 0),  # ends swapped: 7 discordant, tau = -0.4
        ("arrest report vote trial law", 2_000),  # first put last: 4 discordant
        ("trial vote report arrest law", 0),  # reversed: tau = -1
        ("law", 0),  # one placed item makes no pair
        ("law arrest", 1_000),
        ("arrest law", 0),
        ("law arrest report", 3_000),
        ("", 0),
    ],
)
def test_ordering_is_rank_correlation(order: str, quanta: int) -> None:
    positions = {item: place for place, item in enumerate(order.split(), start=1)}
    assert _graded(ORDERING, {"positions": positions})[0] == quanta


def test_ordering_of_two_is_all_or_nothing() -> None:
    definition = ORDERING.type.parse_definition({"items": ["then", "now"]})
    grade = ORDERING.type.grade
    assert grade(definition, {"positions": {"then": 1, "now": 2}}).quanta == 10_000
    assert grade(definition, {"positions": {"then": 2, "now": 1}}).quanta == 0


def test_ordering_names_who_stands_where_it_should() -> None:
    outcomes = _graded(ORDERING, {"positions": {"law": 1, "arrest": 3, "report": 2}})[1]
    assert outcomes == {
        "law": "right",
        "arrest": "wrong",
        "report": "wrong",
        "vote": "unanswered",
        "trial": "unanswered",
    }


@pytest.mark.parametrize(
    ("pairs", "quanta"),
    [
        ({"hand": "glove", "foot": "boot", "head": "hat"}, 10_000),
        ({"hand": "glove", "foot": "boot", "head": "bag"}, 6_667),
        ({"hand": "glove", "foot": "boot"}, 6_667),
        ({"hand": "glove", "foot": "glove", "head": "glove"}, 3_333),
        ({"hand": "boot", "foot": "hat", "head": "glove"}, 0),
        ({}, 0),
    ],
)
def test_matching_counts_right_pairs(pairs: dict[str, str], quanta: int) -> None:
    assert _graded(MATCHING, {"pairs": pairs})[0] == quanta


def test_matching_names_each_prompt() -> None:
    outcomes = _graded(MATCHING, {"pairs": {"hand": "glove", "foot": "hat"}})[1]
    assert outcomes == {"hand": "right", "foot": "wrong", "head": "unanswered"}


@pytest.mark.parametrize(
    ("blanks", "quanta", "codes"),
    [
        # Embedded answers: the weighted mean over the blanks, weights 1, 2, 1.
        ({"who": "police", "number": "31415.9", "name": "keyleak word"}, 10_000, "rrr"),
        ({"who": "police"}, 2_500, "ruu"),
        ({"number": "31415,85"}, 5_000, "uru"),
        ({"number": "31 415.95"}, 5_000, "uru"),
        ({"number": "31415.84"}, 0, "uwu"),
        ({"who": "court", "number": "31415.9"}, 5_000, "wru"),  # nothing is taken away
        ({"who": "union", "number": "1", "name": "none"}, 0, "www"),
        ({"name": "“KEYLEAK near miss”."}, 625, "uup"),  # a quarter of a quarter
        ({"who": "police", "name": "keyleak Other [es]"}, 5_000, "rur"),  # in any language
        ({}, 0, "uuu"),
    ],
)
def test_cloze_is_the_weighted_mean_of_its_blanks(
    blanks: dict[str, str], quanta: int, codes: str
) -> None:
    names = {"r": "right", "w": "wrong", "u": "unanswered", "p": "partly"}
    keys = ("who", "number", "name")
    outcomes = {key: names[code] for key, code in zip(keys, codes, strict=True)}
    assert _graded(CLOZE, {"blanks": blanks}) == (quanta, outcomes)


@pytest.mark.parametrize(
    ("levels", "quanta"),
    [
        # An analytic rubric, weights 3 and 1.
        ({"rule": "both", "tone": "yes"}, 10_000),
        ({"rule": "both", "tone": "no"}, 7_500),
        ({"rule": "one", "tone": "yes"}, 6_250),
        ({"rule": "none", "tone": "yes"}, 2_500),
        ({"rule": "none", "tone": "no"}, 0),
        ({"rule": "one"}, 3_750),
        ({"rule": "unmarked", "tone": "yes"}, 2_500),
        ({}, 0),
    ],
)
def test_free_text_is_worth_what_its_levels_are(levels: dict[str, str], quanta: int) -> None:
    graded = FREETEXT.type.grade_marked(FREETEXT.definition, levels)
    marked = {key: levels.get(key, "unmarked") for key in ("rule", "tone")}
    assert (graded.quanta, dict(graded.outcomes)) == (quanta, marked)


def test_free_text_is_worth_nothing_until_it_is_marked() -> None:
    assert _graded(FREETEXT, FREETEXT.full) == (0, {"rule": "unmarked", "tone": "unmarked"})
    assert _graded(FREETEXT, {"text": ""}) == (0, {"text": "unanswered"})
