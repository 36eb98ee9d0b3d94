"""Nobody but the learner and those who judge can find out that somebody contested an answer.

Two learners hand in the same answers in the same moments; one contests them, and is answered.
Whoever else asks about the two must be told the same, to the byte, but for their names and ids.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from courses.assessment.models import (
    Attempt,
    Contest,
    FailConfirmation,
    LateDecision,
    Marking,
    MarkingTurn,
)
from courses.assessment.services.judging.contesting import decide_contest, open_contest
from courses.catalogue.models import Course
from courses.enrolment.models import Enrolment
from tests.courses.assessment.judging.courses import NOW, choice_course, handed_in
from tests.courses.oversight.test_wellbeing import ASKED, LEADS, neutral
from tests.factories.accounts import RoleGrantFactory, UserFactory

MARKER = "harmless-marker-4711"
WORDS = ("contest", MARKER, "upheld")


@pytest.fixture
def course(units) -> Course:
    return choice_course(units.north).course


@pytest.fixture
def pair(course: Course, units, trainer: User) -> dict[str, Enrolment]:
    """Two learners with the same result; the second contested it and was answered."""
    made = {}
    for who, name in {"full": "Person Name-1", "short": "Person Name-2"}.items():
        attempt = handed_in(course, units.north_team, {"question-0": {"option": "wrong"}})
        person = attempt.enrolment.user
        person.display_name, person.email = name, f"{who[:1]}@example.org"
        person.save(update_fields=["display_name", "email"])
        person.memberships.update(started_at=NOW - timedelta(days=90))
        made[who] = attempt.enrolment
    contested = Attempt.objects.get(enrolment=made["short"])
    for uid in contested.question_uids:
        row = open_contest(
            public_id=contested.public_id,
            question_uid=uid,
            reason=f"Why: {MARKER}",
            by=made["short"].user,
            at=NOW,
        )
    decide_contest(contest=row, is_upheld=True, answer=MARKER, by=trainer, at=NOW)
    assert Contest.objects.count() == 2
    return made


@pytest.mark.parametrize(("role", "asked"), [*ASKED, ("qa", "status"), ("qa", "person")])
def test_whoever_reads_about_people_is_told_the_same(
    role: str, asked: str, pair, units, enter: Callable[[User], Client]
) -> None:
    reader = UserFactory(display_name="Reader", unit=units.client)
    RoleGrantFactory(user=reader, unit=units.client, role=role)
    client = enter(reader)
    client.get("/")  # takes the greeting away
    told = {who: neutral(LEADS[asked](client, row), row) for who, row in pair.items()}
    assert told["full"] == told["short"]
    assert MARKER not in told["short"]


def test_accounts_pages_tell_the_same(pair, admin_person: User, enter) -> None:
    client = enter(admin_person)
    client.get("/")
    told = [
        neutral(client.get(reverse("accounts:person_detail", args=[row.user.public_id])).text, row)
        for row in pair.values()
    ]
    assert told[0] == told[1]


def test_the_audit_trail_does_not_know(pair) -> None:
    entries = AuditEntry.objects.values_list("action", "target", "old", "new")
    assert [row for row in entries if any(word in str(row).lower() for word in WORDS)] == []


def test_the_notice_says_nothing_of_what_was_said(pair) -> None:
    notice = pair["short"].user.notices.get(kind="contest.decided")
    assert MARKER not in str(notice.payload)


def test_no_admin_knows_the_tables() -> None:
    private = {Contest, Marking, MarkingTurn, FailConfirmation, LateDecision}
    assert private & set(admin.site._registry) == set()
    for shown in admin.site._registry.values():
        assert private & {inline.model for inline in shown.inlines} == set()


def test_the_learner_and_the_judge_are_told(
    pair, course: Course, trainer: User, enter: Callable[[User], Client]
) -> None:
    learner = Client()
    learner.force_login(pair["short"].user)
    assert MARKER in learner.get(reverse("courses:delivery:contest_list")).text
    other = Client()
    other.force_login(pair["full"].user)
    assert MARKER not in other.get(reverse("courses:delivery:contest_list")).text
    waiting = Contest.objects.open().get()
    where = reverse("courses:workshop:judging_contest", args=[course.slug, waiting.public_id])
    assert MARKER in enter(trainer).get(where).text
