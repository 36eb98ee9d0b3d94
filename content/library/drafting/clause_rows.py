"""Clauses as people bring them: rows of a table, or the headings of a document (pure).

In a table the columns are COLUMNS, of which `code`, `title` and `text` are needed. In a document
a heading of the first level begins a chapter and one of the second a clause: its first word is
the code, the rest its title; what stands below is the text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from content.texts import CLAUSE_CODE
from core.problems import Problem, ProblemsFound
from core.received.documents import Paragraph
from core.received.sheets import Sheet

COLUMNS = ("code", "title", "text", "explanation", "chapter", "change")
NEEDED = ("code", "title", "text")
CHANGES = ("clarification", "change")
EXAMPLE = {
    "code": "EX-1.1",
    "title": "Fees asked for in advance",
    "text": "An offer of work that asks for a fee before work begins is taken down.",
    "explanation": "A fee for a document that the person orders from an authority is no such fee.",
    "chapter": "Offers of work",
    "change": "",
}


@dataclass(frozen=True)
class ClauseRow:
    """One clause as it was brought; `place` is its row, or the paragraph of its heading."""

    place: int
    code: str
    title: str
    text: str
    explanation: str = ""
    chapter: str = ""
    change: str = ""


def rows_of_sheet(sheet: Sheet) -> list[ClauseRow]:
    """Return the clauses of a table. Raises ProblemsFound with every row that is none."""
    problems = column_problems(sheet, COLUMNS, NEEDED)
    rows = () if problems else sheet.rows
    problems += sheet.problems
    found = []
    for row in rows:
        problems += [
            sheet.problem(row, column, "is needed") for column in NEEDED if column not in row.cells
        ]
        code, change = row.cells.get("code", ""), row.cells.get("change", "")
        if code and not CLAUSE_CODE.fullmatch(code):
            problems.append(sheet.problem(row, "code", f"“{code[:40]}” is no code of a clause"))
        if change and change not in CHANGES:
            problems.append(sheet.problem(row, "change", "is clarification or change"))
        told = {column: row.cells.get(column, "") for column in COLUMNS}
        found.append(ClauseRow(row.number, **told))
    problems += _twice(sheet.name, found)
    if problems:
        raise ProblemsFound(problems)
    return found


def column_problems(
    sheet: Sheet, known: Iterable[str], needed: Iterable[str] = ()
) -> list[Problem]:
    """Return what is wrong with the heading of a table: strange columns, and those that lack."""
    listed = list(known)
    told = ", ".join(listed)
    return [
        *(
            Problem(sheet.name, 1, column, f"is no column that is known; known: {told}")
            for column in sheet.columns
            if column not in listed
        ),
        *(
            Problem(sheet.name, 1, column, "this column is needed")
            for column in needed
            if column not in sheet.columns
        ),
    ]


def rows_of_document(paragraphs: Sequence[Paragraph], *, name: str) -> list[ClauseRow]:
    """Return the clauses of a headed document. Raises ProblemsFound, by paragraph."""
    problems: list[Problem] = []
    found: list[ClauseRow] = []
    open_clause: tuple[Paragraph, list[str]] | None = None
    chapter = ""

    def close() -> None:
        if open_clause is not None:
            found.append(_clause(open_clause[0], open_clause[1], chapter))

    for one in paragraphs:
        if one.is_in_table:
            problems.append(Problem(name, one.number, "", "stands in a table; write it as text"))
        elif one.level == 1:
            close()
            open_clause, chapter = None, " ".join(one.text.split())
        elif one.level == 2:
            close()
            open_clause = (one, [])
        elif open_clause is None:
            if found or chapter:
                message = "stands under no clause: a heading of level 2 begins one"
                problems.append(Problem(name, one.number, "", message))
        else:
            open_clause[1].append(_words(one))
    close()
    if not found and not problems:
        message = "holds no heading of level 2, and so no clause"
        problems.append(Problem(name, 1, "", message))
    problems += _faults_of(name, found) + _twice(name, found)
    if problems:
        raise ProblemsFound(problems)
    return found


def _clause(heading: Paragraph, texts: list[str], chapter: str) -> ClauseRow:
    code, _space, title = " ".join(heading.text.split()).partition(" ")
    text = "\n\n".join(texts).replace("\n\n- ", "\n- ")
    # A list needs a blank line before its first point.
    lines = text.split("\n")
    told: list[str] = []
    for line in lines:
        if line.startswith("- ") and told and told[-1] and not told[-1].startswith("- "):
            told.append("")
        told.append(line)
    title = title.lstrip("-–—:. ")
    return ClauseRow(heading.number, code.rstrip(":."), title, "\n".join(told), chapter=chapter)


def _words(one: Paragraph) -> str:
    return f"- {' '.join(one.text.split())}" if one.is_item else one.text


def _faults_of(name: str, rows: Iterable[ClauseRow]) -> list[Problem]:
    problems = []
    for row in rows:
        if not CLAUSE_CODE.fullmatch(row.code):
            message = f"“{row.code[:40]}” is no code of a clause: a heading begins with it"
            problems.append(Problem(name, row.place, "code", message))
        elif not row.title:
            problems.append(Problem(name, row.place, "title", "is needed behind the code"))
        if not row.text:
            problems.append(Problem(name, row.place, "text", "is needed below the heading"))
    return problems


def _twice(name: str, rows: Iterable[ClauseRow]) -> list[Problem]:
    seen: dict[str, int] = {}
    problems = []
    for row in rows:
        if row.code and row.code in seen:
            message = f"“{row.code}” stands in {seen[row.code]} already"
            problems.append(Problem(name, row.place, "code", message))
        seen.setdefault(row.code, row.place)
    return problems
