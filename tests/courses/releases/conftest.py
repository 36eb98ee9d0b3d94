from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from content.library.shipped import load_shipped
from courses.catalogue.models import Course
from courses.catalogue.services import replace_draft
from courses.releases.files.reading import read_course
from courses.releases.selectors import forget_cached

EXAMPLE = Path(__file__).parent / "example_course"
LIBRARY = Path(__file__).parent / "example_library"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_part_of_another_test() -> Iterator[None]:
    forget_cached()
    yield
    forget_cached()


@pytest.fixture
def library(db: None) -> None:
    """One case, one policy with a form, and a vocabulary."""
    load_shipped(at=NOW, root=LIBRARY)


@pytest.fixture
def course(library: None) -> Course:
    """The example course as a draft."""
    return replace_draft(draft=read_course(EXAMPLE).draft, by=None, at=NOW)
