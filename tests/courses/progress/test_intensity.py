"""A unit's cap on intense minutes a day: the first lesson always fits, the next only within it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Unit
from accounts.selectors import daily_intense_cap
from courses.enrolment.models import Enrolment
from courses.progress.intensity import fits
from courses.progress.models import CompletionEvent
from courses.progress.selectors import fits_today, intense_minutes_between
from courses.progress.services import choose_variant, record_completion
from courses.releases.selectors import manifest


@pytest.mark.parametrize(
    ("cap", "spent", "minutes", "expected"),
    [
        (None, 500, 60, True),
        (20, 0, 30, True),
        (20, 12, 8, True),
        (20, 12, 9, False),
        (0, 0, 1, True),
        (0, 1, 1, False),
    ],
)
def test_what_fits_into_a_day(cap: int | None, spent: int, minutes: int, expected: bool) -> None:
    assert fits(cap=cap, spent=spent, minutes=minutes) is expected


def test_the_smallest_cap_of_the_units_above_counts(enrolment: Enrolment, now: datetime) -> None:
    user = enrolment.user
    assert daily_intense_cap(user, now + timedelta(days=1)) is None
    Unit.objects.filter(short_code="north").update(daily_intense_minutes=40)
    Unit.objects.filter(short_code="south").update(daily_intense_minutes=5)
    assert daily_intense_cap(user, timezone.now()) == 40
    Unit.objects.filter(name="North Team One").update(daily_intense_minutes=15)
    assert daily_intense_cap(user, timezone.now()) == 15


def complete(enrolment: Enrolment, slot_uid: str, at: datetime) -> None:
    record_completion(
        enrolment=enrolment, slot_uid=slot_uid, cause=CompletionEvent.Cause.READ, at=at
    )


def test_only_the_account_that_was_read_counts(enrolment: Enrolment, now: datetime) -> None:
    day = datetime(2026, 11, 22, tzinfo=UTC)
    full, short = manifest(enrolment.release).slot("the-case").variants
    complete(enrolment, "how-it-works", now)
    complete(enrolment, "the-case", now)
    assert intense_minutes_between(enrolment.user, day, day + timedelta(days=1)) == full.minutes
    choose_variant(enrolment=enrolment, slot_uid="the-case", lesson_uid=short.uid)
    spent = intense_minutes_between(enrolment.user, day, day + timedelta(days=1))
    assert spent == (short.minutes if short.intensity >= 2 else 0)
    assert intense_minutes_between(enrolment.user, day - timedelta(days=1), day) == 0


def test_what_goes_beyond_the_cap_waits_for_tomorrow(enrolment: Enrolment, client: Client) -> None:
    user, at = enrolment.user, timezone.now()
    Unit.objects.filter(short_code="north").update(daily_intense_minutes=1)
    decide = manifest(enrolment.release).slot("decide").variants[0]
    assert fits_today(user, decide, at=at)
    complete(enrolment, "how-it-works", at)
    complete(enrolment, "the-case", at)
    assert not fits_today(user, decide, at=at)
    assert fits_today(user, decide, at=at + timedelta(days=1))
    client.force_login(user)
    url = reverse("courses:delivery:attempt_start", args=[enrolment.course.slug, "decide"])
    answer = client.post(url)
    assert answer.status_code == 409
    assert "Enough for today" in answer.content.decode()
    assert not enrolment.attempts.exists()
