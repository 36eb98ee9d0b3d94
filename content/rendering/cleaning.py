"""From Markdown's tree to clean HTML: written out by tag, then passed through nh3.

No id, class or attribute that an author could type survives: text is always escaped,
classes come from a closed set, and references are `data` elements that only our dialect
makes. Faults of links, pictures and footnotes are found here.
"""

import html
import re
from collections.abc import Callable
from html.entities import html5
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import nh3
from markdown.util import AMP_SUBSTITUTE

from content.rendering.dialect import BOXES, FOOTNOTE, FOOTNOTES, PICTURE, REFERENCE
from core.text import control_at

type Report = Callable[[str, str], None]

ALIGN = {"left": "align-left", "center": "align-center", "right": "align-right"}
BLOCK_TAGS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "table"}
    | {"thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "div", "section", "hr"}
)
INLINE_TAGS = frozenset({"a", "br", "code", "data", "em", "strong"})
CLASSES = {
    "div": {"admonition", *BOXES},
    "p": {"admonition-title"},
    "th": set(ALIGN.values()),
    "td": set(ALIGN.values()),
    "section": {"footnotes"},
}
_CLEANER = nh3.Cleaner(
    tags=set(BLOCK_TAGS | INLINE_TAGS),
    clean_content_tags=set(),
    attributes={"a": {"href"}, "data": {"value"}, "ol": {"start"}},
    allowed_classes=CLASSES,
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
    link_rel=None,
    strip_comments=True,
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_CODE_ENTITY = re.compile(r"&(?:amp|lt|gt);")
# Markdown's own tokens stand between these; where a bracket that was never closed cuts one in two,
# its end is left. A source holds no control character of its own.
_HALF_A_TOKEN = re.compile("[\x02\x03]")
_SPACE = re.compile(r"[\s\x00-\x20\\\"'<>`{}|^]")
_MAIL = re.compile(r"mailto:[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,253}", re.IGNORECASE)


def cleaned(root: Element, *, restore: Callable[[str], str], report: Report) -> str:
    """Return the clean HTML of a tree.

    `restore` gives back what was typed where a reference's token stands in a text;
    `report(message, typed)` is called for each fault, with something to find it by.
    """
    return _CLEANER.clean(_Writer(restore, report).inside(root))


def safe_address(address: str) -> str | None:
    """Return the address if a link may lead there: http, https or mailto, whole and plain."""
    if control_at(address) is not None or _SPACE.search(address):
        return None
    if _MAIL.fullmatch(address):
        return address
    try:
        parts = urlsplit(address)
        good = parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc
        _ = parts.port
    except ValueError:
        return None
    return address if good and address[len(parts.scheme) :].startswith("://") else None


class _Writer:
    def __init__(self, restore: Callable[[str], str], report: Report) -> None:
        self._restore = restore
        self._report = report
        self._in_link = 0

    def inside(self, element: Element) -> str:
        """Write what is inside an element."""
        code = element.tag == "code"
        parts = [self._text(element.text, code=code)]
        for child in element:
            parts += [self._element(child), self._text(child.tail, code=code)]
        return "".join(parts)

    def _element(self, element: Element) -> str:
        tag = element.tag
        if tag == REFERENCE:
            return self._marker(f"r{element.get('n')}", element)
        if tag == FOOTNOTE:
            return self._footnote(element)
        if tag == PICTURE:
            self._report("pictures have no place in a text", "![")
            return ""
        if tag == FOOTNOTES:
            return f'<section class="footnotes"><ol>{self.inside(element)}</ol></section>'
        if tag == "a":
            return self._link(element)
        if tag in {"br", "hr"}:
            return f"<{tag}>"
        if tag == "pre":
            code = "".join(element.itertext()).rstrip("\n")
            return f"<pre><code>{self._text(code, code=True)}\n</code></pre>"
        return f"<{tag}{_attributes(element)}>{self.inside(element)}</{tag}>"

    def _marker(self, value: str, element: Element) -> str:
        if self._in_link:
            self._report("a reference cannot stand inside a link", "](")
        return f'<data value="{html.escape(value)}"></data>'

    def _footnote(self, element: Element) -> str:
        label = element.get("label", "")
        if element.get("n") == "-1":
            self._report(f"the footnote [^{label}] has no text", f"[^{label}]")
            return html.escape(f"[^{label}]")
        return self._marker(f"f{element.get('n')}", element)

    def _link(self, element: Element) -> str:
        typed = element.get("href", "")
        address = safe_address(_plain(typed))
        if not address:
            shown = self._restore(typed)
            self._report(f"a link leads to https, http or mailto, not to {shown[:100]!r}", shown)
            return self.inside(element)
        self._in_link += 1
        inside = self.inside(element)
        self._in_link -= 1
        return f'<a href="{html.escape(address)}">{inside}</a>'

    def _text(self, text: str | None, *, code: bool) -> str:
        if not text:
            return ""
        plain = _CODE_ENTITY.sub(lambda found: html.unescape(found.group()), text)
        restored = self._restore(plain if code else _plain(text))
        return html.escape(_HALF_A_TOKEN.sub("", restored), quote=False)


def _plain(text: str) -> str:
    """Turn entities into their characters, and those that no text can hold into nothing."""
    return _ENTITY.sub(_character, text.replace(AMP_SUBSTITUTE, "&"))


def _character(found: re.Match[str]) -> str:
    typed = found.group()
    # Not `html.unescape` for names: it reads "&nothing;" as the sign "&not" and a rest.
    character = html.unescape(typed) if typed[1] == "#" else html5.get(typed[1:], typed)
    return "" if control_at(character) is not None else character


def _attributes(element: Element) -> str:
    names = set(element.get("class", "").split()) & CLASSES.get(element.tag, set())
    if element.get("align"):
        names.add(ALIGN.get(element.get("align", ""), ""))
    classes = " ".join(sorted(name for name in names if name))
    start = element.get("start", "")
    written = f' class="{classes}"' if classes else ""
    return written + (f' start="{start}"' if start.isdecimal() and len(start) < 10 else "")
