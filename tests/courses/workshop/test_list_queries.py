"""What each list of the workshop asks of the database, literally, with one row and with many."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from courses.catalogue import services
from courses.catalogue.models import Course
from courses.releases.models import Candidate, ReviewRequest
from tests.courses.workshop.conftest import SLUG, url
from tests.courses.workshop.courses import grown
from tests.factories.content import (
    CaseFactory,
    CitationFactory,
    FactFactory,
    FactVersionFactory,
    SourceFactory,
)

type Many = Callable[[int], None]
PAGES: list[tuple[str, tuple[str, ...], dict[str, str]]] = [
    ("draft_list", (), {}),
    ("question_list", (SLUG,), {}),
    ("pool_list", (SLUG,), {}),
    ("course_history", (SLUG,), {}),
    ("translation_list", (SLUG, "es"), {}),
    ("head_words", (SLUG, "es"), {}),
    ("reference_list", (), {"kind": "case"}),
    ("reference_list", (), {"kind": "clause"}),
    ("reference_list", (), {"kind": "fact"}),
    ("case_onward", ("harbour",), {}),
    ("question_edit", (SLUG, "origin"), {"open": "1"}),
]
QUERIES = {
    "draft_list": 6,
    "question_list": 12,
    "pool_list": 7,
    "course_history": 7,
    "translation_list": 9,
    "head_words": 6,
    "reference_list case": 6,
    "reference_list clause": 5,
    "reference_list fact": 11,
    "case_onward": 10,
    "question_edit 1": 8,
}


@pytest.fixture
def many(draft: Course, trainer: User, now: Any) -> Many:
    """So many more lessons, questions, edits, facts and cases."""

    def many(count: int) -> None:
        grown(draft, modules=1, lessons=count)
        for number in range(count):
            services.copy_questions(
                course=draft, uids=["origin"], to_course=draft, by=trainer, at=now
            )
            pool = services.make_pool(course=draft, title=f"Pool {number}", by=trainer, at=now)
            services.put_in_pool(course=draft, uid=pool, uids=["origin"], by=trainer, at=now)
            case = CaseFactory(slug=f"case-{number}")
            fact = FactFactory(fact_set=case.fact_set, key=f"key-{number}")
            source = SourceFactory(set_slug=case.slug, key="s1")
            CitationFactory(version=FactVersionFactory(fact=fact), source=source)

    return many


@pytest.mark.parametrize("count", [1, 26])
def test_a_list_asks_as_much_for_many_as_for_one(
    count: int, many: Many, as_trainer: Client
) -> None:
    many(count)
    asked = {}
    for name, args, query in PAGES:
        as_trainer.get(url(name, *args), query)
        with CaptureQueriesContext(connection) as found:
            assert as_trainer.get(url(name, *args), query).status_code == 200
        asked[" ".join([name, *query.values()])] = len(found)
    assert asked == QUERIES


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_of_reviews_asks_as_much_for_many_as_for_one(
    count: int, candidate: Candidate, trainer: User, second: User, now: Any, enter: Any,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    for _number in range(count):
        ReviewRequest.objects.create(
            course=candidate.course,
            candidate=candidate,
            requested_by=trainer,
            requested_at=now,
            asked=second,
        )
    client = enter(second)
    client.get(url("review_list"))
    with django_assert_num_queries(6):
        client.get(url("review_list"))
