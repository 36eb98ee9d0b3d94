"""The road through a course and its bends: locked, chosen, withdrawn, passed, taken again."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from courses.assessment.models import Attempt
from courses.assessment.services import start_attempt
from courses.certification.models import Certificate
from courses.enrolment.models import Enrolment
from courses.enrolment.services import enrol, withdraw
from courses.progress.models import SlotProgress, VariantTaken
from courses.progress.selectors import completed_slots
from tests.courses.conftest import NOW
from tests.courses.delivery.conftest import url
from tests.courses.delivery.courses import finish, take
from tests.factories.catalogue import course_draft, lesson_draft, make_release

SLUG = "example-course"


def test_a_locked_lesson_says_what_comes_first_and_cannot_be_completed(
    page: Client, enrolment: Enrolment
) -> None:
    shown = page.get(url("lesson_detail", SLUG, "the-case"))
    assert shown.status_code == 409
    assert "fees that nobody owed" not in shown.content.decode()
    sent = page.post(url("lesson_complete", SLUG, "the-case"), {"account": "the-case-short"})
    assert sent.status_code == 302
    assert completed_slots(enrolment) == frozenset()


def test_completing_leads_to_the_next_lesson_and_twice_is_once(
    page: Client, enrolment: Enrolment
) -> None:
    where = url("lesson_complete", SLUG, "how-it-works")
    answers = [page.post(where) for _time in range(2)]
    assert [one["Location"] for one in answers] == [url("lesson_detail", SLUG, "the-case")] * 2
    assert SlotProgress.objects.filter(enrolment=enrolment).count() == 1


@pytest.mark.parametrize("slot", ["decide", "quiz"])
def test_what_is_answered_is_not_completed_by_a_button(
    slot: str, page: Client, enrolment: Enrolment, complete_before: Callable[[str], None]
) -> None:
    complete_before(slot)
    answer = page.post(url("lesson_complete", SLUG, slot), follow=True)
    assert "complete when your answers are handed in" in answer.content.decode()
    assert slot not in completed_slots(enrolment)


@pytest.mark.parametrize(
    ("account", "kept"), [("the-case-short", "the-case-short"), ("", "the-case-full")]
)
def test_the_chosen_account_is_kept(
    account: str,
    kept: str,
    page: Client,
    enrolment: Enrolment,
    complete_before: Callable[[str], None],
) -> None:
    complete_before("the-case")
    page.post(url("lesson_complete", SLUG, "the-case"), {"account": account})
    assert VariantTaken.objects.get(enrolment=enrolment).lesson_uid == kept
    assert "the-case" in completed_slots(enrolment)


@pytest.mark.parametrize("account", ["quiz", "no-such", "\x00", "x" * 5000])
def test_an_account_of_another_place_completes_nothing(
    account: str, page: Client, enrolment: Enrolment, complete_before: Callable[[str], None]
) -> None:
    complete_before("the-case")
    sent = page.post(url("lesson_complete", SLUG, "the-case"), {"account": account})
    assert sent["Location"] == url("course_detail", SLUG)
    assert "the-case" not in completed_slots(enrolment)
    assert not VariantTaken.objects.exists()


def test_a_withdrawn_course_can_be_looked_at_again_but_not_worked_on(
    page: Client, enrolment: Enrolment, complete_before: Callable[[str], None], learner: User
) -> None:
    complete_before("quiz")
    attempt = start_attempt(enrolment=enrolment, slot_uid="quiz", by=learner, at=NOW)
    withdraw(enrolment=enrolment, by=learner, at=NOW)
    assert "Start the course" in page.get(url("course_detail", SLUG)).content.decode()
    assert page.get(url("lesson_detail", SLUG, "quiz")).status_code == 404
    assert page.post(url("lesson_complete", SLUG, "attest")).status_code == 404
    assert page.post(url("attempt_start", SLUG, "quiz")).status_code == 404
    assert page.post(url("attempt_hand_in", attempt.public_id)).status_code == 302
    assert "attest" not in completed_slots(enrolment)
    assert not Certificate.objects.exists()


def test_a_course_passed_is_taken_again_on_the_live_release_and_the_certificate_stays(
    page: Client, learner: User
) -> None:
    first = make_release()
    enrolment = finish(take(learner, first))
    certificate = Certificate.objects.get(enrolment=enrolment)
    second = make_release(course_draft(lesson_draft("intro"), lesson_draft("more")))
    assert second.number == 2
    shown = page.get(url("course_detail", "small")).content.decode()
    assert 'name="again"' in shown
    page.post(url("course_start", "small"), {"language": "en", "again": "1"})
    rows = Enrolment.objects.filter(user=learner).order_by("created_at")
    assert [(row.state, row.release_id) for row in rows] == [
        (Enrolment.State.PASSED, first.pk),
        (Enrolment.State.OPEN, second.pk),
    ]
    assert page.get(url("lesson_detail", "small", "more")).status_code == 200
    assert list(Certificate.objects.all()) == [certificate]
    assert page.get(url("certificate_detail", certificate.public_id)).status_code == 200
    finish(rows[1])
    assert Certificate.objects.filter(user=learner).count() == 2


def test_starting_a_passed_course_without_asking_for_it_changes_nothing(
    page: Client, learner: User
) -> None:
    finish(take(learner, make_release()))
    page.post(url("course_start", "small"), {"language": "en"})
    assert Enrolment.objects.count() == 1


def test_who_is_under_way_stays_on_the_release_of_the_start(page: Client, learner: User) -> None:
    first = make_release()
    enrolment = take(learner, first)
    make_release(course_draft(lesson_draft("intro"), lesson_draft("more")))
    page.post(url("course_start", "small"), {"language": "en", "again": "1"})
    enrolment.refresh_from_db()
    assert (Enrolment.objects.count(), enrolment.release) == (1, first)
    assert page.get(url("lesson_detail", "small", "more")).status_code == 404


def test_a_course_that_was_asked_for_can_be_started_though_it_is_not_found(
    page: Client, learner: User
) -> None:
    course = make_release(visibility="restricted").course
    assert page.get(url("course_detail", "small")).status_code == 404
    assert page.post(url("course_start", "small")).status_code == 404
    enrol(user=learner, course=course, by=learner, at=NOW)
    assert page.get(url("course_detail", "small")).status_code == 200
    page.post(url("course_start", "small"), {"language": "en"})
    assert Enrolment.objects.get().is_started


def test_the_language_of_a_course_can_be_changed_to_one_that_it_has(
    page: Client, enrolment: Enrolment
) -> None:
    where = url("course_language", SLUG)
    assert page.post(where, {"language": "es"}).status_code == 302
    shown = page.get(url("course_detail", SLUG)).content.decode()
    assert "Un curso de ejemplo" in shown
    for unknown in ("fr", "", "\x00", "x" * 300):
        assert page.post(where, {"language": unknown}).status_code == 404
    enrolment.refresh_from_db()
    assert enrolment.language == "es"


def test_a_quiz_that_is_locked_is_not_started(page: Client, enrolment: Enrolment) -> None:
    answer = page.post(url("attempt_start", SLUG, "quiz"))
    assert answer["Location"] == url("lesson_detail", SLUG, "quiz")
    assert not Attempt.objects.exists()
