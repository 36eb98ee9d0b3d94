"""A small case, a policy and a law in the library, and a draft of the case at North."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from accounts.models import Role, User
from content.library.drafting.models import LibraryDraft
from content.library.drafting.services import open_draft
from content.library.services import import_folders
from tests.content.folders import BACKGROUND, CASE, LAW, POLICY, write
from tests.courses.workshop.conftest import url
from tests.factories.accounts import RoleGrantFactory, UserFactory
from tests.factories.content import HarmAreaFactory, JurisdictionFactory

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def library(db: None, tmp_path: Path) -> None:
    HarmAreaFactory()
    JurisdictionFactory()
    folders = {"case": CASE, "policy": POLICY, "law": LAW, "background": BACKGROUND}
    paths = [write(tmp_path, files, name) for name, files in folders.items()]
    import_folders(paths, by=None, at=AT)


@pytest.fixture
def case_draft(library: None, trainer: User) -> LibraryDraft:
    return open_draft(kind="case", slug="harbour", by=trainer, at=AT)


@pytest.fixture
def policy_owner(units) -> User:
    person = UserFactory(
        display_name="Owner", email="owner@example.org", unit=units.client, employer=None
    )
    RoleGrantFactory(user=person, unit=units.client, role=Role.POLICY_OWNER)
    return person


@pytest.fixture
def policy_draft(library: None, policy_owner: User) -> LibraryDraft:
    return open_draft(kind="policy", slug="house", by=policy_owner, at=AT)


@pytest.fixture
def other_trainer(units) -> User:
    person = UserFactory(
        display_name="Other", email="other@example.org", unit=units.south, employer=None
    )
    RoleGrantFactory(user=person, unit=units.south, role=Role.TRAINER)
    return person


def part_url(draft: LibraryDraft, part: str) -> str:
    return url("library_part", draft.public_id, part)
