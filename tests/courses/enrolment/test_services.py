"""Enrolling, starting, assigning and withdrawing: what holds whoever asks, and how often."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import AuditEntry, Notice, User
from courses.catalogue.models import Course
from courses.enrolment.errors import (
    EnrolmentClosed,
    LanguageMissing,
    NoLiveRelease,
    PrerequisiteMissing,
)
from courses.enrolment.models import Enrolment
from courses.enrolment.selectors import missing_prerequisites
from courses.enrolment.services import (
    assign_to_person,
    assign_to_unit,
    choose_language,
    enrol,
    enrol_members,
    pass_enrolment,
    start,
    withdraw,
    withdraw_assignment,
)
from courses.releases.models import Release
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.catalogue import course_draft, lesson_draft, make_course, make_release

DUE, LATER = date(2026, 12, 31), date(2027, 1, 31)


@pytest.fixture
def course(units: SimpleNamespace) -> Course:
    return make_course()


def actions() -> list[str]:
    """What the audit trail tells of this room."""
    told = AuditEntry.objects.filter(action__regex=r"^(enrolment|assignment)\.")
    return sorted(told.values_list("action", flat=True))


# --- Enrolling and starting ---


def test_enrolling_twice_is_once(course: Course, learner: User, now: datetime) -> None:
    made = [enrol(user=learner, course=course, by=learner, at=now) for _time in range(2)]
    assert made[0] == made[1] == Enrolment.objects.get()
    assert (made[0].release, made[0].state) == (None, Enrolment.State.OPEN)
    assert actions() == ["enrolment.made"]


def test_two_who_enrol_at_once_get_the_same_enrolment(
    course: Course, learner: User, now: datetime
) -> None:
    others: list[Enrolment] = []

    def quicker(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = execute(sql, params, many, context)
        if not others and sql.startswith("SELECT"):
            others.append(Enrolment(user=learner, course=course, created_at=now))
            others[0].save()
        return found

    with connection.execute_wrapper(quicker):
        made = enrol(user=learner, course=course, by=learner, at=now)
    assert [made] == others == list(Enrolment.objects.all())
    assert actions() == []


def test_there_is_one_open_enrolment_a_course(course: Course, learner: User, now: datetime) -> None:
    enrol(user=learner, course=course, by=learner, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.create(user=learner, course=course, created_at=now)


def test_the_second_of_two_starts_changes_nothing(
    published: Release, learner: User, now: datetime
) -> None:
    made = enrol(user=learner, course=published.course, by=learner, at=now)
    stale = Enrolment.objects.get(pk=made.pk)
    first = start(enrolment=made, language="es", by=learner, at=now)
    second = start(enrolment=stale, language="en", by=learner, at=now)
    assert (first.release, second.release) == (published, published)
    assert (second.language, second.started_at) == ("es", now)


def test_a_start_pins_the_live_release_in_its_first_language(
    published: Release, learner: User, now: datetime
) -> None:
    made = enrol(user=learner, course=published.course, by=learner, at=now)
    started = start(enrolment=made, language="", by=learner, at=now)
    assert (started.release, started.language) == (published, "en")


def test_a_course_without_a_release_is_not_started(
    course: Course, learner: User, now: datetime
) -> None:
    made = enrol(user=learner, course=course, by=learner, at=now)
    with pytest.raises(NoLiveRelease):
        start(enrolment=made, language="", by=learner, at=now)


@pytest.mark.parametrize("language", ["fr", "EN", "x" * 300])
def test_a_language_that_the_release_lacks_is_refused(
    language: str, published: Release, learner: User, now: datetime
) -> None:
    made = enrol(user=learner, course=published.course, by=learner, at=now)
    with pytest.raises(LanguageMissing):
        start(enrolment=made, language=language, by=learner, at=now)
    with pytest.raises(LanguageMissing):
        choose_language(enrolment=made, language="en", by=learner)
    started = start(enrolment=made, language="en", by=learner, at=now)
    with pytest.raises(LanguageMissing):
        choose_language(enrolment=started, language=language, by=learner)
    choose_language(enrolment=started, language="es", by=learner)
    assert Enrolment.objects.get().language == "es"


@pytest.mark.parametrize("end", ["passed", "withdrawn"])
def test_a_closed_enrolment_is_not_started_or_closed_again(
    end: str, published: Release, learner: User, now: datetime
) -> None:
    made = enrol(user=learner, course=published.course, by=learner, at=now)
    start(enrolment=made, language="", by=learner, at=now)
    if end == "passed":
        assert pass_enrolment(enrolment=made, at=now)
    else:
        assert withdraw(enrolment=made, by=learner, at=now)
    assert not pass_enrolment(enrolment=made, at=now)
    assert not withdraw(enrolment=made, by=learner, at=now)
    with pytest.raises(EnrolmentClosed):
        start(enrolment=made, language="", by=learner, at=now)
    assert enrol(user=learner, course=published.course, by=learner, at=now) != made


# --- What has to be passed first ---


@pytest.fixture
def advanced(units: SimpleNamespace) -> Course:
    make_release()
    draft = course_draft(lesson_draft("more"), slug="advanced", code="ADV-1", requires=("small",))
    return make_release(draft).course


def test_a_course_opens_when_what_it_requires_is_passed(
    advanced: Course, learner: User, lead: User, now: datetime
) -> None:
    first = Course.objects.get(slug="small")
    made = enrol(user=learner, course=advanced, by=learner, at=now)
    with pytest.raises(PrerequisiteMissing) as refused:
        start(enrolment=made, language="", by=learner, at=now)
    assert refused.value.slugs == ("small",)
    before = enrol(user=learner, course=first, by=learner, at=now)
    start(enrolment=before, language="", by=learner, at=now)
    assert missing_prerequisites(user=learner, course=advanced) == [first]
    pass_enrolment(enrolment=before, at=now)
    assert missing_prerequisites(user=learner, course=advanced) == []
    assert start(enrolment=made, language="", by=learner, at=now).is_started


def test_it_is_the_learner_who_must_have_passed_and_not_who_starts_it(
    advanced: Course, learner: User, lead: User, now: datetime
) -> None:
    passed = enrol(user=lead, course=Course.objects.get(slug="small"), by=lead, at=now)
    start(enrolment=passed, language="", by=lead, at=now)
    pass_enrolment(enrolment=passed, at=now)
    made = enrol(user=learner, course=advanced, by=lead, at=now)
    with pytest.raises(PrerequisiteMissing):
        start(enrolment=made, language="", by=lead, at=now)


# --- Assigning ---


def test_a_person_is_asked_and_told_once(
    course: Course, learner: User, lead: User, now: datetime
) -> None:
    for due_on in (DUE, LATER):
        assign_to_person(course=course, person=learner, due_on=due_on, by=lead, at=now)
    made = Enrolment.objects.get()
    assert (made.user, made.due_on, made.release) == (learner, LATER, None)
    notice = Notice.objects.get()
    assert (notice.person, notice.payload["due_on"]) == (learner, DUE.isoformat())
    assert actions() == ["assignment.made", "assignment.made"]


def test_an_assignment_without_a_day_leaves_the_day_that_stands(
    course: Course, learner: User, lead: User, now: datetime
) -> None:
    for due_on in (DUE, None):
        assign_to_person(course=course, person=learner, due_on=due_on, by=lead, at=now)
    assert Enrolment.objects.get().due_on == DUE


def test_a_unit_is_asked_with_everything_below_it_and_nothing_beside(
    course: Course,
    units: SimpleNamespace,
    learner: User,
    trainer: User,
    lead: User,
    outsider: User,
    auditor: User,
    now: datetime,
) -> None:
    assign_to_unit(course=course, unit=units.north, due_on=DUE, by=lead, at=now)
    asked = Enrolment.objects.filter(due_on=DUE).values_list("user_id", flat=True)
    assert set(asked) == {learner.pk, trainer.pk, lead.pk}
    assert set(Notice.objects.values_list("person_id", flat=True)) == set(asked)


def test_who_left_is_not_asked(
    course: Course, units: SimpleNamespace, learner: User, lead: User, now: datetime
) -> None:
    gone = UserFactory(is_active=False)
    MembershipFactory(user=gone, unit=units.north_team)
    assign_to_unit(course=course, unit=units.north_team, due_on=DUE, by=lead, at=now)
    assert [row.user for row in Enrolment.objects.select_related("user")] == [learner]


def test_asking_the_members_again_asks_nobody(
    course: Course, units: SimpleNamespace, learner: User, lead: User, now: datetime
) -> None:
    made = assign_to_unit(course=course, unit=units.north, due_on=DUE, by=lead, at=now)
    assert enrol_members(assignment=made, at=now) == 0
    personal = assign_to_person(course=course, person=learner, due_on=DUE, by=lead, at=now)
    assert enrol_members(assignment=personal, at=now) == 0


def test_withdrawing_an_assignment_frees_who_has_not_begun(
    published: Release,
    units: SimpleNamespace,
    learner: User,
    trainer: User,
    lead: User,
    now: datetime,
) -> None:
    course = published.course
    made = assign_to_unit(course=course, unit=units.north_site, due_on=DUE, by=lead, at=now)
    begun = Enrolment.objects.get(user=learner)
    start(enrolment=begun, language="", by=learner, at=now)
    freed = [withdraw_assignment(assignment=made, by=lead, at=now) for _time in range(2)]
    assert freed == [1, 0]
    rows = {row.user_id: (row.state, row.due_on) for row in Enrolment.objects.all()}
    assert rows == {learner.pk: ("open", None), trainer.pk: ("withdrawn", DUE)}
    assert actions().count("assignment.withdrawn") == 1
