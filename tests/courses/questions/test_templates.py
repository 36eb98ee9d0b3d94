"""The markup of each type: a form without script that sends what it shows."""

from random import Random
from typing import Any

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from courses.questions.errors import AnswerRefused
from tests.courses.questions.answering import answers, unhurried
from tests.courses.questions.examples import (
    CLOZE,
    DECISION,
    EXAMPLES,
    FREETEXT,
    MATCHING,
    MULTIPLE,
    NUMERIC,
    ORDERING,
    SENTINEL,
    SHORT,
    SINGLE,
    Example,
)
from tests.courses.questions.pages import Page

every_type = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.key)
PREFIX = "q-first"


def _page(example: Example, answer: Any, refused: AnswerRefused | None = None) -> Page:
    kind, (definition, texts) = example.type, example.whole()
    arrangement = kind.arrange(definition, Random(3))
    html = kind.map_markdown(texts["en"], lambda field: f"<p>{field.source}</p>")
    shown = kind.shown(definition, html, arrangement)
    q = kind.answer_context(shown, answer, prefix=PREFIX, refused=refused)
    return Page(render_to_string(q["template"], {"q": q}))


def _sent(example: Example, page: Page) -> dict[str, Any]:
    return example.type.read_form(example.definition, page.data, PREFIX)


@every_type
@unhurried
@given(data=st.data())
def test_form_sends_the_answer_that_it_shows(example: Example, data: st.DataObject) -> None:
    definition = example.definition
    answer = example.type.parse_answer(definition, data.draw(answers(example)))
    sent = _sent(example, _page(example, answer))
    assert example.type.parse_answer(definition, sent) == answer


@every_type
def test_untouched_form_is_no_answer(example: Example) -> None:
    page = _page(example, None)
    answer = example.type.parse_answer(example.definition, _sent(example, page))
    assert not example.type.is_answered(answer)
    assert example.type.read_form(example.definition, {}, PREFIX) == _sent(example, page)


@every_type
def test_ids_are_unique_and_every_reference_leads_somewhere(example: Example) -> None:
    refused = AnswerRefused("wrong_type", ("fields", "ground"), "")
    for page in (_page(example, example.full), _page(example, example.full, refused)):
        assert len(set(page.ids)) == len(page.ids)
        assert page.references <= set(page.ids)
        # The button that opens context without script is one of the page's: it goes on from there.
    named = {*page.ids, *page.names} - {"go"}
    assert all(name.startswith(f"{PREFIX}.") for name in named)


@every_type
def test_page_before_time_holds_no_key(example: Example) -> None:
    assert SENTINEL not in _page(example, None).html
    assert "31415" not in _page(example, None).html


@every_type
def test_only_one_question_reads_what_was_sent(example: Example) -> None:
    """A prefix that another begins with takes nothing from it."""
    page = _page(example, example.full)
    empty = example.type.read_form(example.definition, {}, "q")
    assert example.type.read_form(example.definition, page.data, "q") == empty


def _refused(example: Example, data: dict[str, list[str]]) -> tuple[AnswerRefused, Page]:
    raw = example.type.read_form(example.definition, data, PREFIX)
    with pytest.raises(AnswerRefused) as refused:
        example.type.parse_answer(example.definition, raw)
    return refused.value, _page(example, raw, refused.value)


@pytest.mark.parametrize(
    ("example", "data", "sentence"),
    [
        (NUMERIC, {"number": ["25 %"]}, "cannot be read as one number"),
        (NUMERIC, {"number": ["9" * 41]}, "too long"),
        (SHORT, {"text": ["a\u200bb"]}, "cannot be seen"),
        (SHORT, {"text": ["a\x07b"]}, "cannot be stored"),
        (SHORT, {"text": ["a\nb"]}, "in one line"),
        (ORDERING, {"position.law": ["2"], "position.vote": ["2"]}, "the same place"),
        (ORDERING, {"position.law": ["9"]}, "no such place"),
        (ORDERING, {"position.law": ["1" * 5_000]}, "does not fit"),
        (ORDERING, {"position.law": ["first"]}, "does not fit"),
        (SINGLE, {"option": ["black"]}, "does not fit"),
        (SINGLE, {"option": ["red", "green"]}, "does not fit"),
        (MULTIPLE, {"option": ["black"]}, "does not fit"),
        (MATCHING, {"pair.hand": ["sock"]}, "does not fit"),
        (MATCHING, {"pair.nose": ["hat"]}, "does not fit"),
        (CLOZE, {"blank.number": ["25 %"]}, "cannot be read as one number"),
        (CLOZE, {"blank.who": ["navy"]}, "does not fit"),
        (FREETEXT, {"text": ["a\u200bb"]}, "cannot be seen"),
        (DECISION, {"field.ground": ["law", "policy"]}, "does not fit"),
        (DECISION, {"field.rationale": ["\u202e"]}, "cannot be seen"),
        (DECISION, {"field.unknown": ["x"]}, "does not fit"),
    ],
)
def test_refusal_is_told_in_a_sentence_where_it_belongs(
    example: Example, data: dict[str, list[str]], sentence: str
) -> None:
    sent = {f"{PREFIX}.{name}": values for name, values in data.items()}
    _, page = _refused(example, sent)
    assert sentence in page.text
    assert len(page.html) < 20_000


