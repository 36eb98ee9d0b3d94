"""One-time links for a new password."""

from datetime import timedelta

import pytest
from django.core import mail

from accounts import codes, errors, services
from accounts.models import AuditEntry, OneTimeLink, User
from accounts.services.links import delete_old_links
from accounts.services.sweeping import sweep_people

pytestmark = pytest.mark.django_db


def test_a_link_is_shown_once_and_stored_as_a_hash(lead, learner, now):
    code = services.make_link(person=learner, by=lead, at=now)
    row = OneTimeLink.objects.get()
    assert row.token_hash == codes.hash_of(code)
    assert (row.made_by, row.expires_at) == (lead, now + timedelta(days=2))
    assert services.open_link(code=codes.grouped(code).lower(), at=now) == row
    assert AuditEntry.objects.get().action == "link.made"


def test_a_new_link_stops_the_one_before(lead, learner, now):
    first = services.make_link(person=learner, by=lead, at=now)
    services.make_link(person=learner, by=lead, at=now)
    assert services.open_link(code=first, at=now) is None


@pytest.mark.parametrize("who", ["outsider", "auditor", "trainer", "learner"])
def test_a_link_is_made_by_who_manages_the_person(learner, who, request, now):
    with pytest.raises(errors.NotAllowed):
        services.make_link(person=learner, by=request.getfixturevalue(who), at=now)


def test_a_lead_does_not_make_one_for_a_trainer(lead, trainer, now):
    with pytest.raises(errors.NotAllowed):
        services.make_link(person=trainer, by=lead, at=now)


def test_using_a_link_sets_the_password_and_ends_the_sessions(lead, learner, now):
    link = services.open_link(code=services.make_link(person=learner, by=lead, at=now), at=now)
    before = learner.get_session_auth_hash()
    person = services.use_link(link=link, password="another-sentence", at=now)
    assert person.check_password("another-sentence")
    assert person.get_session_auth_hash() != before
    assert person.notices.get().kind == "account.password_reset"
    with pytest.raises(errors.LinkClosed):
        services.use_link(link=link, password="a-third-sentence", at=now)


def test_a_link_ends_and_is_nothing_to_who_is_suspended(lead, learner, now):
    code = services.make_link(person=learner, by=lead, at=now)
    link = services.open_link(code=code, at=now)
    assert services.open_link(code=code, at=now + timedelta(days=2)) is None
    User.objects.filter(pk=learner.pk).update(is_active=False)
    assert services.open_link(code=code, at=now) is None
    with pytest.raises(errors.LinkClosed):
        services.use_link(link=link, password="another-sentence", at=now)


@pytest.mark.parametrize("typed", ["learner@example.org", "north-1042", " NORTH-1042 "])
def test_a_reset_is_mailed_whatever_name_was_typed(
    learner, typed, now, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        services.request_reset(typed=typed, at=now)
    assert [message.to for message in mail.outbox] == [["learner@example.org"]]
    assert OneTimeLink.objects.get().expires_at == now + timedelta(hours=1)


@pytest.mark.parametrize("typed", ["nobody@example.org", "north-9", "south-1042", "x", "", "\x00"])
def test_a_reset_for_nobody_mails_nobody(learner, typed, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        services.request_reset(typed=typed, at=now)
    assert not mail.outbox


def test_a_reset_without_a_mailbox_makes_nothing(learner, now):
    User.objects.filter(pk=learner.pk).update(email=None)
    services.request_reset(typed="north-1042", at=now)
    assert not OneTimeLink.objects.exists()


def test_the_sweep_mails_a_lost_link_and_deletes_old_ones(learner, now):
    services.request_reset(typed="north-1042", at=now)
    for _time in range(2):
        sweep_people(at=now + timedelta(minutes=2), older_than=timedelta(minutes=1))
    assert len(mail.outbox) == 1
    assert delete_old_links(at=now + timedelta(days=30)) == 0
    assert delete_old_links(at=now + timedelta(days=31)) == 1
