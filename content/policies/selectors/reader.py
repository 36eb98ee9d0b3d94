"""What a reader of policies sees: the list, one policy in an edition, and the search."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery

from content.facts.selectors import CitationShown
from content.policies.commentary import commentary_digest
from content.policies.models import (
    ClauseCommentary,
    ClauseTranslation,
    ClauseVersion,
    Edition,
    LegalStatus,
    Policy,
)
from content.policies.selectors.kept import Kept
from content.texts import pick, text_digest
from content.visibility import Visibility

if TYPE_CHECKING:
    from accounts.models import Unit, User


@dataclass(frozen=True)
class PolicyCard:
    """A policy in a list; ``effective_on`` is that of the edition in effect, if there is one."""

    slug: str
    kind: str
    is_example: bool
    title: str
    summary: str
    jurisdiction: str
    effective_on: date | None
    clause_count: int


@dataclass(frozen=True)
class EditionShown:
    """An edition; ``is_current`` for the one in effect on the day asked for."""

    uid: str
    label: str
    effective_on: date
    is_current: bool


@dataclass(frozen=True)
class ExampleShown:
    """An example with its verdict (Markdown)."""

    uid: str
    text: str
    verdict: str


@dataclass(frozen=True)
class StatusShown:
    """One line of the legal log; ``status`` is the code, ``label`` is translated where shown."""

    status: str
    label: str
    since: str
    checked_on: date
    note: str
    source: CitationShown


@dataclass(frozen=True)
class ClauseShown:
    """A clause in an edition, in the language asked for or the source (texts are Markdown).

    ``log`` is the whole legal log, newest first; its head is the status now.
    """

    key: str
    code: str
    version: int
    version_id: int
    change: str
    title: str
    text: str
    text_language: str
    is_stale: bool
    explanation: str
    examples: tuple[ExampleShown, ...]
    commentary_is_stale: bool
    log: tuple[StatusShown, ...]


@dataclass(frozen=True)
class ChapterShown:
    """A headed group of clauses."""

    uid: str
    title: str
    clauses: tuple[ClauseShown, ...]


@dataclass(frozen=True)
class PolicyReading:
    """A policy in one edition; clauses whose chapter is gone stand in one without a title."""

    slug: str
    kind: str
    is_example: bool
    title: str
    summary: str
    jurisdiction: str
    edition: EditionShown
    editions: tuple[EditionShown, ...]
    chapters: tuple[ChapterShown, ...]


_kept: Kept[tuple[object, ...], PolicyReading] = Kept()


def current_edition(on: date, policy: str, value: str = "pk") -> Subquery:
    """The edition in effect on that day, for a query whose rows have a policy."""
    editions = Edition.objects.filter(policy=OuterRef(policy), effective_on__lte=on)
    return Subquery(editions.order_by("-effective_on").values(value)[:1])


def policies_for(user: "User", language: str, *, on: date) -> list[PolicyCard]:
    """The policies this person may read, laws last; one query and that of the person's roles."""
    rows = (
        Policy.objects.visible_to(user)
        .select_related("jurisdiction")
        .annotate(current=current_edition(on, "pk"), day=current_edition(on, "pk", "effective_on"))
        .annotate(
            size=Count("editions__contents", filter=Q(editions__pk=F("current"))),
        )
    )
    cards = [
        PolicyCard(
            slug=policy.slug,
            kind=policy.kind,
            is_example=policy.is_example,
            title=pick(policy.titles, language, policy.languages),
            summary=pick(policy.summaries, language, policy.languages),
            jurisdiction=policy.jurisdiction.label(language) if policy.jurisdiction else "",
            effective_on=policy.day,
            clause_count=policy.size,
        )
        for policy in rows
    ]
    return sorted(cards, key=lambda card: (card.kind == Policy.Kind.LAW, card.title))


def slugs_kept_from(unit: "Unit | None") -> frozenset[str]:
    """Return the restricted policies that nothing of this unit may tell; one query.

    A unit tells what is restricted to it or to a unit above it. Without a unit the thing is the
    organisation's, and tells what is restricted to its top.
    """
    shared = Policy.units.through.objects.filter(policy=OuterRef("pk"))
    if unit is None:
        shared = shared.filter(unit__parent=None)
    else:
        shared = shared.filter(unit__in=[int(step) for step in unit.path.split(".") if step])
    rows = Policy.objects.filter(~Exists(shared), visibility=Visibility.RESTRICTED)
    return frozenset(rows.values_list("slug", flat=True))


def readable_policy(user: "User", slug: str) -> Policy | None:
    """The policy if this person may read it; one query and that of the person's roles."""
    return Policy.objects.visible_to(user).select_related("jurisdiction").filter(slug=slug).first()


