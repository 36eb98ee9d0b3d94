"""Deleting what has lapsed."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from accounts.services import record
from core.append_only import retention_pass
from courses.retention.lapsing import RULES, Rule
from courses.retention.periods import months_before, months_kept

logger = logging.getLogger(__name__)

# A transaction deletes what hangs on so many rows: short enough for others to write in between.
BATCH = 200


@dataclass(frozen=True)
class Lapsed:
    """So many rows of a table whose time was over: they are older than `before`."""

    table: str
    rows: int
    period: str
    before: datetime


def find_lapsed(*, at: datetime) -> list[Lapsed]:
    """Return what `delete_lapsed` would delete at this moment; writes nothing."""
    return [
        Lapsed(table, rows, rule.period, before)
        for rule, before in _rules(at)
        for table, rows in rule.count(before).items()
    ]


def delete_lapsed(*, at: datetime) -> list[Lapsed]:
    """What the file lets lapse is gone, also from append-only tables; returns what was found.

    Works batch by batch, each a transaction of its own: killed at any moment, the next run goes
    on. The audit entry of a table stands in the transaction of the first batch, with the number
    of rows found then, so nothing goes without one. Safe to run twice, also at the same time.
    Raises NotAPeriod.
    """
    return [lapsed for rule, before in _rules(at) for lapsed in _delete(rule, before, at)]


def _rules(at: datetime) -> list[tuple[Rule, datetime]]:
    months = months_kept(settings.RETENTION_MONTHS)
    return [(rule, months_before(at, months[rule.period])) for rule in RULES]


def _delete(rule: Rule, before: datetime, at: datetime) -> list[Lapsed]:
    found = [Lapsed(*pair, rule.period, before) for pair in rule.count(before).items()]
    to_tell = found
    while units := list(rule.units(before).values_list("pk", flat=True)[:BATCH]):
        with retention_pass():
            for lapsed in to_tell:
                _tell(lapsed, at)
            if rule.before:
                rule.before(units, at)
            for model, way in rule.parts:
                model._base_manager.filter(**{f"{way}__in": units}).delete()
        to_tell = []
    return found


def _tell(lapsed: Lapsed, at: datetime) -> None:
    record(
        action="retention.deleted",
        by=None,
        target=f"table:{lapsed.table}",
        new={
            "period": lapsed.period,
            "before": lapsed.before.date().isoformat(),
            "rows": lapsed.rows,
        },
        at=at,
    )
    logger.info("%s: %s rows lapse (%s)", lapsed.table, lapsed.rows, lapsed.period)
