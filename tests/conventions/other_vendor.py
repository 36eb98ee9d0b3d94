"""The table of routes that name a thing of one vendor, for test_other_vendor.

Each room adds its own rows in a file of this name in its tests, such as
tests/courses/delivery/other_vendor.py;
the walk imports every one it finds:

    from tests.conventions.other_vendor import theirs

    @theirs("courses:delivery:course", "courses:delivery:start")
    def course_of_north(units, learner):
        return {"course_slug": CourseFactory(visibility="restricted", units=[units.north]).slug}

The function makes a thing of the vendor North and returns the route's keyword arguments; its
parameters are fixtures of the personas (units, learner, lead, trainer...). The walk asks each
route, by GET and by POST, as the lead of South: the answer must be 404, whoever North is.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """One route, and how to make a thing of North that it names."""

    route: str
    make: Callable[..., dict[str, Any]]

    @property
    def fixtures(self) -> list[str]:
        return list(inspect.signature(self.make).parameters)


ROWS: dict[str, Row] = {}


def theirs(
    *routes: str,
) -> Callable[[Callable[..., dict[str, Any]]], Callable[..., dict[str, Any]]]:
    """Each of `routes` names what the function makes; a route stands in the table once."""

    def note(make: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
        for route in routes:
            ROWS[route] = Row(route=route, make=make)
        return make

    return note


# --- People and units ---


@theirs(
    "accounts:person_detail",
    "accounts:person_link",
    "accounts:person_active",
    "accounts:person_erase",
    "accounts:role_grant",
)
def learner_of_north(learner: Any) -> dict[str, Any]:
    return {"public_id": learner.public_id}


@theirs("accounts:role_revoke")
def grant_of_north(learner: Any) -> dict[str, Any]:
    return {"public_id": learner.public_id, "grant_id": learner.role_grants.get().pk}


@theirs("accounts:person_move")
def membership_of_north(learner: Any) -> dict[str, Any]:
    return {"public_id": learner.public_id, "membership_id": learner.memberships.get().pk}


@theirs("accounts:unit_edit", "accounts:unit_new", "accounts:unit_move", "accounts:unit_close")
def unit_of_north(units: Any) -> dict[str, Any]:
    return {"public_id": units.north_team.public_id}


@theirs("accounts:invitation_revoke")
def invitation_of_north(units: Any) -> dict[str, Any]:
    from tests.factories.accounts import InvitationFactory

    return {"public_id": InvitationFactory(unit=units.north_team).public_id}


@theirs("accounts:notice_read")
def notice_of_north(learner: Any) -> dict[str, Any]:
    from tests.factories.accounts import NoticeFactory

    return {"public_id": NoticeFactory(person=learner).public_id}
