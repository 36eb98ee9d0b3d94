"""A language that nobody speaks: every marked string comes out as ⟦…⟧, so others stand out.

The fixture `pseudo_locale` switches it on for one test; `unmarked(html)` says what was not marked.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.utils import translation

OPEN, CLOSE = "⟦", "⟧"
SPOKEN = ("aria-label", "alt", "placeholder", "title", "label")
SILENT = {"script", "style", "code", "svg", "time"}


@pytest.fixture
def pseudo_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every translated string is put between brackets."""

    def mark(text: str) -> str:
        return f"{OPEN}{text}{CLOSE}" if text else text

    def plural(one: str, many: str, number: int) -> str:
        return mark(one if number == 1 else many)

    functions = {
        "gettext": mark,
        "pgettext": lambda context, text: mark(text),
        "ngettext": plural,
        "npgettext": lambda context, one, many, number: plural(one, many, number),
    }
    for name, function in functions.items():
        monkeypatch.setattr(translation._trans, name, function, raising=False)


class _Texts(HTMLParser):
    """Collects what a person reads or hears; `lang` and `translate="no"` mark words of others."""

    def __init__(self) -> None:
        super().__init__()
        self.silent: list[str] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self.silent or tag in SILENT or given.get("translate") == "no":
            if tag not in VOID:
                self.silent.append(tag)
            return
        self.found += [given[name] or "" for name in SPOKEN if given.get(name)]
        if tag == "input" and given.get("type") in {"submit", "button"}:
            self.found.append(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if self.silent and tag == self.silent[-1]:
            self.silent.pop()

    def handle_data(self, data: str) -> None:
        if not self.silent and data.strip():
            self.found.append(" ".join(data.split()))


VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
BRACKETS = re.compile(rf"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")


def unmarked(html: str, *, known: tuple[str, ...] = ()) -> list[str]:
    """The words of a page that are neither marked for translation nor among the known ones."""
    parser = _Texts()
    parser.feed(html)
    return list(_left(parser.found, known))


def _left(texts: list[str], known: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        rest = text
        while BRACKETS.search(rest):
            rest = BRACKETS.sub(" ", rest)
        for word in sorted(known, key=len, reverse=True):
            rest = rest.replace(word, " ")
        if re.search(r"[^\W\d_]{2,}", rest):
            yield text
