"""What authors write: read strictly, checked whole, written back the same."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from core.canonical import canonical_bytes
from courses.questions import registry
from courses.questions.errors import Fault, FaultsFound, NotComplete, UnknownQuestionType
from courses.questions.markup import plain_text, without_paragraph
from courses.questions.question_type import Supply, Wants
from courses.questions.telling import tells_order, tells_pairs
from tests.courses.questions.examples import (
    CLAUSES,
    CLOZE,
    DECISION,
    EXAMPLES,
    FORM,
    FREETEXT,
    MATCHING,
    MULTIPLE,
    NUMERIC,
    ORDERING,
    SHORT,
    SINGLE,
    SUPPLY,
    Example,
)

every_type = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.key)


def test_registry_knows_every_type() -> None:
    assert registry.keys() == tuple(dict.fromkeys(example.key for example in EXAMPLES))
    assert registry.get("single/1").name == "single"
    with pytest.raises(UnknownQuestionType):
        registry.get("single/2")


@every_type
def test_example_has_no_fault(example: Example) -> None:
    definition, texts = example.whole()
    assert [
        fault for words in texts.values() for fault in example.type.check(definition, words)
    ] == []


@every_type
def test_entry_comes_back(example: Example) -> None:
    definition, texts = example.type.from_entry(example.entry)
    entry = example.type.to_entry(definition, texts)
    assert example.type.from_entry(entry) == (definition, texts)
    assert {**entry, "uid": "q", "type": example.key} == example.entry | (
        {"answer": "31415.90"} if example is NUMERIC else {}
    )
    assert canonical_bytes(entry)


@every_type
def test_completed_question_writes_the_same_entry(example: Example) -> None:
    """What the compiler added never reaches the author's file."""
    definition, texts = example.type.from_entry(example.entry)
    whole, words = example.whole()
    assert example.type.to_entry(whole, words["en"]) == example.type.to_entry(definition, texts)
    assert example.type.texts_to_entry(words["es"]) == example.es


@every_type
def test_part_comes_back(example: Example) -> None:
    kind, (definition, texts) = example.type, example.whole()
    html = kind.map_markdown(texts["en"], lambda field: f"<p>{field.source * 400}</p>")
    assert kind.parse_definition(kind.to_json(definition)) == definition
    assert kind.parse_texts(kind.to_json(html), compiled=True) == html


@every_type
def test_part_whose_words_were_taken_out_is_still_read_and_shown(example: Example) -> None:
    def blanked(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: blanked(inner) for key, inner in value.items()}
        return [blanked(inner) for inner in value] if isinstance(value, list) else "—"

    kind, (definition, texts) = example.type, example.whole()
    whole = kind.to_json(texts["en"])
    words = {key: value if key == "labels" else blanked(value) for key, value in whole.items()}
    blank = kind.parse_texts(words, compiled=True)
    assert kind.shown(definition, blank, None)["type"] == example.key
    assert kind.feedback(definition, blank, example.full)["feedback"] == "—"


@every_type
def test_definition_is_the_same_in_every_language(example: Example) -> None:
    kind = example.type
    definition, texts = kind.from_entry(example.entry)
    spoken = {"es": kind.parse_texts(example.es), "en": texts}
    assert kind.complete(definition, spoken, SUPPLY)[0] == example.definition


@every_type
def test_markdown_is_mapped_in_the_same_shape(example: Example) -> None:
    kind = example.type
    texts = kind.from_entry(example.entry)[1]
    fields = list(kind.markdown_fields(texts))
    assert fields
    html = kind.map_markdown(texts, lambda field: f"<p>{field.source.upper()}</p>\n")
    for before, after in zip(fields, kind.markdown_fields(html), strict=True):
        assert before.path == after.path
        upper = before.source.upper()
        assert after.source == (upper if before.inline else f"<p>{upper}</p>\n")


