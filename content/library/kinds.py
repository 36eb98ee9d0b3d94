"""What a folder is: told by the one file that each kind must hold (pure)."""

from enum import StrEnum
from pathlib import Path


class Kind(StrEnum):
    """The kinds of folders; a course is recognised here and read by courses.releases."""

    VOCABULARY = "vocabulary"
    BACKGROUND = "background"
    POLICY = "policy"
    CASE = "case"
    COURSE = "course"


HEAD = {kind: f"{kind.value}.yaml" for kind in Kind}
OWN = (Kind.BACKGROUND, Kind.POLICY, Kind.CASE)


def kind_of(path: Path) -> Kind | None:
    """The kind of this folder; None if it holds the head file of none, or of more than one."""
    found = [kind for kind, name in HEAD.items() if (path / name).is_file()]
    return found[0] if len(found) == 1 else None
