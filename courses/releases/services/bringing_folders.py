"""Folders that a person brings: what they would make, what is wrong, and taking them in.

The very readers, checks and writes of the commands, and besides them what a person may do: drafts
change for those who write them, the library for those who put drafts into it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from django.db import transaction

from accounts.models import Unit, User
from content.facts.models import FactSet
from content.library.bundles import Bundle
from content.library.checking import Opened
from content.library.checking import checked as checked_bundle
from content.library.drafting.entries import body_of
from content.library.drafting.models import LibraryDraft
from content.library.drafting.rules import can_adopt, is_top, kept_from_draft, unit_for
from content.library.fetch import fetch
from content.library.kinds import HEAD, Kind, kind_of
from content.library.services import shelf_of, store_checked
from content.policies.models import Policy
from content.policies.services import restrict_policy
from core.canonical import digest
from core.problems import Problem, ProblemsFound
from courses.catalogue.drafts import CourseDraft
from courses.catalogue.errors import CatalogueError
from courses.catalogue.models import Course
from courses.catalogue.selectors import read_draft
from courses.catalogue.services import replace_draft, share_course
from courses.releases.files.reading import CourseFolder
from courses.releases.services import exchanging
from courses.releases.services.differing import Difference, between_bodies, between_drafts

SLUG_TAKEN = "this slug is taken by something that you may not write; choose another"
NOT_YOURS = (
    "putting this into the library is for a policy owner, or somebody at the top of the "
    "organisation; bring it to them, or leave the folder out"
)
NO_OWNER = "choose a unit of yours that will own this course"


class MovedMeanwhile(Exception):
    """What was looked at is not what stands there now; it has to be looked at again."""


@dataclass(frozen=True)
class Item:
    """One folder: what it is, whether it is new, changed or the same, and what would change."""

    kind: str
    slug: str
    title: str
    state: str
    differences: tuple[Difference, ...] = ()


@dataclass
class Looked:
    """All that was found in the folders; they can be taken in where no problem is an error."""

    items: list[Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rests_on: dict[str, str] = field(default_factory=dict)
    knowledge: list[tuple[Bundle, list[Problem]]] = field(default_factory=list)
    courses: list[CourseFolder] = field(default_factory=list)

    @property
    def has_errors(self) -> bool:
        """Whether anything stops it."""
        return any(problem.level == "error" for problem in self.problems)


def look_at_folders(
    files: Mapping[str, bytes], *, name: str, by: User, owner: Unit | None, at: datetime
) -> Looked:
    """Return what the files would make of drafts and library. Writes nothing that stays."""
    looked = Looked()
    with _unpacked(files, name) as root:
        try:
            found = exchanging.found_at(root)
            opened = shelf_of(found.knowledge)
        except ProblemsFound as faults:
            looked.problems += [_without_root(one, root) for one in faults.problems]
            return looked
        shelf, ordered = opened
        for one in ordered:
            if one.bundle is not None and not _may_know(one.bundle.head.slug, by):
                # Said before it is checked: a check would compare it with what is kept there.
                place = f"{one.path.name}/{HEAD[one.bundle.kind]}"
                looked.problems.append(Problem(place, 1, "slug", SLUG_TAKEN))
                continue
            told = replace(shelf, hidden=_kept_from(one, by))
            bundle, problems = checked_bundle(one, today=at.date(), beside=told)
            if bundle is None:
                looked.problems += problems
            else:
                _look_at_knowledge(looked, one.path.name, bundle, problems, by)
        try:
            folders = exchanging.read_folders(found.courses)
        except ProblemsFound as faults:
            looked.problems += faults.problems
            return looked
        for folder in folders:
            _look_at_course(looked, folder, by, owner)
        if not looked.has_errors:
            looked.problems += _compiled(looked, owner=owner, at=at)
    return looked


def _kept_from(one: Opened, by: User) -> frozenset[str]:
    if one.bundle is None:
        return frozenset()
    return kept_from_draft(one.bundle.kind, unit_for(by))


@contextmanager
def _unpacked(files: Mapping[str, bytes], name: str) -> Iterator[Path]:
    """The files in a folder of their own, below what a person packed around them."""
    with tempfile.TemporaryDirectory(prefix="casebook-intake-") as place:
        root = Path(place)
        inside = root / (_stem(name) or "folder") if any("/" not in one for one in files) else root
        for one, data in files.items():
            target = inside.joinpath(*PurePosixPath(one).parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        while inside == root or not kind_of(inside):
            below = list(inside.iterdir())
            if len(below) != 1 or not below[0].is_dir():
                break
            inside = below[0]
        yield inside


def _stem(name: str) -> str:
    stem = PurePosixPath(name).stem.lower()
    return "".join(letter if letter.isalnum() else "-" for letter in stem)[:60].strip("-")


def _without_root(problem: Problem, root: Path) -> Problem:
    return replace(problem, file=problem.file.replace(str(root), root.name))


def _look_at_knowledge(
    looked: Looked, folder: str, bundle: Bundle, problems: list[Problem], by: User
) -> None:
    kind, slug = bundle.kind, bundle.head.slug
    place = f"{folder}/{HEAD[kind]}"
    known = FactSet.objects.filter(slug=slug).first()
    before = fetch(kind, slug) if known is not None else None
    if known is not None and before is None:
        looked.problems.append(Problem(place, 1, "slug", SLUG_TAKEN))
        return
    told = body_of(before) if before else {}
    body = body_of(bundle)
    state = "same" if before == bundle else "changed" if before else "new"
    if state != "same":
        draft = LibraryDraft(kind=kind.value, slug=slug, owner=unit_for(by), body=body)
        if draft.owner is None or not can_adopt(by, draft):
            looked.problems.append(Problem(place, 1, "slug", NOT_YOURS))
        looked.knowledge.append((bundle, problems))
        looked.problems += problems
    looked.rests_on[f"{kind.value}:{slug}"] = digest(told) if told else ""
    title = next(iter(bundle.head.title.values()), slug)
    found = between_bodies(kind, told, body) if state == "changed" else ()
    looked.items.append(Item(kind.value, slug, title, state, found))


def _may_know(slug: str, by: User) -> bool:
    kept = Policy.objects.filter(slug=slug).exclude(pk__in=Policy.objects.visible_to(by))
    return not kept.exists()


def _look_at_course(looked: Looked, folder: CourseFolder, by: User, owner: Unit | None) -> None:
    draft, slug = folder.draft, folder.draft.slug
    course = Course.objects.filter(slug=slug).first()
    if course is not None:
        if not Course.objects.editable_by(by).filter(pk=course.pk).exists():
            looked.problems.append(folder.places.course("slug").problem(SLUG_TAKEN))
            return
        # Who may find a course is said on its page for sharing, not by its files.
        draft = replace(draft, visibility=course.visibility)
    elif owner is None or not any(owner.is_within(path) for path in by.paths_held("trainer")):
        looked.problems.append(folder.places.course("slug").problem(NO_OWNER))
    if Course.objects.exclude(slug=slug).filter(code=draft.code).exists():
        message = f"another course has the code {draft.code}"
        looked.problems.append(folder.places.course("code").problem(message))
    _check_required(looked, folder, by)
    before = read_draft(course) if course else None
    state = "new" if before is None else "same" if before == draft else "changed"
    looked.rests_on[f"course:{slug}"] = str(course.draft_revision) if course else ""
    found = between_drafts(before, draft) if before and state == "changed" else ()
    title = draft.titles.get(draft.source_language, slug)
    looked.items.append(Item("course", slug, title, state, found))
    if state != "same":
        looked.courses.append(replace(folder, draft=draft))


def _check_required(looked: Looked, folder: CourseFolder, by: User) -> None:
    """A course that comes first has to be one that the person may find; else it is not there."""
    wanted = folder.draft.requires
    seen = set(
        Course.objects.reusable_by(by).filter(slug__in=wanted).values_list("slug", flat=True)
    )
    seen |= {one.draft.slug for one in looked.courses}
    for index, slug in enumerate(wanted):
        if slug not in seen:
            place = folder.places.course("requires", index)
            looked.problems.append(place.problem(f"there is no course “{slug}”"))


def _compiled(looked: Looked, *, owner: Unit | None, at: datetime) -> list[Problem]:
    """What compiling the courses would say once the knowledge is in the library."""
    if not looked.courses:
        return []
    try:
        return exchanging.checked(looked.courses, at=at, owner=owner, beside=looked.knowledge)
    except ProblemsFound as found:
        return list(found.problems)


@transaction.atomic
def take_folders(looked: Looked, *, by: User, owner: Unit | None, at: datetime) -> None:
    """Drafts and library are as the folders tell. Call in the transaction that ends the intake.

    Raises MovedMeanwhile if something was edited since it was looked at, and ProblemsFound.
    """
    _refuse_moved(looked)
    new = {item.slug for item in looked.items if item.state == "new"}
    store_checked(looked.knowledge, by=by, at=at)
    top = unit_for(by)
    for bundle, _problems in looked.knowledge:
        slug = bundle.head.slug
        if bundle.kind is Kind.POLICY and slug in new and top is not None and not is_top(top):
            restrict_policy(slug=slug, unit=top)
    for folder in looked.courses:
        _take_course(folder, by=by, owner=owner, at=at)


def _take_course(folder: CourseFolder, *, by: User, owner: Unit | None, at: datetime) -> None:
    draft: CourseDraft = folder.draft
    is_new = not Course.objects.filter(slug=draft.slug).exists()
    try:
        course = replace_draft(draft=draft, by=by, at=at, owner=owner)
        if is_new and owner is not None and draft.visibility == Course.Visibility.RESTRICTED:
            who = {"units": [owner], "reach": [owner]}
            share_course(course=course, visibility=draft.visibility, by=by, at=at, **who)
    except CatalogueError as error:
        raise ProblemsFound([folder.places.course("slug").problem(str(error))]) from error


def _refuse_moved(looked: Looked) -> None:
    slugs = [name.partition(":")[2] for name in looked.rests_on]
    rows = Course.objects.select_for_update().filter(slug__in=slugs)
    revisions = {f"course:{row.slug}": str(row.draft_revision) for row in rows}
    sets = FactSet.objects.select_for_update().filter(slug__in=slugs)
    kept = {row.slug: row.kind for row in sets}
    for name, told in looked.rests_on.items():
        kind, _colon, slug = name.partition(":")
        if kind == "course":
            now = revisions.get(name, "")
        else:
            bundle = fetch(Kind(kind), slug) if kept.get(slug) == kind else None
            now = digest(body_of(bundle)) if bundle else ""
        if now != told:
            raise MovedMeanwhile(name)


def names_of(items: Sequence[Item]) -> list[str]:
    """Return what was taken in, as the audit trail and the page name it."""
    return [f"{item.kind} {item.slug}" for item in items if item.state != "same"]
