"""The page of guarded words asks the database as much for many words as for few."""

from typing import Any

import pytest

from accounts.models import User
from content.vocabulary.services import guard_words, unguard_words
from tests.courses.workshop.conftest import url


@pytest.mark.parametrize("count", [1, 26])
def test_the_page_of_guarded_words_asks_as_much_for_many_as_for_one(
    count: int, policy_owner: User, now: Any, enter: Any, django_assert_num_queries: Any
) -> None:
    for number in range(2 * count):
        row = guard_words(words=f"marker {number}", kind="name", by=policy_owner, at=now)
        if number % 2:
            unguard_words(row=row, by=policy_owner, at=now)
    owner = enter(policy_owner)
    owner.get(url("guarded_words"))
    with django_assert_num_queries(7):
        assert owner.get(url("guarded_words")).status_code == 200
