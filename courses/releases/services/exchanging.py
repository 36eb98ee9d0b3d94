"""Folders in and out: courses with the cases and policies beside them, whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from accounts.models import Unit, User
from content.library.kinds import OWN, Kind, kind_of
from content.library.order import in_order
from content.library.services import import_folders, validate_folder
from core.problems import Problem, ProblemsFound
from courses.catalogue.errors import CatalogueError
from courses.catalogue.models import Course
from courses.catalogue.services import replace_draft
from courses.releases.compiling.compiler import compile_draft, required_courses
from courses.releases.errors import ReleaseError
from courses.releases.files.reading import CourseFolder, read_course


class FolderTaken(ReleaseError):
    """The place to write to is taken or cannot be written; nothing was written."""


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

    Courses beside cases or policies are checked in a transaction that is rolled back, as they
    refer to what is not in the library yet.
    """
    folders = found_at(path)
    if not folders.courses and len(folders.knowledge) == 1:
        return validate_folder(folders.knowledge[0], today=at.date())
    try:
        if not folders.knowledge:
            return checked(read_folders(folders.courses), at=at)
        with transaction.atomic():
            imported = _import_all(folders, by=None, at=at, owner=None)
            transaction.set_rollback(True)
        return list(imported.warnings)
    except ProblemsFound as found:
        return list(found.problems)


def import_path(
    path: Path, *, by: User | None, at: datetime, owner: Unit | None = None
) -> Imported:
    """Take in what the folders at a path say: everything, or nothing.

    Those referred to come first. Courses come in as drafts, and only if they could be compiled.
    Raises ProblemsFound with every problem of all folders. `owner` is for new courses.
    """
    folders = found_at(path)
    if folders.knowledge:
        with transaction.atomic():
            return _import_all(folders, by=by, at=at, owner=owner)
    read = read_folders(folders.courses)
    warnings = checked(read, at=at)
    _refuse_errors(warnings)
    with transaction.atomic():
        courses = _write(read, by=by, at=at, owner=owner)
    return Imported((), courses, tuple(warnings))


def _import_all(folders: Folders, *, by: User | None, at: datetime, owner: Unit | None) -> Imported:
    problems: list[Problem] = []
    read: list[CourseFolder] = []
    try:
        read = read_folders(folders.courses)
    except ProblemsFound as found:
        problems += found.problems
    try:
        results = import_folders(folders.knowledge, by=by, at=at)
    except ProblemsFound as found:
        raise ProblemsFound([*problems, *found.problems]) from found
    if problems:
        raise ProblemsFound(problems)
    said = checked(read, at=at)
    _refuse_errors(said)
    courses = _write(read, by=by, at=at, owner=owner)
    told = [problem for result in results for problem in result.warnings]
    return Imported(
        tuple(f"{result.kind} {result.slug}" for result in results),
        courses,
        (*told, *said),
    )


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


def checked(folders: Sequence[CourseFolder], *, at: datetime) -> list[Problem]:
    """Return what compiling each course would say, as if all of them were here already."""
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
            )
            problems += compiled.warnings
        except ProblemsFound as found:
            problems += found.problems
    return problems


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


@contextmanager
def made_whole(path: Path) -> Iterator[Path]:
    """Give a folder beside the target that takes its place when everything is in it.

    Raises FolderTaken if something is there already or it cannot be written.
    """
    if path.is_symlink() or (path.exists() and (not path.is_dir() or any(path.iterdir()))):
        raise FolderTaken(f"{path} exists and is not an empty folder.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
    except OSError as error:
        raise FolderTaken(f"{path.parent} cannot be written: {error.strerror}.") from error
    try:
        yield folder
        folder.chmod(0o755)
        if path.exists():
            path.rmdir()
        folder.rename(path)
    except OSError as error:
        raise FolderTaken(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
