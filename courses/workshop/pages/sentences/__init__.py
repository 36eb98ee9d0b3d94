"""What is found wrong, told in the language of who reads it.

Rooms below say what they find in one fixed English sentence, as commands and stored candidates
have it. That sentence is the code: known here, with a hole for each parameter, and translated when
it is shown. What is not known stays as it was said. `tests/courses/workshop/test_sentences.py`
holds that every sentence of the rooms is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext

from content.linting import RULES
from core.languages import language_name
from courses.workshop.pages.sentences import (
    compiling,
    files,
    library,
    phrases,
    questions,
    rendering,
    rows,
)

_HOLE = re.compile(r"\{(\w+)\}")
_KNOWN = 2048


def told(message: str) -> str:
    """Return the sentence in the language of who reads, its parameters as they are."""
    found = recognised(message)
    if found is None:
        return message
    code, parameters = found
    return _filled(gettext(code), {name: _spoken(name, at) for name, at in parameters.items()})


def _spoken(name: str, value: str) -> str:
    return language_name(value) if name == "language" else phrase(value)


@lru_cache(maxsize=_KNOWN)
def recognised(message: str) -> tuple[str, dict[str, str]] | None:
    """Return the sentence with its holes, and what stands in each; None for an unknown one."""
    return next(_matches(message, _sentences()), None)


def phrase(value: str) -> str:
    """Return what a parameter says, where it is words itself or several of them, translated."""
    steps = value.split(", ")
    found = [next(_matches(step, _phrases()), None) for step in steps]
    if not any(found):
        return value
    return ", ".join(
        _filled(gettext(one[0]), one[1]) if one else step
        for step, one in zip(steps, found, strict=True)
    )


def _filled(sentence: str, parameters: dict[str, str]) -> str:
    return _HOLE.sub(lambda hole: parameters.get(hole[1], hole[0]), sentence)


type Patterns = tuple[tuple[str, re.Pattern[str]], ...]


def _matches(message: str, patterns: Patterns) -> Iterator[tuple[str, dict[str, str]]]:
    for code, pattern in patterns:
        if match := pattern.fullmatch(message):
            yield code, match.groupdict()


@lru_cache(maxsize=1)
def _sentences() -> Patterns:
    lints = tuple(one for rule in RULES.values() for one in rule.sentences)
    rooms = (library, rendering, compiling, files, questions, rows)
    return _patterns((*lints, *(one for room in rooms for one in room.SENTENCES)))


@lru_cache(maxsize=1)
def _phrases() -> Patterns:
    return _patterns(phrases.SENTENCES)


def _patterns(codes: tuple[str, ...]) -> Patterns:
    """The most fixed words first, so that the nearest sentence is found."""
    ordered = sorted(codes, key=lambda code: (-len(_HOLE.sub("", code)), code))
    return tuple((code, _pattern(code)) for code in ordered)


def _pattern(code: str) -> re.Pattern[str]:
    steps = _HOLE.split(code)
    fixed, names = steps[::2], steps[1::2]
    holes = [f"(?P<{name}>.*?)" for name in names]
    mixed = [re.escape(fixed[0])]
    for hole, rest in zip(holes, fixed[1:], strict=True):
        mixed += [hole, re.escape(rest)]
    return re.compile("".join(mixed), re.DOTALL)
