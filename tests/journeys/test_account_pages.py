"""The door and the account pages, ours and allauth's, in a real browser: one look for all."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.looking import look_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DOOR = ["account_login", "account_reset_password", "account_reset_password_done"]
OWN = [
    "accounts:profile",
    "accounts:notices",
    "accounts:support",
    "account_logout",
    "account_change_password",
    "account_email",
    "mfa_index",
]
AFTER_A_SECOND_LOOK = [
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
]
WITH_A_SECOND_STEP = ["mfa_index", "mfa_deactivate_totp", "mfa_generate_recovery_codes"]
PASSWORD = "pass-phrase-for-tests"


@pytest.fixture
def known(learner, page, live_server):
    """A learner who came in by the door, so that the sign-in counts as a recent one."""
    learner.set_password(PASSWORD)
    learner.save()
    page.goto(live_server.url + reverse("account_login"))
    page.get_by_label("E-mail", exact=False).first.fill(learner.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "login" not in url)
    page.goto(live_server.url + reverse("account_reauthenticate"))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.wait_for_url(lambda url: "reauthenticate" not in url)
    return learner


@pytest.fixture
def look_at_page(page, live_server):
    """Look at a page as at every other, with our own head on it and nothing of it blocked."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))

    def look_at_page(name: str) -> None:
        page.goto(live_server.url + reverse(name))
        assert page.locator("header.masthead").count() == 1
        look_at(page)
        assert [each for each in complaints if "Content Security Policy" in each] == []

    return look_at_page


def test_the_door_is_ours_and_accessible(look_at_page):
    for name in DOOR:
        look_at_page(name)


def test_refused_sign_in_says_so_and_takes_the_focus(page, live_server):
    page.goto(live_server.url + reverse("account_login"))
    page.get_by_label("E-mail", exact=False).first.fill("nobody@example.org")
    page.get_by_label("Password", exact=True).fill("wrong-pass-phrase")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.locator(".alert-problem").wait_for()
    expect(page.locator(".alert-problem")).to_be_focused()
    look_at(page)


def test_account_pages_are_ours_and_accessible(known, look_at_page):
    for name in OWN + AFTER_A_SECOND_LOOK:
        look_at_page(name)
    TOTP.activate(known, generate_totp_secret())
    RecoveryCodes.activate(known)
    for name in WITH_A_SECOND_STEP:
        look_at_page(name)


def test_question_for_the_second_step_is_ours_and_accessible(learner, page, live_server):
    learner.set_password(PASSWORD)
    learner.save()
    TOTP.activate(learner, generate_totp_secret())
    page.goto(live_server.url + reverse("account_login"))
    page.get_by_label("E-mail", exact=False).first.fill(learner.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: url.endswith(reverse("mfa_authenticate")))
    look_at(page)
