"""Office files as archives: what none that is taken may hold, before a library opens it."""

import io

from core.received.archives import Limits, open_archive, pack
from core.received.errors import NotReceivable
from core.received.markup import Attributes, look_over

LIMITS = Limits(members=2_000, member_bytes=8_000_000, total_bytes=24_000_000, ratio=400)
TYPES = "[Content_Types].xml"
SHEET = "xl/workbook.xml"
DOCUMENT = "word/document.xml"
# Well beyond a table or document that is taken, and read within a few seconds. What describes it
# (styles, parts and what they lead to) is read into objects, which takes longer by element.
MOST_ELEMENTS = 400_000
MOST_DESCRIBING = 30_000
# A formula that cells share is written out for each of them: cells times characters.
MOST_WRITTEN_OUT = 2_000_000
_LONG = ("xl/sharedStrings.xml", "xl/worksheets/sheet", DOCUMENT)
# A link that a reader may follow is words; everything else outside would be fetched on opening.
_HARMLESS_OUTSIDE = "/hyperlink"


def judged(data: bytes, needed: str) -> io.BytesIO:
    """Return the office file packed again: its XML as it was, everything else emptied.

    A library that opens it finds no byte that was not looked over. Raises NotReceivable, besides
    for what no archive or XML may be, with `type` (another kind of file: it lacks the part
    `needed`), `macros`, `outside` (something that would be fetched from elsewhere) and `large`.
    """
    archive = open_archive(data, LIMITS)
    if TYPES not in archive.names or needed not in archive.names:
        raise NotReceivable("type")
    members = {}
    left = MOST_ELEMENTS
    for name in archive.names:
        _refuse_part(name)
        is_xml = name.endswith((".xml", ".rels"))
        members[name] = archive.read(name) if is_xml else b""
        if is_xml:
            most = left if name.startswith(_LONG) else min(left, MOST_DESCRIBING)
            left -= look_over(members[name], _Watch(name), name=name, most=most)
    if b"macroEnabled" in members[TYPES]:
        raise NotReceivable("macros")
    return io.BytesIO(pack(members))


def _refuse_part(name: str) -> None:
    if name.lower().endswith(("vbaproject.bin", "vbadata.xml")):
        raise NotReceivable("macros", name)
    if name.startswith("xl/externalLinks/"):
        raise NotReceivable("outside", name)


class _Watch:
    """Refuses what leads out of the file, and formulas that would take long to write out."""

    def __init__(self, part: str) -> None:
        self._part = part
        self._shared = self._length = 0
        self._in_formula = False

    def start(self, name: str, attributes: Attributes) -> None:
        self._in_formula = name == "f"
        if self._in_formula and attributes.get("t") == "shared":
            self._shared += 1
            self._weigh()
        is_outside = attributes.get("TargetMode", "").lower() == "external"
        is_harmless = attributes.get("Type", "").endswith(_HARMLESS_OUTSIDE)
        if name == "Relationship" and is_outside and not is_harmless:
            raise NotReceivable("outside", self._part)

    def text(self, words: str) -> None:
        if self._in_formula:
            self._length += len(words)
            self._weigh()

    def _weigh(self) -> None:
        if self._shared * self._length > MOST_WRITTEN_OUT:
            raise NotReceivable("large", self._part)