@pytest.mark.parametrize(
    ("example", "paths"),
    [
        (NUMERIC, ["stem", "unit", "feedback"]),
        (SHORT, ["stem", "feedback"]),
        (MATCHING, ["stem", "prompts.hand", "prompts.foot", "prompts.head", "choices.glove",
                    "choices.boot", "choices.hat", "choices.bag", "feedback"]),
        (DECISION, ["report.post", "report.reason", "report.account", "context.thread.title",
                    "context.thread.text", "field_feedback.ground", "field_feedback.action",
                    "feedback"]),
    ],
)  # fmt: skip
def test_markdown_fields(example: Example, paths: list[str]) -> None:
    fields = example.type.markdown_fields(example.texts)
    assert sorted(".".join(field.path) for field in fields) == sorted(paths)


def _changed(example: Example, change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    entry = deepcopy(example.entry)
    change(entry)
    return entry


def _put(*path: Any) -> Callable[[dict[str, Any]], None]:
    *steps, last, value = path

    def change(entry: Any) -> None:
        for step in steps:
            entry = entry[step]
        entry[last] = value

    return change


LONG_LIST = [f"o{number}" for number in range(10_000)]


@pytest.mark.parametrize(
    ("example", "change", "path"),
    [
        (SINGLE, _put("wrong_key", "x"), ("wrong_key",)),
        (SINGLE, _put("options", ["one"]), ("options",)),
        (SINGLE, _put("options", LONG_LIST), ("options",)),
        (SINGLE, _put("options", ["a", "a"]), ("options",)),
        (SINGLE, _put("options", 1, "Not a key"), ("options", 1)),
        (SINGLE, _put("options", 1, "x" * 65), ("options", 1)),
        (SINGLE, _put("options", "red"), ("options",)),
        (SINGLE, _put("correct", ["green"]), ("correct",)),
        (SINGLE, _put("fixed_order", "yes"), ("fixed_order",)),
        (SINGLE, _put("texts", "stem", ""), ("texts", "stem")),
        (SINGLE, _put("texts", "stem", "x" * 10_001), ("texts", "stem")),
        (SINGLE, _put("texts", "stem", "a\u202eb"), ("texts", "stem")),
        (SINGLE, _put("texts", "stem", None), ("texts", "stem")),
        (SINGLE, _put("texts", "options", "red", "one\n\ntwo"), ("texts", "options", "red")),
        (SINGLE, _put("texts", "options", "Red", "x"), ("texts", "options", "Red")),
        (SINGLE, _put("texts", "more", "x"), ("texts", "more")),
        (SINGLE, _put("texts", "x"), ("texts",)),
        (SINGLE, _put("texts", None), ("texts",)),
        (MULTIPLE, _put("correct", []), ("correct",)),
        (NUMERIC, _put("answer", "1e5"), ("answer",)),
        (NUMERIC, _put("answer", "NaN"), ("answer",)),
        (NUMERIC, _put("answer", "1,5"), ("answer",)),
        (NUMERIC, _put("answer", "1\n"), ("answer",)),
        (NUMERIC, _put("tolerance", "-1"), ("tolerance",)),
        (SHORT, _put("accept", []), ("accept",)),
        (SHORT, _put("accept", [{"key": "a"}, {"key": "a"}]), ("accept",)),
        (SHORT, _put("accept", 1, "quanta", "0"), ("accept", 1, "quanta")),
        (SHORT, _put("accept", 1, "quanta", "10001"), ("accept", 1, "quanta")),
        (SHORT, _put("accept", 1, "quanta", "half"), ("accept", 1, "quanta")),
        (SHORT, _put("accept", 1, "quanta", 0.5), ("accept", 1, "quanta")),
        (SHORT, _put("accepted", {"main": ["x"]}), ("accepted",)),
        (SHORT, _put("texts", "accepted", "main", []), ("texts", "accepted", "main")),
        (SHORT, _put("texts", "accepted", "main", ["a\nb"]), ("texts", "accepted", "main", 0)),
        (ORDERING, _put("items", ["one"]), ("items",)),
        (MATCHING, _put("pairs", "hand", "Not a key"), ("pairs", "hand")),
        (CLOZE, _put("blanks", []), ("blanks",)),
        (CLOZE, _put("blanks", 0, "kind", "essay"), ("blanks", 0)),
        (CLOZE, _put("blanks", 0, "key", "number"), ("blanks",)),
        (CLOZE, _put("blanks", 0, "options", ["police"]), ("blanks", 0, "options")),
        (CLOZE, _put("blanks", 1, "answer", "1e5"), ("blanks", 1, "answer")),
        (CLOZE, _put("blanks", 1, "weight", "0"), ("blanks", 1, "weight")),
        (CLOZE, _put("blanks", 2, "accept", 1, "quanta", "0"),
         ("blanks", 2, "accept", 1, "quanta")),
        (CLOZE, _put("accepted", {}), ("accepted",)),
        (FREETEXT, _put("criteria", []), ("criteria",)),
        (FREETEXT, _put("criteria", 0, "key", "tone"), ("criteria",)),
        (FREETEXT, _put("criteria", 0, "levels", [{"key": "a", "quanta": "0"}]),
         ("criteria", 0, "levels")),
        (FREETEXT, _put("max_words", "0"), ("max_words",)),
        (FREETEXT, _put("texts", "model_answer", ""), ("texts", "model_answer")),
        (DECISION, _put("clauses", ["CSE-1.1"]), ("clauses", 0)),
        (DECISION, _put("fields", {}), ("fields",)),
        (DECISION, _put("fields", "ground", "weight", "0"), ("fields", "ground", "weight")),
        (DECISION, _put("fields", "ground", "severity", {"typo": "1"}),
         ("fields", "ground", "severity", "typo")),
        (DECISION, _put("snapshot", {"fields": []}), ("snapshot",)),
        (DECISION, _put("texts", "labels", {}), ("texts", "labels")),
        (DECISION, _put("texts", "report", {}), ("texts", "report", "post")),
    ],
)  # fmt: skip
def test_entry_is_refused_with_its_place(example: Example, change: Any, path: Any) -> None:
    with pytest.raises(FaultsFound) as found:
        example.type.from_entry(_changed(example, change))
    assert path in [fault.path for fault in found.value.faults]


def test_every_fault_of_an_entry_is_told_at_once() -> None:
    entry = {"options": ["a"], "correct": 1, "texts": {"stem": ""}}
    with pytest.raises(FaultsFound) as found:
        SINGLE.type.from_entry(entry)
    assert {fault.path for fault in found.value.faults} == {
        ("options",), ("correct",), ("texts", "stem"), ("texts", "options"), ("texts", "feedback"),
    }  # fmt: skip
    assert "correct: " in str(found.value)


def test_flags_and_numbers_may_be_typed_or_strings() -> None:
    for flag in (True, "true"):
        definition = SINGLE.type.parse_definition(
            {"options": ["a", "b"], "correct": "a", "fixed_order": flag}
        )
        assert SINGLE.type.to_json(definition)["fixed_order"] is True
        assert SINGLE.type.arrange(definition, None) == {}
        assert SINGLE.type.to_entry(definition, SINGLE.texts)["fixed_order"] == "true"
    assert (
        SHORT.type.parse_definition({"accept": [{"key": "a", "quanta": 5}]}).accept[0].quanta == 5
    )


@pytest.mark.parametrize(
    ("example", "change", "faults"),
    [
        (SINGLE, _put("correct", "black"), [("correct",)]),
        (MULTIPLE, _put("correct", ["black", "red"]), [("correct", 0)]),
        (MULTIPLE, _put("correct", ["red", "green", "blue", "grey", "white"]), [("correct",)]),
        (SINGLE, _put("texts", "options", {"red": "Red", "black": "Black"}),
         [("texts", "options", key) for key in ("green", "blue", "grey", "white", "black")]),
        (SINGLE, _put("texts", "option_feedback", {"black": "x"}),
         [("texts", "option_feedback", "black")]),
        (SHORT, _put("accept", 0, "quanta", "9000"), [("accept",)]),
        (SHORT, _put("texts", "accepted", "main", ["...", "x" * 501, "y", "y"]),
         [("texts", "accepted", "main", place) for place in (0, 1, 3)]),
        (SHORT, _put("texts", "accepted", {"main": ["x"]}), [("texts", "accepted", "near")]),
        (ORDERING, _put("items", ["s1", "s2", "s3", "s4", "s5"]), "serial"),
        (MATCHING, _put("pairs", {"hand": "glove", "foot": "boot", "tail": "sock"}),
         [("pairs", "head"), ("pairs", "tail"), ("pairs", "tail")]),
        (CLOZE, _put("blanks", 0, "correct", "navy"), [("blanks", 0, "correct")]),
        (CLOZE, _put("blanks", 2, "accept", 0, "quanta", "9000"), [("blanks", 2, "accept")]),
        (CLOZE, _put("texts", "stem", "Only {{who}}."), [("texts", "stem")] * 2),
        (CLOZE, _put("texts", "stem", "{{who}} {{who}} {{number}} {{name}}"),
         [("texts", "stem")]),
        (CLOZE, _put("texts", "stem", "{{who}} {{number}} {{name}} {{more}}"),
         [("texts", "stem")]),
        (CLOZE, _put("texts", "stem", "{{who}} {{number}} {{name}} {{ not }}"),
         [("texts", "stem")]),
        (CLOZE, _put("texts", "stem", "`{{who}}` {{number}} [a]({{name}})"),
         [("texts", "stem")]),
        (CLOZE, _put("texts", "options", {}), [("texts", "options", "who")]),
        (CLOZE, _put("texts", "options", "who", {"police": "x", "court": "y"}),
         [("texts", "options", "who", "union")]),
        (CLOZE, _put("texts", "accepted", "name", "main", ["..."]),
         [("texts", "accepted", "name", "main", 0)]),
        (CLOZE, _put("texts", "accepted", {}), [("texts", "accepted", "name")]),
        (CLOZE, _put("texts", "blank_feedback", {"why": "x"}),
         [("texts", "blank_feedback", "why")]),
        (FREETEXT, _put("criteria", 1, "levels", 1, "quanta", "1"),
         [("criteria", 1, "levels")]),
        (FREETEXT, _put("max_words", "2"), [("max_words",)]),
        (FREETEXT, _put("texts", "criteria", "tone", "levels", {"yes": "x"}),
         [("texts", "criteria", "tone", "levels", "no")]),
        (FREETEXT, _put("texts", "criteria", {}),
         [("texts", "criteria", "rule"), ("texts", "criteria", "tone")]),
        (DECISION, _put("fields", "ground", "also", ["policy"]), [("fields", "ground", "also")]),
        (DECISION, _put("fields", {"category": {"right": []}}), [("fields",)]),
        (DECISION, _put("texts", "context", {}), [("texts", "context", "thread")]),
    ],
)  # fmt: skip
def test_check_finds_what_does_not_fit(example: Example, change: Any, faults: Any) -> None:
    definition, texts = example.type.from_entry(_changed(example, change))
    found = [fault.path for fault in example.type.check(definition, texts)]
    if faults == "serial":
        assert found[0] == ("items",)
    else:
        assert found == faults


def test_matching_whose_keys_tell_the_pairs_is_a_fault() -> None:
    definition = MATCHING.type.parse_definition(
        {"prompts": ["p1", "p2"], "choices": ["c1", "c2"], "pairs": {"p1": "c1", "p2": "c2"}}
    )
    assert [fault.path for fault in MATCHING.type.check_definition(definition)] == [("pairs",)]


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        (_put("seat", "specialist"), []),
        (_put("fields", "preserve", {"right": ["yes"]}), [("fields", "preserve")]),
        (_put("fields", "rationale", {"right": ["yes"]}), [("fields", "rationale")]),
        (_put("fields", "action", {"right": ["burn"], "also": ["hide"]}),
         [("fields", "action", "right", 0), ("fields", "action", "also", 0)]),
        (_put("fields", "clause", {"right": ["platform/CSE-9"]}),
         [("fields", "clause", "right", 0)]),
        (_put("fields", "category", {"right": []}), [("fields", "category", "right")]),
        (_put("fields", "escalate", {"right": []}), [("fields", "escalate", "right")]),
        (_put("fields", "ground", {"right": ["neither"]}), [("fields", "clause")]),
        (_put("clauses", []),
         [("clauses",), ("fields", "clause", "right", 0), ("fields", "clause", "right", 1)]),
        (_put("texts", "field_feedback", {"rationale": "Say why.", "x": "y"}),
         [("texts", "field_feedback", "x")]),
    ],
)  # fmt: skip
def test_decision_is_checked_against_its_form(change: Any, faults: Any) -> None:
    kind = DECISION.type
    definition, texts = kind.from_entry(_changed(DECISION, change))
    whole, spoken = kind.complete(definition, {"en": texts}, SUPPLY)
    assert [fault.path for fault in kind.check(whole, spoken["en"])] == faults


