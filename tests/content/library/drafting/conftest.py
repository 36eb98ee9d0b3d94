"""Drafts of the small folders, at the unit of a trainer."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from accounts.models import Role, User
from content.library.drafting.models import LibraryDraft
from content.library.drafting.services import open_draft
from content.library.services import import_folder
from tests.content.folders import BACKGROUND, CASE, LAW, POLICY, write
from tests.factories.accounts import RoleGrantFactory, UserFactory

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
FOLDERS = {"case": CASE, "policy": POLICY, "background": BACKGROUND, "law": LAW}
SLUGS = {"case": "harbour", "policy": "house", "background": "practice", "law": "law-eu"}

type OpenDraft = Callable[..., LibraryDraft]


@pytest.fixture
def opened_draft(words: None, tmp_path: Path, trainer: User) -> OpenDraft:
    """A draft of one of the small folders, which the library holds."""

    def make(what: str = "case", by: User = trainer) -> LibraryDraft:
        import_folder(write(tmp_path, FOLDERS[what], what), by=None, at=AT)
        kind = "policy" if what == "law" else what
        return open_draft(kind=kind, slug=SLUGS[what], by=by, at=AT)

    return make


@pytest.fixture
def colleague(units: SimpleNamespace) -> User:
    """A second trainer of the same unit."""
    person = UserFactory(
        display_name="Colleague", email="colleague@example.org", unit=units.north, employer=None
    )
    RoleGrantFactory(user=person, unit=units.north, role=Role.TRAINER)
    return person


@pytest.fixture
def policy_owner(units: SimpleNamespace) -> User:
    """The policy owner of the whole organisation."""
    person = UserFactory(
        display_name="Owner", email="owner@example.org", unit=units.client, employer=None
    )
    RoleGrantFactory(user=person, unit=units.client, role=Role.POLICY_OWNER)
    return person


@pytest.fixture
def other_trainer(units: SimpleNamespace) -> User:
    """A trainer of the other vendor."""
    person = UserFactory(
        display_name="Other", email="other@example.org", unit=units.south, employer=None
    )
    RoleGrantFactory(user=person, unit=units.south, role=Role.TRAINER)
    return person
