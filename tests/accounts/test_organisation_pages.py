"""Invitations, units, settings, support links and the audit trail on their pages."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import (
    AuditEntry,
    Invitation,
    Organisation,
    SupportLink,
    Unit,
)
from accounts.services import record
from tests.factories.accounts import InvitationFactory, SupportLinkFactory, UnitFactory

pytestmark = pytest.mark.django_db


def url(name: str, *args: object) -> str:
    return reverse(f"accounts:{name}", args=args)


@pytest.fixture
def invite(units):
    return {
        "unit": str(units.north_team.public_id),
        "role": "learner",
        "language": "en",
        "email": "new@example.org",
        "employee_number": "",
        "delivery": "mail",
    }


def test_inviting_answers_known_and_unknown_alike(client, enter, lead, outsider, invite):
    enter(lead)
    pages = []
    for email in ("new@example.org", outsider.email):
        answer = client.post(url("invite"), {**invite, "email": email}, follow=True)
        pages.append((answer.redirect_chain, "on its way" in answer.content.decode()))
    assert pages[0] == pages[1] == ([(url("invitations"), 302)], True)


def test_an_invitation_by_hand_is_shown_once(client, enter, lead, invite):
    enter(lead)
    data = {**invite, "email": "", "employee_number": "9", "delivery": "hand"}
    page = client.post(url("invite"), data)
    assert page.status_code == 200
    assert "north-9" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    code = page.context["handed"][0]["code"]
    assert code not in client.get(url("invitations")).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "", "delivery": "mail"},
        {"email": "nonsense"},
        {"delivery": "hand"},
        {"employee_number": "no spaces"},
        {"role": "admin"},
        {"unit": ""},
    ],
)
def test_what_is_wrong_with_an_invitation_is_said(client, enter, lead, invite, wrong):
    enter(lead)
    answer = client.post(url("invite"), {**invite, **wrong})
    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert not Invitation.objects.exists()


def test_the_unit_of_another_vendor_is_no_choice(client, enter, lead, invite, units):
    enter(lead)
    answer = client.post(url("invite"), {**invite, "unit": str(units.south.public_id)})
    assert answer.status_code == 422


def test_a_rule_that_refuses_is_shown_with_the_form(client, enter, lead, invite, units):
    Unit.objects.filter(pk=units.north.pk).update(short_code=None)
    enter(lead)
    data = {**invite, "employee_number": "9", "delivery": "hand"}
    answer = client.post(url("invite"), data)
    assert answer.status_code == 422
    assert "no short code" in answer.content.decode()


def test_a_list_is_invited_and_its_wrong_lines_are_named(client, enter, lead, invite):
    enter(lead)
    data = {key: invite[key] for key in ("unit", "role", "language")}
    wrong = client.post(url("invite_many"), {**data, "people": "a@example.org\nnobody"})
    assert wrong.status_code == 422
    body = wrong.content.decode()
    assert "Line 2: nobody" in body
    assert "a@example.org\nnobody" in body
    other = client.post(url("invite_many"), {**data, "people": "south-1"})
    assert other.status_code == 422
    assert not Invitation.objects.exists()
    mailed = client.post(url("invite_many"), {**data, "people": "a@example.org"})
    assert mailed["Location"] == url("invitations")
    both = client.post(url("invite_many"), {**data, "people": "b@example.org\nnorth-5"})
    assert [row["who"] for row in both.context["handed"]] == ["north-5"]
    assert both.context["mailed"] == 1


def test_an_invitation_is_withdrawn_by_who_sees_it(client, enter, lead, units):
    ours, theirs = InvitationFactory(unit=units.north), InvitationFactory(unit=units.south)
    enter(lead)
    assert client.post(url("invitation_revoke", theirs.public_id)).status_code == 404
    assert client.post(url("invitation_revoke", ours.public_id)).status_code == 302
    ours.refresh_from_db()
    theirs.refresh_from_db()
    assert (ours.revoked_at is None, theirs.revoked_at is None) == (False, True)


def test_withdrawing_what_one_may_not_give_is_refused(client, enter, lead, units):
    row = InvitationFactory(unit=units.north, role="admin")
    enter(lead)
    client.post(url("invitation_revoke", row.public_id))
    row.refresh_from_db()
    assert row.revoked_at is None


@pytest.mark.parametrize("name", ["invite", "invite_many", "invitations", "units"])
def test_pages_of_who_leads(client, enter, learner, name):
    assert client.get(url(name)).status_code == 302
    enter(learner)
    assert client.get(url(name)).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_as_many_queries_however_long(
    client, enter, lead, units, count, django_assert_num_queries
):
    for number in range(count):
        InvitationFactory(unit=units.north_team)
        UnitFactory(parent=units.north, kind="team", name=f"Extra {number}")
    enter(lead)
    client.get(url("units"))
    with django_assert_num_queries(5):
        client.get(url("invitations"))
    with django_assert_num_queries(5):
        client.get(url("units"))


def test_a_unit_is_added_changed_moved_and_closed(client, enter, lead, units):
    enter(lead)
    data = {"kind": "team", "name": "Night", "daily_intense_minutes": "20"}
    assert client.get(url("unit_new", units.north.public_id)).status_code == 200
    assert client.post(url("unit_new", units.north.public_id), data).status_code == 302
    unit = Unit.objects.get(name="Night")
    changed = {"name": "Night shift", "daily_intense_minutes": ""}
    client.post(url("unit_edit", unit.public_id), changed)
    client.post(url("unit_move", unit.public_id), {"to": str(units.north_site.public_id)})
    client.post(url("unit_close", unit.public_id))
    unit.refresh_from_db()
    shown = (unit.name, unit.daily_intense_minutes, unit.parent, unit.closed_at is None)
    assert shown == ("Night shift", None, units.north_site, False)
    assert "closed" in client.get(url("units")).content.decode()


@pytest.mark.parametrize(
    "data",
    [
        {"kind": "vendor", "name": "X"},
        {"kind": "team", "name": "x@y"},
        {"kind": "team", "name": ""},
        {"kind": "team", "name": "X", "daily_intense_minutes": "-1"},
        {"kind": "team", "name": "X", "daily_intense_minutes": "99999"},
    ],
)
def test_what_is_wrong_with_a_unit_is_said(client, enter, lead, units, data):
    enter(lead)
    answer = client.post(url("unit_new", units.north.public_id), data)
    assert answer.status_code == 422


def test_an_administrator_gives_short_codes(client, enter, admin_person, units):
    enter(admin_person)
    new = url("unit_new", units.client.public_id)
    vendor = {"kind": "vendor", "name": "West", "short_code": "West"}
    assert client.post(new, vendor).status_code == 302
    assert Unit.objects.get(name="West").short_code == "west"
    assert client.post(new, {**vendor, "name": "Other"}).status_code == 422
    assert client.post(new, {**vendor, "short_code": "w-1"}).status_code == 422
    assert client.post(new, {**vendor, "kind": "team"}).status_code == 422
    edit = url("unit_edit", units.north.public_id)
    taken = client.post(edit, {"name": "North", "short_code": "south"})
    assert taken.status_code == 422
    assert "in use already" in taken.content.decode()


def test_refusals_of_units_are_sentences(client, enter, lead, learner, units):
    enter(lead)
    for where, data in (
        (url("unit_close", units.north_team.public_id), {}),
        (url("unit_move", units.north_team.public_id), {"to": "nonsense"}),
        (url("unit_move", units.north_team.public_id), {"to": str(units.south.public_id)}),
    ):
        answer = client.post(where, data, follow=True)
        assert "alert-problem" in answer.content.decode()
    assert client.get(url("unit_edit", units.north.public_id)).status_code == 403


@pytest.fixture
def settings_data(units):
    return {
        "name": "Example",
        "default_language": "es",
        "default_time_zone": "Europe/Riga",
        "mfa_roles": ["admin", "auditor"],
        "open_sign_up": "on",
        "open_sign_up_unit": str(units.client.public_id),
    }


def test_settings_are_saved_and_recorded(client, enter, admin_person, auditor, settings_data):
    enter(admin_person)
    assert client.get(url("organisation")).status_code == 200
    assert client.post(url("organisation"), settings_data)["Location"] == url("organisation")
    row = Organisation.current()
    assert (row.name, row.open_sign_up, row.mfa_roles) == ("Example", True, ["admin", "auditor"])
    auditor.refresh_from_db()
    assert auditor.needs_second_step is True
    entry = AuditEntry.objects.get(action="organisation.changed")
    assert (entry.old["open_sign_up"], entry.new["open_sign_up"]) == (False, True)


@pytest.mark.parametrize(
    "wrong", [{"open_sign_up_unit": ""}, {"name": ""}, {"mfa_roles": ["king"]}]
)
def test_what_is_wrong_with_the_settings_is_said(client, enter, admin_person, settings_data, wrong):
    enter(admin_person)
    answer = client.post(url("organisation"), {**settings_data, **wrong})
    assert answer.status_code == 422
    assert Organisation.current().open_sign_up is False


@pytest.mark.parametrize("who", ["learner", "lead", "auditor", "trainer"])
def test_settings_are_for_the_organisations_administrators(client, enter, who, request, units):
    link = SupportLinkFactory()
    enter(request.getfixturevalue(who))
    pages = [url("organisation"), url("support_link_new"), url("support_link_edit", link.pk)]
    assert [client.get(page).status_code for page in pages] == [403, 403, 403]
    assert client.post(url("support_link_delete", link.pk)).status_code == 403
    assert SupportLink.objects.exists()


def test_a_support_link_is_added_changed_and_removed(client, enter, admin_person, units):
    enter(admin_person)
    data = {"label": "Helpline", "url": "", "phone": "+371 67 000 000", "position": "1"}
    client.post(url("support_link_new"), data)
    row = SupportLink.objects.get()
    assert (row.label, row.phone, row.unit) == ("Helpline", "+371 67 000 000", None)
    where = url("support_link_edit", row.pk)
    assert client.get(where).status_code == 200
    client.post(where, {**data, "unit": str(units.north.public_id), "url": "https://x.example.org"})
    row.refresh_from_db()
    assert (row.unit, row.url) == (units.north, "https://x.example.org")
    client.post(url("support_link_delete", row.pk))
    assert not SupportLink.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "", "phone": ""},
        {"url": "javascript:alert(1)"},
        {"url": "ftp://example.org"},
        {"phone": "call me"},
        {"label": ""},
    ],
)
def test_what_is_wrong_with_a_support_link_is_said(client, enter, admin_person, wrong):
    enter(admin_person)
    data = {"label": "X", "url": "https://x.example.org", "phone": "", "position": "0", **wrong}
    assert client.post(url("support_link_new"), data).status_code == 422


def test_the_trail_is_read_by_reach(client, enter, auditor, admin_person, lead, units, learner):
    from tests.factories.accounts import RoleGrantFactory, UserFactory

    record(action="role.granted", by=lead, target=learner)
    record(action="unit.added", by=admin_person, target=units.south)
    record(action="organisation.changed", by=admin_person, target="organisation")
    vendor_auditor = UserFactory(unit=units.north)
    RoleGrantFactory(user=vendor_auditor, unit=units.north, role="auditor")
    enter(vendor_auditor)
    page = client.get(url("trail"))
    seen = [row["entry"].action for row in page.context["entries"]]
    assert seen == ["person.signed_in", "role.granted"]
    page = enter(auditor, on=Client()).get(url("trail"))
    assert len(page.context["entries"]) == 5
    assert "Learner" in page.content.decode()


def test_the_trail_is_filtered_and_paged(client, enter, auditor, learner, lead):
    for number in range(60):
        record(action="role.granted", by=lead, target=learner, new=number)
    enter(auditor)
    page = client.get(f"{url('trail')}?action=role")
    assert len(page.context["entries"]) == 50
    rest = client.get(f"{url('trail')}?action=role&before={page.context['older']}")
    assert [row["entry"].new for row in rest.context["entries"]] == list(range(9, -1, -1))
    for query, count in {
        f"about={learner.public_id}": 50,
        f"about=user:{lead.public_id}": 0,
        "action=unit": 0,
        "since=2020-01-01&until=2020-01-02": 0,
        "since=nonsense": 50,
        "before=nonsense": 50,
        "before=99999999999999999999": 50,
    }.items():
        page = client.get(f"{url('trail')}?{query}")
        assert len(page.context["entries"]) == count, query


@pytest.mark.parametrize("count", [1, 3])
def test_the_trail_takes_six_queries_however_long(
    client, enter, auditor, learner, count, django_assert_num_queries
):
    for _number in range(count):
        record(action="x", by=learner, target=learner)
    enter(auditor)
    with django_assert_num_queries(6):
        client.get(url("trail"))


@pytest.mark.parametrize("who", ["learner", "lead", "trainer"])
def test_the_trail_is_not_for(client, enter, who, request):
    enter(request.getfixturevalue(who))
    assert client.get(url("trail")).status_code == 403
