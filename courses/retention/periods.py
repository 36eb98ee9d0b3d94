"""Reading data_retention.yaml, and what the organisation shortened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal, Self

from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, model_validator

from core import strict_yaml
from courses.certification.expiry import add_months

FILE = Path(__file__).with_name("data_retention.yaml")


class NotAPeriod(ValueError):
    """What the organisation asked for is none of the file's periods, or keeps longer."""


class Period(BaseModel):
    """So many months after something happened, rows are deleted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    months: int = Field(ge=1, le=1200)
    after: str


class Table(BaseModel):
    """What one table holds of people: why, which columns, and when it goes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    purpose: str
    kept: str = ""
    lapses: list[str] = []
    personal: dict[str, str]
    not_personal: list[str]

    @model_validator(mode="after")
    def _says_until_when(self) -> Self:
        if not self.kept and not self.lapses:
            raise ValueError("says neither `kept` nor `lapses`")
        return self


class Schedule(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal["casebook-retention/1"]
    periods: dict[str, Period]
    tables: dict[str, Table]


@cache
def schedule() -> Schedule:
    """The file as it is shipped."""
    text = strict_yaml.load_text(FILE, file=FILE.name)
    return strict_yaml.parse(Schedule, text, file=FILE.name)


def months_kept(shorter: Iterable[str] = ()) -> dict[str, int]:
    """Return the months of each period, with what the organisation shortened ("answers=12").

    Raises NotAPeriod.
    """
    months = {name: period.months for name, period in schedule().periods.items()}
    for wish in shorter:
        name, _, number = (part.strip() for part in wish.partition("="))
        if name not in months:
            raise NotAPeriod(f"{name!r} is not one of {', '.join(months)}")
        if not number.isascii() or not number.isdigit() or not 1 <= int(number) <= months[name]:
            raise NotAPeriod(f"{name} is kept from 1 to {months[name]} months, not {number!r}")
        months[name] = int(number)
    return months


def longest() -> dict[str, int]:
    """Return the months beyond which nothing is kept: the file's, or the variable's if shorter.

    Raises NotAPeriod.
    """
    return months_kept(settings.RETENTION_MONTHS)


def in_force(shortened: Mapping[str, object]) -> dict[str, int]:
    """Return the months of each period, with what the organisation shortened on its page.

    What is no number from 1 to the longest counts as not said: a period that the file or the
    variable made shorter since then stays as short as that.
    """
    months = longest()
    for name, most in months.items():
        wish = shortened.get(name)
        if isinstance(wish, int) and 1 <= wish < most:
            months[name] = wish
    return months


def months_before(at: datetime, months: int) -> datetime:
    """Return the same day and time so many months earlier, or the month's last day."""
    return datetime.combine(add_months(at.date(), -months), at.timetz())