@pytest.mark.parametrize(
    ("example", "data"),
    [
        (NUMERIC, {"number": ["25 %"]}),
        (SHORT, {"text": ["a\u200bb"]}),
        (ORDERING, {"position.law": ["2"], "position.vote": ["2"], "position.trial": ["1"]}),
        (CLOZE, {"blank.number": ["25 %"], "blank.who": ["court"], "blank.name": ["<b>"]}),
        (DECISION, {"field.rationale": ["be\u200bcause"], "field.clause": ["platform/CSE-2.1"]}),
    ],
)
def test_what_was_typed_is_kept(example: Example, data: dict[str, list[str]]) -> None:
    sent = {f"{PREFIX}.{name}": values for name, values in data.items()}
    _, page = _refused(example, sent)
    kept = {name: values for name, values in page.data.items() if values != [""]}
    assert kept == sent


def test_a_typed_answer_is_escaped() -> None:
    page = _page(SHORT, {"text": '"><b>x'})
    assert page.data == {f"{PREFIX}.text": ['"><b>x']}
    assert "<b>" not in page.html


def test_placed_items_stand_in_the_learners_order() -> None:
    html = _page(ORDERING, {"positions": ORDERING.wrong["positions"]}).html
    places = {item: html.index(f'data-item="{item}"') for item in ORDERING.entry["items"]}
    assert sorted(places, key=lambda item: places[item]) == ORDERING.entry["items"][::-1]


def test_items_that_were_not_placed_come_last_in_the_feedback() -> None:
    definition, texts = ORDERING.whole()
    q = ORDERING.type.feedback(definition, texts["en"], {"positions": {"vote": 2, "trial": 1}})
    assert [item["key"] for item in q["items"]][:2] == ["trial", "vote"]


def test_decision_form_says_what_depends_on_what() -> None:
    html = _page(DECISION, None).html
    assert 'data-depends-on="ground" data-any-of="policy law"' in html
    assert html.count("data-depends-hint") == 1
    assert 'id="q-first.context.thread"' in html


def _reviewed(example: Example, answer: Any, *, reveal: bool = True) -> Page:
    kind, (definition, texts) = example.type, example.whole()
    html = kind.map_markdown(texts["en"], lambda field: f"<p>{field.source}</p>")
    if answer is not None:
        answer = kind.parse_answer(definition, answer)
    q = kind.feedback(definition, html, answer, reveal=reveal)
    return Page(render_to_string(q["template"], {"q": q}))


@pytest.mark.parametrize(
    ("example", "answer", "words"),
    [
        (SINGLE, {"option": "red"},
         ["Chosen, and not right", "Right, and not chosen", "Differs from the key"]),
        (MULTIPLE, {"options": ["red"]},
         ["Chosen, and right", "Right, and not chosen", "Partly right"]),
        (NUMERIC, {"number": "7,5"}, ["7,5", "31415.90", "give or take 0.05"]),
        (SHORT, {"text": "another"}, ["another", f"{SENTINEL} Word"]),
        (SHORT, None, ["None", "Not answered"]),
        (ORDERING, ORDERING.wrong, ["Belongs in place 1", "In its place", "The right order"]),
        (ORDERING, {"positions": {"law": 1}}, ["Not placed; belongs in place 2"]),
        (MATCHING, {"pairs": {"hand": "boot"}}, ["Chosen: Option boot",
                                                 "Belongs to it: Option glove", "Nothing chosen"]),
        (CLOZE, {"blanks": {"who": "court", "number": "7,5"}}, [
            "1 Option court", "2 7,5", "3 …", "Not right", "The key: Option police",
            "The key: 31415.90 ± 0.05", f"The key: {SENTINEL} Word", "Left blank",
            f"{SENTINEL} about the number", "Differs from the key"]),
        (FREETEXT, FREETEXT.full, ["The rule says so.", f"{SENTINEL} model",
                                   "A person has yet to mark this"]),
        (FREETEXT, None, ["None", "Not answered"]),
        (DECISION, DECISION.wrong, [
            "Under-enforcement: milder than the rules ask for.",
            "Not reached: an earlier field was decided otherwise.",
            "Wrong selection: another choice fits.", f"{SENTINEL} ground",
            "The key: Against our policy (en)", "Also accepted: Against the law (en)",
            "The key: CSE-1.1 First (en) · CSE-2.1 Second (en)",
        ]),
        (DECISION, DECISION.full, ["Right", "CSE-1.1 First (en) · CSE-2.1 Second (en)"]),
    ],
)  # fmt: skip
def test_feedback_says_what_was_answered_and_what_is_right(
    example: Example, answer: Any, words: list[str]
) -> None:
    text = _reviewed(example, answer).text
    for word in words:
        assert word in text


