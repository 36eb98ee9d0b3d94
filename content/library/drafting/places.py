"""From the file and key of a problem to the part and field of the draft it is about (pure)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from content.library.drafting.parts import HEAD_PART, PLACES, Part, Place, entries_at
from content.library.kinds import HEAD, Kind
from core.problems import Level, Problem


@dataclass(frozen=True)
class DraftProblem:
    """One problem of a draft at its place.

    ``part`` is empty where a whole list is meant; ``word`` says which (``head`` for the
    framing). ``field`` is the dotted path inside the part, ``line`` that inside of a
    section's text.
    """

    word: str
    part: str
    field: str
    message: str
    level: Level
    line: int = 1
    language: str = ""

    @property
    def is_error(self) -> bool:
        """Whether it stops the draft from being put into the library."""
        return self.level == "error"


def problems_of(
    kind: Kind, body: Mapping[str, Any], problems: Iterable[Problem]
) -> list[DraftProblem]:
    """The problems at their places, errors first, in the order of the draft."""
    found = [_placed(kind, body, problem) for problem in sorted(set(problems), key=_by_place)]
    return sorted(dict.fromkeys(found), key=lambda one: not one.is_error)


def _by_place(problem: Problem) -> tuple[str, list[tuple[int, int, str]], int, str]:
    """Numbers inside of a key count as numbers: the tenth entry comes after the second."""
    steps = [
        (0, int(step), "") if step.isdecimal() else (1, 0, step) for step in problem.key.split(".")
    ]
    return (problem.file, steps, problem.line, problem.message)


def _placed(kind: Kind, body: Mapping[str, Any], problem: Problem) -> DraftProblem:
    word, part, field, language = _place(kind, body, problem.file, problem.key)
    return DraftProblem(
        word=word,
        part=part,
        field=field,
        message=problem.message,
        level=problem.level,
        line=problem.line,
        language=language,
    )


def _place(kind: Kind, body: Mapping[str, Any], file: str, key: str) -> tuple[str, str, str, str]:
    for word, place in PLACES[kind].items():
        language = _language(place, file)
        if language is None or not _is_inside(place, key):
            continue
        rest = key.removeprefix(place.inside).removeprefix(".") if place.inside else key
        told = entries_at(body, Part(word, place, language))
        named, field = _entry(place, list(told), rest)
        part = "/".join(step for step in (word, language, named) if step) if named else ""
        return word, part, field, language
    return HEAD_PART, HEAD_PART if file == HEAD[kind] else "", key, ""


def _language(place: Place, file: str) -> str | None:
    """The language of the file if entries of this place stand in it; None if they do not."""
    if not place.is_per_language:
        return "" if file == place.file else None
    first, last = place.file.split("{}")
    inside = file.removeprefix(first).removesuffix(last)
    return inside if file == f"{first}{inside}{last}" and inside else None


def _is_inside(place: Place, key: str) -> bool:
    return not place.inside or key == place.inside or key.startswith(f"{place.inside}.")


def _entry(place: Place, keys: list[str], rest: str) -> tuple[str, str]:
    """The key of the entry and what is left of the path. A clause's code may hold dots."""
    first, _dot, after = rest.partition(".")
    if place.key and first.isdecimal() and not place.file.endswith(".md"):
        return (keys[int(first)], after) if int(first) < len(keys) else ("", rest)
    fits = [key for key in keys if rest == key or rest.startswith(f"{key}.")]
    if not fits:
        return "", rest
    longest = max(fits, key=len)
    return longest, rest[len(longest) :].removeprefix(".")
