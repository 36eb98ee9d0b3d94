"""The administrator's page of periods: what holds, what would go, and keeping less."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, Notice, Organisation, User
from accounts.services import notify, record
from courses.assessment.models import Attempt, Step
from courses.retention import services
from courses.retention.lapsing import RULES
from courses.retention.periods import NotAPeriod, in_force, longest, schedule
from courses.retention.words import WORDS

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough word"

type Queries = Callable[[int], object]


@pytest.fixture
def admin_client(client: Client, admin_person: User) -> Client:
    """Signed in through the form, so that who it is was proved just now."""
    admin_person.set_password(PASSWORD)
    admin_person.save(update_fields=["password"])
    form = {"login": admin_person.email, "password": PASSWORD}
    assert client.post("/account/login/", form).status_code == 302
    Authenticator.objects.create(user=admin_person, type=Authenticator.Type.TOTP, data={})
    return client


def url() -> str:
    return reverse("courses:retention:periods")


def asked(**changes: object) -> dict[str, object]:
    return {**longest(), **changes}


def test_every_period_has_words_and_what_is_counted_has_rows() -> None:
    assert WORDS.keys() == schedule().periods.keys()
    uncounted = {rule.period for rule in RULES if not rule.parts}
    assert uncounted == {name for name, words in WORDS.items() if not words.counted}


def test_the_page_says_what_holds_and_what_went_last(
    admin_client: Client,
    answered: Callable[[datetime], Attempt],
    now: datetime,
    django_assert_num_queries: Queries,
) -> None:
    answered(now)
    at = now + timedelta(days=31 * 25)
    services.delete_lapsed(at=at)
    admin_client.get(url())

    with django_assert_num_queries(4):  # type: ignore[attr-defined]
        page = admin_client.get(url()).content.decode()

    assert "24\n" not in page
    assert "24 months" in " ".join(page.split())
    assert "6 rows" in " ".join(page.split())
    assert "told to nobody" in page
    assert "Last run: none yet" not in page


def test_looking_counts_and_changes_nothing(
    admin_client: Client, learner: User, django_assert_num_queries: Queries
) -> None:
    old = timezone.now() - timedelta(days=400)
    record(action="person.created", by=None, target=learner, at=old)
    notify(person=learner, kind="role", payload={"role": "lead"}, at=old)
    months = asked(audit=6, notices_unread=2, variants=1, records=12, answers=3, invitations=1)
    months |= {"extra_time": 1, "extra_attempts": 1, "notices_read": 1}
    entries = AuditEntry.objects.count()

    with django_assert_num_queries(14):  # type: ignore[attr-defined]
        page = " ".join(admin_client.get(url(), months).content.decode().split())

    assert "6 months: 1 entries that would go" in page
    assert "2 months: 1 notices that would go" in page
    assert "not counted, for nobody may learn who chose what" in page
    assert (AuditEntry.objects.count(), Notice.objects.count()) == (entries, 1)
    assert Organisation.current().retention_months == {}


def test_keeping_less_holds_from_the_next_run_and_can_be_taken_back(
    admin_client: Client, answered: Callable[[datetime], Attempt], now: datetime
) -> None:
    answered(now)
    at = now + timedelta(days=31 * 13)
    services.delete_lapsed(at=at)
    assert Step.objects.count() == 3

    assert admin_client.post(url(), asked(answers=12)).status_code == 302

    entry = AuditEntry.objects.get(action="retention.changed")
    assert (entry.old, entry.new) == ({"answers": 24}, {"answers": 12})
    assert services.find_lapsed(at=at)
    admin_client.post(url(), asked(answers=24))
    assert services.find_lapsed(at=at) == []
    admin_client.post(url(), asked(answers=12))
    services.delete_lapsed(at=at)
    assert not Step.objects.exists()


@pytest.mark.parametrize("months", [25, 0, -1, "x", ""])
def test_longer_than_the_file_is_refused_and_what_was_typed_is_kept(
    admin_client: Client, months: object
) -> None:
    answer = admin_client.post(url(), asked(answers=months))

    assert answer.status_code == 422
    assert f'value="{months}"' in answer.content.decode() or months == ""
    assert Organisation.current().retention_months == {}


def test_the_service_refuses_longer_and_unknown(admin_person: User, now: datetime) -> None:
    for months in ({"answers": 25}, {"answers": 0}, {"nothing": 1}):
        with pytest.raises(NotAPeriod):
            services.shorten_periods(months=months, by=admin_person, at=now)


def test_the_variable_is_the_longest(settings: object) -> None:
    settings.RETENTION_MONTHS = ["answers=10"]  # type: ignore[attr-defined]

    assert in_force({"answers": 12})["answers"] == 10
    assert in_force({"answers": 6})["answers"] == 6
    assert in_force({"answers": "6", "gone": 3})["answers"] == 10


def test_only_administrators_of_the_whole_and_only_after_proving_it(
    client: Client, lead: User, admin_person: User
) -> None:
    client.force_login(lead)
    assert client.get(url()).status_code == 403
    admin_person.set_password(PASSWORD)
    admin_person.save(update_fields=["password"])
    client.force_login(admin_person, backend="accounts.auth_backends.SignInBackend")
    answer = client.post(url(), asked(answers=12))
    assert "reauthenticate" in answer["Location"]
    assert Organisation.current().retention_months == {}


def test_the_organisation_page_leads_there(admin_client: Client) -> None:
    assert url() in admin_client.get(reverse("accounts:organisation")).content.decode()
