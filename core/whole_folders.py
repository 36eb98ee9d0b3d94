"""Writing a folder as a whole or not at all."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class FolderTaken(Exception):
    """The place to write to is taken or cannot be written; nothing was written."""


@contextmanager
def made_whole(path: Path) -> Iterator[Path]:
    """Give a folder beside the target that takes its place when everything is in it.

    Raises FolderTaken if something is there already (an empty folder is nothing) or it cannot be
    written.
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
