"""A folder against the library: what it refers to, what it may not change, how it renders."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from content.facts.models import FactSet
from content.facts.selectors import stored_versions
from content.library.bundles import BackgroundBundle, Bundle, CaseBundle, PolicyBundle
from content.library.checks import check_inside
from content.library.checks.lints import check_lints
from content.library.checks.rendered import check_rendered
from content.library.kinds import HEAD
from content.library.normal import normal
from content.library.reading import read_folder
from content.library.resolver import Shelf
from content.policies.models import Policy
from content.policies.selectors.exchange import edition_contents, stored_clause_versions
from content.vocabulary.selectors import unknown_harm_areas, unknown_jurisdictions
from core.problems import Problem
from core.strict_yaml import Path as FilePath

REWRITTEN = (
    "version {number} says something else in the library; a version never changes: "
    "add version {next} with `change: {change}`"
)


@dataclass(frozen=True)
class Opened:
    """A folder as far as it can be judged alone; no bundle if a file cannot be used."""

    path: Path
    bundle: Bundle | None
    problems: tuple[Problem, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether others may rely on what stands in it."""
        return self.bundle is not None and not self.bundle.files.has_errors


def open_folder(path: Path, *, name: str = "") -> Opened:
    """The folder read, and checked as far as it can be without the library."""
    bundle, problems = read_folder(path, name=name)
    if bundle is None:
        return Opened(path, None, tuple(sorted(set(problems))))
    check_inside(bundle)
    return Opened(path, bundle, tuple(sorted(set(bundle.files.problems))))


def checked(
    opened: Opened,
    *,
    today: date,
    beside: Shelf | None = None,
    received: Mapping[str, str] | None = None,
) -> tuple[Bundle | None, list[Problem]]:
    """The bundle in normal form with every problem found; no bundle if one is an error.

    ``beside`` is what will be in the library when this folder is imported, ``received`` the
    texts of sources that wait for it. Reads the database, writes nothing.
    """
    bundle = opened.bundle
    if bundle is None or not opened.is_sound:
        return None, list(opened.problems)
    _check_against_library(bundle, today, beside or Shelf())
    bundle = normal(bundle)
    check_rendered(bundle, today=today, beside=beside or Shelf())
    check_lints(bundle, today=today, beside=beside or Shelf(), received=received)
    found = sorted(set(bundle.files.problems))
    return (None if bundle.files.has_errors else bundle), found


def _check_against_library(bundle: Bundle, today: date, beside: Shelf) -> None:
    head, files = bundle.head, bundle.files
    name = HEAD[bundle.kind]
    other = FactSet.objects.filter(slug=head.slug).exclude(kind=bundle.kind.value).first()
    if other:
        if other.slug in beside.hidden:
            files.add(name, ("slug",), "is taken by something else; slugs are unique")
        else:
            files.add(name, ("slug",), f"is taken by a {other.kind}; slugs are unique")
        return
    if not isinstance(bundle, BackgroundBundle):
        _check_words(bundle)
    _check_facts(bundle)
    if isinstance(bundle, PolicyBundle):
        _check_policy(bundle, today)


def _check_words(bundle: CaseBundle | PolicyBundle) -> None:
    head, name = bundle.head, HEAD[bundle.kind]
    unknown = unknown_harm_areas(head.taxonomy, head.harm_areas)
    for place, slug in enumerate(head.harm_areas):
        if slug in unknown:
            message = f"there is no harm area “{slug}” in taxonomy {head.taxonomy}"
            bundle.files.add(name, ("harm_areas", place), message)
    places: dict[FilePath, str] = {}
    if isinstance(bundle, CaseBundle):
        places = {("jurisdictions", n): slug for n, slug in enumerate(bundle.head.jurisdictions)}
    elif bundle.head.jurisdiction:
        places = {("jurisdiction",): bundle.head.jurisdiction}
    missing = unknown_jurisdictions(places.values())
    for path, slug in places.items():
        if slug in missing:
            bundle.files.add(name, path, f"there is no jurisdiction “{slug}”")


def _check_facts(bundle: Bundle) -> None:
    stored = stored_versions(bundle.head.slug)
    for place, fact in enumerate(bundle.knowledge.facts.facts):
        known = stored.get(fact.key, {})
        path = ("facts", place, "versions")
        for at, version in enumerate(fact.versions):
            if version.number in known and known[version.number] != version:
                message = REWRITTEN.format(
                    number=version.number,
                    next=max(known) + 1,
                    change="editorial` or `substantive",
                )
                bundle.files.add("facts.yaml", (*path, at), message)
        if len(known) > len(fact.versions):
            message = f"the library holds version {max(known)}; it stays the newest"
            bundle.files.add("facts.yaml", path, message, "warning")


def _check_policy(bundle: PolicyBundle, today: date) -> None:
    policy = Policy.objects.filter(slug=bundle.head.slug).first()
    if policy is None:
        return
    stored = stored_clause_versions(policy)
    for place, clause in enumerate(bundle.clauses):
        known = stored.get(clause.code, {})
        for at, version in enumerate(clause.versions):
            if version.number in known and known[version.number] != version:
                message = REWRITTEN.format(
                    number=version.number,
                    next=max(known) + 1,
                    change="clarification` or `change",
                )
                bundle.files.add("clauses.yaml", (place, "versions", at), message)
    _check_editions(bundle, policy, today)


def _check_editions(bundle: PolicyBundle, policy: Policy, today: date) -> None:
    contents = edition_contents(policy)
    listed = {edition.uid: place for place, edition in enumerate(bundle.head.editions)}
    for edition in policy.editions.filter(effective_on__lte=today):
        place = listed.get(edition.uid)
        if place is None:
            message = f"edition “{edition.uid}” is in effect and has to stay listed"
            bundle.files.add("policy.yaml", ("editions",), message)
            continue
        entry = bundle.head.editions[place]
        told = (entry.effective_on, entry.clauses)
        if told != (edition.effective_on, contents.get(edition.uid, {})):
            message = "is in effect and cannot change; add an edition with a later day"
            bundle.files.add("policy.yaml", ("editions", place), message)
