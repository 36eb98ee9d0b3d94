"""Who finds a course, and who may edit it: by visibility, unit and right."""

from types import SimpleNamespace

import pytest

from accounts.models import AuditEntry, Role, User
from courses.catalogue.models import Course, CourseGrant
from courses.catalogue.services import grant_authoring, note_edit, withdraw_authoring
from courses.releases.rules import can_edit, can_publish, can_review, edited_since_last_release
from tests.factories.accounts import RoleGrantFactory, UserFactory
from tests.factories.catalogue import NOW, CourseFactory, make_course, make_release


@pytest.fixture
def south_trainer(units: SimpleNamespace) -> User:
    person = UserFactory(unit=units.south_team)
    RoleGrantFactory(user=person, unit=units.south, role=Role.TRAINER)
    return person


@pytest.fixture
def client_trainer(units: SimpleNamespace) -> User:
    person = UserFactory(unit=units.client)
    RoleGrantFactory(user=person, unit=units.client, role=Role.TRAINER)
    return person


@pytest.fixture
def team_trainer(units: SimpleNamespace) -> User:
    person = UserFactory(unit=units.north_team)
    RoleGrantFactory(user=person, unit=units.north_team, role=Role.TRAINER)
    return person


def seen(user: User) -> list[str]:
    return sorted(Course.objects.visible_to(user).values_list("slug", flat=True))


def test_each_sees_what_the_visibility_says(
    units: SimpleNamespace,
    learner: User,
    trainer: User,
    lead: User,
    outsider: User,
    south_trainer: User,
    client_trainer: User,
    team_trainer: User,
) -> None:
    CourseFactory(slug="open")
    CourseFactory(slug="internal", visibility="internal")
    restricted = CourseFactory(slug="restricted", visibility="restricted")
    restricted.restricted_units.add(units.north_site)

    assert {
        "learner": seen(learner),
        "lead": seen(lead),
        "outsider": seen(outsider),
        "trainer at north": seen(trainer),
        "trainer at the team below": seen(team_trainer),
        "trainer at the client": seen(client_trainer),
        "trainer at south": seen(south_trainer),
    } == {
        "learner": ["open"],
        "lead": ["open"],
        "outsider": ["open"],
        "trainer at north": ["internal", "open", "restricted"],
        "trainer at the team below": ["internal", "open", "restricted"],
        "trainer at the client": ["internal", "open", "restricted"],
        "trainer at south": ["internal", "open"],
    }


def test_a_right_in_a_course_shows_it(learner: User, trainer: User) -> None:
    course = CourseFactory(visibility="restricted")
    grant = grant_authoring(
        course=course, user=learner, role=CourseGrant.Role.MARKER, by=trainer, at=NOW
    )

    assert seen(learner) == [course.slug]
    assert not can_edit(learner, course)

    withdraw_authoring(grant=grant, by=trainer, at=NOW)
    assert seen(learner) == []
    assert list(
        AuditEntry.objects.filter(action__startswith="course.right")
        .order_by("pk")
        .values_list("action", "by")
    ) == [
        ("course.right_granted", str(trainer.public_id)),
        ("course.right_withdrawn", str(trainer.public_id)),
    ]


def test_a_right_granted_twice_is_one(learner: User, trainer: User) -> None:
    course = CourseFactory()

    for _ in range(2):
        grant_authoring(
            course=course, user=learner, role=CourseGrant.Role.AUTHOR, by=trainer, at=NOW
        )

    assert CourseGrant.objects.count() == 1
    assert AuditEntry.objects.filter(action="course.right_granted").count() == 1


def test_who_edits_and_publishes(
    units: SimpleNamespace,
    learner: User,
    trainer: User,
    south_trainer: User,
    client_trainer: User,
    team_trainer: User,
) -> None:
    course = CourseFactory(owner=units.north_site)
    grant_authoring(course=course, user=learner, role=CourseGrant.Role.AUTHOR, by=trainer, at=NOW)
    people = {
        "author": learner,
        "trainer above": trainer,
        "trainer at the top": client_trainer,
        "trainer below": team_trainer,
        "trainer elsewhere": south_trainer,
    }

    assert {name: can_edit(person, course) for name, person in people.items()} == {
        "author": True,
        "trainer above": True,
        "trainer at the top": True,
        "trainer below": False,
        "trainer elsewhere": False,
    }
    assert {name: can_publish(person, course) for name, person in people.items()} == {
        "author": False,
        "trainer above": True,
        "trainer at the top": True,
        "trainer below": False,
        "trainer elsewhere": False,
    }


def test_a_course_without_an_owner_is_the_organisations(
    trainer: User, client_trainer: User
) -> None:
    course = CourseFactory()

    assert [can_edit(one, course) for one in (trainer, client_trainer)] == [False, True]
    assert [can_publish(one, course) for one in (trainer, client_trainer)] == [False, True]


def test_a_reviewer_is_made_one(learner: User, trainer: User) -> None:
    course = CourseFactory()
    grant_authoring(course=course, user=learner, role=CourseGrant.Role.REVIEWER, by=trainer, at=NOW)

    assert can_review(learner, course)
    assert not can_review(trainer, course)


def test_who_edited_since_the_last_release_is_known(trainer: User, learner: User) -> None:

    course = make_course()
    note_edit(course=course, by=learner, at=NOW, action="text")
    assert edited_since_last_release(learner, course)

    release = make_release()
    note_edit(course=release.course, by=trainer, at=NOW, action="text")

    assert edited_since_last_release(trainer, release.course)
    assert not edited_since_last_release(learner, release.course)
