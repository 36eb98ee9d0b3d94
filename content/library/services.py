"""Validating, importing and exporting folders of cases, policies and background facts."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from content.facts.errors import VersionRewritten
from content.library.bundles import Bundle
from content.library.checking import Opened, checked, open_folder
from content.library.fetch import fetch
from content.library.kinds import OWN, Kind, kind_of
from content.library.order import in_order, references_of
from content.library.shelf import Shelf
from content.library.store import ImportResult, store
from content.library.write import file_texts
from content.policies.errors import ClauseRewritten, EditionRewritten
from core.problems import Problem, ProblemsFound
from core.whole_folders import made_whole

if TYPE_CHECKING:
    from accounts.models import User

LATER = "the library changed while this was read; try again"


class NothingToExport(Exception):
    """There is no such case, policy or background set."""


def validate_folder(
    path: Path, *, today: date | None = None, beside: Shelf | None = None
) -> list[Problem]:
    """Everything that is wrong with this folder of a case, policy or background set.

    Empty when an import would go through without a warning. Writes nothing.
    ``beside`` holds folders that will be imported first (see ``shelf_of``).
    """
    day = today or timezone.localdate()
    return checked(open_folder(path), today=day, beside=beside)[1]


def import_folder(path: Path, *, by: "User | None", at: datetime) -> ImportResult:
    """The library tells what the folder tells; a second time changes nothing.

    Everything is read and checked before the transaction begins. Raises
    ProblemsFound with every fault, warnings included, and then nothing was written.
    """
    return import_folders([path], by=by, at=at)[0]


def import_folders(paths: Sequence[Path], *, by: "User | None", at: datetime) -> list[ImportResult]:
    """All of the folders, those referred to first, or none of them.

    Raises ProblemsFound with the faults of all of them, or with a circle of references.
    """
    return store_checked(checked_folders(paths, today=at.date()), by=by, at=at)


def checked_folders(paths: Sequence[Path], *, today: date) -> list[tuple[Bundle, list[Problem]]]:
    """Every folder as a bundle with its warnings, those referred to first. Writes nothing.

    Raises ProblemsFound with the faults of all of them, or with a circle of references.
    """
    shelf, ordered = shelf_of(paths)
    found = [checked(opened, today=today, beside=shelf) for opened in ordered]
    if any(bundle is None for bundle, _problems in found):
        raise ProblemsFound(problem for _bundle, problems in found for problem in problems)
    return [(bundle, problems) for bundle, problems in found if bundle]


@transaction.atomic
def store_checked(
    found: Sequence[tuple[Bundle, list[Problem]]], *, by: "User | None", at: datetime
) -> list[ImportResult]:
    """All of the bundles that were checked are in the library, or none of them.

    Raises ProblemsFound if the library changed since the check so that one no longer fits.
    """
    return [_stored(bundle, problems, by=by, at=at) for bundle, problems in found]


def shelf_of(paths: Sequence[Path]) -> tuple[Shelf, list[Opened]]:
    """The sound folders as a shelf, and all of them in the order of their references.

    Raises ProblemsFound for two folders of one slug and for a circle.
    """
    shelf = Shelf()
    references: dict[str, set[str]] = {}
    by_slug: dict[str, Opened] = {}
    faulty = []
    for path in sorted(paths):
        opened = open_folder(path)
        if opened.bundle is None or not opened.is_sound:
            faulty.append(opened)
            continue
        slug = opened.bundle.head.slug
        if slug in by_slug:
            message = f"has the slug “{slug}”, as {by_slug[slug].path.name} has"
            raise ProblemsFound([Problem(path.name, 1, "slug", message)])
        by_slug[slug] = opened
        references[slug] = references_of(opened.bundle)
        shelf = shelf.with_bundle(opened.bundle)
    return shelf, [*faulty, *(by_slug[slug] for slug in in_order(references))]


def own_folders(path: Path) -> list[Path]:
    """The folders of cases, policies and background sets here: this one, or those in it."""
    if kind_of(path) in OWN:
        return [path]
    return sorted(
        entry
        for entry in path.iterdir()
        if entry.is_dir() and not entry.is_symlink() and kind_of(entry) in OWN
    )


def _stored(
    bundle: Bundle, problems: list[Problem], *, by: "User | None", at: datetime
) -> ImportResult:
    try:
        result = store(bundle, by=by, at=at)
    except (VersionRewritten, ClauseRewritten, EditionRewritten) as late:
        raise ProblemsFound([Problem(bundle.files.name, 1, str(late), LATER)]) from late
    return ImportResult(
        kind=result.kind,
        slug=result.slug,
        is_new=result.is_new,
        is_changed=result.is_changed,
        new_versions=result.new_versions,
        warnings=tuple(problems),
    )


def export_case(slug: str, path: Path) -> None:
    """The folder of the case is at ``path``, as a whole or not at all.

    Raises NothingToExport if there is no such case, FolderTaken if something else is there.
    """
    _export(Kind.CASE, slug, path)


def export_policy(slug: str, path: Path) -> None:
    """The folder of the policy is at ``path``, as a whole or not at all.

    Raises NothingToExport if there is no such policy, FolderTaken if something else is there.
    """
    _export(Kind.POLICY, slug, path)


def export_background(slug: str, path: Path) -> None:
    """The folder of the background set is at ``path``, as a whole or not at all.

    Raises NothingToExport if there is no such set, FolderTaken if something else is there.
    """
    _export(Kind.BACKGROUND, slug, path)


def _export(kind: Kind, slug: str, path: Path) -> None:
    bundle = fetch(kind, slug)
    if bundle is None:
        raise NothingToExport(f"there is no {kind.value} “{slug}”")
    with made_whole(path) as folder:
        for name, text in file_texts(bundle).items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
