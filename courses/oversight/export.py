"""The status list as CSV: the same words and the same rows as the page, batch by batch."""

import csv
import datetime as dt
import io
from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from courses.enrolment.models import Enrolment
from courses.oversight import selectors
from courses.oversight.pages.lines import Line, lines
from courses.oversight.readers import Deed, roles_that_do

BATCH = 500
# What a spreadsheet takes for the beginning of a formula, full-width forms included.
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(value: object) -> str:
    """Return a cell that no spreadsheet runs: what would begin a formula begins with `'`."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(STARTS_A_FORMULA) else text


def heads() -> list[str]:
    """The first row, in the reader's language."""
    return [
        _("Person"),
        _("Name"),
        _("Unit"),
        _("Course code"),
        _("Course"),
        _("Status"),
        _("Parts done"),
        _("Parts"),
        _("Due on"),
        _("Release"),
        _("Passed on"),
        _("Certificate valid until"),
    ]


def status_words(status: str) -> str:
    """A status in words."""
    return {
        "not_started": _("not started"),
        "in_progress": _("in progress"),
        "passed": _("passed"),
        "lapsed": _("lapsed"),
    }[status]


def export_rows(user: User, wanted: selectors.Wanted, *, today: dt.date) -> list[int]:
    """Return the ids of the rows to export: of people whom a role that exports reaches."""
    return list(_query(user, wanted, today).values_list("pk", flat=True))


def csv_chunks(
    user: User, wanted: selectors.Wanted, ids: list[int], *, language: str, today: dt.date
) -> Iterator[str]:
    """Yield the file in pieces of `BATCH` rows; memory does not grow with the unit.

    The language is set for each piece, as the request's is gone when the pieces are sent.
    """
    with translation.override(language):
        head = _rows([heads()])
    yield "\ufeff" + head
    for start in range(0, len(ids), BATCH):
        rows = list(_query(user, wanted, today).filter(pk__in=ids[start : start + BATCH]))
        with translation.override(language):
            told = lines(rows, language=language, today=today)
            piece = _rows([_cells(line) for line in told])
        yield piece


def _query(user: User, wanted: selectors.Wanted, today: dt.date) -> QuerySet[Enrolment]:
    roles = roles_that_do(Deed.EXPORT)
    return selectors.lines_for(user, wanted, today=today, roles=roles)


def _rows(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([[safe_cell(cell) for cell in row] for row in rows])
    return out.getvalue()


def _cells(line: Line) -> list[str]:
    days = (line.due_on, line.passed_on, line.valid_until)
    due_on, passed_on, valid_until = (day.isoformat() if day else "" for day in days)
    return [
        str(line.person_id),
        line.name,
        ", ".join(line.units),
        line.course_code,
        line.course_title,
        status_words(line.status),
        str(line.done) if line.total else "",
        str(line.total) if line.total else "",
        due_on,
        "" if line.release is None else str(line.release),
        passed_on,
        valid_until,
    ]
