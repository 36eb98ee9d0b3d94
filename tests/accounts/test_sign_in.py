"""Signing in and out: both names, one answer, limits per account, nothing left behind."""

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import AuditEntry, OneTimeLink, User
from tests.accounts.conftest import PASSWORD
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

LOGIN = "/account/login/"
NO_MATCH = "This name and password do not go together."


@pytest.fixture
def person(learner) -> User:
    learner.set_password(PASSWORD)
    learner.save()
    return learner


def sign_in(client, name: str, password: str = PASSWORD, **headers: str):
    return client.post(LOGIN, {"login": name, "password": password}, **headers)


@pytest.mark.parametrize(
    "name",
    ["north-1042", "NORTH-1042", " north-1042 ", "learner@example.org", "Learner@Example.org"],
)
def test_both_names_sign_in(client, person, name):
    answer = sign_in(client, name)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert AuditEntry.objects.get().action == "person.signed_in"


def test_the_session_ends_with_the_browser(client, person):
    sign_in(client, "north-1042")
    assert client.session.get_expire_at_browser_close() is True


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("north-1042", "wrong-password"),
        ("learner@example.org", "wrong-password"),
        ("nobody@example.org", PASSWORD),
        ("north-1", PASSWORD),
        ("south-1042", PASSWORD),
        ("1042", PASSWORD),
        ("-", PASSWORD),
    ],
)
def test_known_and_unknown_are_answered_alike(client, person, name, password):
    answer = sign_in(client, name, password)
    page = answer.content.decode()
    assert NO_MATCH in page
    assert "_auth_user_id" not in client.session


def test_an_unknown_name_costs_the_same_queries_and_one_hash(
    client, person, django_assert_num_queries, monkeypatch
):
    from django.contrib.auth import hashers

    hashed: list[str] = []
    encode = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(
        hashers.MD5PasswordHasher,
        "encode",
        lambda self, password, salt: hashed.append(password) or encode(self, password, salt),
    )
    sign_in(client, "warm-up@example.org", "wrong-password")
    counts = []
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for name in ("north-1042", "north-1", "nobody@example.org"):
        hashed.clear()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            sign_in(client, name, "wrong-password")
        counts.append((len(queries), len(hashed)))
    assert len(set(counts)) == 1
    assert counts[0][1] == 1


def test_nul_and_surrogates_are_refused_before_the_database(client, person):
    answer = sign_in(client, "nor\x00th-1042")
    assert (
        "cannot be stored" in answer.content.decode()
        or "Null characters" in answer.content.decode()
    )


def test_a_suspended_person_is_not_signed_in(client, person):
    User.objects.filter(pk=person.pk).update(is_active=False)
    answer = sign_in(client, "north-1042")
    assert answer["Location"] == reverse("account_inactive")
    assert "_auth_user_id" not in client.session


def test_suspending_signs_out_at_the_next_page(client, person):
    sign_in(client, "north-1042")
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get(reverse("accounts:profile")).status_code == 302


def test_a_whole_site_signs_in_from_one_address(client):
    people = UserFactory.create_batch(40)
    for person in people:
        person.set_password(PASSWORD)
        person.save()
    for person in people:
        assert sign_in(client, person.email, REMOTE_ADDR="203.0.113.7").status_code == 302
        client.logout()


def test_one_account_is_limited_under_both_names_from_any_address(client, person):
    for attempt in range(10):
        name = "north-1042" if attempt % 2 else "learner@example.org"
        sign_in(client, name, "wrong-password", REMOTE_ADDR=f"203.0.113.{attempt}")
    answer = sign_in(client, "north-1042")
    assert "too many attempts for this account" in answer.content.decode()
    other = UserFactory()
    other.set_password(PASSWORD)
    other.save()
    assert sign_in(client, other.email).status_code == 302


def test_signing_out_clears_what_the_site_kept(client, person):
    sign_in(client, "north-1042")
    answer = client.post(reverse("account_logout"))
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert answer["Cache-Control"] == "no-store, private"
    assert "_auth_user_id" not in client.session


def test_signing_out_is_not_done_by_looking(client, person):
    sign_in(client, "north-1042")
    assert client.get(reverse("account_logout")).status_code == 200
    assert "_auth_user_id" in client.session


def test_pages_of_a_signed_in_person_are_not_kept(client, person):
    sign_in(client, "north-1042")
    assert client.get(reverse("accounts:profile"))["Cache-Control"] == "no-store, private"


def test_language_and_time_are_the_persons(client, person):
    User.objects.filter(pk=person.pk).update(language="es", time_zone="Asia/Tokyo")
    sign_in(client, "north-1042")
    answer = client.get(reverse("accounts:profile"))
    assert answer["Content-Language"] == "es"
    assert 'lang="es"' in answer.content.decode()


