"""The pools of banks, through what the person may find."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from core.orm import for_list
from courses.catalogue.models import Course, Pool

MOST = 500


def pools_in(user: User, courses: Collection[Course]) -> QuerySet[Pool]:
    """Return the pools of these banks that the person may find, by title.

    Each has `in_use`: how many questions stand in it that are not retired.
    """
    rows = Pool.objects.visible_to(user).filter(course__in=courses)
    used = Count("questions", filter=Q(questions__is_retired=False), distinct=True)
    return for_list(rows.annotate(in_use=used).order_by("title", "uid"))


def pool_choices(user: User, course: Course) -> list[tuple[str, str]]:
    """Return uid and label of the pools of a bank that the person may find, in one query."""
    rows = pools_in(user, [course])[:MOST]
    return [(one.uid, f"{one.title} ({one.in_use})") for one in rows]  # type: ignore[attr-defined]


def titles_by_question(user: User, questions: Collection[int]) -> dict[int, dict[str, str]]:
    """Return, by question, uid and title of the pools that it stands in, in one query."""
    found: dict[int, dict[str, str]] = {}
    rows = Pool.questions.through.objects.filter(
        question__in=questions, pool__in=Pool.objects.visible_to(user).values("pk")
    )
    for question, uid, title in rows.order_by("pool__title").values_list(
        "question_id", "pool__uid", "pool__title"
    ):
        found.setdefault(question, {})[uid] = title
    return found
