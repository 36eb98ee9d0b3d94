"""Reading a pasted list of people to invite. Pure but for the address check; no database."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from accounts.names import SHORT_CODE, clean_number

MOST = 500
MOST_PROBLEMS = 20
_COLUMN = re.compile(r"[,;\t]")
_HEADINGS = {"e-mail", "email", "mail", "address", "number", "employee number", "correo"}


@dataclass(frozen=True)
class Guest:
    """One person of the list: an address, or a number with the short code of its employer."""

    line: int
    email: str = ""
    short_code: str = ""
    employee_number: str = ""


def read_guests(text: str) -> tuple[list[Guest], list[str]]:
    """The people of the list in order, and one sentence for each line that cannot be read.

    The first column counts; a line of headings at the top and empty lines are left out; who
    stands twice is named once as a problem. At most 20 problems are told at a time.
    """
    guests: list[Guest] = []
    problems: list[str] = []
    seen: dict[str, int] = {}
    for line, row in enumerate(text.splitlines(), start=1):
        cell = _COLUMN.split(row, maxsplit=1)[0].strip().strip('"').strip()
        if not cell or (line == 1 and cell.lower() in _HEADINGS):
            continue
        try:
            guest = _read(cell, line)
            if (first := seen.setdefault(cell.lower(), line)) != line:
                raise ValidationError(_("the same as line %(first)d") % {"first": first})
            guests.append(guest)
        except ValidationError as error:
            problems.append(
                _("Line %(line)d: %(cell)s: %(problem)s")
                % {"line": line, "cell": cell[:60], "problem": error.messages[0]}
            )
        if len(guests) > MOST:
            problems.append(_("More than %(most)d people at once.") % {"most": MOST})
            break
    return guests, problems[:MOST_PROBLEMS]


def _read(cell: str, line: int) -> Guest:
    if "@" in cell:
        validate_email(cell)
        return Guest(line=line, email=cell.lower())
    code, dash, number = cell.partition("-")
    if not dash or not SHORT_CODE.fullmatch(code.lower()):
        raise ValidationError(_("neither an address nor a number like north-1042"))
    return Guest(line=line, short_code=code.lower(), employee_number=clean_number(number))
