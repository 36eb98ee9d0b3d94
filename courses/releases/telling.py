"""How commands tell people: one line per problem, exit status 1, never a traceback."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.core.management.base import OutputWrapper
from django.db import DatabaseError

from content.library.services import NothingToExport
from core.problems import Problem, ProblemsFound
from core.whole_folders import FolderTaken
from courses.catalogue.errors import CatalogueError
from courses.releases.errors import ReleaseError


def tell_problems(problems: Iterable[Problem], out: OutputWrapper) -> bool:
    """Write one line per problem, warnings marked as such; say whether any is an error."""
    found = sorted(problems)
    for problem in found:
        mark = "warning: " if problem.level == "warning" else ""
        out.write(f"{mark}{problem}".replace("\n", " "))
    return any(problem.level == "error" for problem in found)


@contextmanager
def told(out: OutputWrapper) -> Iterator[None]:
    """Turn what can go wrong with what people give into lines and exit status 1."""
    try:
        yield
    except ProblemsFound as found:
        tell_problems(found.problems, out)
        raise SystemExit(1) from None
    except (CatalogueError, ReleaseError, NothingToExport, FolderTaken) as error:
        out.write(str(error))
        raise SystemExit(1) from None
    except DatabaseError as error:
        out.write(f"The database does not take part: {error}".replace("\n", " "))
        raise SystemExit(1) from None
