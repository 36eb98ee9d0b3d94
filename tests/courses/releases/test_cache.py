"""The cache of the process: bounded in bytes, least recently used first, safe between threads."""

import sys
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.releases.cache import MARGIN, BoundedCache, weight_of
from courses.releases.models import Release
from courses.releases.selectors import (
    PartMissing,
    forget_cached,
    manifest,
    manifests,
    part,
    parts,
)
from tests.factories.catalogue import course_draft, lesson_draft, make_course, make_release

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def test_the_least_recently_used_goes_first() -> None:
    cache: BoundedCache[str, int] = BoundedCache(30)
    for number, key in enumerate("abc"):
        cache.put(key, number, weight=10, read_at=NOW)
    cache.get("a")

    cache.put("d", 3, weight=10, read_at=NOW)

    assert [cache.get(key) for key in "abcd"] == [0, None, 2, 3]
    assert cache.weight == 30


def test_what_is_heavier_than_all_is_not_kept() -> None:
    cache: BoundedCache[str, int] = BoundedCache(30)
    cache.put("a", 1, weight=10, read_at=NOW)

    cache.put("b", 2, weight=31, read_at=NOW)
    cache.put("a", 3, weight=31, read_at=NOW)

    assert (cache.get("a"), cache.get("b"), cache.weight, len(cache)) == (None, None, 0, 0)


def test_an_entry_that_may_be_older_than_asked_is_read_again() -> None:
    cache: BoundedCache[str, int] = BoundedCache(30)
    cache.put("a", 1, weight=10, read_at=NOW)

    assert cache.get("a", since=NOW - MARGIN) == 1
    assert cache.get("a", since=NOW - MARGIN + timedelta(seconds=1)) is None


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 40)), max_size=60))
def test_the_weight_is_that_of_what_is_kept_and_never_above(puts: list[tuple[int, int]]) -> None:
    cache: BoundedCache[int, int] = BoundedCache(100)

    for key, weight in puts:
        cache.put(key, weight, weight=weight, read_at=NOW)

        kept = [cache.get(key) for key in range(10)]
        assert cache.weight == sum(weight for weight in kept if weight is not None) <= 100


def test_many_threads_leave_it_whole() -> None:
    cache: BoundedCache[int, int] = BoundedCache(500)

    def work(offset: int) -> None:
        for number in range(2_000):
            cache.put((number * offset) % 97, number, weight=7, read_at=NOW)
            cache.get(number % 97)

    threads = [Thread(target=work, args=(offset,)) for offset in (1, 3, 5, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert cache.weight == 7 * len(cache) <= 500


def test_the_weight_counts_everything_inside() -> None:
    value = {"a": ["xyz" * 100, {"b": 1}]}

    assert weight_of(value) > sys.getsizeof("xyz" * 100) + sys.getsizeof(value)


@pytest.mark.parametrize("lessons", [1, 30])
def test_a_warm_release_needs_no_query(
    db: None, lessons: int, django_assert_num_queries: Any
) -> None:
    release = make_release(course_draft(*(lesson_draft(f"read-{n}") for n in range(lessons))))
    release = Release.objects.get(pk=release.pk)
    forget_cached()

    with django_assert_num_queries(2):
        told = manifest(release)
        parts(lesson.parts["en"] for lesson in told.lessons.values())
    with django_assert_num_queries(0):
        told = manifest(release)
        parts(lesson.parts["en"] for lesson in told.lessons.values())
        part(told.lesson("read-0").parts["en"])


def test_several_manifests_come_in_one_query(db: None, django_assert_num_queries: Any) -> None:
    releases = [
        make_release(course_draft(slug=f"c-{n}", code=f"C-{n}", titles={"en": f"Course {n}"}))
        for n in range(3)
    ]
    forget_cached()

    with django_assert_num_queries(1):
        found = manifests(releases)

    assert {told.course_slug for told in found.values()} == {"c-0", "c-1", "c-2"}


def test_a_part_that_is_not_there_is_named(db: None) -> None:
    make_course()

    with pytest.raises(PartMissing, match="0000"):
        part("0" * 64)
