import pytest

from content.policies.models import Policy
from content.visibility import Visibility
from tests.courses.workshop.conftest import url

HTMX = {"headers": {"hx-request": "true"}}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, "[fact:harbour/countries]"),
        ({"q": "countries 4"}, "[fact:harbour/countries]"),
        ({"kind": "clause", "q": "FEE-2"}, "[clause:house/FEE-2.1]"),
        ({"kind": "term"}, "[term:charged]"),
        ({"kind": "case", "q": "harb"}, "[case:harbour]"),
    ],
)
def test_what_a_text_can_refer_to_is_found(draft, as_trainer, query, found):
    page = as_trainer.get(url("reference_list"), query).content.decode()
    part = as_trainer.get(url("reference_list"), query, **HTMX).content.decode()

    assert found in page
    assert f'data-insert="{found}"' in part
    assert "<html" not in part


@pytest.mark.parametrize("kind", ["fact", "clause", "term", "case"])
def test_the_list_makes_few_queries(draft, as_trainer, kind, django_assert_max_num_queries):
    as_trainer.get(url("reference_list"))
    with django_assert_max_num_queries(14):
        as_trainer.get(url("reference_list"), {"kind": kind, "q": "a"})


def test_nothing_that_matches_is_said(draft, as_trainer):
    page = as_trainer.get(url("reference_list"), {"q": "zzz"}).content.decode()

    assert "0 references" in page or "Nothing matches" in page


def test_clauses_and_facts_of_a_policy_that_one_may_not_see_are_not_there(draft, as_trainer):
    Policy.objects.filter(slug="house").update(visibility=Visibility.RESTRICTED)

    page = as_trainer.get(url("reference_list"), {"kind": "clause"}).content.decode()

    assert "[clause:house" not in page


@pytest.mark.parametrize("query", [{"kind": "no"}, {"q": "x" * 101}, {"q": "a\x00"}])
def test_wrong_input_is_told(draft, as_trainer, query):
    assert as_trainer.get(url("reference_list"), query).status_code == 422


def test_who_writes_nothing_is_refused(draft, learner, enter):
    assert enter(learner).get(url("reference_list")).status_code == 403
