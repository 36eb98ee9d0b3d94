"""Answers of the wrong shape are refused with a code and a path, and nothing is echoed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.questions.errors import AnswerRefused
from courses.questions.typed import refusal_of, refusal_of_authored
from tests.courses.questions.answering import unhurried
from tests.courses.questions.examples import (
    CLOZE,
    DECISION,
    EXAMPLES,
    FREETEXT,
    MATCHING,
    MULTIPLE,
    NUMERIC,
    ORDERING,
    SHORT,
    SINGLE,
    Example,
)

MEGABYTE = "x" * 1_000_000


def _refusal(example: Example, raw: object) -> tuple[str, str]:
    with pytest.raises(AnswerRefused) as refused:
        example.type.parse_answer(example.definition, raw)
    assert len(str(refused.value)) < 200
    return refused.value.code, refused.value.where


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.key)
@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (None, "wrong_type"),
        ("text", "wrong_type"),
        ([], "wrong_type"),
        (7, "wrong_type"),
        (float("nan"), "wrong_type"),
        (True, "wrong_type"),
        ({"unknown": "x"}, "unknown_key"),
        ({1: "x"}, "unknown_key"),
        ({"\ud800": "x"}, "unknown_key"),
        ({MEGABYTE: "x"}, "unknown_key"),
        ({str(number): "x" for number in range(10_000)}, "unknown_key"),
    ],
)
def test_whole_answer_of_the_wrong_shape(example: Example, raw: object, code: str) -> None:
    assert _refusal(example, raw) == (code, "question")


@pytest.mark.parametrize(
    ("example", "raw", "refusal"),
    [
        (SINGLE, {"option": "black"}, ("unknown_key", "option")),
        (SINGLE, {"option": ["green"]}, ("wrong_type", "option")),
        (SINGLE, {"option": {"green": 1}}, ("wrong_type", "option")),
        (SINGLE, {"option": 1}, ("wrong_type", "option")),
        (SINGLE, {"option": "green\x00"}, ("unknown_key", "option")),
        (SINGLE, {"option": ""}, ("unknown_key", "option")),
        (MULTIPLE, {"options": "green"}, ("wrong_type", "options")),
        (MULTIPLE, {"options": None}, ("wrong_type", "options")),
        (MULTIPLE, {"options": ["green", "green"]}, ("duplicate", "options")),
        (MULTIPLE, {"options": ["green"] * 6}, ("too_many", "options")),
        (MULTIPLE, {"options": [["green"]]}, ("wrong_type", "options")),
        (MULTIPLE, {"options": ["black"]}, ("unknown_key", "options")),
        (NUMERIC, {"number": 25}, ("wrong_type", "number")),
        (NUMERIC, {"number": float("inf")}, ("wrong_type", "number")),
        (NUMERIC, {"number": "NaN"}, ("not_a_number", "number")),
        (NUMERIC, {"number": "1e999999999"}, ("not_a_number", "number")),
        (NUMERIC, {"number": "9" * 41}, ("too_long", "number")),
        (NUMERIC, {"number": MEGABYTE}, ("too_long", "number")),
        (NUMERIC, {"number": "1\u202e2"}, ("direction_override", "number")),
        (CLOZE, {"blanks": ["who"]}, ("wrong_type", "blanks")),
        (CLOZE, {"blanks": {"more": "x"}}, ("unknown_key", "blanks")),
        (CLOZE, {"blanks": {"who": "navy"}}, ("unknown_key", "blanks.who")),
        (CLOZE, {"blanks": {"who": ["police"]}}, ("wrong_type", "blanks.who")),
        (CLOZE, {"blanks": {"number": "NaN"}}, ("not_a_number", "blanks.number")),
        (CLOZE, {"blanks": {"number": float("nan")}}, ("wrong_type", "blanks.number")),
        (CLOZE, {"blanks": {"number": "9" * 41}}, ("too_long", "blanks.number")),
        (CLOZE, {"blanks": {"name": MEGABYTE}}, ("too_long", "blanks.name")),
        (CLOZE, {"blanks": {"name": "a\nb"}}, ("line_break", "blanks.name")),
        (CLOZE, {"blanks": {"name": "a\u200bb"}}, ("invisible_character", "blanks.name")),
        (FREETEXT, {"text": MEGABYTE}, ("too_long", "text")),
        (FREETEXT, {"text": "a\u202eb"}, ("direction_override", "text")),
        (FREETEXT, {"text": ["a"]}, ("wrong_type", "text")),
        (SHORT, {"text": MEGABYTE}, ("too_long", "text")),
        (SHORT, {"text": "a\x00b"}, ("nul", "text")),
        (SHORT, {"text": "a\x07b"}, ("control_character", "text")),
        (SHORT, {"text": "a\u202eb"}, ("direction_override", "text")),
        (SHORT, {"text": "a\u2066b"}, ("direction_override", "text")),
        (SHORT, {"text": "a\u200bb"}, ("invisible_character", "text")),
        (SHORT, {"text": "a\u200db"}, ("invisible_character", "text")),
        (SHORT, {"text": "a\ufeffb"}, ("invisible_character", "text")),
        (SHORT, {"text": "a\ud800b"}, ("lone_surrogate", "text")),
        (SHORT, {"text": "a\nb"}, ("line_break", "text")),
        (SHORT, {"text": ["a"]}, ("wrong_type", "text")),
        (ORDERING, {"positions": [1, 2]}, ("wrong_type", "positions")),
        (ORDERING, {"positions": {"law": "1"}}, ("wrong_type", "positions.law")),
        (ORDERING, {"positions": {"law": 1.0}}, ("wrong_type", "positions.law")),
        (ORDERING, {"positions": {"law": True}}, ("wrong_type", "positions.law")),
        (ORDERING, {"positions": {"law": 0}}, ("out_of_range", "positions.law")),
        (ORDERING, {"positions": {"law": 6}}, ("out_of_range", "positions.law")),
        (ORDERING, {"positions": {"law": 10**100}}, ("out_of_range", "positions.law")),
        (ORDERING, {"positions": {"law": 1, "arrest": 1}}, ("duplicate", "positions.arrest")),
        (ORDERING, {"positions": {"war": 1}}, ("unknown_key", "positions")),
        (MATCHING, {"pairs": {"hand": "hand"}}, ("unknown_key", "pairs.hand")),
        (MATCHING, {"pairs": {"glove": "hand"}}, ("unknown_key", "pairs")),
        (MATCHING, {"pairs": {"hand": ["glove"]}}, ("wrong_type", "pairs.hand")),
        (MATCHING, {"pairs": []}, ("wrong_type", "pairs")),
        (DECISION, {"fields": []}, ("wrong_type", "fields")),
        (DECISION, {"fields": {"preserve": "yes"}}, ("unknown_key", "fields")),  # another seat's
        (DECISION, {"fields": {"ground": ["law"]}}, ("wrong_type", "fields.ground")),
        (DECISION, {"fields": {"ground": "x"}}, ("unknown_key", "fields.ground")),
        (DECISION, {"fields": {"clause": "platform/CSE-1.1"}}, ("wrong_type", "fields.clause")),
        (DECISION, {"fields": {"clause": ["other/X-1"]}}, ("unknown_key", "fields.clause")),
        (DECISION, {"fields": {"escalate": ["legal"] * 2}}, ("duplicate", "fields.escalate")),
        (DECISION, {"fields": {"rationale": MEGABYTE}}, ("too_long", "fields.rationale")),
        (
            DECISION,
            {"fields": {"rationale": "\u200b"}},
            ("invisible_character", "fields.rationale"),
        ),
        (DECISION, {"fields": {"rationale": {}}}, ("wrong_type", "fields.rationale")),
    ],
)
def test_answer_is_refused(example: Example, raw: object, refusal: tuple[str, str]) -> None:
    assert _refusal(example, raw) == refusal


def _nested(depth: int) -> object:
    value: object = "x"
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.key)
def test_deep_nesting_is_refused_at_once(example: Example) -> None:
    name = next(iter(example.full))
    assert _refusal(example, {name: {name: _nested(100_000)}})[0] in {"wrong_type", "unknown_key"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.key)
@unhurried
@given(value=JSON, inside=st.booleans())
def test_any_json_is_read_or_refused(example: Example, value: Any, inside: bool) -> None:
    raw = {next(iter(example.full)): value} if inside else value
    try:
        answer = example.type.parse_answer(example.definition, raw)
    except AnswerRefused:
        return
    assert example.type.parse_answer(example.definition, answer) == answer


@pytest.mark.parametrize(
    ("text", "multiline", "code"),
    [
        ("plain", False, None),
        ("two\nlines", True, None),
        ("two\nlines", False, "line_break"),
        ("tab\tkept", False, None),
        ("می\u200cخواهم", False, None),  # Persian spelling needs the joiner
        ("क्\u200dष", False, None),
        ("a\u200cb", False, "invisible_character"),
        ("\u200cخ", False, "invisible_character"),
        ("م\u200c", False, "invisible_character"),
        ("soft\u00adhyphen", False, "invisible_character"),
        ("mark\u200f", False, "invisible_character"),
        ("line\u2028separator", True, "control_character"),
        ("tag\U000e0041", False, "invisible_character"),
        ("\ufffe", False, "control_character"),
        ("heart ❤\ufe0f", False, None),
    ],
)
def test_typed_text(text: str, multiline: bool, code: str | None) -> None:
    assert refusal_of(text, multiline=multiline) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("mark\u200f of direction", None), ("over\u202eride", "direction_override"), ("\x00", "nul")],
)
def test_authored_text(text: str, code: str | None) -> None:
    assert refusal_of_authored(text) == code


def test_line_breaks_of_a_form_become_one_kind() -> None:
    raw = {"fields": {"rationale": " one\r\ntwo\rthree "}}
    answer = DECISION.type.parse_answer(DECISION.definition, raw)
    assert answer == {"fields": {"rationale": "one\ntwo\nthree"}}


def test_blank_fields_of_a_decision_are_absent() -> None:
    raw = {"fields": {"ground": None, "clause": [], "rationale": "  ", "action": "label"}}
    assert DECISION.type.parse_answer(DECISION.definition, raw) == {"fields": {"action": "label"}}


@pytest.mark.parametrize(
    ("raw", "refusal"),
    [
        ({"rule": "both"}, ("unmarked", "levels.tone")),
        ({"rule": "best", "tone": "yes"}, ("unknown_key", "levels.rule")),
        ({"rule": ["both"], "tone": "yes"}, ("wrong_type", "levels.rule")),
        ({"rule": "both", "tone": "yes", "more": "x"}, ("unknown_key", "levels")),
        ("both", ("wrong_type", "levels")),
    ],
)
def test_marks_of_a_person_are_read_as_strictly(raw: object, refusal: tuple[str, str]) -> None:
    with pytest.raises(AnswerRefused) as refused:
        FREETEXT.type.parse_levels(FREETEXT.definition, raw)
    assert (refused.value.code, refused.value.where) == refusal