def test_clauses_that_the_form_does_not_ask_for_are_a_fault() -> None:
    form = deepcopy(FORM)
    del form["fields"][1]
    kind = DECISION.type
    definition, texts = kind.from_entry(DECISION.entry)
    whole, _ = kind.complete(definition, {"en": texts}, Supply({"en": form}, CLAUSES))
    assert [f.path for f in kind.check_definition(whole)] == [("clauses",), ("fields", "clause")]


def test_decision_says_what_it_wants() -> None:
    wants = DECISION.type.wants(DECISION.definition)
    assert wants == Wants("platform/statement-of-reasons", tuple(CLAUSES["en"]))
    assert SINGLE.type.wants(SINGLE.definition) == Wants()


def _completed(forms: Any, clauses: Any = CLAUSES, **own: Any) -> FaultsFound:
    kind = DECISION.type
    definition, texts = kind.from_entry({**DECISION.entry, **own})
    spoken = {"en": texts, "es": kind.parse_texts(DECISION.es)}
    with pytest.raises(FaultsFound) as found:
        kind.complete(definition, spoken, Supply(forms, clauses))
    return found.value


def _form(*path: Any) -> dict[str, Any]:
    form = deepcopy(FORM)
    _put(*path)(form)
    return form


@pytest.mark.parametrize(
    ("forms", "message"),
    [
        ({}, "form: the form “platform/statement-of-reasons” was not found in “en”"),
        ({"en": FORM}, "form: the form “platform/statement-of-reasons” was not found in “es”"),
        ({"en": FORM, "es": _form("fields", 0, "required", "false")},
         "form: is not the same in every language"),
        ({"en": _form("fields", 0, "kind", "slider")},
         "form.fields.0.kind: Input should be 'one', 'many', 'clause' or 'text'"),
        ({"en": _form("seats", 0, "key", "back-line")},
         "seat: the form “platform/statement-of-reasons” has no seat “front-line”"),
        ({"en": _form("fields", 2, "key", "ground")},
         "form: field “ground” of “platform/statement-of-reasons” stands there twice"),
        ({"en": _form("fields", 0, "options", 1, "key", "law")},
         "form: field “ground” of “platform/statement-of-reasons” has an option twice; "
         "form: field “clause” of “platform/statement-of-reasons” depends on an option that "
         "“ground” does not have"),
        ({"en": _form("fields", 2, "options", [])},
         "form: field “category” of “platform/statement-of-reasons” has too few options"),
        ({"en": _form("fields", 6, "options", [{"key": "a", "label": "A"}])},
         "form: field “rationale” of “platform/statement-of-reasons” takes its options from "
         "elsewhere and has some of its own"),
        ({"en": _form("fields", 1, "depends_on", {"field": "action", "any_of": ["allow"]})},
         "form: field “clause” of “platform/statement-of-reasons” depends on “action”, which does "
         "not come before it"),
    ],
)  # fmt: skip
def test_form_that_cannot_be_used_is_refused(forms: Any, message: str) -> None:
    assert str(_completed(forms)) == message


