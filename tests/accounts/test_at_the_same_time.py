"""Two people do the same thing at once: real threads, real transactions."""

import threading

import pytest
from django.db import connection, connections

from accounts import errors, services
from accounts.models import Invitation, Role, RoleGrant, User
from accounts.selectors import invitation_of
from tests.factories.accounts import RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*jobs) -> list[str]:
    """Run the jobs in threads that start together; returns "done" or the error's name for each."""
    gate = threading.Barrier(len(jobs))
    results: list[str] = [""] * len(jobs)

    def run(number: int) -> None:
        try:
            gate.wait()
            jobs[number]()
            results[number] = "done"
        except errors.AccountsError as error:
            results[number] = type(error).__name__
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results)


@pytest.fixture
def _on_disk() -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads share no database in memory")


@pytest.mark.usefixtures("_on_disk")
def test_an_invitation_is_taken_up_by_one_of_two(units, lead, now):
    made = services.invite(
        unit=units.north, role="learner", by=lead, at=now, email="one@example.org"
    )
    invitation = invitation_of(made.code)

    def join() -> None:
        services.join_as_new(
            invitation=invitation,
            display_name="One",
            password="pass-phrase-1",
            language="en",
            time_zone="UTC",
            at=now,
        )

    outcome = at_once(join, join)
    assert outcome[1] == "done"
    assert outcome[0] in {"InvitationClosed", "AlreadyHere"}
    assert User.objects.filter(email="one@example.org").count() == 1
    assert Invitation.objects.get().used_at is not None


@pytest.mark.usefixtures("_on_disk")
def test_two_administrators_cannot_take_each_others_role(units, admin_person, now):
    second = UserFactory(unit=units.client)
    RoleGrantFactory(user=second, unit=units.client, role=Role.ADMIN)
    first_grant = admin_person.role_grants.get()
    second_grant = second.role_grants.get()
    outcome = at_once(
        lambda: services.revoke_role(grant=second_grant, by=admin_person, at=now),
        lambda: services.revoke_role(grant=first_grant, by=second, at=now),
    )
    assert outcome[1] == "done"
    assert outcome[0] in {"LastAdmin", "NotAllowed"}
    assert RoleGrant.objects.filter(role=Role.ADMIN, ended_at=None).count() == 1
