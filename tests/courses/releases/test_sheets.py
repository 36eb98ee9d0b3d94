"""Questions and decision items as rows: what is written is read, and faults stand at columns."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import courses
from core.received.sheets import Row, read_sheet, write_csv
from courses.catalogue.drafts import QuestionDraft
from courses.releases.files.reading import read_course
from courses.releases.sheets import decisions, questions
from courses.releases.sheets.cells import RowRefused

SHIPPED = Path(courses.__file__).parent / "shipped" / "operation-cumberland"
CHOICE = {
    "type": "single",
    "stem": "Which?",
    "option_1": "This",
    "option_2": "That",
    "correct": "1",
    "feedback": "This.",
}
ITEM = {
    "form": "house/reasons",
    "seat": "front-line",
    "post": "A post.",
    "right_action": "remove",
    "feedback": "Remove it.",
}


def faults(room, cells: dict[str, str]) -> list[tuple[str, str]]:
    with pytest.raises(RowRefused) as refused:
        room.read_row(Row(2, cells), "en")
    return [(one.column, one.message) for one in refused.value.faults]


def through_csv(cells: dict[str, str]) -> dict[str, str]:
    data = write_csv(list(cells), [list(cells.values())])
    return read_sheet(data.encode(), name="t").rows[0].cells


def test_every_shipped_question_that_a_row_can_tell_comes_back_the_same() -> None:
    draft = read_course(SHIPPED).draft
    told = 0
    for question in draft.questions:
        room = decisions if question.type == "decision/1" else questions
        cells = room.write_row(question, "en")
        if cells is None:
            assert question.type in ("short/1", "cloze/1", "freetext/1")
            continue
        again = room.read_row(Row(2, through_csv(cells)), "en")
        assert again.uid == question.uid
        assert questions.says_the_same(again, question, "en")
        told += 1
    assert told > 30


def test_the_templates_are_rows_that_can_be_read() -> None:
    for example in questions.EXAMPLES:
        assert set(example) <= set(questions.TEMPLATE)
        assert questions.read_row(Row(2, example), "en").uid == example["uid"]
    shape = decisions.FormShape("house/reasons", "front-line", (("action", "remove"),))
    example = decisions.example_for(shape)
    assert set(example) <= set(decisions.columns_of(["action"]))
    assert decisions.read_row(Row(2, example), "en").definition["fields"] == {
        "action": {"right": ["remove"]}
    }


NEEDED = {"stem": "?", "feedback": "!"}
KINDS = "single, multiple, numeric, short, ordering, matching"
NUMBER = {**NEEDED, "type": "numeric"}
PAIRS = {**NEEDED, "type": "matching", "option_1": "a", "option_2": "b", "match_1": "c"}


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        ({**CHOICE, "type": "cloze"}, "type", f"is no type that a row can tell; known: {KINDS}"),
        ({**CHOICE, "answer": "3"}, "answer", "does not belong to single"),
        ({**CHOICE, "correct": "3"}, "correct", "“3” is the number of no option"),
        ({**CHOICE, "correct": "x"}, "correct", "“x” is the number of no option"),
        ({**CHOICE, "correct": "1; 2"}, "correct", "names several; that is a multiple choice"),
        ({**CHOICE, "option_4": "Y"}, "option_3", "is empty, and option_4 is not"),
        ({**CHOICE, "option_2": "This"}, "option_2", "says the same as one before"),
        (
            {**CHOICE, "option_feedback_3": "Y"},
            "option_feedback_3",
            "tells of an option that is empty",
        ),
        ({**CHOICE, "marks": "many"}, "marks", "“many” is no whole number"),
        ({**CHOICE, "keys": "a"}, "keys", "needs 2 keys, one for each"),
        ({**CHOICE, "fixed_order": "maybe"}, "fixed_order", "is true or false"),
        ({**NUMBER, "answer": "ten"}, "answer", "is no number, as 27 or 0.5"),
        (NUMBER, "answer", "is needed"),
        ({**NEEDED, "type": "short"}, "accepted", "is needed: what counts as right"),
        (PAIRS, "match_2", "is needed: what the option goes with"),
    ],
)  # fmt: skip
def test_what_is_wrong_stands_at_its_column(
    cells: dict[str, str], column: str, message: str
) -> None:
    assert faults(questions, cells) == [(column, message)]


def test_a_row_without_anything_lacks_what_every_question_needs() -> None:
    needed = ("type", "stem", "feedback")
    assert faults(questions, {}) == [(column, "is needed") for column in needed]


def test_an_ordering_and_a_matching_get_keys_that_tell_nothing() -> None:
    order = {"type": "ordering", "stem": "?", "feedback": "!", "option_1": "1", "option_2": "2"}
    read = questions.read_row(Row(2, order), "en")
    assert sorted(read.definition["items"]) != [f"k-{n}" for n in (1, 2)]
    match = {**order, "type": "matching", "match_1": "1", "match_2": "2"}
    assert questions.read_row(Row(2, match), "en").definition["pairs"]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({}, ["form", "seat", "post", "feedback", ""]),
        ({**ITEM, "also_ground": "x"}, ["right_ground"]),
        ({**ITEM, "severity_action": "wrong"}, ["severity_action"]),
        ({**ITEM, "severity_action": "unheard=1"}, ["severity_action"]),
        ({**ITEM, "weight_action": "0"}, ["weight_action"]),
        ({**ITEM, "context_title_1": "x"}, ["context_text_1"]),
        ({**ITEM, "right_action": "-"}, [""]),
        ({**ITEM, "within_action": "soon"}, ["within_action"]),
    ],
)
def test_a_decision_item_tells_its_faults_by_column(cells: dict[str, str], told: list[str]) -> None:
    columns = [column for column, _message in faults(decisions, cells)]
    assert [one.replace("fields", "") for one in columns] == told


lines = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp", "Cf", "Co")),
    min_size=1,
    max_size=20,
).map(str.strip).filter(bool)  # fmt: skip


@st.composite
def rows(draw: st.DrawFn) -> dict[str, str]:
    kind = draw(st.sampled_from(["single", "multiple", "ordering", "matching"]))
    options = draw(st.lists(lines, min_size=2, max_size=5, unique=True))
    cells = {"uid": "q", "type": kind, "stem": draw(lines), "feedback": draw(lines)}
    cells |= {f"option_{n}": text for n, text in enumerate(options, start=1)}
    if kind in ("single", "multiple"):
        cells["correct"] = "1"
        cells["option_feedback_2"] = draw(lines)
    if kind == "matching":
        told = draw(st.lists(lines, min_size=len(options), max_size=6, unique=True))
        cells |= {f"match_{n}": text for n, text in enumerate(told, start=1)}
    return cells


@given(rows())
@settings(max_examples=80, deadline=None)
def test_whatever_a_row_says_is_written_as_it_was_read(cells: dict[str, str]) -> None:
    question: QuestionDraft = questions.read_row(Row(2, cells), "en")
    written = questions.write_row(question, "en")
    assert written is not None
    again = questions.read_row(Row(2, through_csv(written)), "en")
    assert questions.says_the_same(again, question, "en")
    assert {name: written[name] for name in cells if name.startswith(("option", "stem"))} == {
        name: cell for name, cell in cells.items() if name.startswith(("option", "stem"))
    }


@given(st.dictionaries(st.sampled_from(questions.ALL), st.text(max_size=8).filter(bool)))
@settings(max_examples=120, deadline=None)
def test_no_row_crashes_the_reader(cells: dict[str, str]) -> None:
    for kind in ("single", "multiple", "numeric", "short", "ordering", "matching"):
        told = {**cells, "type": kind, "stem": "?", "feedback": "!"}
        found: set[str] = set()
        try:
            questions.read_row(Row(2, told), "en")
        except RowRefused as refused:
            found = {one.column for one in refused.faults}
        assert found <= {*questions.ALL, ""}
