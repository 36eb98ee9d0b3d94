"""What holds for every type, whatever is answered."""

import json
from copy import deepcopy
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.canonical import canonical_bytes
from tests.courses.questions.answering import answers, unhurried
from tests.courses.questions.examples import CLOZE, EXAMPLES, FREETEXT, SENTINEL, Example

FULL_LEVELS = {"rule": "both", "tone": "yes"}
every_type = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.key)


@every_type
def test_full_answer_is_full_mark(example: Example) -> None:
    answer = example.type.parse_answer(example.definition, example.full)
    graded = example.type.grade(example.definition, answer)
    if example.type.is_marked_by_person:
        assert graded.quanta == 0
        graded = example.type.grade_marked(example.definition, FULL_LEVELS)
    assert (graded.quanta, graded.quanta_for(3), graded.is_full) == (10_000, 30_000, True)


@every_type
def test_only_a_text_for_a_person_waits_for_one(example: Example) -> None:
    answer = example.type.parse_answer(example.definition, example.full)
    waits = example.type.awaits_marking(example.definition, answer)
    assert waits == (example is FREETEXT)
    assert not example.type.awaits_marking(example.definition, None)
    if not waits:
        with pytest.raises(NotImplementedError):
            example.type.grade_marked(example.definition, {})


@unhurried
@given(
    levels=st.fixed_dictionaries(
        {}, optional={"rule": st.sampled_from(["both", "one", "none"]),
                      "tone": st.sampled_from(["yes", "no", "unmarked"])}
    )
)  # fmt: skip
def test_marks_of_a_person_stay_in_bounds_and_read_again_the_same(levels: dict[str, str]) -> None:
    graded = FREETEXT.type.grade_marked(FREETEXT.definition, levels)
    assert 0 <= graded.quanta <= 10_000
    assert set(graded.outcomes) == {"rule", "tone"}
    assert FREETEXT.type.grade_marked(FREETEXT.definition, graded.outcomes) == graded


@every_type
def test_wrong_answer_is_nothing(example: Example) -> None:
    answer = example.type.parse_answer(example.definition, example.wrong)
    assert example.type.grade(example.definition, answer).quanta == 0


@every_type
@pytest.mark.parametrize("kind", ["none", "empty"])
def test_no_answer_is_nothing(example: Example, kind: str) -> None:
    empty = None if kind == "none" else example.type.parse_answer(example.definition, {})
    graded = example.type.grade(example.definition, empty)
    assert graded.quanta == 0
    assert set(graded.outcomes) == set(example.type.missing(example.definition, empty))
    assert not example.type.is_answered(empty)
    assert example.type.missing(example.definition, empty)


@every_type
def test_full_answer_misses_nothing(example: Example) -> None:
    answer = example.type.parse_answer(example.definition, example.full)
    assert example.type.missing(example.definition, answer) == ()


@every_type
@unhurried
@given(data=st.data())
def test_marks_stay_in_bounds_and_codes_are_words(example: Example, data: st.DataObject) -> None:
    definition = example.definition
    answer = example.type.parse_answer(definition, data.draw(answers(example)))
    graded = example.type.grade(definition, answer)
    assert 0 <= graded.quanta <= 10_000
    assert 0 <= graded.quanta_for(7) <= 70_000
    assert all(code.replace("_", "").isalpha() for code in graded.outcomes.values())


@every_type
@unhurried
@given(data=st.data())
def test_parsing_twice_is_parsing_once(example: Example, data: st.DataObject) -> None:
    definition = example.definition
    once = example.type.parse_answer(definition, data.draw(answers(example)))
    assert example.type.parse_answer(definition, once) == once
    assert example.type.parse_answer(definition, json.loads(canonical_bytes(once))) == once


@every_type
@unhurried
@given(data=st.data())
def test_order_of_keys_and_choices_does_not_matter(example: Example, data: st.DataObject) -> None:
    raw = data.draw(answers(example))
    definition = example.definition
    assert example.type.parse_answer(definition, _turned(raw)) == example.type.parse_answer(
        definition, raw
    )


@every_type
@unhurried
@given(data=st.data())
def test_marks_are_the_same_in_every_language(example: Example, data: st.DataObject) -> None:
    definition, texts = example.whole()
    answer = example.type.parse_answer(definition, data.draw(answers(example)))
    reviews = [example.type.feedback(definition, words, answer) for words in texts.values()]
    assert len({review["verdict"] for review in reviews}) == 1
    graded = {example.type.grade(definition, answer, {k: texts[k]}).quanta for k in texts}
    assert graded == {example.type.grade(definition, answer).quanta}


