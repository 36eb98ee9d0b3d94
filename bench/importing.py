"""How much of what reports claim is found, and how much of what is found they claim.

Reports of our own and what each claims stand in tests/content/importing/reports; they were
written before the code that reads them. ``python -m bench.importing [--misses]``.
"""

import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from content.importing.reading import read_report
from content.importing.receiving import Received, kind_of, receive
from content.importing.results import Fact, Findings

REPORTS = Path(__file__).resolve().parent.parent / "tests/content/importing/reports"
KINDS = ("figures", "dates", "timeline", "operations", "organisations", "countries", "roles",
         "persons", "sections", "title")  # fmt: skip


@dataclass
class Score:
    """Counts of one kind: found and claimed, missed, found though not claimed."""

    right: int = 0
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of what is claimed that was found."""
        claimed = self.right + len(self.missed)
        return self.right / claimed if claimed else 1.0

    @property
    def precision(self) -> float:
        """The share of what was found that is claimed."""
        found = self.right + len(self.extra)
        return self.right / found if found else 1.0


def expected_of(path: Path) -> dict[str, list[object]]:
    """What a report claims, every value as text."""
    told = yaml.load(path.with_suffix(".yaml").read_text(), Loader=yaml.BaseLoader)  # noqa: S506 -- plain strings
    return dict(told)


def found_in(path: Path) -> tuple[Received, Findings]:
    """A report of ours, read as an import reads it."""
    received = receive(path.read_bytes(), kind_of(path.name))
    given = str(expected_of(path).get("published", ""))
    return received, read_report(received.text, blocks=received.blocks, published_on=given)


def reports() -> list[Path]:
    """The reports of our own, in order."""
    return sorted(path for path in REPORTS.iterdir() if path.suffix != ".yaml")


def score_of(told: dict[str, list[object]], findings: Findings) -> dict[str, Score]:
    """The score of one report, by kind."""
    scores = {kind: Score() for kind in KINDS}
    _score_figures(scores["figures"], told["figures"], findings)
    plain = {
        "dates": {fact.date.iso for fact in findings.facts if fact.date},
        "timeline": {f"{e.on}/{e.until}" if e.until else e.on for e in findings.timeline},
        "operations": {one.name for one in findings.operations},
        "organisations": {one.name for one in findings.organisations},
        "countries": {one.name for one in findings.countries},
        "persons": {one.name for one in findings.persons},
        "sections": {one.heading.quote for one in findings.sections},
    }
    for kind, found in plain.items():
        _score(scores[kind], {str(one) for one in told[kind]}, found)
    roles = {f"{fact.role} {fact.actor}" for fact in findings.facts if fact.kind == "role"}
    _score_roles(scores["roles"], told["roles"], roles)
    title = {findings.title.quote} if findings.title else set()
    _score(scores["title"], {str(told["title"])} - {""}, title)
    return scores


def _score(score: Score, told: set[str], found: set[str]) -> None:
    score.right += len(told & found)
    score.missed.extend(sorted(told - found))
    score.extra.extend(sorted(found - told))


def _score_figures(score: Score, told: list[object], findings: Findings) -> None:
    left = [fact for fact in findings.facts if fact.figure]
    for value, unit in _pairs(told):
        match = next((fact for fact in left if _counts(fact, value, unit)), None)
        if match:
            left.remove(match)
            score.right += 1
        else:
            score.missed.append(f"{value} {unit}")
    score.extra.extend(f"{f.figure.value} {f.unit} [{f.key}]" for f in left if f.figure)


def _pairs(told: list[object]) -> list[tuple[str, str]]:
    return [(str(one[0]), str(one[1])) for one in told if isinstance(one, list)]


def _score_roles(score: Score, told: list[object], found: set[str]) -> None:
    left = set(found)
    for role, actor in _pairs(told):
        match = next((o for o in sorted(left) if o.startswith(role) and actor in o), "")
        left.discard(match)
        score.right += bool(match)
        score.missed.extend([] if match else [f"{role} {actor}"])
    score.extra.extend(sorted(left))


def _counts(fact: Fact, value: str, unit: str) -> bool:
    if fact.figure is None or str(fact.figure.value) != value:
        return False
    said = f"{fact.unit} {fact.key.replace('-', ' ')}".lower()
    return unit.lower().rstrip("s") in said


def totals() -> tuple[dict[str, Score], float, int]:
    """The scores of all reports together, the seconds that reading took, and the characters."""
    whole = {kind: Score() for kind in KINDS}
    seconds, characters = 0.0, 0
    for path in reports():
        begun = time.perf_counter()
        received, findings = found_in(path)
        seconds += time.perf_counter() - begun
        characters += len(received.text)
        for kind, score in score_of(expected_of(path), findings).items():
            whole[kind].right += score.right
            whole[kind].missed.extend(f"{path.name}: {one}" for one in score.missed)
            whole[kind].extra.extend(f"{path.name}: {one}" for one in score.extra)
    return whole, seconds, characters


def main() -> None:
    """Print recall and precision by kind and over all."""
    whole, seconds, characters = totals()
    print(f"\nImporting: {len(reports())} reports of our own, {characters:,} characters, "
          f"{1000 * seconds:.0f} ms")  # fmt: skip
    print(f"{'':<15}{'claimed':>8}{'found':>8}{'recall':>8}{'precision':>11}")
    for kind, score in [*whole.items(), ("all", _all(whole))]:
        claimed, found = score.right + len(score.missed), score.right + len(score.extra)
        print(f"{kind:<15}{claimed:>8}{found:>8}{score.recall:>8.3f}{score.precision:>11.3f}")
        if "--misses" in sys.argv and kind != "all":
            for one in score.missed:
                print(f"    missed  {one}")
            for one in score.extra:
                print(f"    extra   {one}")


def _all(whole: dict[str, Score]) -> Score:
    together = Score(right=sum(score.right for score in whole.values()))
    for score in whole.values():
        together.missed.extend(score.missed)
        together.extra.extend(score.extra)
    return together


if __name__ == "__main__":
    main()