def test_a_broken_time_zone_breaks_no_page(client, person):
    User.objects.filter(pk=person.pk).update(language="xx", time_zone="Nowhere/At_All")
    sign_in(client, "north-1042")
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_the_chosen_language_is_kept_with_the_person(client, person):
    sign_in(client, "north-1042")
    answer = client.post(reverse("set_language"), {"language": "es", "next": "/account/"})
    assert answer["Location"] == "/account/"
    person.refresh_from_db()
    assert person.language == "es"


def test_reset_is_answered_alike_and_mails_a_link_of_ours(
    client, person, django_capture_on_commit_callbacks
):
    where = reverse("account_reset_password")
    with django_capture_on_commit_callbacks(execute=True):
        answers = [
            client.post(where, {"email": typed}) for typed in ("north-1042", "nobody@example.org")
        ]
    assert {(a.status_code, a["Location"]) for a in answers} == {
        (302, reverse("account_reset_password_done"))
    }
    assert [message.to for message in mail.outbox] == [["learner@example.org"]]
    assert OneTimeLink.objects.get().is_mailed is True


def test_resets_are_limited_per_name(client, person):
    where = reverse("account_reset_password")
    answers = [client.post(where, {"email": "north-1042"}).status_code for _time in range(6)]
    assert answers == [302] * 5 + [429]


def test_reauthentication_counts_wrong_passwords_for_the_account(client, person):
    sign_in(client, "north-1042")
    where = reverse("account_reauthenticate")
    for _time in range(10):
        assert (
            "This is not your password." in client.post(where, {"password": "x"}).content.decode()
        )
    assert "too many attempts" in client.post(where, {"password": PASSWORD}).content.decode()


def test_reauthentication_lets_through(client, person):
    sign_in(client, "north-1042")
    answer = client.post(
        reverse("account_reauthenticate") + "?next=/account/", {"password": PASSWORD}
    )
    assert answer["Location"] == "/account/"


def test_an_address_that_somebody_else_has_cannot_be_confirmed(client, person, outsider):
    from allauth.account.models import EmailAddress, EmailConfirmationHMAC

    row = EmailAddress.objects.create(user=person, email=outsider.email, verified=False)
    sign_in(client, "north-1042")
    key = EmailConfirmationHMAC(row).key
    client.post(reverse("account_confirm_email", args=[key]))
    person.refresh_from_db()
    assert person.email == "learner@example.org"


def test_a_new_address_counts_once_it_is_confirmed(client, person):
    from allauth.account.models import EmailAddress, EmailConfirmationHMAC

    sign_in(client, "north-1042")
    client.post(reverse("account_email"), {"email": "new@example.org", "action_add": ""})
    person.refresh_from_db()
    assert person.email == "learner@example.org"
    row = EmailAddress.objects.get(email="new@example.org")
    client.post(reverse("account_confirm_email", args=[EmailConfirmationHMAC(row).key]))
    person.refresh_from_db()
    assert person.email == "new@example.org"


def test_a_mail_server_that_is_down_breaks_no_page(client, person, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise OSError

    sign_in(client, "north-1042")
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    answer = client.post(reverse("account_email"), {"email": "n@example.org", "action_add": ""})
    assert answer.status_code == 302


def test_a_second_step_survives_a_new_secret_key_that_names_the_old_one(settings):
    from accounts.adapter import SecondStepAdapter

    adapter = SecondStepAdapter()
    kept = adapter.encrypt("SECRET")
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 50, [old]
    assert adapter.decrypt(kept) == "SECRET"
    settings.SECRET_KEY_FALLBACKS = []
    unreadable = {adapter.decrypt(kept) for _time in range(3)}
    assert len(unreadable) == 3, "an unreadable secret is one that nobody can guess"
    assert "SECRET" not in unreadable


def test_the_passkey_belongs_to_the_address_of_the_site(settings):
    from urllib.parse import urlsplit

    from accounts.adapter import SecondStepAdapter

    settings.SITE = urlsplit("https://training.example.org:8443")
    entity = SecondStepAdapter().get_public_key_credential_rp_entity()
    assert entity == {"id": "training.example.org", "name": "Casebook"}


def test_the_authenticator_app_shows_the_name_to_sign_in_with(person):
    from accounts.adapter import SecondStepAdapter

    assert SecondStepAdapter().get_totp_label(person) == "north-1042"


def test_changing_the_password_is_recorded(client, person):
    sign_in(client, "north-1042")
    data = {"oldpassword": PASSWORD, "password1": "quite-a-new-one", "password2": "quite-a-new-one"}
    assert client.post(reverse("account_change_password"), data).status_code == 302
    actions = AuditEntry.objects.values_list("action", flat=True)
    assert "person.password_changed" in set(actions)
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_a_refused_form_of_allauth_answers_422_and_keeps_what_was_typed(client, learner):
    wrong = client.post("/account/login/", {"login": "north-1042", "password": "nonsense"})
    assert wrong.status_code == 422
    assert 'value="north-1042"' in wrong.content.decode()
    assert client.get("/account/login/").status_code == 200
