"""Pages of invitations, links, codes and open sign-up: open to who is not signed in."""

import pytest
from django.core import mail
from django.urls import reverse

from accounts import codes, services
from accounts.models import Invitation, Organisation, User
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db

NEW = {
    "display_name": "New Person",
    "language": "es",
    "password1": "pass-phrase-for-me",
    "password2": "pass-phrase-for-me",
}


@pytest.fixture
def made(units, lead, now):
    return services.invite(
        unit=units.north_team,
        role="learner",
        by=lead,
        at=now,
        employee_number="77",
        email="new@example.org",
        is_mailed=False,
    )


def test_joining_signs_in_without_confirming_the_address(client, made):
    where = reverse("accounts:join", args=[made.code])
    page = client.get(where)
    assert page.status_code == 200
    assert "north-77" in page.content.decode()
    answer = client.post(where, NEW)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    person = User.objects.get(display_name="New Person")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert (person.language, person.email) == ("es", "new@example.org")
    assert not mail.outbox
    assert client.get(where).status_code == 410


def test_who_joins_is_greeted_in_the_language_that_they_chose(client, made):
    where = reverse("accounts:join", args=[made.code])
    home = client.post(where, NEW, follow=True).content.decode()
    assert "New Person" in home
    assert "signed in" not in home


@pytest.mark.parametrize(
    "wrong",
    [
        {"display_name": "a@b.org"},
        {"display_name": "two\nlines"},
        {"display_name": "x\u202ey"},
        {"display_name": ""},
        {"password1": "short", "password2": "short"},
        {"password2": "something-else-here"},
        {"language": "xx"},
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, made, wrong):
    answer = client.post(reverse("accounts:join", args=[made.code]), {**NEW, **wrong})
    assert answer.status_code == 422
    if "display_name" not in wrong:
        assert 'value="New Person"' in answer.content.decode()
    assert not User.objects.filter(employee_number="77").exists()


@pytest.mark.parametrize("code", ["x", "A" * 20, "%00", "ä" * 30])
def test_a_code_of_nothing_is_closed(client, db, code):
    assert client.get(f"/account/join/{code}/").status_code == 410
    assert client.get(f"/account/link/{code}/").status_code == 410


def test_who_has_an_account_is_asked_to_sign_in_and_then_joins(
    client, enter, units, lead, outsider, now
):
    made = services.invite(
        unit=units.north_team, role="learner", by=lead, at=now, email=outsider.email
    )
    where = reverse("accounts:join", args=[made.code])
    page = client.post(where, NEW)
    assert "You have an account already" in page.content.decode()
    assert not User.objects.filter(display_name="New Person").exists()
    enter(outsider)
    assert "Outsider" in client.get(where).content.decode()
    assert client.post(where)["Location"] == reverse("accounts:profile")
    assert Invitation.objects.get().used_by == outsider


def test_an_invitation_for_somebody_else_is_not_taken_up(client, enter, made, outsider):
    enter(outsider)
    answer = client.post(reverse("accounts:join", args=[made.code]))
    assert answer.status_code == 409
    assert "for somebody else" in answer.content.decode()


def test_a_link_sets_the_password_and_signs_in(client, lead, learner, now):
    code = services.make_link(person=learner, by=lead, at=now)
    where = reverse("accounts:link", args=[codes.grouped(code)])
    assert "north-1042" in client.get(where).content.decode()
    wrong = client.post(where, {"password1": "short", "password2": "short"})
    assert wrong.status_code == 422
    answer = client.post(where, {"password1": "a-new-sentence", "password2": "a-new-sentence"})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(learner.pk)
    assert client.post(where, {"password1": "x", "password2": "x"}).status_code == 410


def test_a_second_step_is_asked_for_after_a_link(client, lead, learner, now):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(learner, generate_totp_secret())
    code = services.make_link(person=learner, by=lead, at=now)
    answer = client.post(
        reverse("accounts:link", args=[code]),
        {"password1": "a-new-sentence", "password2": "a-new-sentence"},
    )
    assert answer["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_a_code_that_was_typed_leads_to_its_page(client, made, lead, learner, now):
    where = reverse("accounts:code")
    assert client.get(where).status_code == 200
    typed = codes.grouped(made.code).lower()
    assert client.post(where, {"code": typed})["Location"] == f"/account/join/{typed}/"
    link = codes.grouped(services.make_link(person=learner, by=lead, at=now))
    assert client.post(where, {"code": link})["Location"] == f"/account/link/{link}/"
    wrong = client.post(where, {"code": "AAAAA-BBBBB"})
    assert wrong.status_code == 422
    assert 'value="AAAAA-BBBBB"' in wrong.content.decode()


def test_sign_up_is_closed_unless_it_is_opened(client, units):
    page = client.post(reverse("account_signup"), {"email": "a@example.org"})
    assert "by invitation" in page.content.decode()
    assert not Invitation.objects.exists()


def test_open_sign_up_answers_known_and_unknown_alike(
    client, units, learner, django_capture_on_commit_callbacks
):
    row = Organisation.current()
    row.open_sign_up, row.open_sign_up_unit = True, units.client
    row.save()
    where = reverse("account_signup")
    with django_capture_on_commit_callbacks(execute=True):
        pages = [
            client.post(where, {"email": email}).content
            for email in (learner.email, "new@example.org")
        ]
    without_token = [page.split(b"csrfmiddlewaretoken")[0] for page in pages]
    assert without_token[0] == without_token[1]
    assert sorted(message.to[0] for message in mail.outbox) == [learner.email, "new@example.org"]
    assert client.post(where, {"email": "not an address"}).status_code == 422


def test_open_sign_up_mails_one_address_five_times_an_hour(client, units):
    row = Organisation.current()
    row.open_sign_up, row.open_sign_up_unit = True, units.client
    row.save()
    for _time in range(8):
        client.post(reverse("account_signup"), {"email": "new@example.org"})
    assert Invitation.objects.count() == 5


def test_who_joined_sets_up_a_second_step_with_an_unconfirmed_address(client, made):
    client.post(reverse("accounts:join", args=[made.code]), NEW)
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_passwords_are_not_in_the_clear(client, made):
    client.post(reverse("accounts:join", args=[made.code]), NEW)
    assert PASSWORD not in User.objects.get(employee_number="77").password
