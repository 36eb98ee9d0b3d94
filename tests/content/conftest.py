"""What every test of content stands on: the few words that the small folders are tagged with."""

from collections.abc import Iterator

import pytest

from content.library.reader import forget_pages
from tests.factories.content import HarmAreaFactory, JurisdictionFactory


@pytest.fixture
def words(db: None) -> None:
    HarmAreaFactory()
    JurisdictionFactory()


@pytest.fixture(autouse=True)
def no_pages_kept() -> Iterator[None]:
    forget_pages()
    yield
    forget_pages()
