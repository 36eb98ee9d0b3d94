"""The pages on which leads and administrators look people up and act for them."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Notice, OneTimeLink, Organisation, Role, RoleGrant, User
from tests.accounts.conftest import PASSWORD
from tests.factories.accounts import RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db


def url(name: str, *args: object) -> str:
    return reverse(f"accounts:{name}", args=args)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_eight_queries_however_long(
    client, enter, lead, units, count, django_assert_num_queries
):
    for _number in range(count):
        person = UserFactory(unit=units.north_team, role="learner")
        RoleGrantFactory(user=person, unit=units.north, role="qa")
    enter(lead)
    client.get(url("people_list"))
    with django_assert_num_queries(8):
        page = client.get(url("people_list"))
    assert page.content.decode().count("North Team One") >= count


def test_the_list_finds_by_name_number_address_unit_and_role(client, enter, lead, learner, trainer):
    enter(lead)
    found = {
        "q=earn": ["Learner"],
        "q=1042": ["Learner"],
        "q=north-1042": ["Learner"],
        "q=trainer@": ["Trainer"],
        "role=trainer": ["Trainer"],
        f"unit={learner.memberships.get().unit.public_id}": ["Learner"],
        "q=nobody-has-this": [],
    }
    for query, names in found.items():
        page = client.get(f"{url('people_list')}?{query}")
        assert [str(person) for person in page.context["page"]] == names, query


def test_a_unit_of_another_vendor_is_no_filter(client, enter, lead, units):
    enter(lead)
    page = client.get(f"{url('people_list')}?unit={units.south.public_id}")
    assert "South" not in page.content.decode()


@pytest.mark.parametrize("query", ["unit=nonsense", "role=king", "page=999", "page=x", "q=%00"])
def test_odd_queries_break_nothing(client, enter, lead, query):
    enter(lead)
    assert client.get(f"{url('people_list')}?{query}").status_code == 200


def test_htmx_gets_the_list_alone(client, enter, lead):
    enter(lead)
    page = client.get(url("people_list"), headers={"HX-Request": "true"})
    body = page.content.decode()
    assert 'id="people"' in body
    assert "<html" not in body
    assert "HX-Request" in page["Vary"]


def test_learners_and_strangers_have_no_list(client, enter, learner):
    assert client.get(url("people_list"))["Location"].startswith("/account/login/")
    enter(learner)
    assert client.get(url("people_list")).status_code == 403


def test_a_trainer_sees_no_address(client, enter, trainer, learner):
    enter(trainer)
    page = client.get(url("person_detail", learner.public_id))
    assert page.status_code == 200
    assert "learner@example.org" not in page.content.decode()


def test_where_else_somebody_works_is_not_told(client, enter, lead, learner, units):
    from tests.factories.accounts import MembershipFactory

    MembershipFactory(user=learner, unit=units.south_team)
    RoleGrantFactory(user=learner, unit=units.south, role=Role.QA)
    enter(lead)
    for where in (url("people_list"), url("person_detail", learner.public_id)):
        assert "South" not in client.get(where).content.decode()


def test_the_page_of_a_person_takes_thirteen_queries(
    client, enter, lead, learner, django_assert_num_queries
):
    enter(lead)
    client.get(url("person_detail", learner.public_id))
    with django_assert_num_queries(13):
        client.get(url("person_detail", learner.public_id))


def test_a_link_is_shown_once(client, enter, lead, learner):
    enter(lead)
    page = client.post(url("person_link", learner.public_id))
    assert page.status_code == 200
    code = page.context["code"]
    assert len(code) == 23
    assert code in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert code not in client.get(url("person_detail", learner.public_id)).content.decode()


def test_a_link_for_who_is_not_ours_to_manage_is_refused(client, enter, lead, trainer):
    enter(lead)
    answer = client.post(url("person_link", trainer.public_id))
    assert answer.status_code == 409
    assert "You may not do this" in answer.content.decode()
    assert not OneTimeLink.objects.exists()


def test_a_role_is_given_and_ended(client, enter, admin_person, learner, units):
    enter(admin_person)
    data = {"role": "qa", "unit": str(units.north.public_id)}
    where = url("person_detail", learner.public_id)
    assert client.post(url("role_grant", learner.public_id), data)["Location"] == where
    again = client.post(url("role_grant", learner.public_id), data)
    assert again.status_code == 409
    grant = RoleGrant.objects.get(role="qa")
    end = url("role_revoke", learner.public_id, grant.pk)
    assert client.post(end)["Location"] == where
    grant.refresh_from_db()
    assert grant.ended_at is not None


def test_a_role_that_one_may_not_give_is_invalid(client, enter, lead, learner, units):
    enter(lead)
    data = {"role": "admin", "unit": str(units.north.public_id)}
    answer = client.post(url("role_grant", learner.public_id), data)
    assert answer.status_code == 422
    assert "You may not give this role" in answer.content.decode()
    assert 'value="admin"' not in answer.content.decode()
    other = client.post(
        url("role_grant", learner.public_id),
        {"role": "learner", "unit": str(units.south.public_id)},
    )
    assert other.status_code == 422
    assert "South" not in other.content.decode()


def test_a_role_change_needs_a_recent_proof(client, admin_person, learner, units):
    admin_person.set_password(PASSWORD)
    admin_person.save()
    client.force_login(admin_person)
    data = {"role": "qa", "unit": str(units.north.public_id)}
    asked = client.post(url("role_grant", learner.public_id), data)
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert not RoleGrant.objects.filter(role="qa").exists()
    done = client.post(asked["Location"], {"password": PASSWORD})
    assert done["Location"] == url("person_detail", learner.public_id)
    assert RoleGrant.objects.filter(role="qa", user=learner).exists()


def test_htmx_is_led_to_the_proof_as_a_whole_page(client, admin_person, learner):
    admin_person.set_password(PASSWORD)
    admin_person.save()
    client.force_login(admin_person)
    answer = client.post(
        url("role_grant", learner.public_id),
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/account/people/?q=x"},
    )
    assert answer.status_code == 204
    assert answer["HX-Redirect"] == "/account/reauthenticate/?next=%2Faccount%2Fpeople%2F%3Fq%3Dx"


def test_a_person_is_moved(client, enter, lead, learner, units):
    enter(lead)
    row = learner.memberships.get()
    move = url("person_move", learner.public_id, row.pk)
    assert client.post(move, {}).status_code == 422
    answer = client.post(move, {"unit": str(units.north_site.public_id)})
    assert answer["Location"] == url("person_detail", learner.public_id)
    page = client.get(answer["Location"]).content.decode()
    assert "North Riga" in page
    assert "North Team One" in page
    assert client.post(move, {"unit": str(units.north_site.public_id)}).status_code == 409


def test_a_person_is_suspended_and_let_in_again(client, enter, lead, learner):
    enter(lead)
    for value in ("0", "1"):
        client.post(url("person_active", learner.public_id), {"is_active": value})
        learner.refresh_from_db()
        assert learner.is_active is (value == "1")


def test_a_person_is_erased_after_a_question(client, enter, admin_person, lead, learner):
    enter(admin_person)
    where = url("person_erase", learner.public_id)
    assert "cannot be undone" in client.get(where).content.decode()
    assert client.post(where)["Location"] == url("people_list")
    assert client.get(url("person_detail", learner.public_id)).status_code == 404
    other = enter(lead, on=Client())
    assert other.get(url("person_erase", lead.public_id)).status_code == 403


def test_who_must_have_a_second_step_is_led_to_it(client, enter, admin_person, units):
    from accounts.services import refresh_second_step

    refresh_second_step()
    enter(admin_person)
    answer = client.get(url("people_list"))
    assert answer["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.get(url("support")).status_code == 200
    fragment = client.get(url("people_list"), headers={"HX-Request": "true"})
    assert fragment["HX-Redirect"] == reverse("mfa_index")
    User.objects.filter(pk=admin_person.pk).update(is_demo=True)
    assert client.get(url("people_list")).status_code == 200


def test_a_second_step_opens_the_pages(client, enter, admin_person):
    from allauth.mfa.totp.internal.auth import (
        TOTP,
        format_hotp_value,
        generate_totp_secret,
        hotp_value,
    )

    from accounts.services import refresh_second_step

    refresh_second_step()
    secret = generate_totp_secret()
    TOTP.activate(admin_person, secret)
    admin_person.set_password(PASSWORD)
    admin_person.save()
    asked = client.post("/account/login/", {"login": admin_person.email, "password": PASSWORD})
    assert asked["Location"] == reverse("mfa_authenticate")
    import time

    value = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    assert client.post(reverse("mfa_authenticate"), {"code": value}).status_code == 302
    assert client.get(url("people_list")).status_code == 200


def test_secrets_of_the_second_step_are_encrypted(learner):
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    secret = generate_totp_secret()
    TOTP.activate(learner, secret)
    assert secret not in str(Authenticator.objects.get().data)


def test_notices_are_ones_own_and_read_by_posting(client, enter, learner, outsider, now):
    mine = Notice.objects.create(
        person=learner,
        kind="account.role_granted",
        payload={"role": "qa", "unit": "North"},
        created_at=now,
    )
    odd = Notice.objects.create(person=learner, kind="unknown", payload={}, created_at=now)
    theirs = Notice.objects.create(person=outsider, kind="x", payload={}, created_at=now)
    enter(learner)
    page = client.get(url("notices")).content.decode()
    assert "You are now quality assurance of North." in page
    mine.refresh_from_db()
    assert mine.read_at is None
    assert client.post(url("notice_read", theirs.public_id)).status_code == 404
    assert client.get(url("notice_read", mine.public_id)).status_code == 405
    client.post(url("notice_read", mine.public_id))
    mine.refresh_from_db()
    assert mine.read_at is not None
    client.post(url("notices_read"))
    odd.refresh_from_db()
    assert odd.read_at is not None
    theirs.refresh_from_db()
    assert theirs.read_at is None


@pytest.mark.parametrize("count", [1, 3])
def test_notices_take_five_queries_however_many(
    client, enter, learner, count, now, django_assert_num_queries
):
    for _number in range(count):
        Notice.objects.create(person=learner, kind="x", payload={}, created_at=now)
    enter(learner)
    with django_assert_num_queries(5):
        client.get(url("notices"))


def test_the_profile_is_saved_and_what_is_wrong_is_said(client, enter, learner):
    enter(learner)
    data = {"display_name": "Nom de plume", "language": "es", "time_zone": "Europe/Riga"}
    assert client.post(url("profile"), data)["Location"] == url("profile")
    learner.refresh_from_db()
    assert str(learner) == "Nom de plume"
    wrong = client.post(
        url("profile"), {**data, "display_name": "me@example.org", "time_zone": "X"}
    )
    assert wrong.status_code == 422
    assert 'value="me@example.org"' in wrong.content.decode()


def test_signing_out_elsewhere_keeps_this_session(client, enter, learner):
    other = Client()
    enter(learner, on=other)
    client.post("/account/login/", {"login": "north-1042", "password": PASSWORD})
    assert client.get(url("sign_out_elsewhere")).status_code == 200
    client.post(url("sign_out_elsewhere"))
    assert client.get(url("profile")).status_code == 200
    assert other.get(url("profile")).status_code == 302


def test_support_is_a_plain_list_and_leaves_nothing(client, enter, learner, units, now):
    from accounts.models import AuditEntry
    from tests.factories.accounts import SupportLinkFactory

    SupportLinkFactory(label="For all", url="https://all.example.org/")
    SupportLinkFactory(label="For north", unit=units.north, url="", phone="+371 1")
    SupportLinkFactory(label="For south", unit=units.south)
    enter(learner)
    before = AuditEntry.objects.count()
    page = client.get(url("support")).content.decode()
    assert "For all" in page
    assert "For north" in page
    assert "For south" not in page
    link = re.search(r'<a\s+href="https://all.example.org/"[^>]*>', page)
    assert link
    assert 'rel="noopener noreferrer external"' in link.group()
    assert AuditEntry.objects.count() == before


def test_the_organisation_is_not_asked_for_a_page_of_a_learner(client, enter, learner):
    enter(learner)
    client.get(url("profile"))
    assert not Organisation.objects.exists()


def test_support_for_everybody_is_open_to_everybody(client, units):
    from tests.factories.accounts import SupportLinkFactory

    SupportLinkFactory(label="For all")
    SupportLinkFactory(label="For north", unit=units.north)
    page = client.get(url("support")).content.decode()
    assert "For all" in page
    assert "For north" not in page


def test_the_sign_in_page_leads_to_every_way_in(client, units):
    page = client.get("/account/login/").content.decode()
    ways = [reverse("account_reset_password"), url("code"), reverse("account_signup")]
    assert [way in page for way in ways] == [True, True, True]
