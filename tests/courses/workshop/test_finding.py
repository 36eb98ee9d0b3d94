"""The palette finds what the person may see; banks that may be copied from are listed."""

from types import SimpleNamespace

import pytest
from django.test import Client

from accounts.models import Role, User
from content.library.drafting.services import open_draft
from courses.catalogue.models import Course
from tests.courses.workshop.conftest import SLUG, url
from tests.courses.workshop.courses import copy_of
from tests.factories.accounts import RoleGrantFactory, UserFactory
from tests.factories.content import CaseFactory


@pytest.fixture
def other_trainer(units: SimpleNamespace) -> User:
    """A trainer of another vendor."""
    person: User = UserFactory(email="south-trainer@example.org", unit=units.south)
    RoleGrantFactory(user=person, unit=units.south, role=Role.TRAINER)
    return person


def found(client: Client, q: str) -> list[tuple[str, str]]:
    page = client.get(url("find"), {"q": q})
    assert page.status_code == 200
    return [(line.word, line.href) for line in page.context["lines"]]


def test_everything_is_found_by_its_name(as_trainer: Client, draft: Course, trainer: User) -> None:
    assert found(as_trainer, "example") == [("Course", url("draft_detail", SLUG))]
    assert ("Lesson", url("lesson_text", SLUG, "quiz", "en")) in found(as_trainer, "quiz")
    assert ("Question", url("question_edit", SLUG, "origin")) in found(as_trainer, "origin")
    assert ("Page", url("library_list")) in found(as_trainer, "libr")
    assert ("Page", url("draft_list")) in found(as_trainer, "")


def test_only_what_the_person_may_see_is_found(
    as_trainer: Client, draft: Course, other_trainer: User, learner: User, enter
) -> None:
    client = enter(other_trainer)
    assert found(client, "origin") == []
    assert found(client, "example") == []
    assert enter(learner).get(url("find")).status_code == 403


@pytest.mark.parametrize("count", [1, 12])
def test_it_asks_as_much_for_many_as_for_one(
    count: int, as_trainer: Client, draft: Course, trainer, now, django_assert_num_queries
) -> None:
    for number in range(count):
        copy_of(draft, number)
        case = CaseFactory(slug=f"origin-{number}", title="Origin")
        open_draft(kind="case", slug=case.slug, by=trainer, at=now)
    as_trainer.get(url("find"), {"q": "origin"})
    with django_assert_num_queries(9):
        as_trainer.get(url("find"), {"q": "origin"}, headers={"hx-request": "true"})


@pytest.mark.parametrize("count", [1, 30])
def test_banks_that_may_be_copied_from_are_listed(
    count: int, as_trainer: Client, draft: Course, django_assert_num_queries
) -> None:
    for number in range(count):
        copy_of(draft, number)
    as_trainer.get(url("bank_list", SLUG))
    with django_assert_num_queries(7):
        page = as_trainer.get(url("bank_list", SLUG))
    lines = page.context["page"].lines
    assert len(lines) == min(count, 25)
    assert all(line.in_use == draft.questions.count() == line.fitting for line in lines)
    assert SLUG not in [line.course.slug for line in lines]


def test_banks_are_found_and_lead_to_a_copy(
    as_trainer: Client, draft: Course, other_trainer: User, enter
) -> None:
    other = copy_of(draft, 1)
    page = as_trainer.get(url("bank_list", SLUG), {"q": other.code})
    assert [line.course.slug for line in page.context["page"].lines] == [other.slug]
    assert as_trainer.get(url("bank_list", SLUG), {"q": "nothing-like-it"}).context["query"]
    bank = url("question_list", other.slug) + f"?to={SLUG}"
    assert f'value="{SLUG}" selected' in as_trainer.get(bank).content.decode()
    where = url("question_act", other.slug) + f"?to={SLUG}"
    sent = {"do": "copy", "uids": ["origin"], "target": SLUG}
    assert as_trainer.post(where, sent)["Location"] == url("question_list", SLUG)
    assert draft.questions.filter(uid="origin-2").exists()
    assert enter(other_trainer).get(url("bank_list", SLUG)).status_code == 404
