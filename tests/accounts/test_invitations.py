"""Inviting, joining, withdrawing, and what is swept."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts import codes, errors, services
from accounts.models import AuditEntry, Invitation, Organisation, Role, Unit, User
from accounts.pasted import Guest
from accounts.selectors import invitation_of, open_invitations
from accounts.services.sweeping import sweep_people
from tests.factories.accounts import InvitationFactory, UserFactory

pytestmark = pytest.mark.django_db


def join(code: str, **more):
    values = {"display_name": "New", "password": "pass-phrase-1", "language": "en"}
    values |= {"time_zone": "UTC", "at": timezone.now(), **more}
    return services.join_as_new(invitation=invitation_of(code), **values)


def test_an_invitation_by_mail_holds_a_hash_and_is_mailed(
    units, lead, now, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        made = services.invite(
            unit=units.north_team, role=Role.LEARNER, by=lead, at=now, email="New@Example.org"
        )
    row = Invitation.objects.get()
    assert row.token_hash == codes.hash_of(made.code)
    assert made.code not in str(Invitation.objects.values().get())
    assert (row.email, row.role, row.unit, row.expires_at) == (
        "new@example.org",
        "learner",
        units.north_team,
        now + timedelta(days=14),
    )
    message = mail.outbox[0]
    assert message.to == ["new@example.org"]
    assert f"/account/join/{made.code}/" in message.body
    assert row.mailed_at is not None
    assert AuditEntry.objects.get().new == {"role": "learner"}


def test_joining_makes_the_person_member_and_role_and_uses_the_invitation(units, lead, now):
    made = services.invite(
        unit=units.north_team,
        role=Role.LEARNER,
        by=lead,
        at=now,
        employee_number="77",
        email="new@example.org",
        is_mailed=False,
    )
    person = join(made.code)
    assert (person.sign_in_name, person.email) == ("north-77", "new@example.org")
    assert person.check_password("pass-phrase-1")
    assert person.memberships.get().unit == units.north_team
    assert person.role_grants.get().role == "learner"
    row = Invitation.objects.get()
    assert (row.used_by, row.email, row.employee_number) == (person, None, None)
    assert invitation_of(made.code) is None


def test_an_invitation_works_once(units, lead, now):
    made = services.invite(
        unit=units.north_team, role="learner", by=lead, at=now, email="a@example.org"
    )
    invitation = invitation_of(made.code)
    join(made.code)
    with pytest.raises(errors.InvitationClosed):
        services.join_as_new(
            invitation=invitation,
            display_name="Again",
            password="pass-phrase-1",
            language="en",
            time_zone="UTC",
            at=now,
        )


def test_an_invitation_ends(units, lead, now):
    made = services.invite(
        unit=units.north_team, role="learner", by=lead, at=now, email="a@example.org"
    )
    invitation = invitation_of(made.code)
    with pytest.raises(errors.InvitationClosed):
        services.join_as_known(
            invitation=invitation, person=lead, at=now + timedelta(days=14, seconds=1)
        )


def test_a_known_and_an_unknown_address_are_answered_alike(units, lead, outsider, now):
    answers = [
        services.invite(unit=units.north_team, role="learner", by=lead, at=now, email=email)
        for email in (outsider.email, "nobody@example.org")
    ]
    shown = [
        (row.invitation.is_mailed, len(row.code), row.invitation.role, row.invitation.used_at)
        for row in answers
    ]
    assert shown[0] == shown[1]


def test_an_address_of_somebody_else_beside_a_number_is_left_out(units, lead, outsider, now):
    made = services.invite(
        unit=units.north_team,
        role="learner",
        by=lead,
        at=now,
        employee_number="78",
        email=outsider.email,
        is_mailed=False,
    )
    assert join(made.code).email is None


def test_who_has_an_account_joins_with_it(units, lead, outsider, learner, now):
    made = services.invite(
        unit=units.north_team, role="learner", by=lead, at=now, email=outsider.email
    )
    invitation = invitation_of(made.code)
    with pytest.raises(errors.AlreadyHere):
        join(made.code)
    with pytest.raises(errors.ForSomebodyElse):
        services.join_as_known(invitation=invitation, person=learner, at=now)
    services.join_as_known(invitation=invitation, person=outsider, at=now)
    works = outsider.memberships.active(timezone.now()).values_list("unit__name", flat=True)
    assert set(works) == {"South", "North Team One"}


@pytest.mark.parametrize(
    ("who", "place", "role"),
    [
        ("lead", "south_team", "learner"),
        ("lead", "north_team", "trainer"),
        ("learner", "north_team", "learner"),
        ("auditor", "north_team", "learner"),
    ],
)
def test_only_where_and_what_one_may_give(units, who, place, role, request, now):
    with pytest.raises(errors.NotAllowed):
        services.invite(
            unit=getattr(units, place),
            role=role,
            by=request.getfixturevalue(who),
            at=now,
            email="a@example.org",
        )


def test_by_hand_needs_a_number_and_a_short_code(units, lead, admin_person, now):
    invite = {"role": "learner", "at": now, "is_mailed": False}
    with pytest.raises(errors.NoWayIn):
        services.invite(unit=units.north, by=lead, email="a@example.org", **invite)
    Unit.objects.filter(pk=units.north.pk).update(short_code=None)
    with pytest.raises(errors.NoWayIn):
        services.invite(unit=units.north, by=lead, employee_number="1", **invite)


def test_a_second_invitation_replaces_the_first(units, lead, now):
    made = [
        services.invite(unit=units.north, role="learner", by=lead, at=now, **who)
        for who in (
            {"email": "a@example.org"},
            {"email": "A@example.org"},
            {"employee_number": "5", "is_mailed": False},
            {"employee_number": "5", "is_mailed": False},
        )
    ]
    assert [invitation_of(row.code) is not None for row in made] == [False, True, False, True]


def test_a_list_is_invited_whole_or_not_at_all(units, lead, now):
    guests = [
        Guest(line=1, email="a@example.org"),
        Guest(line=2, short_code="north", employee_number="5"),
        Guest(line=3, short_code="south", employee_number="6"),
    ]
    where = {"unit": units.north_team, "role": "learner", "language": "en", "by": lead, "at": now}
    with pytest.raises(errors.NoWayIn, match="Line 3"):
        services.invite_many(guests=guests, **where)
    assert not Invitation.objects.exists()
    made = services.invite_many(guests=guests[:2], **where)
    assert [row.invitation.is_mailed for row in made] == [True, False]


def test_a_withdrawn_invitation_is_closed_and_forgets_the_address(units, lead, outsider, now):
    made = services.invite(unit=units.north, role="learner", by=lead, at=now, email="a@example.org")
    with pytest.raises(errors.NotAllowed):
        services.revoke_invitation(invitation=made.invitation, by=outsider, at=now)
    for _time in range(2):
        services.revoke_invitation(invitation=made.invitation, by=lead, at=now)
    made.invitation.refresh_from_db()
    assert (made.invitation.revoked_at, made.invitation.email) == (now, None)
    assert invitation_of(made.code) is None
    assert AuditEntry.objects.filter(action="invitation.revoked").count() == 1


def test_a_closed_unit_takes_nobody(units, lead, now):
    made = services.invite(
        unit=units.north_team, role="learner", by=lead, at=now, email="a@example.org"
    )
    Unit.objects.filter(pk=units.north_team.pk).update(closed_at=now)
    assert invitation_of(made.code) is None
    units.north_team.refresh_from_db()
    with pytest.raises(errors.NotAllowed):
        services.invite(unit=units.north_team, role="learner", by=lead, at=now, email="b@x.org")


def test_leads_see_the_invitations_of_their_units(units, lead, outsider, admin_person):
    north, south = InvitationFactory(unit=units.north_team), InvitationFactory(unit=units.south)
    assert list(open_invitations(lead)) == [north]
    assert list(open_invitations(outsider)) == [south]
    assert set(open_invitations(admin_person)) == {north, south}


@pytest.fixture
def open_sign_up(units):
    row = Organisation.current()
    row.open_sign_up, row.open_sign_up_unit = True, units.client
    row.save()


def test_open_sign_up_mails_an_invitation(open_sign_up, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        services.ask_to_join(email="New@example.org", language="en", at=now)
    row = Invitation.objects.get()
    assert (row.invited_by, row.role, row.email) == (None, "learner", "new@example.org")
    assert mail.outbox[0].to == ["new@example.org"]


def test_open_sign_up_mails_a_known_person_a_link(
    open_sign_up, learner, now, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        services.ask_to_join(email=learner.email, language="en", at=now)
    assert not Invitation.objects.exists()
    assert "/account/link/" in mail.outbox[0].body


def test_closed_sign_up_mails_nobody(now, units, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        services.ask_to_join(email="new@example.org", language="en", at=now)
    assert not mail.outbox


def test_the_sweep_mails_what_was_not_mailed_and_forgets_what_has_ended(units, lead, now):
    made = services.invite(unit=units.north, role="learner", by=lead, at=now, email="a@x.org")
    later = now + timedelta(minutes=5)
    assert not mail.outbox
    for _time in range(2):
        sweep_people(at=later, older_than=timedelta(minutes=1))
    assert [message.to for message in mail.outbox] == [["a@x.org"]]
    sweep_people(at=now + timedelta(days=15), older_than=timedelta(minutes=1))
    made.invitation.refresh_from_db()
    assert (made.invitation.email, made.invitation.revoked_at is None) == (None, False)


def test_one_mail_that_is_refused_does_not_hold_up_the_rest(units, lead, now, monkeypatch):
    for name in ("a", "b"):
        services.invite(unit=units.north, role="learner", by=lead, at=now, email=f"{name}@x.org")
    send = mail.EmailMessage.send

    def refuse_a(message, *args, **kwargs):
        if message.to == ["a@x.org"]:
            raise OSError
        return send(message, *args, **kwargs)

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse_a)
    sweep_people(at=now + timedelta(minutes=5), older_than=timedelta(minutes=1))
    assert [message.to for message in mail.outbox] == [["b@x.org"]]
    assert Invitation.objects.get(email="a@x.org").mailed_at is None


def test_two_people_made_between_looking_and_saving_are_one(units, lead, now):
    made = services.invite(unit=units.north, role="learner", by=lead, at=now, email="a@x.org")
    UserFactory(email="a@x.org")
    with pytest.raises(errors.AlreadyHere):
        join(made.code)
    assert User.objects.filter(email="a@x.org").count() == 1
