"""HTML as text: what a reader would see, with its blocks; furniture is known by its element.

The standard library's parser reads it, so anything that is sent is read as something. Styles,
scripts and what is hidden are not in the text; menus, forms, captions and boxes are, as furniture.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from content.importing.results import NO_HEADING, Block, BlockKind

MAX_DEPTH = 200
_SILENT = {"script", "style", "template", "noscript", "svg", "math", "iframe", "object", "head"}
_SILENT |= {"select", "option", "datalist", "audio", "video", "canvas", "map", "textarea"}
_AROUND = {"nav", "footer", "aside", "form", "button", "figure", "figcaption", "dialog", "menu"}
_ROLES = {"navigation", "complementary", "contentinfo", "search", "dialog", "menu", "banner"}
_BLOCKS = {"p", "div", "section", "article", "main", "header", "blockquote", "ul", "ol", "dl"}
_BLOCKS |= {"table", "tr", "hr", "pre", "address", "body", "html", "dt", "dd", "fieldset"}
_BLOCKS |= {"thead", "tbody", "caption", "details", "summary", "center", *_AROUND}
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_VOID = {
    "br",
    "img",
    "hr",
    "input",
    "meta",
    "link",
    "source",
    "wbr",
    "area",
    "base",
    "col",
    "embed",
}
_VOID |= {"param", "track"}
_CELLS = {"td", "th"}
_CLOSED_BY = {"p": _BLOCKS | set(_HEADINGS) | {"li"}, "li": {"li"}, "tr": {"tr"}, "option": set()}
_BOX = re.compile(
    r"(?i)(?:^|[-_\s])(?:shar(?:e|ing)(?:bar|daddy|-\w+)?|social\w*|comments?(?:-\w+|s)?|respond|cookies?"
    r"|consent|gdpr|newsletter|subscri\w+|related|recommend\w*|promo\w*|sidebar|breadcrumbs?|menu"
    r"|nav(?:bar|igation)?|advert\w*|ads?|sponsor\w*|caption|credits?|byline|author(?:-\w+|box)?"
    r"|tags?|tag-?list|footer|pop-?up|modal|paywall|toolbar|widget\w*|(?:pub(?:lish(?:ed)?)?|post(?:ed)?|article|entry)?-?(?:date|time)|recirc\w*|trending|most-?(?:read|viewed|popular)|key-?events|outbrain"
    r"|taboola|skip(?:-?link)?|screen-reader-text|sr-only|visually-hidden|meta|kicker|timestamp|dateline-box"
    r"|pagination|pager|signup|sign-up|callout-ad|disqus\w*)(?=$|[-_\s])"
)
# A standfirst is set as a heading, but heads nothing.
_STANDFIRST = re.compile(
    r"(?i)(?:^|[-_\s])(?:standfirst|sub-?(?:title|head(?:line)?)|dek|deck)(?=$|[-_\s])"
)
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_BREAK = "\x1e"
_CELL = "\x1f"
_LONGEST_CELL = 80
_LONG, _LITTLE = 80, 200
_SPACES = re.compile(r"[ \t\r\n\f]+")


@dataclass
class _Open:
    tag: str
    is_silent: bool
    is_around: bool
    is_standfirst: bool = False


@dataclass
class _Run:
    kind: BlockKind = "paragraph"
    level: int = 0
    is_around: bool = False
    words: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[_Open] = []
        self.blocks: list[tuple[BlockKind, int, str]] = []
        self.run = _Run()
        self.in_title = False
        self.page_title: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "title":
            self.in_title = not self.page_title
            return
        if tag == "br":
            self._add(_BREAK)
            return
        for outer, closers in _CLOSED_BY.items():
            if tag in closers and self.open and self.open[-1].tag == outer:
                self._close(outer)
        if tag in _BLOCKS or tag in _HEADINGS or tag == "li":
            self._flush()
        elif tag in _CELLS:
            self._add(_CELL)
        if tag in _VOID or len(self.open) >= MAX_DEPTH:
            return
        self.open.append(self._opened(tag, dict(attrs)))
        self._begin(tag)

    def _opened(self, tag: str, attributes: dict[str, str | None]) -> _Open:
        said = " ".join((attributes.get(name) or "") for name in ("class", "id"))[:500]
        silent = tag in _SILENT or "hidden" in attributes
        silent = silent or attributes.get("aria-hidden") == "true"
        silent = silent or bool(_HIDDEN.search((attributes.get("style") or "")[:1000]))
        around = tag in _AROUND or (attributes.get("role") or "").lower() in _ROLES
        # A box around everything, whatever its name, is no furniture.
        boxed = tag not in {"body", "html", "main", "article", *_HEADINGS} and _BOX.search(said)
        outer = self.open[-1] if self.open else None
        return _Open(
            tag,
            silent or bool(outer and outer.is_silent and tag != "body"),
            around or bool(boxed) or bool(outer and outer.is_around),
            tag in _HEADINGS and tag != "h1" and bool(_STANDFIRST.search(said)),
        )

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self.in_title = False
            return
        if any(one.tag == tag for one in self.open[-MAX_DEPTH:]):
            self._close(tag)

    def handle_data(self, data: str) -> None:
        if self.in_title:
            self.page_title.append(data)
        elif not (self.open and self.open[-1].is_silent):
            self._add(data)

    def _close(self, tag: str) -> None:
        if tag in _BLOCKS or tag in _HEADINGS or tag == "li":
            self._flush()
        while self.open:
            if self.open.pop().tag == tag:
                break
        self._begin(self.open[-1].tag if self.open else "")

    def _begin(self, tag: str) -> None:
        if self.run.words:
            return
        tags = [one.tag for one in self.open[-6:]]
        heading = next((one for one in reversed(tags) if one in _HEADINGS), "")
        is_standfirst = any(one.is_standfirst for one in self.open[-6:])
        if is_standfirst:
            heading = ""
        is_item = "li" in tags or "tr" in tags or tag in {"tr", "td", "th"}
        self.run.kind = "heading" if heading else "item" if is_item else "paragraph"
        self.run.level = NO_HEADING if is_standfirst else _HEADINGS.get(heading, 0)
        self.run.is_around = bool(self.open and self.open[-1].is_around)

    def _add(self, words: str) -> None:
        if self.open and self.open[-1].is_silent:
            return
        if (
            self.open
            and self.open[-1].is_around
            and not self.run.is_around
            and not any(word.strip() for word in self.run.words)
        ):
            self.run.is_around = True
        self.run.words.append(words)

    def _flush(self) -> None:
        kind: BlockKind = "furniture" if self.run.is_around else self.run.kind
        for part in "".join(self.run.words).split(_BREAK):
            words = _row(_SPACES.sub(" ", part))
            if words:
                self.blocks.append((kind, self.run.level, words))
        self.run = _Run(is_around=bool(self.open and self.open[-1].is_around))


def read_html(source: str) -> tuple[str, tuple[Block, ...]]:
    """The visible text and its blocks; a title of the page alone becomes the first heading."""
    reader = _Reader()
    reader.feed(re.sub(r"[\x00\x1e\x1f]", "", source))
    reader.close()
    reader._flush()
    found = _with_text(reader.blocks)
    title = _SPACES.sub(" ", "".join(reader.page_title)).strip()
    if title and not any(kind == "heading" and level == 1 for kind, level, _words in found):
        # "Title | Name of the site" is the title.
        found.insert(0, ("heading", 1, re.split(r"\s[|–—-]\s", title)[0] or title))
    text, blocks = [], []
    place = 0
    for kind, level, words in found:
        blocks.append(Block(kind, place, place + len(words), level))
        text.append(words)
        place += len(words) + 2
    return "\n\n".join(text), tuple(blocks)


def _row(words: str) -> str:
    """The cells of a row of a table between bars; what is no row, as it is."""
    cells = [cell.strip() for cell in words.split(_CELL) if cell.strip()]
    if len(cells) < 2 or max(map(len, cells)) > _LONGEST_CELL:
        return " ".join(cells)
    return f"| {' | '.join(cells)} |"


def _with_text(found: list[tuple[BlockKind, int, str]]) -> list[tuple[BlockKind, int, str]]:
    """Give the blocks; where nearly all stands in boxes, their long paragraphs are the text."""
    kept = sum(len(words) for kind, _level, words in found if kind in {"paragraph", "item"})
    boxed = sum(len(words) for kind, _level, words in found if kind == "furniture")
    if kept >= _LITTLE or boxed < 2 * kept:
        return list(found)
    return [
        ("paragraph" if kind == "furniture" and len(words) >= _LONG else kind, level, words)
        for kind, level, words in found
    ]
