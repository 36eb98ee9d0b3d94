"""Clauses from tables and documents: what they would make, and that all or none is made."""

import pytest

from content.library.drafting.clause_plans import ClauseLine
from content.library.drafting.clause_rows import (
    COLUMNS,
    EXAMPLE,
    ClauseRow,
    rows_of_document,
    rows_of_sheet,
)
from content.library.drafting.entering import add_clauses, clauses_planned
from content.library.drafting.errors import EditedMeanwhile, UnknownPart
from content.library.drafting.parts import entries, get
from content.library.drafting.services import save_part
from content.library.kinds import Kind
from core.problems import ProblemsFound
from core.received.documents import Paragraph
from core.received.sheets import read_sheet, write_csv
from tests.content.library.drafting.conftest import AT, OpenDraft

POLICY = Kind.POLICY


def sheet_problems(text: str) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        rows_of_sheet(read_sheet(text.encode(), name="c.csv"))
    return [str(problem) for problem in found.value.problems]


def test_the_template_is_a_table_that_can_be_read() -> None:
    sheet = read_sheet(write_csv(COLUMNS, [[EXAMPLE[one] for one in COLUMNS]]).encode(), name="t")
    assert rows_of_sheet(sheet) == [ClauseRow(2, **EXAMPLE)]


def test_rows_that_are_no_clauses_are_told_by_row_and_column() -> None:
    assert sheet_problems("code,title,text\nA B,T,x\nC-1,T,\nC-2,T,y\nC-2,T,z\n") == [
        "c.csv:2: code: “A B” is no code of a clause",
        "c.csv:3: text: is needed",
        "c.csv:5: code: “C-2” stands in 4 already",
    ]
    assert sheet_problems("code,title,text,change\nC-1,T,x,big\n") == [
        "c.csv:2: change: is clarification or change"
    ]
    known = ", ".join(COLUMNS)
    assert sheet_problems("code,titel,text\nC-1,T,x\n") == [
        f"c.csv:1: titel: is no column that is known; known: {known}",
        "c.csv:1: title: this column is needed",
    ]


def test_a_document_is_read_by_its_headings() -> None:
    told = [
        Paragraph(1, "A preface that belongs to nothing"),
        Paragraph(2, "Duties", 1),
        Paragraph(3, "D-1. Look first", 2),
        Paragraph(4, "Look at it."),
        Paragraph(5, "the text", is_item=True),
        Paragraph(6, "the account", is_item=True),
        Paragraph(7, "Then decide."),
        Paragraph(8, "D-2 Write it down", 2),
        Paragraph(9, "Say why."),
    ]
    assert rows_of_document(told, name="d") == [
        ClauseRow(
            3,
            "D-1",
            "Look first",
            "Look at it.\n\n- the text\n- the account\n\nThen decide.",
            chapter="Duties",
        ),
        ClauseRow(8, "D-2", "Write it down", "Say why.", chapter="Duties"),
    ]
    wrong = [
        Paragraph(1, "Duties", 1),
        Paragraph(2, "Lost words"),
        Paragraph(3, "D-1", 2),
        Paragraph(4, "§ 2 Title", 2),
        Paragraph(5, "x"),
        Paragraph(6, "cell", is_in_table=True),
    ]
    with pytest.raises(ProblemsFound) as found:
        rows_of_document(wrong, name="d")
    assert [str(problem) for problem in found.value.problems] == [
        "d:2: stands under no clause: a heading of level 2 begins one",
        "d:3: text: is needed below the heading",
        "d:3: title: is needed behind the code",
        "d:4: code: “§” is no code of a clause: a heading begins with it",
        "d:6: stands in a table; write it as text",
    ]
    with pytest.raises(ProblemsFound, match="no heading of level 2"):
        rows_of_document([Paragraph(1, "Words")], name="d")


def test_clauses_come_in_as_one_save(opened_draft: OpenDraft, trainer) -> None:
    draft = opened_draft("policy")
    [(code, stood), *_] = entries(POLICY, draft.body, "clause").items()
    text = str(stood["versions"][-1]["text"])
    rows = [
        ClauseRow(2, code, str(stood["title"]), f"{text} And always say why."),
        ClauseRow(3, "N-1", "New", "A new rule.", explanation="Because.", chapter="A new chapter"),
        ClauseRow(4, "N-2", "Newer", "Another rule."),
    ]
    plan = add_clauses(
        draft=draft, rows=rows, name="c", base_revision=draft.revision, by=trainer, at=AT
    )
    assert plan.lines[0].state == "changed"
    assert plan.lines[0].change == "change"
    assert plan.lines[1:] == [
        ClauseLine("N-1", "New", "new", after="A new rule.", chapter="A new chapter"),
        ClauseLine("N-2", "Newer", "new", after="Another rule."),
    ]
    before = draft.revision
    draft.refresh_from_db()
    assert draft.revision == before + 1
    told = entries(POLICY, draft.body, "clause")
    number = len(stood["versions"])
    assert told[code]["versions"][:number] == stood["versions"]
    assert told[code]["versions"][number]["number"] == number + 1
    assert told["N-1"] == {
        "code": "N-1",
        "title": "New",
        "versions": [{"number": 1, "text": "A new rule."}],
        "explanation": "Because.",
    }
    chapter = get(POLICY, draft.body, "chapter/a-new-chapter")
    assert chapter["clauses"] == ["N-1", "N-2"]
    again = clauses_planned(draft, rows, name="c")
    assert [line.state for line in again.lines] == ["same", "same", "same"]
    assert again.values == {}


def test_none_of_them_comes_in_where_one_cannot_or_the_draft_moved(
    opened_draft: OpenDraft, trainer
) -> None:
    draft = opened_draft("policy")
    revision, body = draft.revision, draft.body
    rows = [ClauseRow(2, "N-1", "New", "A rule."), ClauseRow(3, "N-2", "x" * 400, "A rule.")]
    told = {"draft": draft, "name": "c.csv", "by": trainer, "at": AT}
    with pytest.raises(ProblemsFound, match=r"c\.csv:3: title"):
        add_clauses(rows=rows, base_revision=revision, **told)
    draft.refresh_from_db()
    assert (draft.revision, draft.body) == (revision, body)
    head = {**get(POLICY, draft.body, "head"), "title": {"en": "Another", "es": "Otra"}}
    save_part(draft=draft, part="head", value=head, base_revision=revision, by=trainer, at=AT)
    with pytest.raises(EditedMeanwhile):
        add_clauses(rows=rows[:1], base_revision=revision, **told)
    case = opened_draft("case")
    with pytest.raises(UnknownPart):
        add_clauses(rows=rows[:1], base_revision=case.revision, **{**told, "draft": case})
