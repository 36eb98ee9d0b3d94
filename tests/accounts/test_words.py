"""What notices and audit entries say."""

import pytest

from accounts.errors import NotAllowed
from accounts.models import Organisation, SupportLink
from accounts.services import change_organisation, delete_support_link, save_support_link
from accounts.trail_words import action_words, strings_of, value_words
from accounts.words import words_for


def test_values_are_told_without_ids():
    value = {"role": "lead", "unit": "u-1", "cap": None, "roles": ["a", "u-1"], "open": True}
    told = value_words(value, {"u-1": "North"})
    assert told == "role: lead, unit: North, cap: –, roles: a, North, open: True"
    assert list(strings_of([value, "x", 3])) == ["lead", "u-1", "a", "u-1", "x"]


def test_every_action_of_ours_has_words():
    import re
    from pathlib import Path

    import accounts

    root = Path(accounts.__file__).parents[1]
    written = {
        action
        for app in ("accounts", "content", "courses")
        for path in (root / app).rglob("*.py")
        for action in re.findall(r'action="([a-z_]+[.][a-z_]+)"', path.read_text())
    }
    assert [action for action in sorted(written) if action_words(action) == action] == []
    assert action_words("nobody.knows_it") == "nobody.knows_it"


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("nobody.knows.it", {}),
        ("account.role_granted", {}),
        ("account.role_granted", {"role": "king", "unit": "North"}),
    ],
)
def test_a_notice_that_cannot_be_worded_says_something_plain(kind, payload):
    assert words_for(kind, payload).text.startswith("Something about your account")


def test_notices_of_ours_are_sentences():
    assert words_for("account.moved", {"unit": "North"}).text.startswith("You now work in North.")
    said = words_for("account.role_revoked", {"role": "qa", "unit": "North"}).text
    assert said == "You are no longer quality assurance of North."


@pytest.mark.django_db
def test_settings_and_support_links_are_refused_to_others(lead, now):
    values = {
        "name": "X",
        "open_sign_up": False,
        "open_sign_up_unit": None,
        "mfa_roles": [],
        "default_language": "en",
        "default_time_zone": "UTC",
    }
    with pytest.raises(NotAllowed):
        change_organisation(by=lead, at=now, **values)
    with pytest.raises(NotAllowed):
        save_support_link(label="X", url="https://x.example.org", by=lead, at=now)
    link = SupportLink.objects.create(label="X", url="https://x.example.org")
    with pytest.raises(NotAllowed):
        delete_support_link(link=link, by=lead, at=now)
    assert Organisation.current().name == "Casebook"
