"""Checks that every kind of folder shares: languages, keys that stand twice (pure)."""

from collections.abc import Iterable, Mapping, Sequence

from content.library.bundles import Bundle
from core.strict_yaml import Path

TWICE = "stands twice"


def check_languages(bundle: Bundle) -> None:
    """The list of languages names each of them once."""
    name = f"{bundle.kind.value}.yaml"
    for place, language in enumerate(bundle.head.languages):
        if language in bundle.head.languages[:place]:
            bundle.files.add(name, ("languages", place), f"{language} {TWICE}")


def check_texts(bundle: Bundle, name: str, path: Path, texts: Mapping[str, str]) -> None:
    """A language map has the source language and no language that the folder does not list."""
    source, *others = bundle.head.languages
    if not texts:
        bundle.files.add(name, (*path, source), "needs some text")
    elif source not in texts:
        bundle.files.add(name, (*path, source), "is required: it is the source language")
    for language in texts:
        if language not in bundle.head.languages:
            bundle.files.add(name, (*path, language), "is no language of this folder")
    for language in others:
        if language not in texts:
            bundle.files.add(name, path, f"is not translated into {language}", "warning")


def check_unique(bundle: Bundle, name: str, path: Path, keys: Sequence[str], field: str) -> None:
    """Every key of a list stands in it once."""
    seen: set[str] = set()
    for place, key in enumerate(keys):
        if key in seen:
            bundle.files.add(name, (*path, place, field), f"“{key}” {TWICE}")
        seen.add(key)


def check_known(
    bundle: Bundle, name: str, path: Path, keys: Iterable[str], *, known: Iterable[str], word: str
) -> None:
    """Every key of a list is one of those known; none stands in it twice."""
    among, seen = set(known), set[str]()
    for place, key in enumerate(keys):
        if key not in among:
            bundle.files.add(name, (*path, place), f"there is no {word} “{key}” here")
        if key in seen:
            bundle.files.add(name, (*path, place), f"“{key}” {TWICE}")
        seen.add(key)


def check_numbers(
    bundle: Bundle, name: str, path: Path, versions: Sequence[tuple[int, str | None]]
) -> None:
    """Versions count from one without a gap; from two on each says what kind of change it is."""
    for place, (number, change) in enumerate(versions):
        if number != place + 1:
            message = f"should be {place + 1}: versions count from 1 without a gap"
            bundle.files.add(name, (*path, place, "number"), message)
        elif number == 1 and change is not None:
            message = "the first version changes nothing; leave `change` out"
            bundle.files.add(name, (*path, place, "change"), message)
        elif number > 1 and change is None:
            message = "is required from version 2 on"
            bundle.files.add(name, (*path, place, "change"), message)
