"""Django's admin behind our sign-in, and the people to try the product with."""

import stat
from io import StringIO

import pytest
from django.contrib import admin
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.checks import no_demo_people
from accounts.models import AuditEntry, Membership, RoleGrant, Unit, User
from accounts.selectors import holds_role
from accounts.services.people import erase
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_the_admin_asks_at_our_door(client):
    asked = client.get("/admin/", follow=True)
    assert asked.redirect_chain[-1][0] == "/account/login/?next=%2Fadmin%2F"
    inside = client.get(reverse("admin:login"))
    assert inside["Location"].startswith("/account/login/?next=")
    assert (
        client.post(reverse("admin:login"), {"username": "x", "password": "y"}).status_code == 302
    )


@pytest.mark.parametrize(
    ("who", "status"),
    [("learner", 403), ("lead", 403), ("trainer", 403), ("auditor", 200), ("admin_person", 200)],
)
def test_the_admin_is_for_the_whole_organisations_administrators_and_auditors(
    client, enter, who, status, request
):
    enter(request.getfixturevalue(who))
    assert client.get("/admin/", follow=True).status_code == status


def test_everything_in_the_admin_is_for_looking(client, enter, admin_person, learner):
    enter(admin_person)
    for model in (User, Unit, Membership, RoleGrant, AuditEntry):
        name = f"admin:accounts_{model._meta.model_name}"
        row = model.objects.order_by("pk").first()
        assert client.get(reverse(f"{name}_changelist")).status_code == 200
        page = client.get(reverse(f"{name}_change", args=[row.pk]))
        assert page.status_code == 200
        assert "_save" not in page.content.decode()
        assert client.post(reverse(f"{name}_change", args=[row.pk]), {}).status_code == 403
        assert client.post(reverse(f"{name}_delete", args=[row.pk]), {}).status_code == 403
        assert client.get(reverse(f"{name}_add")).status_code == 403
    page = client.get(reverse("admin:accounts_user_change", args=[learner.pk]))
    assert learner.password not in page.content.decode() or learner.password == "!"


def test_nothing_of_ours_can_be_changed_in_the_admin(rf, admin_person, lead):
    ours = {"core", "accounts", "content", "courses"}
    request = rf.get("/admin/")
    loose = []
    for model, model_admin in admin.site._registry.items():
        if model._meta.app_label not in ours:
            continue
        request.user = admin_person
        may = [
            model_admin.has_add_permission(request),
            model_admin.has_change_permission(request),
            model_admin.has_delete_permission(request),
        ]
        request.user = lead
        may += [model_admin.has_view_permission(request)]
        if any(may):
            loose.append(model._meta.label)
    assert loose == [], "use accounts.admin.ReadOnlyAdmin: changes go through pages and services"


@pytest.fixture
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.DEMO = True
    return tmp_path


def run(*args: str) -> str:
    out = StringIO()
    call_command(*args, stdout=out)
    return out.getvalue()


def test_demo_people_sign_in_with_what_the_file_says(client, folder):
    run("demo_people")
    path = folder / "demo-people.txt"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    lines = [line.split(", ") for line in path.read_text().splitlines()]
    assert [line[0] for line in lines] == [
        "learner",
        "trainer",
        "reviewer",
        "lead",
        "auditor",
        "admin",
        "lead of a second vendor",
    ]
    for _key, name, password in lines:
        answer = client.post("/account/login/", {"login": name, "password": password})
        assert answer["Location"] == "/", name
        client.logout()
    assert User.objects.filter(is_demo=True).count() == 7


def test_demo_people_are_made_once(folder):
    run("demo_people")
    before = (folder / "demo-people.txt").read_text()
    assert "already" in run("demo_people")
    assert (folder / "demo-people.txt").read_text() == before
    (folder / "demo-people.txt").unlink()
    run("demo_people")
    assert (folder / "demo-people.txt").read_text() != before
    assert User.objects.filter(is_demo=True).count() == 7
    assert Unit.objects.count() == 6


def test_who_joins_the_demo_later_leaves_the_others_their_passwords(client, folder):
    run("demo_people")
    client.force_login(User.objects.get(is_demo=True, employee_number="1042"))
    path = folder / "demo-people.txt"
    first = path.read_text().splitlines()
    erase(User.objects.get(display_name="Rita Demo"), by=None, at=timezone.now())
    path.write_text("\n".join(line for line in first if not line.startswith("reviewer")) + "\n")
    run("demo_people")
    assert client.get("/").wsgi_request.user.is_authenticated
    second = path.read_text().splitlines()
    changed = [line for line in second if line not in first]
    assert [line.split(", ")[:2] for line in changed] == [["reviewer", "hq-2002"]]
    assert len(second) == len(first)


def test_the_demo_has_a_second_pair_of_eyes(folder):
    run("demo_people")
    trainers = User.objects.filter(is_demo=True, role_grants__role="trainer")
    assert [one.display_name for one in trainers.order_by("employee_number")] == [
        "Tomas Demo",
        "Rita Demo",
    ]
    assert len({grant.unit_id for one in trainers for grant in one.role_grants.all()}) == 1


def test_somebody_in_the_demo_edits_policies(folder):
    run("demo_people")
    path = folder / "demo-people.txt"
    first = path.read_text()
    owners = RoleGrant.objects.filter(role="policy_owner", unit__parent=None, ended_at=None)
    assert [grant.user.display_name for grant in owners] == ["Tomas Demo"]
    # A demo of before, without the role, gets it; everybody signs in as they did.
    owners.delete()
    assert "7 demo people" in run("demo_people")
    assert owners.count() == 1
    assert path.read_text() == first


def test_the_second_lead_sees_nothing_of_the_first_vendor(folder):
    run("demo_people")
    second = User.objects.get(employer__short_code="south")
    assert list(User.objects.visible_to(second)) == [second]


def test_demo_people_go_and_their_records_stay(folder):
    run("demo_people")
    assert "7 demo people removed" in run("remove_demo_people")
    people = User.objects.filter(is_demo=True)
    assert {(p.display_name, p.is_active, p.employee_number) for p in people} == {("", False, None)}
    assert not (folder / "demo-people.txt").exists()
    assert "0 demo people removed" in run("remove_demo_people")
    run("demo_people")
    assert User.objects.filter(is_demo=True, is_active=True).count() == 7


def test_demo_people_are_refused_where_demo_is_not_allowed(folder, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="not allowed"):
        run("demo_people")


def test_demo_people_leave_real_ones_alone(folder, units):
    UserFactory(employer=units.north, employee_number="1042")
    with pytest.raises(CommandError, match="Real people"):
        run("demo_people")
    assert not User.objects.filter(is_demo=True).exists()


def test_the_deploy_check_finds_demo_people(folder, settings):
    assert no_demo_people(None) == []
    run("demo_people")
    for is_allowed in (True, False):
        settings.DEMO = is_allowed
        assert [error.id for error in no_demo_people(None)] == ["accounts.E001"]
    run("remove_demo_people")
    assert no_demo_people(None) == []


def test_the_first_administrator_gets_a_link(client, settings):
    said = run("make_admin", "Boss@example.org", "--name", "Boss")
    path = said.strip().rpartition(settings.SITE_URL)[2]
    answer = client.post(path, {"password1": "a-new-sentence", "password2": "a-new-sentence"})
    assert answer.status_code == 302
    boss = User.objects.get(email="boss@example.org")
    assert holds_role(boss, "admin")
    assert boss.needs_second_step is True
    with pytest.raises(CommandError):
        run("make_admin", "boss@example.org")
    with pytest.raises(CommandError):
        run("make_admin", "nonsense")
