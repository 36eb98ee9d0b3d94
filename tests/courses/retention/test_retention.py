"""What lapses goes and nothing else does, through the real triggers of both databases."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, Invitation, Notice, Role, User
from accounts.services import invite, notify, record
from accounts.services.people import erase
from courses.assessment.errors import AnswersNotKept
from courses.assessment.models import Attempt, ExtraAttempt, ExtraTime, Grading, Response, Step
from courses.assessment.services import Save, grade_attempt, grant_extra_time, save_answers
from courses.certification.models import Certificate, CertificatePrint, ClauseTraining
from courses.enrolment.models import Assignment, Enrolment
from courses.models import SlotProgress, VariantTaken
from courses.progress.models import CompletionEvent
from courses.retention import services, tasks
from courses.retention.checks import periods_can_be_read
from courses.retention.periods import NotAPeriod, months_before, months_kept

type Later = Callable[[int], datetime]
type Answered = Callable[[datetime], Attempt]
ANSWERS = {"courses_response": 3, "courses_step": 3}


def told(found: list[services.Lapsed]) -> dict[str, int]:
    return {lapsed.table: lapsed.rows for lapsed in found}


def delete(at: datetime) -> dict[str, int]:
    return told(services.delete_lapsed(at=at))


def test_answers_go_by_retention_alone_and_the_result_stays(
    answered: Answered, now: datetime, later: Later
) -> None:
    attempt = answered(now)
    Response.objects.all().delete()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Step.objects.filter(attempt=attempt).delete()

    assert delete(later(24) + timedelta(days=1)) == {"courses_step": 3}

    assert not Step.objects.exists()
    assert Grading.objects.get() == attempt.current_grading


def test_nothing_young_goes_and_a_second_run_does_nothing(
    answered: Answered, now: datetime, later: Later
) -> None:
    answered(now)
    assert delete(later(24) - timedelta(days=1)) == {}
    assert (Response.objects.count(), Step.objects.count()) == (3, 3)
    at = later(24) + timedelta(days=1)
    assert told(services.find_lapsed(at=at)) == ANSWERS
    assert Step.objects.count() == 3
    assert delete(at) == ANSWERS
    entries = AuditEntry.objects.count()
    assert delete(at) == {}
    assert AuditEntry.objects.count() == entries


def test_one_audit_entry_a_table_says_how_many(
    answered: Answered, now: datetime, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(now)
    answered(now + timedelta(hours=1))
    monkeypatch.setattr(services, "BATCH", 1)
    services.delete_lapsed(at=later(25))
    entries = AuditEntry.objects.filter(action="retention.deleted").order_by("target")
    new = {"period": "answers", "before": "2026-12-22", "rows": 6}
    assert [(entry.by, entry.target, entry.new) for entry in entries] == [
        ("", "table:courses_response", new),
        ("", "table:courses_step", new),
    ]


class Killed(Exception):
    pass


def test_killed_midway_it_goes_on_and_no_attempt_is_left_in_half(
    answered: Answered, now: datetime, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    for hours in range(3):
        answered(now + timedelta(hours=hours))
    monkeypatch.setattr(services, "BATCH", 1)
    deletes = 0

    def die(execute, sql, params, many, context):
        nonlocal deletes
        if sql.startswith('DELETE FROM "courses_step"'):
            deletes += 1
            if deletes == 2:
                raise Killed
        return execute(sql, params, many, context)

    with connection.execute_wrapper(die), pytest.raises(Killed):
        services.delete_lapsed(at=later(25))

    kept = Attempt.objects.filter(answers_deleted_at=None)
    assert (kept.count(), Response.objects.count(), Step.objects.count()) == (2, 6, 6)
    assert set(Step.objects.values_list("attempt", flat=True)) == {row.pk for row in kept}
    assert delete(later(25)) == {"courses_response": 6, "courses_step": 6}
    assert not Step.objects.exists()


def test_the_result_page_opens_and_says_that_answers_are_no_longer_kept(
    answered: Answered, now: datetime, later: Later, client: Client, learner: User
) -> None:
    attempt = answered(now)
    client.force_login(learner)
    where = reverse("courses:delivery:attempt_result", args=[attempt.public_id])
    assert "no longer kept" not in client.get(where).content.decode()
    services.delete_lapsed(at=later(25))
    page = client.get(where)
    assert page.status_code == 200
    shown = page.content.decode()
    assert "no longer kept" in shown
    assert "4 of 4 marks" in shown
    assert "Not answered" not in shown
    assert shown.count("As the key has it") == 3


def test_nothing_is_saved_to_or_graded_from_answers_that_are_gone(
    answered: Answered, now: datetime, later: Later
) -> None:
    attempt = answered(now)
    services.delete_lapsed(at=later(25))
    attempt.refresh_from_db()
    with pytest.raises(AnswersNotKept):
        save_answers(
            public_id=attempt.public_id,
            by=attempt.enrolment.user,
            tab=attempt.public_id,
            saves=[Save.of(9, 1, None)],
            at=later(25),
        )
    with pytest.raises(AnswersNotKept):
        grade_attempt(attempt=attempt, policy=Grading.Policy.NEW_KEY, by=None, at=later(25))
    assert (Step.objects.count(), Grading.objects.count()) == (0, 1)


def test_answers_of_an_attempt_left_open_go_once_the_course_has_ended(
    answered: Answered, now: datetime, later: Later
) -> None:
    attempt = answered(now)
    Attempt.objects.filter(pk=attempt.pk).update(state="open", closed_at=None)
    assert delete(later(25)) == {}
    Enrolment.objects.update(state="withdrawn", ended_at=now)
    assert delete(later(25)) == ANSWERS


def test_the_choice_of_an_account_goes_and_nobody_is_told(
    enrolment: Enrolment, now: datetime, later: Later
) -> None:
    VariantTaken.objects.create(enrolment=enrolment, slot_uid="the-case", lesson_uid="short")
    assert delete(later(13)) == {}
    assert VariantTaken.objects.count() == 1
    Enrolment.objects.update(state="withdrawn", ended_at=now)
    entries = AuditEntry.objects.count()
    assert services.find_lapsed(at=later(13)) == []
    assert delete(later(13)) == {}
    assert not VariantTaken.objects.exists()
    assert AuditEntry.objects.count() == entries


def test_what_people_leave_behind_goes_in_its_time(
    learner: User, lead: User, units, now: datetime, later: Later
) -> None:
    grant_extra_time(
        person=learner, percent=25, by=lead, until=now.date() + timedelta(days=1), at=now
    )
    Notice.objects.create(person=learner, kind="a", created_at=now, read_at=now)
    notify(person=learner, kind="b", payload={}, at=now)
    invite(unit=units.north, role=Role.LEARNER, by=lead, email="new@example.org", at=now)
    assert delete(later(3)) == {}
    assert delete(later(4)) == {"accounts_invitation": 1}
    assert delete(later(7)) == {"accounts_notice": 1}
    assert Notice.objects.get().kind == "b"
    assert delete(later(13)) == {"courses_extratime": 1}
    assert delete(later(25)) == {"accounts_notice": 1}
    assert not Invitation.objects.exists()
    assert not ExtraTime.objects.exists()


def test_audit_entries_go_after_three_years_and_leave_one_that_says_so(
    db: None, now: datetime, later: Later
) -> None:
    record(action="a.thing", by=None, target="x", at=now)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEntry.objects.all().delete()
    assert delete(later(36)) == {}
    assert delete(later(37)) == {"accounts_auditentry": 1}
    assert AuditEntry.objects.get().action == "retention.deleted"


def test_the_record_of_an_erased_person_goes_whole_and_only_theirs(
    erased: Certificate, trainer: User, now: datetime, later: Later
) -> None:
    course = erased.enrolment.course
    for person in (erased.user, trainer):
        Assignment.objects.create(
            course=course, person=person, assigned_by=trainer, assigned_at=now
        )
    Enrolment.objects.create(course=course, user=trainer, created_at=now)
    delete(later(72) - timedelta(days=1))
    assert (Grading.objects.count(), Certificate.objects.count()) == (1, 1)

    found = delete(later(73))

    record_tables = (
        Grading, Attempt, SlotProgress, CompletionEvent,
        ClauseTraining, CertificatePrint, Certificate,
    )  # fmt: skip
    assert {model._meta.db_table for model in record_tables} < set(found)
    assert [model for model in record_tables if model.objects.exists()] == []
    assert Enrolment.objects.get().user == trainer
    assert Assignment.objects.get().person == trainer
    assert User.objects.filter(pk=erased.user_id).exists()
    assert delete(later(73)) == {}


def test_the_record_of_who_is_not_erased_stays(passed: Certificate, later: Later) -> None:
    services.delete_lapsed(at=later(500))
    assert Certificate.objects.get() == passed
    assert Grading.objects.exists()
    assert ClauseTraining.objects.exists()
    assert CompletionEvent.objects.exists()


def test_the_sweep_deletes_what_has_lapsed_with_no_task(answered: Answered) -> None:
    answered(months_before(timezone.now(), 25))
    tasks.delete_lapsed()
    assert not Step.objects.exists()


def test_the_command_says_what_would_go_and_deletes_only_without_dry_run(
    answered: Answered,
) -> None:
    answered(months_before(timezone.now(), 25))
    day = months_before(timezone.now(), 24).date()
    line = (
        f"from before {day} (the attempt was closed, or the course was ended with the attempt open)"
    )
    both = f"courses_response: 3 {line}\ncourses_step: 3 {line}\n"
    outputs = []
    for options in (["--dry-run"], [], []):
        out = io.StringIO()
        call_command("retention", *options, stdout=out)
        outputs.append((out.getvalue(), Step.objects.count()))
    assert outputs == [(both, 3), (both, 0), ("Nothing has lapsed.\n", 0)]


def test_an_organisation_may_keep_less_and_never_more(
    answered: Answered, now: datetime, later: Later, settings
) -> None:
    answered(now)
    settings.RETENTION_MONTHS = ["answers = 2"]
    assert periods_can_be_read(None) == []
    assert delete(later(2) - timedelta(days=1)) == {}
    assert delete(later(3)) == ANSWERS


@pytest.mark.parametrize("wish", ["answers=25", "answers=0", "answers", "answers=²", "other=1"])
def test_a_wish_that_is_no_shorter_period_is_refused(wish: str, settings) -> None:
    settings.RETENTION_MONTHS = [wish]
    with pytest.raises(NotAPeriod):
        months_kept([wish])
    assert [error.id for error in periods_can_be_read(None)] == ["courses.E001"]


def test_months_are_counted_by_the_calendar() -> None:
    at = datetime(2028, 2, 29, 9, 30, tzinfo=UTC)
    assert months_before(at, 12).date() == date(2027, 2, 28)
    assert months_before(at, 2).date() == date(2027, 12, 29)


def test_who_allowed_an_attempt_goes_after_the_course_and_not_before(
    answered: Answered, lead: User, now: datetime, later: Later
) -> None:
    attempt = answered(now)
    ExtraAttempt.objects.create(after=attempt, granted_by=lead, granted_at=now)
    delete(later(14))
    assert ExtraAttempt.objects.count() == 1
    state = Enrolment.State.WITHDRAWN
    Enrolment.objects.filter(pk=attempt.enrolment_id).update(state=state, ended_at=now)
    assert delete(later(12)) == {}
    assert delete(later(13)) == {"courses_extraattempt": 1}


def test_who_allowed_an_attempt_goes_with_the_record_of_a_course_left_open(
    answered: Answered, trainer: User, now: datetime, later: Later
) -> None:
    attempt = answered(now)
    person = attempt.enrolment.user
    ExtraAttempt.objects.create(after=attempt, granted_by=trainer, granted_at=now)
    erase(person, by=None, at=now)
    Enrolment.objects.update(state=Enrolment.State.OPEN, ended_at=None)
    assert delete(later(73))["courses_extraattempt"] == 1
    assert not Enrolment.objects.filter(user=person).exists()
