"""Problems of a draft, in the reader's language, with the page on which each can be mended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from courses.catalogue.models import Course
from courses.workshop.pages.places import href_of
from courses.workshop.pages.sentences import told
from courses.workshop.pages.words import place_of


@dataclass(frozen=True)
class ProblemLine:
    """One problem with its place; `url` is the page where it is mended, empty for none."""

    place: str
    message: str
    is_error: bool
    url: str = ""


def problem_lines(course: Course, problems: Iterable[Mapping[str, Any]]) -> list[ProblemLine]:
    """Return problems with their places and the way there, errors first."""
    found = [
        ProblemLine(
            place_of(one),
            told(str(one["message"])),
            one.get("level") != "warning",
            href_of(course, one),
        )
        for one in problems
    ]
    return sorted(found, key=lambda line: not line.is_error)
