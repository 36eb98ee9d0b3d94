"""Deleting what has lapsed, and letting it lapse earlier."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.errors import NotAllowed
from accounts.models import Organisation, User
from accounts.rules import is_organisation_admin
from accounts.services import record
from core.append_only import retention_pass
from courses.retention.lapsing import RULES, Rule
from courses.retention.periods import NotAPeriod, in_force, longest, months_before

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
    of rows found then, so nothing goes without one. Safe to run twice, also at the same time. The
    organisation's row then says when it ran, and what went when. Raises NotAPeriod.
    """
    found = [lapsed for rule, before in _rules(at) for lapsed in _delete(rule, before, at)]
    _remember(found, at)
    return found


@transaction.atomic
def shorten_periods(*, months: Mapping[str, int], by: User, at: datetime) -> None:
    """From the next run on, what is named is kept for so many months; the rest as before.

    Only shorter than the file and the variable: the longest takes a shortening back. Raises
    NotAllowed, and NotAPeriod for an unknown name or more months than the longest.
    """
    if not is_organisation_admin(by):
        raise NotAllowed
    most = longest()
    for name, number in months.items():
        if not 1 <= number <= most.get(name, 0):
            raise NotAPeriod(name)
    Organisation.objects.get_or_create(pk=1)
    row = Organisation.objects.select_for_update().get(pk=1)
    old = in_force(row.retention_months)
    new = {**old, **months}
    changed = sorted(name for name in new if new[name] != old[name])
    if not changed:
        return
    row.retention_months = {name: number for name, number in new.items() if number < most[name]}
    row.save()
    record(
        action="retention.changed",
        by=by,
        target="organisation",
        old={name: old[name] for name in changed},
        new={name: new[name] for name in changed},
        at=at,
    )


def _remember(found: list[Lapsed], at: datetime) -> None:
    Organisation.objects.get_or_create(pk=1)
    row = Organisation.objects.get(pk=1)
    rows: Counter[str] = Counter()
    for lapsed in found:
        rows[lapsed.period] += lapsed.rows
    day = at.date().isoformat()
    gone = row.retention_gone | {name: {"on": day, "rows": rows[name]} for name in rows}
    Organisation.objects.filter(pk=1).update(retention_ran_at=at, retention_gone=gone)


def _rules(at: datetime) -> list[tuple[Rule, datetime]]:
    months = in_force(Organisation.current().retention_months)
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
