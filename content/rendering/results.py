"""What goes into a rendering besides the source, and what comes out: plain, frozen data."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, Protocol

from core.problems import Problem

type ReferenceKind = Literal["fact", "clause", "term", "case"]


@dataclass(frozen=True)
class Citation:
    """A source as a margin note names it; what is not given is an empty text."""

    publisher: str
    title: str
    url: str = ""
    published_on: str = ""
    grade: str = ""
    quote: str = ""
    locator: str = ""


@dataclass(frozen=True)
class Note:
    """A fact version as the margin shows it; `number` is 0 until a rendering numbers it."""

    number: int
    key: str
    version: int
    statement: str
    status: str = ""
    as_of: str = ""
    citations: tuple[Citation, ...] = ()
    disputed: bool = False

    @property
    def name(self) -> str:
        """Name the fact version as blocks do: `cumberland/arrests@1`."""
        return f"{self.key}@{self.version}"

    def as_json(self) -> dict[str, Any]:
        """Return the note as plain data for a part."""
        return {**asdict(self), "citations": [asdict(one) for one in self.citations]}


@dataclass(frozen=True)
class ResolvedFact:
    """A fact version as a resolver finds it; `key` is the full one, with its set."""

    key: str
    version: int
    statement: str
    figures: tuple[str, ...]
    note: Note


@dataclass(frozen=True)
class ResolvedClause:
    """A clause version; `key` is `policy/CODE`, `code` is what a page prints."""

    key: str
    version: int
    code: str
    title: str = ""


@dataclass(frozen=True)
class ResolvedTerm:
    """A word of the glossary with its label in the language of the rendering."""

    slug: str
    label: str


@dataclass(frozen=True)
class ResolvedCase:
    """A case with its title in the language of the rendering."""

    slug: str
    title: str


class Resolver(Protocol):
    """Looks up what a source refers to; None where there is no such thing."""

    def fact(self, key: str, version: int | None) -> ResolvedFact | None:
        """Find a fact by `set/key`, or by `key` in the set of its own."""

    def clause(self, key: str, version: int | None) -> ResolvedClause | None:
        """Find a clause by `policy/CODE`, or by `CODE` in the policy of its own."""

    def term(self, slug: str) -> ResolvedTerm | None:
        """Find a word of the glossary."""

    def case(self, slug: str) -> ResolvedCase | None:
        """Find a case."""


@dataclass(frozen=True)
class Reference:
    """What the source mentions: the full key, and the version where the kind has versions."""

    kind: ReferenceKind
    key: str
    version: int | None
    role: Literal["mention"] = "mention"

    def as_json(self) -> dict[str, Any]:
        """Return the reference as plain data."""
        return asdict(self)


@dataclass(frozen=True)
class Heading:
    """A heading of the source: its level on the page, its id and its text."""

    level: int
    id: str
    text: str


@dataclass(frozen=True)
class Block:
    """One top-level block, with the names of the notes that are cited in it, in order."""

    html: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rendered:
    """A rendered source: sanitised blocks, and everything that a page or a lint asks of it."""

    blocks: tuple[Block, ...]
    notes: Mapping[str, Note]
    references: tuple[Reference, ...]
    headings: tuple[Heading, ...]
    words: int
    problems: tuple[Problem, ...] = ()

    @property
    def html(self) -> str:
        """Return all blocks as one text."""
        return "\n".join(block.html for block in self.blocks)

    def as_json(self) -> dict[str, Any]:
        """Return blocks, notes, references, headings and words as plain data."""
        return {
            "blocks": [[block.html, list(block.notes)] for block in self.blocks],
            "notes": {name: note.as_json() for name, note in self.notes.items()},
            "references": [one.as_json() for one in self.references],
            "headings": [asdict(one) for one in self.headings],
            "words": self.words,
        }
