"""The cells of a workbook's first visible sheet (XLSX), as text; nothing is computed."""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from openpyxl import load_workbook
from openpyxl.cell import Cell as TheirCell
from openpyxl.cell import MergedCell
from openpyxl.utils.escape import unescape

from core.received.errors import NotReceivable
from core.received.office import SHEET, judged

# The library tells on stderr of what it leaves out: styles, extensions, dates that are none. None
# of it is read here. A filter for the whole process: catch_warnings does not stand threads.
warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\.")

# No spreadsheet has more rows; what stands in none is read as rows of many empty cells.
LAST_ROW = 1_048_576
MOST_CELLS = 2_000_000
_FAULTS = {
    "f": "is a formula; give what it comes to as a value",
    "d": "is a date; format the column as text and type it again",
    "e": "holds an error",
}


@dataclass(frozen=True)
class Cell:
    """What a cell says, and why it cannot be taken if it cannot."""

    text: str
    fault: str = ""


def read_workbook(
    data: bytes, *, most_rows: int, most_columns: int
) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the rows of the first visible sheet with their numbers, empty cells as empty text.

    Raises NotReceivable, also with `rows` or `columns` for more than may be.
    """
    for number, row in _rows(data):
        cells = [_cell(cell) for cell in row]
        while cells and cells[-1] == Cell(""):
            cells.pop()
        if not cells:
            continue
        if number > most_rows:
            raise NotReceivable("rows")
        if len(cells) > most_columns:
            raise NotReceivable("columns")
        yield number, cells


def _rows(data: bytes) -> Iterator[tuple[int, tuple[TheirCell | MergedCell, ...]]]:
    package = judged(data, SHEET)
    seen = 0
    try:
        workbook = load_workbook(package, read_only=True, keep_links=False)
        sheets = (one for one in workbook.worksheets if one.sheet_state == "visible")
        sheet = next(sheets, None)
        if sheet is None:
            raise NotReceivable("empty")
        # What a file says of its size may be less than it holds.
        sheet.reset_dimensions()
        for number, row in enumerate(islice(sheet.iter_rows(), LAST_ROW), 1):
            seen += len(row)
            if seen > MOST_CELLS:
                raise NotReceivable("large")
            yield number, row
    except NotReceivable:
        raise
    except Exception as error:
        # Whatever a library says of strange bytes.
        raise NotReceivable("broken") from error


def _cell(cell: TheirCell | MergedCell) -> Cell:
    value = cell.value
    if value is None:
        return Cell("")
    if fault := _FAULTS.get(cell.data_type, ""):
        return Cell("", fault)
    if isinstance(value, bool):
        return Cell("true" if value else "false")
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < 1e15
        return Cell(str(int(value)) if whole else repr(value))
    return Cell(unescape(str(value)))
