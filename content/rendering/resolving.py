"""References of one source: looked up, numbered, written into the tree, figures compared."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from content.rendering.cleaning import BLOCK_TAGS
from content.rendering.figures import wrong_numbers
from content.rendering.references import Spot
from content.rendering.results import Note, Reference, ResolvedFact, Resolver
from content.rendering.shaping import Source
from content.rendering.tree import Node
from core.problems import Problem

_FORMS = {
    "fact": "[fact:set/key] or [fact:set/key@2]",
    "clause": "[clause:policy/CODE] or [clause:policy/CODE@2]",
    "term": "[term:slug] or [term:slug|shown words]",
    "case": "[case:slug] or [case:slug|shown words]",
}


@dataclass
class References:
    """Turns the markers `r0`, `r1`, … of a tree into what they refer to, in order.

    `notes` numbers each fact version once, going on from `before`; `found` lists what is
    mentioned; `problems` tells what does not exist and which figures are not the fact's.
    """

    spots: Sequence[Spot]
    source: Source
    resolver: Resolver
    note_prefix: str
    language: str
    before: Sequence[Note]
    notes: dict[str, Note] = field(default_factory=dict)
    found: list[Reference] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._earlier = {note.name: note.number for note in self.before}
        self._facts: dict[int, tuple[Spot, ResolvedFact]] = {}

    def write(self, marker: Node) -> None:
        """Make the marker into the reference that stands there; into what was typed if none."""
        spot = self.spots[int(marker.attributes["value"][1:])]
        marker.attributes = {}
        if not spot.key:
            self._fault(spot, f"{spot.typed} is not a reference: write {_FORMS[spot.kind]}")
        elif not getattr(self, f"_{spot.kind}")(marker, spot):
            self._fault(spot, f"{spot.typed} refers to nothing that exists")
        else:
            return
        marker.tag, marker.inside = "", [spot.typed]

    def names_in(self, node: Node) -> tuple[str, ...]:
        """Return the names of the notes cited in the element, each once, in order."""
        facts = (self._facts[id(one)][1] for one in node.all() if id(one) in self._facts)
        return tuple(dict.fromkeys(fact.note.name for fact in facts))

    def compare_figures(self, node: Node) -> None:
        """Tell of each figure that stands before a fact reference and is not the fact's."""
        words = ""
        group: list[tuple[Spot, ResolvedFact]] = []
        for one in [*self._stream(node), None]:
            if isinstance(one, tuple):
                group.append(one)
                continue
            if group and (one is None or any(sign.isalnum() for sign in one)):
                self._compare(words, group)
                words, group = "", []
            words = "" if one is None else words + one

    def _stream(self, node: Node) -> Iterator[str | tuple[Spot, ResolvedFact] | None]:
        """Give texts and fact references in order, and None where a block begins or ends."""
        edge = node.tag in BLOCK_TAGS
        if edge:
            yield None
        if id(node) in self._facts:
            yield self._facts[id(node)]
        elif node.attributes.get("class") not in {"clause-ref", "footnote-ref", "footnote-back"}:
            for one in node.inside:
                if isinstance(one, str):
                    yield one
                else:
                    yield from self._stream(one)
        if edge:
            yield None

    def _compare(self, words: str, group: list[tuple[Spot, ResolvedFact]]) -> None:
        facts = [fact for _spot, fact in group]
        figures = ", ".join(figure for fact in facts for figure in fact.figures) or "none"
        typed = " ".join(spot.typed for spot, _fact in group)
        for written in wrong_numbers(words, facts, language=self.language):
            message = f"the figure {written} before {typed} is not the fact's ({figures})"
            self._fault(group[-1][0], message)

    def _fact(self, marker: Node, spot: Spot) -> bool:
        fact = self.resolver.fact(spot.key, spot.version)
        if not fact:
            return False
        number = self._number(fact)
        href = f"#{self.note_prefix}-note-{number}"
        link = Node("a", {"href": href, "role": "doc-noteref"}, [str(number)])
        marker.tag, marker.attributes, marker.inside = "sup", {"class": "fact-ref"}, [link]
        self._facts[id(marker)] = (spot, fact)
        self.found.append(Reference("fact", fact.key, fact.version))
        return True

    def _number(self, fact: ResolvedFact) -> int:
        name = fact.note.name
        if name not in self.notes:
            later = [*self._earlier.values(), *(note.number for note in self.notes.values())]
            number = self._earlier.get(name) or max(later, default=0) + 1
            self.notes[name] = replace(fact.note, number=number)
        return self.notes[name].number

    def _clause(self, marker: Node, spot: Spot) -> bool:
        clause = self.resolver.clause(spot.key, spot.version)
        if not clause:
            return False
        _link(marker, "clause-ref", f"clause:{clause.key}@{clause.version}", clause.code)
        self.found.append(Reference("clause", clause.key, clause.version))
        return True

    def _term(self, marker: Node, spot: Spot) -> bool:
        term = self.resolver.term(spot.key)
        if not term:
            return False
        _link(marker, "term-ref", f"term:{term.slug}", spot.shown or term.label)
        self.found.append(Reference("term", term.slug, None))
        return True

    def _case(self, marker: Node, spot: Spot) -> bool:
        case = self.resolver.case(spot.key)
        if not case:
            return False
        _link(marker, "case-ref", f"case:{case.slug}", spot.shown or case.title)
        self.found.append(Reference("case", case.slug, None))
        return True

    def _fault(self, spot: Spot, message: str) -> None:
        key = self.source.key or spot.typed.strip("[]")
        self.problems.append(Problem(self.source.file, spot.line, key, message))


def _link(marker: Node, name: str, href: str, shown: str) -> None:
    marker.tag, marker.inside = "a", [shown]
    marker.attributes = {"class": name, "href": href}
