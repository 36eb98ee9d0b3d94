"""Tables of marks as tests write them down."""

from courses.insight.statistics import Column, Table


def table(*rows: list[int | None], full: int = 1) -> Table:
    """A table of rows of marks; None: this attempt was not asked the question."""
    columns = []
    for number in range(len(rows[0]) if rows else 0):
        asked = [(place, row[number]) for place, row in enumerate(rows) if row[number] is not None]
        marks = [mark for _place, mark in asked if mark is not None]
        places = None if len(marks) == len(rows) else [place for place, _mark in asked]
        columns.append(Column(f"q{number}", marks, full * len(marks), places))
    totals = [sum(mark or 0 for mark in row) for row in rows]
    possible = [full * sum(mark is not None for mark in row) for row in rows]
    return Table(totals, possible, columns)
