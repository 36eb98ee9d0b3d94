"""Parts in the making: what decides a part's bytes, and skipping what was made before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from content.rendering import RENDERER_VERSION
from core.canonical import canonical_bytes, digest
from core.problems import Problem, ProblemsFound
from courses.releases import schemas
from courses.releases.compiling.prose import Reference
from courses.releases.compiling.report import Report
from courses.releases.models import CompiledPart

# Raised when the same inputs give another part although neither renderer nor schema changed.
COMPILER_VERSION = 1
_BATCH = 500

type Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Made:
    """A part's body with what was found while it was made."""

    body: dict[str, Any]
    references: Sequence[Reference] = ()
    problems: Sequence[Problem] = ()


@dataclass(frozen=True)
class PreparedPart:
    """A part that is to be stored."""

    digest: str
    kind: str
    schema: int
    text: str

    @property
    def size(self) -> int:
        """The bytes of its canonical form."""
        return len(self.text.encode())


@dataclass
class Piece:
    """One part to be made: of what (`inputs` decide its bytes), and how.

    `digest` stays empty if making it failed; the problems are in the report then.
    """

    kind: str
    uid: str
    language: str
    inputs: Mapping[str, Any]
    make: Callable[[], Made]
    digest: str = ""
    references: tuple[Reference, ...] = ()

    def input_digest(self) -> str:
        """The digest of everything that decides the part."""
        versions = [COMPILER_VERSION, RENDERER_VERSION, schemas.CURRENT[self.kind]]
        return digest(
            {
                "versions": versions,
                "kind": self.kind,
                "uid": self.uid,
                "language": self.language,
                "inputs": dict(self.inputs),
            }
        )


@dataclass
class Pieces:
    """Settles pieces stage by stage; keeps what has to be stored."""

    report: Report
    progress: Progress
    total: int = 0
    done: int = 0
    parts: dict[str, PreparedPart] = field(default_factory=dict)
    made: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)

    def expect(self, count: int) -> None:
        """Say how many more pieces there will be."""
        self.total += count

    def settle(self, pieces: Iterable[Piece]) -> None:
        """Give every piece its digest, making only what was not made before."""
        waiting = {piece.input_digest(): piece for piece in pieces}
        known = _known(list(waiting))
        for input_digest, piece in waiting.items():
            row = known.get(input_digest)
            if row is not None:
                piece.digest = row.part_id
                piece.references = _references(row.outcome["references"])
            else:
                self._make(input_digest, piece)
            self.done += 1
            self.progress(self.done, self.total)

    def _make(self, input_digest: str, piece: Piece) -> None:
        try:
            made = piece.make()
        except ProblemsFound as found:
            self.report.extend(found.problems)
            return
        self.report.extend(made.problems)
        schema = schemas.CURRENT[piece.kind]
        head: dict[str, Any] = {"schema": schema, "part": piece.kind, "language": piece.language}
        body = {**head, **made.body}
        piece.digest = digest(body)
        text = canonical_bytes(body).decode()
        piece.references = tuple(made.references)
        self.parts[piece.digest] = PreparedPart(piece.digest, piece.kind, schema, text)
        if not made.problems:
            outcome = {"references": [list(one) for one in made.references]}
            self.made[input_digest] = (piece.digest, outcome)


def _known(digests: list[str]) -> dict[str, CompiledPart]:
    found: dict[str, CompiledPart] = {}
    for start in range(0, len(digests), _BATCH):
        rows = CompiledPart.objects.filter(input_digest__in=digests[start : start + _BATCH])
        found |= {row.input_digest: row for row in rows}
    return found


def _references(rows: Iterable[Sequence[Any]]) -> tuple[Reference, ...]:
    return tuple((str(kind), str(key), int(version)) for kind, key, version in rows)