def test_clause_is_called_by_code_and_title_and_an_empty_help_is_none() -> None:
    form = _form("fields", 0, "help", "")
    definition, texts = DECISION.type.from_entry(DECISION.entry)
    _, whole = DECISION.type.complete(definition, {"en": texts}, Supply({"en": form}, CLAUSES))
    assert whole["en"].labels.clauses == {
        "platform/CSE-1.1": "CSE-1.1 First (en)",
        "platform/CSE-2.1": "CSE-2.1 Second (en)",
        "platform/CSE-4.2": "CSE-4.2 Third (en)",
    }
    assert whole["en"].labels.fields["ground"].help is None


def test_clause_without_a_title_is_refused() -> None:
    titles = {"en": CLAUSES["en"], "es": {"platform/CSE-1.1": "CSE-1.1"}}
    assert _completed(SUPPLY.forms, titles).faults == (
        Fault(("clauses", 1), "“platform/CSE-2.1” has no title in “es”"),
        Fault(("clauses", 2), "“platform/CSE-4.2” has no title in “es”"),
    )
    turned = {language: dict.fromkeys(CLAUSES["en"], "a\u202eb") for language in ("en", "es")}
    assert "direction override" in str(_completed(SUPPLY.forms, turned))


def test_form_of_the_seat_only_is_embedded() -> None:
    entry = {**DECISION.entry, "seat": "specialist"}
    definition, texts = DECISION.type.from_entry(entry)
    whole, _ = DECISION.type.complete(definition, {"en": texts}, SUPPLY)
    keys = [[f.key for f in d.snapshot.fields] for d in (DECISION.definition, whole)]
    assert [("preserve" in found) for found in keys] == [False, True]
    assert whole.snapshot.get("nothing") is None


