"""The Markdown that Casebook reads: Python-Markdown without raw HTML and pictures, with more.

Tables, footnotes, admonitions, definition lists, and tokens for references. What is made
here is a tree of elements that is written out by `cleaning`; Python-Markdown's own writing,
its stash of raw HTML and its postprocessors are not used, so none of its markers can be typed.
"""

import re
from typing import cast
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import OListProcessor
from markdown.extensions import Extension
from markdown.extensions.admonition import AdmonitionExtension, AdmonitionProcessor
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteBlockProcessor, FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from content.rendering.references import TOKEN

REFERENCE = "casebook-reference"
FOOTNOTE = "casebook-footnote"
PICTURE = "casebook-picture"
FOOTNOTES = "casebook-footnotes"
BOXES = ("note", "tip", "important", "warning", "example", "law")


class _ReferenceProcessor(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802 -- Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        return Element(REFERENCE, {"n": m.group(1)}), m.start(0), m.end(0)


class _PictureProcessor(InlineProcessor):
    """Takes the `!` of a picture, so that the link behind it stays and is told of."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 -- Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        return Element(PICTURE), m.start(0), m.end(0)


class _FootnoteProcessor(InlineProcessor):
    def __init__(self, pattern: str, footnotes: "Footnotes") -> None:
        super().__init__(pattern, footnotes.md)
        self.footnotes = footnotes

    def handleMatch(  # type: ignore[override]  # noqa: N802 -- Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        label = m.group(1)
        place = list(self.footnotes.footnotes).index(label) if self.footnotes.has(label) else -1
        return Element(FOOTNOTE, {"n": str(place), "label": label}), m.start(0), m.end(0)


class _FootnoteTreeprocessor(Treeprocessor):
    """Puts the texts of all footnotes behind the last block, before inline parsing."""

    def __init__(self, footnotes: "Footnotes", parser: BlockParser) -> None:
        super().__init__(footnotes.md)
        self.footnotes = footnotes
        self.parser = parser

    def run(self, root: Element) -> None:
        if self.footnotes.footnotes:
            section = SubElement(root, FOOTNOTES)
            for text in list(self.footnotes.footnotes.values()):
                self.parser.parseChunk(SubElement(section, "li"), text)


class Footnotes(FootnoteExtension):
    """Python-Markdown's reading of footnotes; numbers, ids and links are made after cleaning."""

    def __init__(self) -> None:
        self.twice: list[str] = []
        super().__init__()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- Python-Markdown's name
        """Register the reading of texts and marks alone."""
        md.registerExtension(self)
        self.parser = md.parser
        self.md = md
        md.parser.blockprocessors.register(FootnoteBlockProcessor(self), "footnote", 17)
        md.inlinePatterns.register(
            _FootnoteProcessor(r"\[\^([^\]\s]{1,100})\]", self), "footnote", 174
        )
        md.treeprocessors.register(_FootnoteTreeprocessor(self, md.parser), "footnote", 50)

    def reset(self) -> None:
        """Forget the footnotes of the source before."""
        super().reset()
        self.twice = []

    def has(self, label: str) -> bool:
        """Say whether the label has a text."""
        return label in self.footnotes

    def setFootnote(self, id: str, text: str) -> None:  # noqa: N802 -- Python-Markdown's
        """Keep the text of a footnote, and remember a label that has one already."""
        if id in self.footnotes:
            self.twice.append(id)
        super().setFootnote(id, text)


class _Boxes(AdmonitionProcessor):
    """Boxes of a closed set of kinds; without a typed title they have none (no word is ours)."""

    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        kind = match.group(1).split(" ")[0].lower()
        return (kind if kind in BOXES else BOXES[0]), match.group(2) or None


class _Lists(OListProcessor):
    """Numbered lists that begin with the number that was typed."""

    LAZY_OL = False


class _BoxExtension(AdmonitionExtension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- Python-Markdown's name
        md.registerExtension(self)
        md.parser.blockprocessors.register(_Boxes(md.parser), "admonition", 105)


class _CasebookExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- Python-Markdown's name
        md.preprocessors.deregister("html_block")
        md.parser.blockprocessors.register(_Lists(md.parser), "olist", 40)
        for name in ("html", "entity", "image_link", "image_reference", "short_image_ref"):
            md.inlinePatterns.deregister(name)
        md.inlinePatterns.register(_ReferenceProcessor(TOKEN.pattern, md), "reference_token", 176)
        md.inlinePatterns.register(_PictureProcessor(r"!(?=\[)", md), "picture", 175)


class Dialect:
    """One reader of Markdown, to be used for one source after another."""

    def __init__(self) -> None:
        self._footnotes = Footnotes()
        self._md = Markdown(
            extensions=[
                TableExtension(use_align_attribute=True),
                self._footnotes,
                _BoxExtension(),
                DefListExtension(),
                _CasebookExtension(),
            ],
        )
        self._md.treeprocessors.deregister("prettify")

    def blocks(self, source: str) -> tuple[Element, list[str]]:
        """Return the tree of a source, and the labels of footnotes that have two texts."""
        self._md.reset()
        lines = source.split("\n")
        for preprocessor in self._md.preprocessors:
            lines = preprocessor.run(lines)
        root = cast("Element", self._md.parser.parseDocument(lines).getroot())
        return self._finished(root), self._footnotes.twice

    def inline(self, source: str) -> Element:
        """Return the tree of one paragraph, in which nothing that makes blocks is special."""
        self._md.reset()
        root = Element("div")
        SubElement(root, "p").text = " ".join(source.split())
        return self._finished(root)

    def _finished(self, root: Element) -> Element:
        for treeprocessor in self._md.treeprocessors:
            made = treeprocessor.run(root)
            root = root if made is None else made
        return root
