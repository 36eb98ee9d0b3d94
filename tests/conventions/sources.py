"""The files that the conventions look at: those git knows, and new ones it does not ignore."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("core", "accounts", "content", "courses", "config")


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project, as paths from its root."""
    done = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = (name for name in done.stdout.split("\0") if name)
    return tuple(sorted(Path(name) for name in names if (ROOT / name).is_file()))


def of_apps(suffix: str) -> list[Path]:
    """The apps' own files of one kind, without migrations."""
    return [
        path
        for path in files()
        if path.suffix == suffix and path.parts[0] in APPS and "migrations" not in path.parts
    ]


def text(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")
