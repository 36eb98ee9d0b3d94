"""Loading what is shipped: drafts that nobody changed follow it, a new database is published to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import courses
from content.library import shipped as knowledge
from content.library.kinds import Kind, kind_of
from core.problems import Problem, ProblemsFound
from courses.catalogue.models import Course
from courses.catalogue.selectors import read_draft
from courses.catalogue.services import replace_draft
from courses.releases.errors import AlreadyPublished
from courses.releases.files.reading import CourseFolder
from courses.releases.models import Release
from courses.releases.services.compiling import compile_candidate
from courses.releases.services.exchanging import checked, read_folders
from courses.releases.services.publishing import publish

SHIPPED = Path(courses.__file__).parent / "shipped"

type Tell = Callable[[str], None]


@dataclass
class Loaded:
    """Slugs of courses by what became of them; `kept` were changed here and stay as they are."""

    loaded: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def load_library(
    *,
    at: datetime,
    tell: Tell,
    root: Path = knowledge.SHIPPED,
    course_root: Path = SHIPPED,
) -> Loaded:
    """Everything shipped is here: cases and policies first, then the courses on them.

    Safe to call on every start, and again after it was stopped half way: what is unchanged is
    neither written nor compiled. A database is new until anything was published in it. Raises
    ProblemsFound; courses before the faulty one stay loaded.
    """
    library = knowledge.load_shipped(at=at, root=root)
    for slug in library.loaded:
        tell(f"loaded {slug}")
    for slug in library.kept:
        tell(f"kept {slug}: it was changed here")
    is_new = not Release.objects.exists()
    found = Loaded()
    folders = read_folders(_course_folders(course_root))
    for folder in folders:
        _load(folder, found, at=at, tell=tell)
    if is_new:
        for folder in folders:
            _publish(folder.draft.slug, found, at=at, tell=tell)
    return found


def _course_folders(root: Path) -> list[Path]:
    if not root.is_dir():
        return []
    return sorted(one for one in root.iterdir() if kind_of(one) is Kind.COURSE)


def _load(folder: CourseFolder, found: Loaded, *, at: datetime, tell: Tell) -> None:
    slug, shipped = folder.draft.slug, folder.draft.digest()
    course = Course.objects.filter(slug=slug).first()
    if course is not None:
        if course.loaded_digest == shipped:
            found.unchanged.append(slug)
            return
        if course.loaded_digest != read_draft(course).digest():
            found.kept.append(slug)
            tell(f"kept {slug}: it was changed here")
            return
    problems = checked([folder], at=at)
    if any(problem.level == "error" for problem in problems):
        raise ProblemsFound(problems)
    found.warnings += problems
    replace_draft(draft=folder.draft, by=None, at=at, loaded_digest=shipped)
    found.loaded.append(slug)
    tell(f"loaded {slug} as a draft")


def _publish(slug: str, found: Loaded, *, at: datetime, tell: Tell) -> None:
    """Publish a course that is as it was loaded; another process may have been first."""
    course = Course.objects.get(slug=slug)
    if course.loaded_digest != read_draft(course).digest():
        return
    try:
        release = publish(
            candidate=compile_candidate(course=course, by=None, at=at), by=None, at=at
        )
    except AlreadyPublished:
        return
    found.published.append(slug)
    tell(f"published {slug} as release {release.number}")
