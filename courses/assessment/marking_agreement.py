"""How far two markers agree. Pure functions over a list of pairs of levels.

Percent agreement is the share of pairs that are the same. Cohen's kappa corrects it for what
chance alone would give, and the weighted form counts a near miss as less than a far one:

    kappa_w = 1 - sum(w * observed) / sum(w * expected),  w = |i - j| / (k - 1)

with linear weights over the k ordered levels. Sources: J. Cohen, "A coefficient of agreement for
nominal scales", Educational and Psychological Measurement 20 (1960), and "Weighted kappa:
nominal scale agreement with provision for scaled disagreement or partial credit",
Psychological Bulletin 70 (1968).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Agreement:
    """Agreement over `n` pairs; None where it is not defined.

    Percent agreement is not defined over no pair. Kappa is not defined either when chance
    alone would already give full agreement: both markers used one and the same level.
    """

    n: int
    percent: Fraction | None
    kappa: Fraction | None


def agreement(pairs: Sequence[tuple[str, str]], levels: Sequence[str]) -> Agreement:
    """Return the agreement of pairs of levels; `levels` is their order, from low to high.

    A pair that names a level which is not among them is left out: it belongs to an older rubric.
    """
    place = {level: index for index, level in enumerate(levels)}
    known = [(place[a], place[b]) for a, b in pairs if a in place and b in place]
    n = len(known)
    if n == 0:
        return Agreement(n=0, percent=None, kappa=None)
    same = Fraction(sum(a == b for a, b in known), n)
    return Agreement(n=n, percent=same, kappa=_weighted_kappa(known, len(levels)))


def _weighted_kappa(known: Sequence[tuple[int, int]], k: int) -> Fraction | None:
    n = len(known)
    first = Counter(a for a, _b in known)
    second = Counter(b for _a, b in known)
    observed = Fraction(sum(abs(a - b) for a, b in known), n)
    expected = Fraction(
        sum(abs(a - b) * first[a] * second[b] for a in range(k) for b in range(k)), n * n
    )
    # The weights' common divisor k - 1 cancels out.
    return None if expected == 0 else 1 - observed / expected


def together(found: Sequence[Agreement]) -> Agreement:
    """Return one figure over several criteria: each weighs as much as it has pairs.

    Kappa is averaged over the criteria where it is defined; it is not defined for pairs that are
    thrown together from different scales.
    """
    n = sum(one.n for one in found)
    if n == 0:
        return Agreement(n=0, percent=None, kappa=None)
    percent = sum((one.percent * one.n for one in found if one.percent is not None), Fraction(0))
    defined = [(one.kappa, one.n) for one in found if one.kappa is not None]
    weight = sum(size for _kappa, size in defined)
    kappa = sum((value * size for value, size in defined), Fraction(0))
    return Agreement(
        n=n, percent=Fraction(percent, n), kappa=Fraction(kappa, weight) if weight else None
    )
