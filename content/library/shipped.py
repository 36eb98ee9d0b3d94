"""Loading what is shipped with the product, on installation and on every upgrade."""

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

import content
from content.library.bundles import Bundle
from content.library.checking import Opened, checked
from content.library.checks.vocabulary import check_vocabulary
from content.library.fetch import fetch
from content.library.kinds import Kind
from content.library.models import LoadedItem
from content.library.reading import read_vocabulary
from content.library.services import own_folders, shelf_of
from content.library.shelf import Shelf
from content.library.store import store
from content.library.write import file_texts
from content.vocabulary.services import store_vocabulary
from core.canonical import digest
from core.problems import ProblemsFound

if TYPE_CHECKING:
    from accounts.models import User

logger = logging.getLogger(__name__)

SHIPPED = Path(content.__file__).parent / "shipped"
VOCABULARY = "vocabulary.yaml"


@dataclass(frozen=True)
class LoadedLibrary:
    """Slugs by what became of them; ``kept`` were changed here since and stay as they are."""

    loaded: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def load_shipped(*, by: "User | None" = None, at: datetime, root: Path = SHIPPED) -> LoadedLibrary:
    """The vocabulary and every shipped case, policy and background set is in the library.

    A folder that is as it was when it was loaded is skipped without being read as
    YAML. One that changed is taken only if the library still tells what was loaded;
    what someone changed here is kept. Safe to call on every start. Raises
    ProblemsFound, and then what comes after the faulty folder was not loaded.
    """
    _load_vocabulary(root / VOCABULARY, at=at)
    folders = own_folders(root)
    digests = {path: _folder_digest(path) for path in folders}
    stored = dict(LoadedItem.objects.values_list("folder_digest", "slug"))
    unchanged = [stored[digests[path]] for path in folders if digests[path] in stored]
    changed = [path for path in folders if digests[path] not in stored]
    shelf, ordered = shelf_of(changed)
    loaded: list[str] = []
    kept: list[str] = []
    for opened in ordered:
        slug, is_taken = _load(opened, digests[opened.path], shelf, by=by, at=at)
        (loaded if is_taken else kept).append(slug)
    return LoadedLibrary(tuple(loaded), tuple(unchanged), tuple(kept))


def _load_vocabulary(path: Path, *, at: datetime) -> None:
    folder_digest = _file_digest(path)
    if LoadedItem.objects.filter(kind=Kind.VOCABULARY, folder_digest=folder_digest).exists():
        return
    bundle, problems = read_vocabulary(path)
    if bundle is not None:
        check_vocabulary(bundle)
    if bundle is None or bundle.files.has_errors:
        raise ProblemsFound(problems)
    with transaction.atomic():
        store_vocabulary(bundle.head)
        _remember(Kind.VOCABULARY, bundle.head.taxonomy, folder_digest, folder_digest, at)


def _load(
    opened: Opened, folder_digest: str, shelf: Shelf, *, by: "User | None", at: datetime
) -> tuple[str, bool]:
    bundle, problems = checked(opened, today=at.date(), beside=shelf)
    if bundle is None:
        raise ProblemsFound(problems)
    kind, slug = bundle.kind, bundle.head.slug
    with transaction.atomic():
        before = fetch(kind, slug)
        remembered = LoadedItem.objects.filter(kind=kind, slug=slug).first()
        told = state_digest(before) if before else ""
        if before is not None and (remembered is None or remembered.state_digest != told):
            logger.info("library: %s %s was changed here and is kept", kind.value, slug)
            return slug, False
        store(bundle, by=by, at=at)
        after = fetch(kind, slug)
        _remember(kind, slug, folder_digest, state_digest(after) if after else "", at)
    return slug, True


def _remember(kind: Kind, slug: str, folder: str, state: str, at: datetime) -> None:
    LoadedItem.objects.update_or_create(
        kind=kind.value,
        slug=slug,
        defaults={"folder_digest": folder, "state_digest": state, "loaded_at": at},
    )


def state_digest(bundle: Bundle) -> str:
    """The digest of what an export of the rows would write."""
    return digest(file_texts(bundle))


def _file_digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _folder_digest(path: Path) -> str:
    files = {
        entry.name: _file_digest(entry)
        for entry in sorted(path.iterdir())
        if entry.is_file() and not entry.is_symlink()
    }
    return digest({"folder": path.name, "files": files})
