"""What the rules need to know of the library: few queries, whatever the number of texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from content.facts.models import Citation, ConflictPosition, FactVersion
from content.linting import Finding, GuardedWord, lint_text
from content.policies.models import Clause
from content.rendering import Resolver
from content.rendering.references import found_in
from content.vocabulary.selectors import guarded_words

# Wrong answers hold figures that no fact gives, and a report to decide on is invented.
NOT_IN_QUESTIONS = frozenset({"number", "long"})


@dataclass(frozen=True)
class Evidence:
    """What stands behind the references of some texts; see `content.linting.lint_text`."""

    received: Mapping[str, Sequence[str]] = field(default_factory=dict)
    said: Sequence[str] = ()
    unchecked: Collection[str] = ()
    guarded: Sequence[GuardedWord] = ()


def gather(
    texts: Iterable[str], *, hidden: Collection[str], cases: Collection[str] = ()
) -> Evidence:
    """Return what stands behind the texts' references, and the figures of the cases they tell.

    Five queries at most; none of what is not mentioned, and nothing of the policies in `hidden`,
    which the texts' own voice does not tell either (`Library`).
    """
    keys: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        for _start, _end, spot in found_in(text):
            if "/" in spot.key and spot.key.partition("/")[0] not in hidden:
                keys[spot.kind].add(spot.key)
    cases = [slug for slug in cases if slug not in hidden]
    sets = {key.partition("/")[0] for key in keys["fact"]}
    return Evidence(
        received=_received(keys["fact"]) if sets else {},
        said=tuple(_said(sets | set(cases), cases)) if sets or cases else (),
        unchecked=_unchecked(keys["clause"]) if keys["clause"] else (),
        guarded=guarded_words(),
    )


def lint_words(
    source: str,
    *,
    resolver: Resolver,
    language: str,
    evidence: Evidence,
    without: Collection[str] = (),
) -> tuple[Finding, ...]:
    """Return what the rules find in one text."""
    return lint_text(
        source,
        resolver=resolver,
        language=language,
        guarded=evidence.guarded,
        received=evidence.received,
        said=evidence.said,
        unchecked=evidence.unchecked,
        without=without,
    )


def _received(keys: Collection[str]) -> dict[str, list[str]]:
    rows = (
        Citation.objects.filter(
            version__fact__fact_set__slug__in={key.partition("/")[0] for key in keys},
            version__fact__key__in={key.partition("/")[2] for key in keys},
        )
        .exclude(source__received_text="")
        .order_by("source_id")
        .values_list("version__fact__fact_set__slug", "version__fact__key", "source__received_text")
        .distinct()
    )
    found: dict[str, list[str]] = defaultdict(list)
    for fact_set, key, text in rows:
        found[f"{fact_set}/{key}"].append(text)
    return found


def _said(sets: Collection[str], cases: Collection[str]) -> Iterable[str]:
    """Give what sources say where they disagree, and what the facts of a told case state."""
    positions = ConflictPosition.objects.filter(conflict__fact_set__slug__in=sets)
    for values in positions.order_by("pk").values_list("values", flat=True):
        yield from map(str, values.values())
    if cases:
        versions = FactVersion.objects.filter(fact__fact_set__slug__in=cases)
        for statement, figures in versions.order_by("pk").values_list("statement", "figures"):
            yield from (statement, *figures)


def _unchecked(keys: Collection[str]) -> set[str]:
    rows = Clause.objects.filter(
        policy__kind="law",
        policy__slug__in={key.partition("/")[0] for key in keys},
        code__in={key.partition("/")[2] for key in keys},
        statuses__isnull=True,
    )
    return {f"{slug}/{code}" for slug, code in rows.values_list("policy__slug", "code")}
