"""The leads' and administrators' pages, passkeys and one-time codes in a real browser."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from accounts.models import User
from tests.factories.accounts import InvitationFactory, SupportLinkFactory, UserFactory
from tests.journeys.looking import look_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "pass-phrase-for-tests"
PAGES = [
    "people_list",
    "invite",
    "invite_many",
    "invitations",
    "units",
    "organisation",
    "support_link_new",
    "trail",
]


def come_in(page, live_server, person: User) -> None:
    person.set_password(PASSWORD)
    person.save()
    page.goto(live_server.url + reverse("account_login"))
    page.locator("[name=login]").fill(person.sign_in_name)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "login" not in url)


def test_pages_of_administrators_are_clean(page, live_server, admin_person, learner, units):
    UserFactory(display_name="Donaudampfschifffahrtsgesellschaftskapitän", unit=units.north_team)
    InvitationFactory(unit=units.north_team)
    SupportLinkFactory()
    come_in(page, live_server, admin_person)
    paths = [reverse(f"accounts:{name}") for name in PAGES]
    for name, thing in (
        ("person_detail", learner),
        ("person_erase", learner),
        ("unit_edit", units.north),
        ("unit_new", units.north),
    ):
        paths.append(reverse(f"accounts:{name}", args=[thing.public_id]))
    for path in paths:
        page.goto(live_server.url + path)
        look_at(page)


def test_a_lead_hands_over_a_code_and_the_person_gets_in(
    page, live_server, lead, learner, chromium
):
    come_in(page, live_server, lead)
    page.goto(live_server.url + reverse("accounts:person_detail", args=[learner.public_id]))
    page.get_by_role("button", name="Make a one-time link").click()
    look_at(page)
    code = page.locator(".once-code").inner_text()
    other = chromium.new_context()
    theirs = other.new_page()
    theirs.goto(live_server.url + reverse("account_login"))
    theirs.get_by_role("link", name="I have a code").click()
    theirs.get_by_label("Code").fill(code.lower())
    theirs.get_by_role("button", name="Go on").click()
    theirs.get_by_label("Password", exact=True).fill("a sentence of mine")
    theirs.get_by_label("Password again").fill("a sentence of mine")
    theirs.get_by_role("button", name="Set the password").click()
    theirs.wait_for_url(live_server.url + "/")
    assert "Your new password is set." in theirs.inner_text("main")
    other.close()


def test_finding_people_needs_no_reload(page, live_server, lead, learner, trainer):
    come_in(page, live_server, lead)
    page.goto(live_server.url + reverse("accounts:people_list"))
    page.evaluate("window.isTheSamePage = true")
    page.get_by_label("Name or number").fill("earn")
    page.get_by_role("button", name="Find").click()
    page.get_by_text("1 person").wait_for()
    assert page.evaluate("window.isTheSamePage") is True
    assert page.locator("#people tbody th").all_inner_texts() == ["Learner"]
    assert page.url.endswith("?q=earn&unit=&role=")


def test_a_passkey_is_added_and_signs_in(page, context, live_server, learner):
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    come_in(page, live_server, learner)
    page.goto(live_server.url + reverse("mfa_add_webauthn"))
    page.locator("[name=name]").fill("My machine")
    if (box := page.locator("[name=passwordless]")).count():
        box.check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(re.compile("recovery-codes|webauthn/$|2fa/$"))
    assert Authenticator.objects.filter(user=learner, type="webauthn").exists()
    page.goto(live_server.url + reverse("account_logout"))
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(live_server.url + "/")
    page.goto(live_server.url + reverse("accounts:profile"))
    assert "north-1042" in page.inner_text("main")
