"""What the page of periods shows: how long each is, what it lets go, and what went last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import Organisation
from courses.retention.lapsing import RULES
from courses.retention.periods import in_force, longest, months_before, schedule
from courses.retention.words import WORDS, PeriodWords


@dataclass(frozen=True)
class PeriodLine:
    """One period: months that the file allows, the longest here, and those in force."""

    name: str
    words: PeriodWords
    months: int
    longest: int
    in_file: int
    gone_on: date | None
    gone_rows: int


@dataclass(frozen=True)
class Would:
    """How much would go at once with so many months; `count` is None where nobody may know."""

    words: PeriodWords
    months: int
    count: int | None


def period_lines(row: Organisation) -> list[PeriodLine]:
    """Return every period in the file's order; makes no query. Raises NotAPeriod."""
    months, most = in_force(row.retention_months), longest()
    gone = row.retention_gone
    return [
        PeriodLine(
            name=name,
            words=WORDS[name],
            months=months[name],
            longest=most[name],
            in_file=period.months,
            gone_on=date.fromisoformat(gone[name]["on"]) if name in gone else None,
            gone_rows=gone[name]["rows"] if name in gone else 0,
        )
        for name, period in schedule().periods.items()
    ]


def would_go(months: Mapping[str, int], *, at: datetime) -> list[Would]:
    """Return what would go at this moment with these months; a query for each way of a period."""
    counts: Counter[str] = Counter()
    for rule in RULES:
        if rule.period in months and WORDS[rule.period].counted:
            before = months_before(at, months[rule.period])
            counts[rule.period] += rule.units(before).count()
    return [
        Would(words, months[name], counts[name] if words.counted else None)
        for name, words in WORDS.items()
        if name in months
    ]
