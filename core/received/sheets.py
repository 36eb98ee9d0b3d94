"""Tables that people bring, as CSV or XLSX: the first row names the columns, the rest is text.

Nothing is computed: a cell that is a formula, a date or an error is a problem of its row. Rows
are numbered as a spreadsheet numbers them, the heading being row 1.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.problems import Problem, ProblemsFound
from core.received.errors import NotReceivable
from core.received.sniffing import sniff
from core.received.workbook import Cell, read_workbook
from core.text import control_at

LARGEST_FILE = 2_000_000
MOST_ROWS = 1_000
MOST_COLUMNS = 120
LONGEST_CELL = 20_000
# What a spreadsheet takes for the beginning of a formula, full-width forms included.
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_DELIMITERS = ",;\t"
# A number, or a sign with words behind it as in a list: no spreadsheet computes these.
_HARMLESS = re.compile(r"[+-]\d+([.,]\d+)?%?|[-+] \S.*", re.DOTALL)
_MANY = 200


@dataclass(frozen=True)
class Row:
    """One row below the heading: its number in the sheet, and its cells by column, none empty."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """A table that was read: the file's name, its columns in order, its rows.

    `problems` are the cells that cannot be taken; a row that holds one is not among the rows.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()

    def problem(self, row: Row, column: str, message: str) -> Problem:
        """Return a problem of one cell, or of a row where no column is named."""
        return Problem(self.name, row.number, column, message)


def read_sheet(data: bytes, *, name: str) -> Sheet:
    """Return the table. What it is is told by its bytes, not by its name.

    Raises NotReceivable for what is no table that can be taken, and ProblemsFound for a heading
    that cannot be.
    """
    if len(data) > LARGEST_FILE:
        raise NotReceivable("size", name)
    kind = sniff(data)
    if kind == "zip":
        rows = read_workbook(data, most_rows=MOST_ROWS + 1, most_columns=MOST_COLUMNS)
        return _sheet(name, rows)
    if kind == "text":
        return _sheet(name, _csv_rows(data.decode("utf-8-sig")))
    raise NotReceivable("old-office" if kind == "old-office" else "encoding")


def write_csv(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return the table as CSV for spreadsheets; `read_sheet` reads it as the same cells.

    A cell that a spreadsheet would take for a formula begins with `'`; so does one that begins
    with `'` itself, and the reader takes one of them off again.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([[safe_cell(cell) for cell in row] for row in rows])
    return "\ufeff" + out.getvalue()


def safe_cell(text: str) -> str:
    """Return the cell so that no spreadsheet runs it."""
    begins = text.lstrip(" ").startswith(STARTS_A_FORMULA) or text.startswith("'")
    return f"'{text}" if begins else text


def _csv_rows(text: str) -> Iterator[tuple[int, list[Cell]]]:
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise NotReceivable("csv", str(number)) from error
        if number > MOST_ROWS + 1 and any(cells):
            raise NotReceivable("rows")
        if len(cells) > MOST_COLUMNS:
            raise NotReceivable("columns")
        yield number, [_csv_cell(cell) for cell in cells]


def _csv_cell(text: str) -> Cell:
    if text.startswith("'") and safe_cell(text[1:]) == text:
        return Cell(text[1:])
    told = text.lstrip(" ")
    if told.startswith(STARTS_A_FORMULA) and not _HARMLESS.fullmatch(told):
        return Cell(text, "begins as a formula does; a text that begins so has a ' before it")
    return Cell(text)


def _sheet(name: str, rows: Iterator[tuple[int, list[Cell]]]) -> Sheet:
    columns: list[str] | None = None
    found: list[Row] = []
    problems: list[Problem] = []
    for number, cells in rows:
        if not any(cell.text.strip() or cell.fault for cell in cells):
            continue
        if columns is None:
            columns = _columns(name, number, cells)
            continue
        row, wrong = _row(name, number, cells, columns)
        problems += wrong
        if not wrong:
            found.append(row)
        if len(problems) > _MANY:
            break
    if columns is None:
        raise NotReceivable("empty")
    named = tuple(one for one in columns if one)
    return Sheet(name, named, tuple(found), tuple(problems[:_MANY]))


def _columns(name: str, number: int, cells: Sequence[Cell]) -> list[str]:
    columns = [re.sub(r"[\s_]+", "_", cell.text.strip().lower())[:60] for cell in cells]
    problems = [
        Problem(name, number, column, "stands twice in the heading")
        for place, column in enumerate(columns)
        if column and column in columns[:place]
    ]
    problems += [
        Problem(name, number, "", cell.fault or "holds a character that cannot be kept")
        for cell in cells
        if cell.fault or control_at(cell.text) is not None
    ]
    if problems:
        raise ProblemsFound(problems)
    return columns


def _row(
    name: str, number: int, cells: Sequence[Cell], columns: Sequence[str]
) -> tuple[Row, list[Problem]]:
    told: dict[str, str] = {}
    problems = []
    for place, cell in enumerate(cells):
        text = cell.text.replace("\r\n", "\n").replace("\r", "\n").strip()
        column = columns[place] if place < len(columns) else ""
        if fault := cell.fault or _fault(text, column):
            problems.append(Problem(name, number, column, fault))
        elif text:
            told[column] = text
    return Row(number, told), problems


def _fault(text: str, column: str) -> str:
    if not text:
        return ""
    if not column:
        return f"“{text[:40]}” stands under no heading"
    if len(text) > LONGEST_CELL:
        return f"is longer than {LONGEST_CELL:,} characters"
    if control_at(text) is not None:
        return "holds a character that cannot be kept"
    return ""
