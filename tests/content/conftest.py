"""What every test of content stands on: the few words that the small folders are tagged with."""

import pytest

from tests.factories.content import HarmAreaFactory, JurisdictionFactory


@pytest.fixture
def words(db: None) -> None:
    HarmAreaFactory()
    JurisdictionFactory()
