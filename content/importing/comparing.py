"""Holding what a second report says against the facts that a case has (pure)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from content.importing.dates import Context, dates_in
from content.importing.quantities import figures_in

type Verdict = Literal["agrees", "differs", "new"]

_PART = re.compile(r"[a-z]+")
_WEAK = {"date", "seized", "removed", "blocked", "issued", "by", "figure", "day", "of", "the"}


@dataclass(frozen=True)
class Known:
    """A fact that the case has: its key, what it says, its figures."""

    key: str
    statement: str
    figures: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True)
class Claim:
    """What the report says: a figure, a date or a name, under the key proposed for it."""

    key: str
    unit: str = ""
    figure: Decimal | None = None
    date: str = ""
    name: str = ""


@dataclass(frozen=True)
class Match:
    """How a claim stands to the facts: it agrees with one, differs from one, or is new."""

    verdict: Verdict
    key: str = ""


def compare(claim: Claim, known: Sequence[Known]) -> Match:
    """Match one claim: the same value under a kindred key agrees, another value differs."""
    if claim.figure is not None:
        kin = [one for one in known if _are_kin(claim, one)]
        for one in kin:
            if claim.figure in _values(one):
                return Match("agrees", one.key)
        exact = [one for one in kin if _base(one.key) == _base(claim.key) and _values(one)]
        if exact:
            return Match("differs", exact[0].key)
        heads = [one for one in kin if _values(one) and len(_values(one)) == 1]
        return Match("differs", heads[0].key) if heads else Match("new")
    if claim.date:
        return _compare_dates(claim, known)
    if claim.name:
        for one in known:
            if claim.name.lower() in one.statement.lower():
                return Match("agrees", one.key)
    return Match("new")


def _compare_dates(claim: Claim, known: Sequence[Known]) -> Match:
    for one in known:
        said = {found.iso for found in dates_in(one.statement, Context())}
        if claim.date in said or any(
            day.startswith(claim.date) or claim.date.startswith(f"{day}-") for day in said
        ):
            return Match("agrees", one.key)
    return Match("new")


def _are_kin(claim: Claim, known: Known) -> bool:
    """Say whether a claim and a fact count the same thing, by key and unit."""
    if _base(claim.key) == _base(known.key):
        return True
    return bool(_words(f"{claim.key} {claim.unit}") & _words(f"{known.key} {known.unit}"))


def _base(key: str) -> str:
    return re.sub(r"-\d+$", "", key)


def _words(text: str) -> set[str]:
    return {word for word in _PART.findall(text.lower()) if len(word) > 3} - _WEAK


def _values(known: Known) -> set[Decimal]:
    """The values of a fact: of its figures, but for those that only make up its date."""
    dated = [(one.start, one.end) for one in dates_in(known.statement, Context())]
    said = {found.value for found in figures_in(known.statement, dated)}
    figures = {found.value for one in known.figures for found in figures_in(one)}
    return (figures & said) or figures or said