def test_short_grades_from_texts_until_it_is_complete() -> None:
    definition, texts = SHORT.type.from_entry(SHORT.entry)
    answer = {"text": "keyleak word"}
    assert SHORT.type.grade(definition, answer, {"en": texts}).quanta == 10_000
    with pytest.raises(NotComplete):
        SHORT.type.grade(definition, answer)


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("a b c", True), ("c b a", False), ("s1 s2 s10", True), ("s2 s1", False),
        ("step-01 step-02", True), ("law vote", False), ("x1 y2", False), ("step-a step-b", True),
        ("1 2 3", True),
    ],
)  # fmt: skip
def test_serial_keys_tell_the_order(keys: str, told: bool) -> None:
    assert tells_order(keys.split()) is told


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        ({"p1": "c1", "p2": "c2"}, True),
        ({"p1": "c2", "p2": "c1"}, False),
        ({"law": "law", "vote": "vote"}, True),
        ({"law": "act", "vote": "poll"}, False),
    ],
)
def test_like_keys_tell_the_pairs(pairs: dict[str, str], told: bool) -> None:
    assert tells_pairs(pairs) is told


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>One <strong>two</strong></p><p>three</p>", "One two three"),
        ('a<sup class="fact-ref"><a href="#n"><sup>1</sup></a></sup> b', "a b"),
        ("a &amp; b<br>c", "a & b c"),
        ("x</sup> y", "x y"),
    ],
)
def test_words_of_html(html: str, words: str) -> None:
    assert plain_text(html) == words


@pytest.mark.parametrize(
    ("html", "inside"),
    [
        ("<p>one</p>\n", "one"),
        ("<p>one</p><p>two</p>", "<p>one</p><p>two</p>"),
        ("<ul><li>one</li></ul>", "<ul><li>one</li></ul>"),
        ('<p class="x">one</p>', '<p class="x">one</p>'),
    ],
)
def test_one_paragraph_is_taken_off(html: str, inside: str) -> None:
    assert without_paragraph(html) == inside
