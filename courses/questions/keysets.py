"""Do the texts of a language name exactly the keys that the definition has?"""

from collections.abc import Iterable, Iterator, Mapping

from courses.questions.errors import Fault, Path


def compare(
    expected: Iterable[str], texts: Mapping[str, object], path: Path, *, partial: bool = False
) -> Iterator[Fault]:
    """Yield a fault for each key that is missing or unknown; `partial` allows missing ones."""
    known = list(expected)
    if not partial:
        for key in known:
            if key not in texts:
                yield Fault((*path, key), "has no text")
    for key in texts:
        if key not in known:
            yield Fault((*path, key), "is a key that the question does not have")
