"""Taking a report in: bytes become the text as received, with what its markup says (pure).

Nothing is fetched. A line ends with one character, whatever ended it. Characters that cannot be
stored or that turn the direction of what follows are replaced one for one, so that every place in
the text stays the same.
"""

import hashlib
import re
from dataclasses import dataclass
from typing import Literal

from content.importing.layout import blocks_of_markdown, blocks_of_text
from content.importing.markup import read_html
from content.importing.results import Block

MAX_BYTES = 2_000_000
MAX_CHARACTERS = 200_000
KINDS = {".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md", ".html": "html"}
KINDS |= {".htm": "html"}
REPLACED = "\ufffd"

_UNSTORABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    r"\u202a-\u202e\u2066-\u2069]"
)

type Kind = Literal["txt", "md", "html"]


class NotReceivable(ValueError):
    """The bytes are no report that can be read; ``code`` says why."""

    def __init__(self, code: Literal["type", "size", "length", "encoding", "empty"]) -> None:
        super().__init__(SAID[code])
        self.code = code


SAID = {
    "type": "a report is a .txt, .md or .html file",
    "size": f"a report has at most {MAX_BYTES:,} bytes",
    "length": f"a report has at most {MAX_CHARACTERS:,} characters of text",
    "encoding": "this is no text: it holds bytes that are none in UTF-8 or Windows-1252",
    "empty": "there is no text in this report",
}


@dataclass(frozen=True)
class Received:
    """A text as received, its hash, and its blocks as layout or markup tell them."""

    text: str
    sha256: str
    kind: Kind
    blocks: tuple[Block, ...]
    replaced: int = 0


def kind_of(name: str) -> Kind:
    """The kind by the ending of a file's name; raises NotReceivable for any other."""
    ending = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if ending not in KINDS:
        raise NotReceivable("type")
    return KINDS[ending]  # type: ignore[return-value]


def receive(raw: bytes | str, kind: Kind) -> Received:
    """The text of a file or of what was pasted; raises NotReceivable for what is none."""
    if len(raw) > MAX_BYTES:
        raise NotReceivable("size")
    text = raw if isinstance(raw, str) else _decode(raw)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    blocks: tuple[Block, ...] | None = None
    if kind == "html":
        text, blocks = read_html(text)
    text, replaced = _UNSTORABLE.subn(REPLACED, text)
    if not text.strip():
        raise NotReceivable("empty")
    if len(text) > MAX_CHARACTERS:
        raise NotReceivable("length")
    if blocks is None:
        blocks = blocks_of_markdown(text) if kind == "md" else blocks_of_text(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Received(text=text, sha256=digest, kind=kind, blocks=blocks, replaced=replaced)


def _decode(raw: bytes) -> str:
    for mark, name in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if raw.startswith(mark):
            return _as(raw, name)
    if b"\x00" in raw:
        raise NotReceivable("encoding")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _as(raw, "cp1252")


def _as(raw: bytes, name: str) -> str:
    try:
        return raw.decode(name)
    except UnicodeDecodeError as exc:
        raise NotReceivable("encoding") from exc