@every_type
@unhurried
@given(seed=st.integers())
def test_arrangement_is_a_permutation_that_canonical_json_keeps(
    example: Example, seed: int
) -> None:
    arrangement = example.type.arrange(example.definition, Random(seed))
    assert json.loads(canonical_bytes(arrangement)) == arrangement
    for name, order in arrangement.items():
        assert sorted(order) == sorted(_arranged(example, name))


@every_type
def test_arrangement_follows_the_generator_only(example: Example) -> None:
    definition = example.definition
    drawn = [example.type.arrange(definition, Random(7)) for _ in range(2)]
    assert drawn[0] == drawn[1]


@every_type
@unhurried
@given(seed=st.integers())
def test_shown_leaks_no_key(example: Example, seed: int) -> None:
    kind, (definition, texts) = example.type, example.whole()
    arrangement = kind.arrange(definition, Random(seed))
    shown = kind.shown(definition, texts["en"], arrangement)
    context = kind.answer_context(shown, None, prefix="q")
    for page in (shown, context):
        text = json.dumps(page)
        assert SENTINEL not in text
        for word in ('"correct"', '"right"', '"also"', '"weight"', '"severity"', '"rank"', "31415"):
            assert word not in text
    assert canonical_bytes(shown)


@every_type
def test_what_is_shown_does_not_depend_on_the_key(example: Example) -> None:
    """The strongest leak test: another key over the same question shows the same page."""
    other = {
        "single/1": {"correct": "blue"},
        "multiple/1": {"correct": ["white"]},
        "numeric/1": {"answer": "1", "tolerance": "0"},
        "short/1": {"accept": [{"key": "main", "quanta": "1"}, {"key": "near"}]},
        "ordering/1": {"items": ["trial", "vote", "law", "arrest", "report"]},
        "matching/1": {"pairs": {"hand": "bag", "foot": "bag", "head": "bag"}},
        "cloze/1": {"blanks": _other_blanks(example.entry)},
        "freetext/1": {"criteria": _other_criteria(example.entry)},
        "decision/1": {"fields": {"action": {"right": ["allow"], "weight": "9"}}},
    }[example.key]
    definition, texts = example.whole()
    entry = {**example.entry, **other}
    entry["texts"] = {**entry["texts"]}
    if example.key == "decision/1":
        entry["texts"]["field_feedback"] = {}
    changed = Example(example.key, entry, example.es, {}, {})
    arrangement = example.type.arrange(definition, Random(1))
    assert example.type.shown(changed.definition, changed.texts, arrangement) == (
        example.type.shown(definition, texts["en"], arrangement)
    )


@every_type
def test_feedback_without_reveal_tells_no_right_answer(example: Example) -> None:
    definition, texts = example.whole()
    answer = example.type.parse_answer(definition, example.wrong)
    told = example.type.feedback(definition, texts["en"], answer)
    untold = example.type.feedback(definition, texts["en"], answer, reveal=False)
    assert SENTINEL in json.dumps(told)
    assert told["revealed"]
    assert not untold["revealed"]
    assert f"{SENTINEL} explains" not in json.dumps(untold)
    assert f"{SENTINEL} the clause" not in json.dumps(untold)
    assert "31415.90" not in json.dumps(untold)


@every_type
@unhurried
@given(data=st.data())
def test_feedback_is_total_and_json(example: Example, data: st.DataObject) -> None:
    definition, texts = example.whole()
    raw = data.draw(st.none() | answers(example))
    answer = None if raw is None else example.type.parse_answer(definition, raw)
    for reveal in (True, False):
        review = example.type.feedback(definition, texts["en"], answer, reveal=reveal)
        assert canonical_bytes(review)
        assert review["verdict"] in {"right", "partly", "wrong", "unanswered", "awaiting"}


def _arranged(example: Example, name: str) -> list[str]:
    if example is CLOZE:
        return next(blank.options for blank in example.definition.blanks if blank.key == name)
    return list(getattr(example.definition, name))


def _other_blanks(entry: dict[str, Any]) -> list[dict[str, Any]]:
    who, number, name = deepcopy(entry.get("blanks", [{}, {}, {}]))
    return [
        {**who, "correct": "union"},
        {**number, "answer": "1", "tolerance": "0", "weight": "9"},
        {**name, "accept": [{"key": "main", "quanta": "1"}, {"key": "near"}]},
    ]


def _other_criteria(entry: dict[str, Any]) -> list[dict[str, Any]]:
    rows = deepcopy(entry.get("criteria", []))
    for row in rows:
        row["weight"] = "7"
        row["levels"].reverse()
    return rows


def _turned(raw: object) -> object:
    if isinstance(raw, dict):
        return {key: _turned(raw[key]) for key in reversed(list(raw))}
    return list(reversed(raw)) if isinstance(raw, list) else raw
