"""Nobody but the learner can find out who read the shorter account.

Two learners do the same in the same moments, but for the account they chose. Whoever asks about
them must be told the same, to the byte, but for their names and ids.
"""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, RoleGrant, User
from courses.certification.models import Certificate
from courses.enrolment.models import Enrolment
from courses.enrolment.services import enrol, start
from courses.progress.models import VariantTaken
from courses.progress.selectors import variants_taken
from courses.progress.services import choose_variant, complete_lesson
from tests.courses.oversight.conftest import url
from tests.factories.accounts import RoleGrantFactory, UserFactory

SLOT = "the-case"
NAMES = {"full": "Person Name-1", "short": "Person Name-2"}


@pytest.fixture
def pair(published, units, now) -> dict[str, Enrolment]:
    """Two learners, one with each account, at the same place in the course."""
    made = {}
    for account, name in NAMES.items():
        person = UserFactory(display_name=name, email=f"{account[:1]}@example.org")
        person.memberships.create(unit=units.north_team, started_at=now - timedelta(days=90))
        RoleGrantFactory(user=person, unit=units.north_team, role="learner")
        row = enrol(user=person, course=published.course, by=person, at=now)
        row = start(enrolment=row, language="en", by=person, at=now)
        complete_lesson(enrolment=row, slot_uid="how-it-works", by=person, at=now)
        choose_variant(enrolment=row, slot_uid=SLOT, lesson_uid=f"the-case-{account}")
        complete_lesson(enrolment=row, slot_uid=SLOT, by=person, at=now)
        made[account] = row
    assert [variants_taken(row)[SLOT] for row in made.values()] == [
        "the-case-full",
        "the-case-short",
    ]
    return made


def neutral(text: str, row: Enrolment) -> str:
    """The text without what differs between any two people: name, ids, tokens."""
    person = row.user
    certificates = Certificate.objects.filter(enrolment=row)
    ids = [str(person.public_id), str(row.public_id), *(str(c.public_id) for c in certificates)]
    for value in (person.display_name, person.email, *ids):
        text = text.replace(value, "X")
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)
    text = re.sub(r'nonce="?[^"\s>]+', "", text)
    return re.sub(r"\b\d+\b", "0", re.sub(r"\d\d:\d\d(:\d\d)?", "0", text))


Teller = Callable[[Client, Enrolment], str]


def page(name: str) -> Teller:
    def tell(client: Client, row: Enrolment) -> str:
        answer = client.get(url(name, row.user.public_id))
        assert answer.status_code == 200
        return answer.content.decode()

    return tell


def status_line(client: Client, row: Enrolment) -> str:
    answer = client.get(url("status_list"), {"q": row.user.display_name})
    assert row.user.display_name in answer.content.decode()
    return answer.content.decode().replace("q=Person+Name", "")


def export(client: Client, row: Enrolment) -> str:
    answer = client.post(url("status_export"), {"q": row.user.display_name})
    text = b"".join(answer.streaming_content).decode()
    assert row.user.display_name in text
    return text


LEADS: dict[str, Teller] = {
    "status": status_line,
    "person": page("person_detail"),
    "assign": page("assign_person"),
    "extra time": page("extra_time"),
    "export": export,
}


NOT_FOR_AUDITORS = {"assign", "extra time"}
ASKED = [
    (role, asked)
    for role in ("lead", "auditor", "admin")
    for asked in LEADS
    if role != "auditor" or asked not in NOT_FOR_AUDITORS
]


@pytest.mark.parametrize(("role", "asked"), ASKED)
def test_lead_auditor_admin_and_exporter_are_told_the_same(
    role: str, asked: str, pair, units, enter
) -> None:
    reader = UserFactory(display_name="Reader", unit=units.client)
    RoleGrantFactory(user=reader, unit=units.client, role=role)
    client = enter(reader)
    client.get("/")  # takes the greeting away
    told = {who: neutral(LEADS[asked](client, row), row) for who, row in pair.items()}
    assert told["full"] == told["short"]


def test_accounts_pages_tell_the_same(pair, admin_person, enter) -> None:
    client = enter(admin_person)
    client.get("/")  # takes the greeting away
    told = []
    for row in pair.values():
        answer = client.get(reverse("accounts:person_detail", args=[row.user.public_id]))
        told.append(neutral(answer.content.decode(), row))
    assert told[0] == told[1]


def test_the_audit_trail_does_not_know(pair) -> None:
    entries = AuditEntry.objects.values_list("action", "old", "new")
    assert not any("the-case-short" in str(entry) for entry in entries)
    assert not any("variant" in entry[0] for entry in entries)


def about(model: type, row: Enrolment) -> list[object]:
    """The rows of a model that hang on one of the two people, the oldest first."""
    things = {User: row.user, Enrolment: row}
    if model in things:
        return [things[model]]
    found: list[object] = []
    for field in model._meta.get_fields():
        if field.is_relation and field.concrete and field.related_model in things:
            wanted = {field.name: things[field.related_model]}
            found += model._default_manager.filter(**wanted).order_by("pk")
    return found


def test_django_admin_tells_the_same(pair, admin_person, enter) -> None:
    client = enter(admin_person)
    client.get("/")  # takes the greeting away
    seen = set()
    for model in admin.site._registry:
        meta = model._meta
        listed = client.get(reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist"))
        if listed.status_code == 403:
            continue  # registered by a library, and open to nobody
        assert "the-case-short" not in listed.content.decode()
        rows = {who: about(model, row) for who, row in pair.items()}
        assert len(rows["full"]) == len(rows["short"]), model
        for one, other in zip(rows["full"], rows["short"], strict=True):
            seen.add(meta.model_name)
            told = []
            for row, thing in ((pair["full"], one), (pair["short"], other)):
                where = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[thing.pk])
                answer = client.get(where)
                assert answer.status_code == 200
                told.append(neutral(answer.content.decode(), row))
            assert told[0] == told[1], model
    assert {"completionevent", "membership", "rolegrant", "user"} <= seen


def test_completion_events_tell_no_moment(pair, admin_person, enter) -> None:
    client = enter(admin_person)
    event = pair["short"].completion_events.get(slot_uid=SLOT)
    html = client.get(reverse("admin:courses_completionevent_change", args=[event.pk]))
    assert not re.search(r"\d\d?:\d\d|a\.m\.|p\.m\.", html.content.decode().split("<main")[-1])


def test_no_admin_knows_the_table() -> None:
    assert not admin.site.is_registered(VariantTaken)
    for shown in admin.site._registry.values():
        assert VariantTaken not in [inline.model for inline in shown.inlines]
        named = [*shown.list_display, *shown.search_fields, *shown.list_filter]
        assert not any("variant" in str(name) for name in named)


def test_the_learner_alone_is_told(pair) -> None:
    client = Client()
    row = pair["short"]
    client.force_login(row.user)
    html = client.get(reverse("courses:delivery:lesson_detail", args=["example-course", SLOT]))
    assert "shorter" in html.content.decode().lower()
    assert RoleGrant.objects.filter(user=row.user).count() == 1
    assert timezone.now() > row.started_at
