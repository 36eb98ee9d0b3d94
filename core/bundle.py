"""One stylesheet out of many small ones, so that a thin line with long delays waits once.

Owns the order of the parts. Settings name `core.bundle.BundleFinder` among the static file finders;
pages link `core/casebook.css`, which exists only as collected or served.
"""

import re
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

SOURCE = Path(__file__).resolve().parent / "static" / "core"
NAME = "core/casebook.css"
PARTS = (
    "tokens.css",
    "base.css",
    "layout.css",
    "elements/controls.css",
    "elements/forms.css",
    "elements/panels.css",
    "elements/palette.css",
    "elements/lists.css",
    "elements/tables.css",
    "elements/reading.css",
    "elements/evidence.css",
    "elements/activity.css",
    "elements/print.css",
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_INDENT = re.compile(r"\n\s*")


def bundled() -> str:
    """The parts in their order, without comments and indentation."""
    whole = "\n".join((SOURCE / part).read_text(encoding="utf-8") for part in PARTS)
    return _INDENT.sub("\n", _COMMENT.sub("", whole)).strip() + "\n"


class BundleFinder(BaseFinder):
    """Offers the bundle to collectstatic and to a server of unbuilt files.

    The file is written to a folder of this process's own, anew whenever it is asked for, and goes
    with the process.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._folder = tempfile.mkdtemp(prefix="casebook-static-")
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing in the settings can be wrong."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        """The bundle's place on disk, if it is the bundle that is asked for."""
        if path != NAME:
            return []
        found = str(self._write())
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """The bundle, as the one file of its storage."""
        self._write()
        yield NAME, FileSystemStorage(location=self._folder)

    def _write(self) -> Path:
        target = Path(self._folder) / NAME
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(bundled(), encoding="utf-8")
        return target
