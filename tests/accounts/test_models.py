"""What the tables themselves refuse, whoever writes."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEntry, Role, Unit, User
from accounts.services import record
from core.append_only import retention_pass
from tests.factories.accounts import RoleGrantFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


def _refused(make, name: str) -> None:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        make()
    assert name in str(refusal.value) or "UNIQUE" in str(refusal.value)


def test_email_is_unique_whatever_its_case():
    UserFactory(email="one@example.org")
    _refused(lambda: UserFactory(email="one@example.org"), "email_unique")


def test_people_without_an_address_are_many():
    UserFactory.create_batch(2, email=None)
    assert User.objects.filter(email=None).count() == 2


def test_employee_number_is_unique_within_its_employer_only():
    north, south = UnitFactory(short_code="north"), UnitFactory(short_code="south")
    UserFactory(employer=north, employee_number="A1")
    UserFactory(employer=south, employee_number="A1")
    _refused(lambda: UserFactory(employer=north, employee_number="a1"), "number_unique")


def test_a_number_needs_an_employer():
    _refused(lambda: UserFactory(employee_number="1"), "number_has_employer")


@pytest.mark.parametrize(
    ("fields", "name"),
    [({"email": ""}, "null_not_empty"), ({"display_name": ""}, "erased_is_nameless")],
)
def test_empty_is_not_stored(fields, name):
    _refused(lambda: UserFactory(**fields), name)


def test_an_erased_person_has_no_name_and_cannot_sign_in():
    today = timezone.now().date()
    _refused(lambda: UserFactory(erased_on=today), "erased_is_nameless")
    UserFactory(erased_on=today, display_name="", email=None, is_active=False)


def test_short_codes_are_unique_and_for_employers():
    UnitFactory(short_code="north")
    _refused(lambda: UnitFactory(short_code="NORTH"), "short_code_unique")
    _refused(lambda: UnitFactory(kind=Unit.Kind.TEAM, short_code="t"), "for_employers")


def test_a_role_is_held_once_at_a_unit():
    grant = RoleGrantFactory(role=Role.LEAD)
    again = {"user": grant.user, "unit": grant.unit, "role": Role.LEAD}
    _refused(lambda: RoleGrantFactory(**again), "one_open")
    _refused(lambda: RoleGrantFactory(**{**again, "role": "king"}), "role_known")


def test_audit_entries_cannot_be_changed_or_deleted(admin_person):
    entry = record(action="unit.renamed", by=admin_person, target="unit:x", old="a", new="b")
    for attempt in (
        lambda: AuditEntry.objects.filter(pk=entry.pk).update(new="c"),
        lambda: AuditEntry.objects.filter(pk=entry.pk).delete(),
    ):
        _refused(attempt, "append-only")
    entry.refresh_from_db()
    assert entry.new == "b"


def test_the_retention_pass_may_delete_audit_entries():
    entry = record(action="x", by=None, target="y")
    with retention_pass():
        entry.delete()
    assert not AuditEntry.objects.exists()


def test_an_address_is_stored_in_lower_case():
    _refused(lambda: UserFactory(email="One@Example.org"), "email_lower_case")


def test_members_of_a_unit_are_those_who_work_there_now(units, learner, outsider):
    at = timezone.now()
    assert list(User.objects.members_of(units.north, at=at)) == [learner]
    learner.memberships.update(ended_at=at)
    assert not User.objects.members_of(units.north, at=at).exists()
