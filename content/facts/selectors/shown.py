"""Facts and conflicts as readers are shown them, on a day and in a language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from content.facts.models import Conflict, Fact, FactVersion
from content.rendering.references import without_references
from content.sources.models import Source
from content.texts import first_day, pick, text_digest


@dataclass(frozen=True)
class CitationShown:
    """One thing a statement rests on, as it is shown; an empty date was not given."""

    publisher: str
    title: str
    url: str
    published_on: str
    grade: str
    quote: str
    locator: str

    @classmethod
    def of(cls, source: Source, quote: str, locator: str) -> "CitationShown":
        """The citation of this source."""
        return cls(
            publisher=source.publisher,
            title=source.title,
            url=source.url,
            published_on=source.published_on,
            grade=source.grade,
            quote=quote,
            locator=locator,
        )


@dataclass(frozen=True)
class FactShown:
    """A fact as it stands on a day, in one language; ``key`` is full (``cumberland/arrests``).

    ``made_from`` and ``is_stale`` tell whether the statement is a translation of
    what the version says. ``version_id`` is the row that releases cite.
    """

    key: str
    version: int
    version_id: int
    statement: str
    figures: tuple[str, ...]
    unit: str
    status: str
    as_of: str
    language: str
    is_stale: bool
    is_disputed: bool
    citations: tuple[CitationShown, ...]


@dataclass(frozen=True)
class PositionShown:
    """One of the values that sources give."""

    value: str
    citations: tuple[CitationShown, ...]


@dataclass(frozen=True)
class ConflictShown:
    """A disagreement of sources as it is shown: the values, what is taught, and why."""

    uid: str
    facts: tuple[str, ...]
    question: str
    positions: tuple[PositionShown, ...]
    taught: str
    why: str


FACT_PARTS = ("versions__texts", "versions__citations__source", "conflicts")


def effective_version(versions: Iterable[FactVersion], as_of: date) -> FactVersion | None:
    """The version that holds on that day: the newest that is not dated later, else the first."""
    ordered = sorted(versions, key=lambda version: version.number)
    holding = [one for one in ordered if (first_day(one.as_of) or date.min) <= as_of]
    return holding[-1] if holding else next(iter(ordered), None)


def effective_facts(
    set_slug: str, language: str, as_of: date, *, keys: Iterable[str] | None = None
) -> dict[str, FactShown]:
    """The facts of a set as they stand on that day, by short key, in that language or the source.

    Six queries, whatever the number of facts.
    """
    facts = Fact.objects.filter(fact_set__slug=set_slug, is_retired=False)
    if keys is not None:
        facts = facts.filter(key__in=list(keys))
    rows = facts.select_related("fact_set").prefetch_related(*FACT_PARTS)
    found = {}
    for fact in rows:
        version = effective_version(fact.versions.all(), as_of)
        if version is not None:
            found[fact.key] = shown_fact(fact, version, language)
    return found


def shown_fact(fact: Fact, version: FactVersion, language: str) -> FactShown:
    """One loaded version as it is shown; makes no query if FACT_PARTS were prefetched."""
    source = fact.fact_set.languages[0] if fact.fact_set.languages else ""
    text = next((text for text in version.texts.all() if text.language == language), None)
    is_stale = bool(text and text.made_from != text_digest(version.statement))
    return FactShown(
        key=f"{fact.fact_set.slug}/{fact.key}",
        version=version.number,
        version_id=version.pk,
        statement=text.statement if text else version.statement,
        figures=tuple(version.figures),
        unit=version.unit,
        status=version.status,
        as_of=version.as_of,
        language=language if text else source,
        is_stale=is_stale,
        is_disputed=any(conflict.is_shown for conflict in fact.conflicts.all()),
        citations=tuple(
            CitationShown.of(one.source, one.quote, one.locator) for one in version.citations.all()
        ),
    )


def shown_conflicts(
    set_slug: str, language: str, languages: Sequence[str]
) -> tuple[ConflictShown, ...]:
    """The conflicts of a set that are shown, in order, in that language or the source.

    They stand beside their sources, so what refers to a fact in their words is left out.
    """
    conflicts = Conflict.objects.filter(fact_set__slug=set_slug, is_shown=True).prefetch_related(
        "facts", "positions__citations__source"
    )
    return tuple(
        ConflictShown(
            uid=conflict.uid,
            facts=tuple(f"{set_slug}/{fact.key}" for fact in conflict.facts.all()),
            question=without_references(pick(conflict.questions, language, languages)),
            positions=tuple(
                PositionShown(
                    value=pick(position.values, language, languages),
                    citations=tuple(
                        CitationShown.of(one.source, one.quote, one.locator)
                        for one in position.citations.all()
                    ),
                )
                for position in conflict.positions.all()
            ),
            taught=without_references(pick(conflict.taught, language, languages)),
            why=without_references(pick(conflict.reasons, language, languages)),
        )
        for conflict in conflicts
    )
