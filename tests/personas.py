"""The people of the tests: two vendors under one client, and who works there.

    client ── north (vendor, north) ── north_site (site) ── north_team (team)
           └─ south (vendor, south) ── south_team (team)

learner, trainer and lead work at north; auditor and admin_person hold their role at the client;
outsider leads south and must never learn that north exists.
"""

from types import SimpleNamespace

import pytest

from accounts.models import Role, Unit, User
from tests.factories.accounts import RoleGrantFactory, UnitFactory, UserFactory


@pytest.fixture
def units(db: None) -> SimpleNamespace:
    client = UnitFactory(kind=Unit.Kind.CLIENT, name="Client", short_code="client")
    north = UnitFactory(parent=client, name="North", short_code="north")
    site = UnitFactory(parent=north, kind=Unit.Kind.SITE, name="North Riga")
    team = UnitFactory(parent=site, kind=Unit.Kind.TEAM, name="North Team One")
    south = UnitFactory(parent=client, name="South", short_code="south")
    south_team = UnitFactory(parent=south, kind=Unit.Kind.TEAM, name="South Team One")
    return SimpleNamespace(
        client=client,
        north=north,
        north_site=site,
        north_team=team,
        south=south,
        south_team=south_team,
    )


def _person(name: str, unit: Unit, role: str, at: Unit | None = None) -> User:
    person = UserFactory(
        display_name=name.capitalize(), email=f"{name}@example.org", unit=unit, employer=None
    )
    RoleGrantFactory(user=person, unit=at or unit, role=role)
    return person


@pytest.fixture
def learner(units: SimpleNamespace) -> User:
    person = _person("learner", units.north_team, Role.LEARNER)
    person.employer, person.employee_number = units.north, "1042"
    person.save()
    return person


@pytest.fixture
def trainer(units: SimpleNamespace) -> User:
    return _person("trainer", units.north_site, Role.TRAINER, at=units.north)


@pytest.fixture
def lead(units: SimpleNamespace) -> User:
    return _person("lead", units.north, Role.LEAD)


@pytest.fixture
def auditor(units: SimpleNamespace) -> User:
    return _person("auditor", units.client, Role.AUDITOR)


@pytest.fixture
def admin_person(units: SimpleNamespace) -> User:
    return _person("admin", units.client, Role.ADMIN)


@pytest.fixture
def outsider(units: SimpleNamespace) -> User:
    return _person("outsider", units.south, Role.LEAD)
