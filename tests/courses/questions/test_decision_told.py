"""What a decision item can tell and ask besides the form: times, axes, experts who differ."""

from fractions import Fraction
from typing import Any

import pytest
from django.template.loader import render_to_string

from courses.questions.errors import AnswerRefused, FaultsFound
from courses.questions.question_type import Supply
from tests.courses.questions.examples import DECISION, SUPPLY, TOLD, Example
from tests.courses.questions.pages import Page


def _graded(example: Example, fields: dict[str, Any], **within: str) -> Any:
    raw: dict[str, Any] = {"fields": fields}
    if within:
        raw["within"] = within
    answer = example.type.parse_answer(example.definition, raw)
    return example.type.grade(example.definition, answer)


@pytest.mark.parametrize(
    ("escalate", "within", "code", "duties"),
    [
        (["child-safety"], {"escalate": "1h"}, "right", Fraction(1)),
        (["child-safety"], {"escalate": "48h"}, "wrong_time", Fraction(2, 5)),
        (["child-safety"], {}, "unanswered", Fraction(2, 5)),
        (["legal"], {"escalate": "1h"}, "right", Fraction(3, 5)),  # soon, but to the wrong place
        (["nobody"], {"escalate": "1h"}, "not_reached", Fraction(0)),
        ([], {}, "not_reached", Fraction(0)),
    ],
)
def test_time_of_a_duty_is_scored_by_its_own_weight(
    escalate: list[str], within: dict[str, str], code: str, duties: Fraction
) -> None:
    graded = _graded(TOLD, {**TOLD.full["fields"], "escalate": escalate}, **within)
    assert graded.outcomes["escalate.within"] == code
    assert graded.axes == {"removal": Fraction(1), "duties": duties}
    # Weights: 8 for what is decided about the content, 2 and 3 for the duty and its time.
    assert graded.share == (8 + 5 * duties) / 13


def test_duties_are_told_apart_from_removal() -> None:
    graded = _graded(DECISION, {"ground": "neither", "action": "allow",
                                "escalate": ["child-safety"]})  # fmt: skip
    assert graded.axes == {"removal": Fraction(0), "duties": Fraction(1)}
    assert graded.outcomes == {
        "ground": "under_enforcement",
        "clause": "not_reached",
        "category": "unanswered",
        "action": "under_enforcement",
        "escalate": "right",
    }
    assert DECISION.type.grade(DECISION.definition, None).axes == {}


def test_experts_who_differ_keep_an_item_out_of_passing() -> None:
    assert DECISION.type.counts_toward_pass(DECISION.definition)
    assert not TOLD.type.counts_toward_pass(TOLD.definition)


def test_what_can_be_opened_has_keys() -> None:
    assert DECISION.type.openable(DECISION.definition) == ("thread",)
    assert TOLD.type.openable(TOLD.definition) == ("history", "thread", "rule")
    html = _page(TOLD, None).html
    for key in ("history", "thread", "rule"):
        assert f'data-context="{key}"' in html


@pytest.mark.parametrize(
    ("raw", "refusal"),
    [
        ({"fields": {}, "within": {"escalate": "2h"}}, ("unknown_key", "within.escalate")),
        ({"fields": {}, "within": {"action": "1h"}}, ("unknown_key", "within")),
        ({"fields": {}, "within": ["1h"]}, ("wrong_type", "within")),
    ],
)
def test_times_are_read_strictly(raw: object, refusal: tuple[str, str]) -> None:
    with pytest.raises(AnswerRefused) as refused:
        TOLD.type.parse_answer(TOLD.definition, raw)
    assert (refused.value.code, refused.value.where) == refusal
    with pytest.raises(AnswerRefused):
        DECISION.type.parse_answer(DECISION.definition, {"fields": {}, "within": {}})


def test_a_time_is_missing_only_where_the_duty_was_chosen() -> None:
    kind, definition = TOLD.type, TOLD.definition
    for escalate, missing in ((["legal"], True), (["nobody"], False)):
        fields = {**TOLD.full["fields"], "escalate": escalate}
        answer = kind.parse_answer(definition, {"fields": fields})
        assert ("escalate.within" in kind.missing(definition, answer)) == missing


