"""XML inside of office files: looked over before a library reads it.

Whatever reads it afterwards meets no document type, and so no entity, and no more elements or
levels than it can bear.
"""

from typing import Protocol
from xml.parsers import expat

from core.received.errors import NotReceivable

DEEPEST = 100

type Attributes = dict[str, str]


class Watch(Protocol):
    """Is told what a document holds and may refuse it; names come without their namespace."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def text(self, words: str) -> None:
        """Words stand here; one text can come in several pieces."""


def look_over(data: bytes, watch: Watch, *, name: str, most: int) -> int:
    """Return how many elements there are; the watch was told of them and of their words.

    Raises NotReceivable: `doctype` before anything that a
    document type could declare is looked at, `broken` for what is no XML or nested deeper than
    100 elements, `large` for more elements than `most`.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = count = 0

    def start(element: str, attributes: Attributes) -> None:
        nonlocal depth, count
        depth += 1
        count += 1
        if depth > DEEPEST:
            raise NotReceivable("broken", name)
        if count > most:
            raise NotReceivable("large", name)
        own = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        watch.start(element.rpartition(" ")[2], own)

    def end(_element: str) -> None:
        nonlocal depth
        depth -= 1

    def refuse(*_declared: object) -> None:
        raise NotReceivable("doctype", name)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = watch.text
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003 -- says that this is all of it
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise NotReceivable("broken", name) from error
    return count
