"""What the docs point to is there, and what they promise about themselves holds."""

import os
import re
from pathlib import Path

import pytest

from tests.conventions.sources import ROOT, files, of_apps, text

PAGES = [path for path in files() if path.suffix == ".md" and path.parts[0] != ".github"]
PICTURES = [path for path in files() if path.parts[:2] == ("docs", "pictures")]
ADR_WORDS = 400
PICTURE_BYTES, ALL_PICTURES_BYTES = 200_000, 1_500_000
LINK = re.compile(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")


def links(page: str) -> list[str]:
    """Where a page points to inside the repository."""
    found = [first or second for first, second in LINK.findall(page)]
    return [link for link in found if not link.startswith(("http://", "https://"))]


def anchors(page: str) -> set[str]:
    """The headings of a page, as a link names them."""
    heads = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    return {re.sub(r"[^a-z0-9 _-]", "", head.lower()).replace(" ", "-") for head in heads}


def is_there(page: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = (ROOT / page).parent / name if name else ROOT / page
    if not target.exists():
        return False
    return not anchor or anchor in anchors(target.read_text(encoding="utf-8"))


def test_a_link_to_nothing_is_seen() -> None:
    readme = Path("README.md")
    assert links('[a](b.md#c) <img src="d.png"> [e](https://f)') == ["b.md#c", "d.png"]
    assert anchors("# One app\n## The `x`: y!") == {"one-app", "the-x-y"}
    assert is_there(readme, "docs/architecture.md#sweeps")
    assert not is_there(readme, "docs/architecture.md#nowhere")
    assert not is_there(readme, "docs/nowhere.md")


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert [link for link in links(text(page)) if not is_there(page, link)] == []


def test_a_decision_is_one_short_page_that_is_listed() -> None:
    decisions = sorted(path for path in PAGES if re.match(r"\d{4}-", path.name))
    listed = re.findall(r"\]\((\d{4}-[^)]+)\)", text(Path("docs/adr/README.md")))
    assert [path.name for path in decisions] == listed
    for path in decisions:
        words = text(path)
        assert len(words.split()) <= ADR_WORDS, path
        heads = re.findall(r"^## (.+)$", words, re.MULTILINE)
        assert heads == ["Context", "Decision", "Consequences", "Alternatives"], path
        assert "We will" in words, path


def test_pictures_are_small_and_shown() -> None:
    sizes = {path: (ROOT / path).stat().st_size for path in PICTURES}
    assert {path for path, size in sizes.items() if size > PICTURE_BYTES} == set()
    assert sum(sizes.values()) <= ALL_PICTURES_BYTES
    shown = {
        Path(os.path.normpath(page.parent / link))
        for page in (Path("README.md"), *(one for one in PAGES if "guides" in one.parts))
        for link in links(text(page))
        if link.endswith(".png")
    }
    assert shown == set(PICTURES)


def test_inline_imports_stand_on_the_closed_list() -> None:
    page = text(Path("docs/architecture.md"))
    section = page.split("### Inline imports", 1)[1].split("\n#", 1)[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    named = set(re.findall(r"`([^`]+)`", " ".join(rows)))
    inline = {path for path in of_apps(".py") if "PLC0415" in text(path)}
    assert {str(path) for path in inline if {str(path), path.name}.isdisjoint(named)} == set()
    used = {str(path) for path in inline} | {path.name for path in inline}
    assert named <= used


def test_every_word_of_the_glossary_stands_once() -> None:
    words = re.findall(r"^\| \*\*(.+?)\*\* \|", text(Path("docs/glossary.md")), re.MULTILINE)
    each = [word for entry in words for word in re.split(r", | > ", entry)]
    assert len(each) > 60
    assert sorted(each) == sorted(set(each))