def _page(example: Example, answer: Any) -> Page:
    kind, (definition, texts) = example.type, example.whole()
    html = kind.map_markdown(texts["en"], lambda field: f"<p>{field.source}</p>")
    q = kind.answer_context(kind.shown(definition, html, None), answer, prefix="q-told")
    return Page(render_to_string(q["template"], {"q": q}))


def test_report_is_told_as_the_tool_would_show_it() -> None:
    text = _page(TOLD, None).text
    for words in (
        "Done by the tool itself, not asked of you Hash match found and logged.",
        "Account history 3 days before One warning, for spam.",
        "Thread Account A A neutral summary of the first post.",
        "How soon? (Who must know? (en)) Only where you chose that it is due.",
    ):
        assert words in text


def test_feedback_tells_the_split_with_how_many_they_were() -> None:
    kind, (definition, texts) = TOLD.type, TOLD.whole()
    answer = kind.parse_answer(definition, TOLD.wrong)
    q = kind.feedback(definition, texts["en"], answer)
    text = Page(render_to_string(q["template"], {"q": q})).text
    for words in (
        "10 experts decided “What to do? (en)”. This item is not part of passing.",
        "70 % Remove it (en) (7 of 10)",
        "30 % Label it (en) (3 of 10)",
        "You said: Within 48 hours",
        "Wrong selection: another time applies.",
        "Due: Within 1 hour",
        "False negative. Under-enforcement: milder than the rules ask for.",
        "The content 0 % The duties 0 %",
    ):
        assert words in text
    untold = kind.feedback(definition, texts["en"], answer, reveal=False)
    page = Page(render_to_string(q["template"], {"q": untold}))
    for words in ("Experts differ", "Due:", "The content"):
        assert words not in page.text


def _changed(**own: Any) -> list[tuple[Any, ...]]:
    texts = own.pop("texts", {})
    entry = {**TOLD.entry, **own, "texts": {**TOLD.entry["texts"], **texts}}
    kind = TOLD.type
    try:
        definition, words = kind.from_entry(entry)
        supply = Supply(forms={"en": SUPPLY.forms["en"]}, clauses=SUPPLY.clauses)
        definition, spoken = kind.complete(definition, {"en": words}, supply)
    except FaultsFound as found:
        return [fault.path for fault in found.faults]
    return [fault.path for fault in kind.check(definition, spoken["en"])]


def test_what_does_not_fit_together_is_told_with_its_place() -> None:
    votes = [{"option": "remove", "count": "1"}, {"option": "label", "count": "1"}]
    assert _changed() == []
    assert _changed(split={"field": "nothing", "votes": votes}) == [("split", "field")]
    assert _changed(split={"field": "escalate", "votes": votes}) == [("split", "field")]
    assert _changed(split={"field": "action", "votes": votes[:1]}) == [("split", "votes")]
    assert _changed(split={"field": "action", "votes": [votes[0], votes[0]]}) == [
        ("split", "votes"),
        ("texts", "split", "label"),
    ]
    other = [votes[0], {"option": "burn", "count": "2"}]
    assert _changed(split={"field": "action", "votes": other}) == [
        ("split", "votes", 1, "option"),
        ("texts", "split", "burn"),
        ("texts", "split", "label"),
    ]
    assert _changed(context=["thread"], texts={"context": {"thread": {"title": "T", "text": "x"}}}
                    ) == [("context", 0)]  # fmt: skip
    assert _changed(texts={"history": {}}) == [("texts", "history", "warned")]
    fields = {**TOLD.entry["fields"], "ground": {"right": ["policy"], "within": "1h"}}
    assert _changed(fields=fields) == [("fields", "ground", "within")]
    fields = {**TOLD.entry["fields"], "escalate": {"right": ["nobody"], "within": "1h"}}
    assert _changed(fields=fields) == [("fields", "escalate", "within")]
    fields = {**TOLD.entry["fields"], "escalate": {"right": ["legal"], "within": "2h"}}
    assert _changed(fields=fields) == [("fields", "escalate", "within")]
