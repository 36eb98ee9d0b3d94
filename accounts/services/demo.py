"""People to try the product with: a client, two vendors, one person a role and a second trainer.

The second trainer is there because who wrote an intense course cannot approve it. The first is a
policy owner too: else nobody could put a change of the shipped policies into the library.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import Role, Unit, User
from accounts.services.people import create_person, erase, join_unit
from accounts.services.roles import give_role
from accounts.services.units import add_unit

KINDS = {
    "hq": (Unit.Kind.CLIENT, "Example client", None),
    "north": (Unit.Kind.VENDOR, "North (vendor)", "hq"),
    "north-site": (Unit.Kind.SITE, "North, site one", "north"),
    "north-team": (Unit.Kind.TEAM, "North, evening team", "north-site"),
    "south": (Unit.Kind.VENDOR, "South (vendor)", "hq"),
    "south-team": (Unit.Kind.TEAM, "South, day team", "south"),
}
EMPLOYERS = ("hq", "north", "south")


@dataclass(frozen=True)
class DemoPerson:
    """One of the demo people: what they are, where, and how they sign in."""

    key: str
    name: str
    role: str
    employer: str
    number: str
    works_at: str
    role_at: str
    also: tuple[str, ...] = ()

    @property
    def sign_in_name(self) -> str:
        return f"{self.employer}-{self.number}"


CAST = (
    DemoPerson("learner", "Mara Demo", Role.LEARNER, "north", "1042", "north-team", "north-team"),
    DemoPerson(
        "trainer", "Tomas Demo", Role.TRAINER, "hq", "2001", "hq", "hq", (Role.POLICY_OWNER,)
    ),
    DemoPerson("reviewer", "Rita Demo", Role.TRAINER, "hq", "2002", "hq", "hq"),
    DemoPerson("lead", "Lea Demo", Role.LEAD, "north", "3001", "north", "north"),
    DemoPerson("auditor", "Aino Demo", Role.AUDITOR, "hq", "4001", "hq", "hq"),
    DemoPerson("admin", "Ada Demo", Role.ADMIN, "hq", "5001", "hq", "hq"),
    DemoPerson("lead of a second vendor", "Sol Demo", Role.LEAD, "south", "3001", "south", "south"),
)


def new_password() -> str:
    """Eighty random bits that can be read aloud: four groups of four letters."""
    letters = base64.b32encode(secrets.token_bytes(10)).decode().lower()
    return "-".join(letters[at : at + 4] for at in range(0, 16, 4))


@transaction.atomic
def make_demo_people(*, passwords: Mapping[str, str], at: datetime) -> None:
    """The demo people exist with these passwords (by key); again sets the others alone.

    Whoever is signed in with the same password stays so. Nobody who is not flagged as a demo
    person is touched.
    """
    units = _units(at)
    for cast in CAST:
        person = existing(cast)
        if person is None:
            person = create_person(
                display_name=cast.name,
                employer=units[cast.employer],
                employee_number=cast.number,
                is_demo=True,
                at=at,
            )
        if not person.check_password(passwords[cast.key]):  # the same once more ends every session
            person.set_password(passwords[cast.key])
            person.save(update_fields=["password"])
        join_unit(person=person, unit=units[cast.works_at], by=None, at=at)
        for role in (cast.role, *cast.also):
            give_role(person=person, role=role, unit=units[cast.role_at], by=None, at=at)


def is_complete(cast: DemoPerson) -> bool:
    """Whether the demo person is there and holds every role that is theirs."""
    person = existing(cast)
    return person is not None and {cast.role, *cast.also} <= {
        grant.role for grant in person.grants_held()
    }


def existing(cast: DemoPerson) -> User | None:
    """The row of a demo person who can sign in, if there is one."""
    people = User.objects.filter(is_demo=True, is_active=True, employee_number=cast.number)
    return people.filter(employer__short_code=cast.employer).first()


def _units(at: datetime) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for key, (kind, name, above) in KINDS.items():
        parent = units[above] if above else None
        units[key] = _found(key, name, parent) or add_unit(
            parent=parent,
            kind=kind,
            name=name,
            short_code=key if key in EMPLOYERS else "",
            by=None,
            at=at,
        )
    return units


def _found(key: str, name: str, parent: Unit | None) -> Unit | None:
    if key in EMPLOYERS:
        return Unit.objects.filter(short_code=key).first()
    return Unit.objects.filter(name=name, parent=parent).first()


@transaction.atomic
def remove_demo_people(*, at: datetime) -> int:
    """No demo person can sign in any more or has a name; returns how many could. Records stay."""
    people = list(User.objects.select_for_update().filter(is_demo=True, erased_on=None))
    for person in people:
        erase(person, by=None, at=at)
    return len(people)
