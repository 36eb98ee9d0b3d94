"""Folders in and out: courses with the cases and policies beside them, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from accounts.models import Unit, User
from content.library.bundles import Bundle
from content.library.kinds import OWN, Kind, kind_of
from content.library.order import in_order
from content.library.services import checked_folders, store_checked, validate_folder
from content.library.shelf import Shelf
from content.library.store import ImportResult
from content.policies.selectors import slugs_kept_from
from core.problems import Problem, ProblemsFound
from courses.catalogue.errors import CatalogueError
from courses.catalogue.models import Course
from courses.catalogue.services import replace_draft
from courses.releases.compiling.ahead import Ahead, read_ahead
from courses.releases.compiling.compiler import compile_draft, required_courses
from courses.releases.files.reading import CourseFolder, read_course

type Knowledge = Sequence[tuple[Bundle, list[Problem]]]


@dataclass(frozen=True)
class Imported:
    """What an import wrote, in order, and what it warned of."""

    knowledge: tuple[str, ...]
    courses: tuple[Course, ...]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True)
class Folders:
    """The folders found at a path, by what they hold."""

    knowledge: tuple[Path, ...]
    courses: tuple[Path, ...]


def found_at(path: Path) -> Folders:
    """Return the folders at a path: itself, or those in it. Raises ProblemsFound if none."""
    try:
        kind = kind_of(path)
        inside = [path] if kind else sorted(one for one in path.iterdir() if _is_folder(one))
        kinds = {one: kind_of(one) for one in inside}
    except OSError as error:
        message = f"cannot be opened as a folder: {error.strerror}"
        raise ProblemsFound([Problem(str(path), 1, "", message)]) from error
    knowledge = tuple(one for one, kind in kinds.items() if kind in OWN)
    courses = tuple(one for one, kind in kinds.items() if kind is Kind.COURSE)
    if not knowledge and not courses:
        message = "holds no course, case, policy or background set"
        raise ProblemsFound([Problem(str(path), 1, "", message)])
    return Folders(knowledge, courses)


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink() and not path.name.startswith(".")


def validate_path(path: Path, *, at: datetime) -> list[Problem]:
    """Return everything that an import would refuse or warn of. Writes nothing that stays.

    What only writing can tell is tried in a transaction that is rolled back; everything is read,
    checked and compiled before it.
    """
    folders = found_at(path)
    if not folders.courses and len(folders.knowledge) == 1:
        return validate_folder(folders.knowledge[0], today=at.date())
    try:
        found = _checked_all(folders, at=at, owner=None)
        if not found.knowledge:
            return found.problems
        _refuse_errors(found.problems)
        with transaction.atomic():
            _write_all(found, by=None, at=at, owner=None)
            transaction.set_rollback(True)
    except ProblemsFound as faults:
        return list(faults.problems)
    return found.warnings


def import_path(
    path: Path, *, by: User | None, at: datetime, owner: Unit | None = None
) -> Imported:
    """Take in what the folders at a path say: everything, or nothing.

    Those referred to come first. Courses come in as drafts, and only if they could be compiled.
    Everything is read, checked and compiled before the transaction begins. Raises ProblemsFound
    with every problem of all folders. `owner` is for new courses.
    """
    found = _checked_all(found_at(path), at=at, owner=owner)
    _refuse_errors(found.problems)
    with transaction.atomic():
        results, courses = _write_all(found, by=by, at=at, owner=owner)
    names = tuple(f"{result.kind} {result.slug}" for result in results)
    return Imported(names, courses, tuple(found.warnings))


@dataclass(frozen=True)
class _Checked:
    """Folders that were read and checked; `problems` are what compiling the courses said."""

    knowledge: Knowledge
    courses: list[CourseFolder]
    problems: list[Problem]

    @property
    def warnings(self) -> list[Problem]:
        told = [problem for _bundle, problems in self.knowledge for problem in problems]
        return [*told, *self.problems]


def _checked_all(folders: Folders, *, at: datetime, owner: Unit | None) -> _Checked:
    problems: list[Problem] = []
    read: list[CourseFolder] = []
    try:
        read = read_folders(folders.courses)
    except ProblemsFound as found:
        problems += found.problems
    try:
        knowledge = checked_folders(folders.knowledge, today=at.date())
    except ProblemsFound as found:
        raise ProblemsFound([*problems, *found.problems]) from found
    if problems:
        raise ProblemsFound(problems)
    return _Checked(knowledge, read, checked(read, at=at, owner=owner, beside=knowledge))


def _write_all(
    found: _Checked, *, by: User | None, at: datetime, owner: Unit | None
) -> tuple[list[ImportResult], tuple[Course, ...]]:
    results = store_checked(found.knowledge, by=by, at=at)
    return results, _write(found.courses, by=by, at=at, owner=owner)


def read_folders(paths: Sequence[Path]) -> list[CourseFolder]:
    """Read course folders in the order of what they require. Raises ProblemsFound for all."""
    problems: list[Problem] = []
    found: dict[str, CourseFolder] = {}
    for path in paths:
        try:
            folder = read_course(path)
        except ProblemsFound as faults:
            problems += faults.problems
            continue
        if folder.draft.slug in found:
            place = folder.places.course("slug")
            problems.append(place.problem(f"another folder has the slug “{folder.draft.slug}”"))
        found[folder.draft.slug] = folder
    if problems:
        raise ProblemsFound(problems)
    order = in_order({slug: set(folder.draft.requires) for slug, folder in found.items()})
    return [found[slug] for slug in order]


def checked(
    folders: Sequence[CourseFolder],
    *,
    at: datetime,
    owner: Unit | None = None,
    beside: Knowledge = (),
) -> list[Problem]:
    """Return what compiling each course would say, as if all of them were here already.

    What is `beside` them counts as if it stood in the library; what is kept from the unit that
    owns the course, or will (`owner`), does not. Raises ProblemsFound if it cannot.
    """
    hidden = _kept_from(folders, owner)
    ahead = _read_ahead(folders, beside, hidden, at=at) if beside else {}
    requirements = required_courses()
    requirements |= {folder.draft.slug: folder.draft.requires for folder in folders}
    problems: list[Problem] = []
    for folder in folders:
        try:
            compiled = compile_draft(
                folder.draft,
                as_of=at.date(),
                places=folder.places,
                requirements=requirements,
                ahead=ahead.get(folder.draft.slug),
                hidden=hidden[folder.draft.slug],
            )
            problems += compiled.warnings
        except ProblemsFound as found:
            problems += found.problems
    return problems


def _kept_from(folders: Sequence[CourseFolder], owner: Unit | None) -> dict[str, frozenset[str]]:
    """The policies that each course may not tell: those of its own unit, where it has one."""
    slugs = [folder.draft.slug for folder in folders]
    rows = Course.objects.filter(slug__in=slugs).select_related("owner")
    owners = dict.fromkeys(slugs, owner) | {row.slug: row.owner for row in rows}
    kept = {unit: slugs_kept_from(unit) for unit in set(owners.values())}
    return {slug: kept[unit] for slug, unit in owners.items()}


def _read_ahead(
    folders: Sequence[CourseFolder],
    beside: Knowledge,
    hidden: Mapping[str, frozenset[str]],
    *,
    at: datetime,
) -> dict[str, Ahead]:
    """What the courses ask of rows once the knowledge is stored, which then it is not."""
    shelf = Shelf({bundle.head.slug: bundle for bundle, _problems in beside})
    with transaction.atomic():
        store_checked(beside, by=None, at=at)
        found = {
            folder.draft.slug: read_ahead(
                folder.draft, as_of=at.date(), beside=shelf, hidden=hidden[folder.draft.slug]
            )
            for folder in folders
        }
        transaction.set_rollback(True)
    return found


def _refuse_errors(problems: Iterable[Problem]) -> None:
    found = list(problems)
    if any(problem.level == "error" for problem in found):
        raise ProblemsFound(found)


def _write(
    folders: Sequence[CourseFolder], *, by: User | None, at: datetime, owner: Unit | None
) -> tuple[Course, ...]:
    courses = []
    for folder in folders:
        try:
            courses.append(replace_draft(draft=folder.draft, by=by, at=at, owner=owner))
        except CatalogueError as error:
            problem = folder.places.course("slug").problem(str(error))
            raise ProblemsFound([problem]) from error
    return tuple(courses)