@every_type
@unhurried
@given(data=st.data())
def test_feedback_of_any_answer_is_a_page_without_ids(
    example: Example, data: st.DataObject
) -> None:
    page = _reviewed(example, data.draw(answers(example)), reveal=data.draw(st.booleans()))
    assert page.ids == []
    assert page.data == {}


@every_type
def test_feedback_before_a_retry_does_not_name_the_answer(example: Example) -> None:
    text = _reviewed(example, example.wrong, reveal=False).text
    for word in ("Right, and not chosen", "Belongs", "The key", "31415.90", f"{SENTINEL} Word"):
        assert word not in text


def test_role_of_a_duty_is_in_its_sentence() -> None:
    rows = [
        ("missed_duty", "report", "Missed duty: a report was due."),
        ("missed_duty", "preserve", "Missed duty: preserving was due."),
        ("missed_duty", "escalate", "Missed duty: somebody had to know."),
        ("needless_duty", "report", "Not needed: no such report was due from this seat."),
        ("needless_duty", "preserve", "Not needed: preserving is not due from this seat."),
        ("needless_duty", "escalate", "Not needed: nobody else had to know."),
        ("over_enforcement", "action", "Over-enforcement: stricter than the rules ask for."),
        ("wrong_action", "action", "Wrong selection: another action fits."),
        ("also_accepted", "ground", "Also accepted"),
    ]
    for code, role, sentence in rows:
        field = {"field": {"code": code, "role": role}}
        assert (
            Page(render_to_string("courses/questions/decision/_code.html", field)).text == sentence
        )


def test_punctuation_stays_with_its_blank() -> None:
    page = _page(CLOZE, {"blanks": {"who": "police"}})
    assert '<span class="cloze-blank">(<label' in page.html
    assert ">).</span>" in page.html


def test_a_cloze_whose_words_were_taken_out_keeps_its_blanks() -> None:
    kind, (definition, texts) = CLOZE.type, CLOZE.whole()
    shown = kind.shown(definition, texts["en"].model_copy(update={"stem": "—"}), None)
    assert [piece.get("html") for piece in shown["pieces"]] == ["—", None, None, None]


def test_a_mark_within_a_tag_is_left_alone() -> None:
    kind, (definition, texts) = CLOZE.type, CLOZE.whole()
    html = '<p title="{{who}}">{{number}}</p>{{name}}{{name}}'
    shown = kind.shown(definition, texts["en"].model_copy(update={"stem": html}), None)
    found = [piece.get("html") or piece["blank"]["key"] for piece in shown["pieces"]]
    assert found == ['<p title="{{who}}">', "number", "</p>", "name", "{{name}}", "who"]


def test_marked_text_tells_the_level_of_each_criterion() -> None:
    kind, (definition, texts) = FREETEXT.type, FREETEXT.whole()
    answer = kind.parse_answer(definition, FREETEXT.full)
    levels = {"rule": "one", "tone": "yes"}
    q = kind.feedback(definition, texts["en"], answer, levels=levels)
    page = Page(render_to_string(q["template"], {"q": q}))
    assert q["verdict"] == "partly"
    for words in ("Names the rule In part", f"{SENTINEL} names it", f"{SENTINEL} calm"):
        assert words in page.text
    assert f"{SENTINEL} names none" not in page.text
    untold = kind.feedback(definition, texts["en"], answer, levels=levels, reveal=False)
    assert SENTINEL not in Page(render_to_string(q["template"], {"q": untold})).html


def test_rubric_sends_the_levels_that_it_shows() -> None:
    kind, (definition, texts) = FREETEXT.type, FREETEXT.whole()
    answer = kind.parse_answer(definition, FREETEXT.full)
    levels = {"rule": "one", "tone": "no"}
    q = kind.marking_context(definition, texts["en"], answer, prefix="mark", levels=levels)
    page = Page(render_to_string(q["template"], {"q": q}))
    assert kind.read_levels(definition, page.data, "mark") == levels
    assert f"{SENTINEL} model" in page.text
    assert page.references <= set(page.ids)
    refused = AnswerRefused("unmarked", ("levels", "tone"), "")
    q = kind.marking_context(definition, texts["en"], answer, prefix="mark", refused=refused)
    assert "Choose a level" in Page(render_to_string(q["template"], {"q": q})).text
