"""What every test of content stands on: the few words that the small folders are tagged with."""

from collections.abc import Iterator

import pytest

from content.policies.selectors import forget_readings
from tests.factories.content import HarmAreaFactory, JurisdictionFactory


@pytest.fixture
def words(db: None) -> None:
    HarmAreaFactory()
    JurisdictionFactory()


@pytest.fixture(autouse=True)
def no_readings_kept() -> Iterator[None]:
    forget_readings()
    yield
    forget_readings()
