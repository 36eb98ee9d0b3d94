"""No inline style or script, no third-party address, no string of the interface left unmarked."""

import re
from pathlib import Path

import pytest

from tests.conventions.sources import files, of_apps, text

INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc\s*=)(?![^>]*application/json)", re.I),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "hx-on or hx-vals with code": re.compile(r"\bhx-on|hx-vals=[\"']js:", re.IGNORECASE),
    "something from elsewhere": re.compile(r"(?:src|href)=[\"'](?:https?:)?//", re.IGNORECASE),
}
COMMENT = re.compile(r"{#.*?#}|{% comment.*?endcomment %}|<!--.*?-->", re.DOTALL)


def faults(template: str) -> list[str]:
    shown = COMMENT.sub("", template)
    return [name for name, pattern in INLINE.items() if pattern.search(shown)]


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ('<p style="color: red">', ["a style attribute"]),
        ("<style>p {}</style>", ["a style element"]),
        ('<a onclick="x()">', ["a handler"]),
        ("<script>x()</script>", ["an inline script"]),
        ('<a href="javascript:x()">', ["a javascript address"]),
        ('<link href="//cdn.example/x.css">', ["something from elsewhere"]),
        ('<script src="{% static "a.js" %}" defer></script>', []),
        ('<script type="application/json" id="x">{}</script>', []),
        ('{# <p style="x"> #}<p class="style" data-once="1">', []),
    ],
)
def test_what_is_inline_is_seen(template: str, found: list[str]) -> None:
    assert faults(template) == found


def test_no_template_has_anything_inline() -> None:
    found = {str(path): seen for path in of_apps(".html") if (seen := faults(text(path)))}
    assert found == {}


def test_no_stylesheet_or_script_reaches_elsewhere() -> None:
    elsewhere = re.compile(r"url\(\s*[\"']?(?:https?:)?//|@import|\bfetch\([\"'](?:https?:)?//")
    found = [
        str(path)
        for suffix in (".css", ".js")
        for path in of_apps(suffix)
        if elsewhere.search(text(path))
    ]
    assert found == []


def test_no_third_party_code_is_in_the_repository() -> None:
    names = [str(path) for path in files()]
    suspicious = re.compile(r"(^|/)(node_modules|vendor|bower_components)/|\.min\.(js|css)$")
    assert [name for name in names if suspicious.search(name)] == []
    assert [name for name in names if Path(name).name in {"package.json", "uv.lock"}] == []