def policy_reading(
    policy: Policy, language: str, *, on: date, edition: str | None = None
) -> PolicyReading | None:
    """The policy in the edition named, or in the one in effect on that day, else the first.

    None if there is no such edition. Kept by the process until the policy's revision
    or the day changes: no query then, and five otherwise, whatever the size.
    """
    key = (policy.pk, policy.slug, policy.revision, policy.updated_at, language, on, edition)
    return _kept.get(key, lambda: _reading(policy, language, on=on, edition=edition))


def forget_readings() -> None:
    """Nothing is kept: for tests, whose database goes back, and after a redaction."""
    _kept.clear()


def _reading(
    policy: Policy, language: str, *, on: date, edition: str | None
) -> PolicyReading | None:
    rows = list(policy.editions.order_by("effective_on"))
    in_effect = [row for row in rows if row.effective_on <= on]
    current = in_effect[-1] if in_effect else None
    wanted = [row for row in rows if row.uid == edition] if edition else [current or rows[0]]
    if not wanted:
        return None
    shown = {
        row.uid: EditionShown(
            row.uid,
            pick(row.labels, language, policy.languages),
            row.effective_on,
            is_current=row is current,
        )
        for row in rows
    }
    return PolicyReading(
        slug=policy.slug,
        kind=policy.kind,
        is_example=policy.is_example,
        title=pick(policy.titles, language, policy.languages),
        summary=pick(policy.summaries, language, policy.languages),
        jurisdiction=policy.jurisdiction.label(language) if policy.jurisdiction else "",
        edition=shown[wanted[0].uid],
        editions=tuple(reversed(shown.values())),
        chapters=_chapters(policy, wanted[0], language),
    )


def _chapters(policy: Policy, edition: Edition, language: str) -> tuple[ChapterShown, ...]:
    versions = list(
        ClauseVersion.objects.filter(in_editions__edition=edition)
        .select_related("clause__chapter")
        .order_by(
            F("clause__chapter__position").asc(nulls_last=True),
            "clause__chapter_position",
            "clause__position",
        )
    )
    beside = _Beside(policy, versions, language)
    found: dict[str, list[ClauseShown]] = {}
    titles: dict[str, str] = {}
    for version in versions:
        chapter = version.clause.chapter
        uid = chapter.uid if chapter else ""
        titles[uid] = pick(chapter.titles, language, policy.languages) if chapter else ""
        found.setdefault(uid, []).append(beside.shown(version))
    return tuple(ChapterShown(uid, titles[uid], tuple(found[uid])) for uid in found)


class _Beside:
    """What stands beside the clause versions of a page: loaded for all at once, three queries."""

    def __init__(self, policy: Policy, versions: Iterable[ClauseVersion], language: str) -> None:
        self.policy, self.language = policy, language
        self.source = policy.languages[0]
        clauses = [version.clause_id for version in versions]
        self.translations = {
            row.version_id: row
            for row in ClauseTranslation.objects.filter(
                version__in=list(versions), language=language
            ).order_by("revision")
            if row.text
        }
        self.commentaries = {
            (row.clause_id, row.language): row
            for row in ClauseCommentary.objects.filter(
                clause__in=clauses, language__in=[language, self.source]
            ).order_by("revision")
        }
        self.log: dict[int, list[LegalStatus]] = {}
        rows = LegalStatus.objects.filter(clause__in=clauses).select_related("source")
        for row in rows.order_by("-position"):
            self.log.setdefault(row.clause_id, []).append(row)

    def shown(self, version: ClauseVersion) -> ClauseShown:
        """The clause version with everything that stands beside it."""
        translation = self.translations.get(version.pk)
        source = self.commentaries.get((version.clause_id, self.source))
        own = self.commentaries.get((version.clause_id, self.language))
        commentary = own if own and (own.explanation or own.examples) else source
        return ClauseShown(
            key=f"{self.policy.slug}/{version.clause.code}",
            code=version.clause.code,
            version=version.number,
            version_id=version.pk,
            change=version.change,
            title=pick(version.clause.titles, self.language, self.policy.languages),
            text=translation.text if translation else version.text,
            text_language=self.language if translation else self.source,
            is_stale=bool(translation and translation.made_from != text_digest(version.text)),
            explanation=commentary.explanation if commentary else "",
            examples=tuple(
                ExampleShown(one["uid"], one["text"], one["verdict"])
                for one in (commentary.examples if commentary else [])
            ),
            commentary_is_stale=_is_stale(source, commentary),
            log=tuple(self._status(row) for row in self.log.get(version.clause_id, [])),
        )

    def _status(self, row: LegalStatus) -> StatusShown:
        notes = row.notes
        return StatusShown(
            status=row.status,
            label=row.get_status_display(),
            since=row.since,
            checked_on=row.checked_on,
            note=notes
            if isinstance(notes, str)
            else pick(notes, self.language, self.policy.languages),
            source=CitationShown.of(row.source, "", ""),
        )


def _is_stale(source: ClauseCommentary | None, shown: ClauseCommentary | None) -> bool:
    if source is None or shown is None or not shown.made_from:
        return False
    return shown.made_from != commentary_digest(source.explanation, source.examples)
