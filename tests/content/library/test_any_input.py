"""Whatever somebody makes of a folder, they are told what is wrong with it: never a traceback."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.library.services import import_folders
from core.problems import Problem, ProblemsFound
from tests.content.folders import BACKGROUND, CASE, LAW, POLICY
from tests.factories.content import AT, HarmAreaFactory, JurisdictionFactory

FOLDERS = [CASE, POLICY, LAW, BACKGROUND]
SCRAPS = [
    "", "x", "[]", "{}", "- a", "a: b", "1", "2", "null", "~", "&a b", "*a", "!!int 3", '"', "'",
    "{{", "[[[", "\t", "---", "...", "%YAML 1.1", "\x00", "\x85", "\u2028", "\ud800", "é" * 400,
    "a" * 5000, "[fact:arrests]", "[fact:harbour/arrests@2]", "[fact:]", "[clause:AB-1@0]",
    "[case:harbour]", "[term:x|y]", "```", "## A {#what}", "## B", "[^1]: note", "[^1]",
    "<script>x</script>", "2026-02-30", "en", "harbour", "AB-1", "number: 2", "change: change",
]  # fmt: skip


@st.composite
def broken(draw: st.DrawFn) -> dict[str, str]:
    """A right folder with some of its lines, values or files made into something else."""
    files = dict(draw(st.sampled_from(FOLDERS)))
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(sorted(files)))
        lines = files[name].split("\n")
        place = draw(st.integers(0, len(lines) - 1))
        scrap = draw(st.sampled_from(SCRAPS))
        key, colon, value = lines[place].partition(": ")
        match draw(st.sampled_from(["line", "value", "drop", "twice", "move", "file", "gone"])):
            case "line":
                lines[place] = scrap
            case "value":
                lines[place] = f"{key}{colon}{scrap if colon else value + scrap}"
            case "drop":
                del lines[place]
            case "twice":
                lines.insert(place, lines[place])
            case "move":
                lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(place))
            case "file":
                lines = [scrap]
            case _:
                files.pop(name)
                continue
        files[name] = "\n".join(lines)
        if not files:
            break
    return files


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(files=broken())
@pytest.mark.django_db
def test_a_broken_folder_is_taken_or_its_problems_are_told(files: dict[str, str]) -> None:
    with TemporaryDirectory() as root, transaction.atomic():
        HarmAreaFactory()
        JurisdictionFactory()
        folder = Path(root) / "it"
        folder.mkdir()
        for name, text in files.items():
            (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
        told = outcome(folder)
        transaction.set_rollback(True)
    assert told is None or [one for one in told if one.level == "error"]
    assert all(one.file.startswith("it") and one.line >= 1 for one in told or ())


def outcome(folder: Path) -> tuple[Problem, ...] | None:
    try:
        import_folders([folder], by=None, at=AT)
    except ProblemsFound as found:
        return found.problems
    return None
