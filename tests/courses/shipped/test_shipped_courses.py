"""The courses that come with the product: sound in every language, and not passed by rote."""

from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

import pytest

from content.library.shipped import load_shipped
from courses.catalogue.services import replace_draft
from courses.questions import registry
from courses.releases.files.reading import read_course
from courses.releases.manifest import Manifest
from courses.releases.models import Candidate
from courses.releases.selectors import forget_cached, manifest, part
from courses.releases.services import compile_candidate
from courses.releases.services.loading import SHIPPED

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
COURSE, BRIEF = "operation-cumberland", "operation-cumberland-brief"
EVERY_TYPE = {
    f"{name}/1"
    for name in ("single", "multiple", "numeric", "short", "ordering", "matching", "decision")
}


def _compiled(slug: str) -> Candidate:
    forget_cached()
    load_shipped(at=NOW)
    course = replace_draft(draft=read_course(SHIPPED / slug).draft, by=None, at=NOW)
    return compile_candidate(course=course, by=None, at=NOW)


def _questions(found: Manifest, lesson_uid: str, language: str) -> dict[str, dict[str, Any]]:
    body = part(found.lesson(lesson_uid).parts[language])
    return {uid: part(digest) for uid, digest in body["questions"].items()}


@pytest.mark.django_db
@pytest.mark.parametrize("slug", [COURSE, BRIEF])
def test_compiles_without_a_warning_in_both_languages(slug: str) -> None:
    candidate = _compiled(slug)

    assert candidate.warnings == []
    assert candidate.languages_report == {
        language: {"missing": [], "stale": []} for language in ("en", "es")
    }


@pytest.mark.django_db
def test_the_quiz_draws_twelve_of_a_pool_over_all_types() -> None:
    found = manifest(_compiled(COURSE))
    pool = _questions(found, "quiz", "en")
    draws = part(found.lesson("quiz").parts["en"])["draws"]

    assert sum(draw["take"] for draw in draws) == 12
    assert len(pool) >= 30
    assert {question["type"] for question in pool.values()} == EVERY_TYPE


@pytest.mark.django_db
def test_no_source_note_stands_before_the_answer() -> None:
    found = manifest(_compiled(COURSE))

    for lesson_uid in ("quiz", "reports"):
        for uid, question in _questions(found, lesson_uid, "en").items():
            shown = {key: text for key, text in question["texts"].items() if "feedback" not in key}
            assert "fact-ref" not in str(shown), uid


@pytest.mark.django_db
def test_the_brief_takes_twelve_minutes() -> None:
    assert manifest(_compiled(BRIEF)).minutes == 12


@pytest.mark.django_db
@pytest.mark.parametrize(
    "by_rote",
    [
        {
            "ground": "policy",
            "clause": ["platform/CSE-2.1"],
            "category": "csam",
            "action": "remove",
            "account": "suspend",
            "escalate": ["specialist"],
            "report": "hand-over",
            "preserve": "leave",
        },
        {
            "ground": "neither",
            "action": "none",
            "account": "none",
            "escalate": ["nobody"],
            "report": "none",
            "preserve": "none",
        },
    ],
    ids=["remove everything", "leave everything"],
)
def test_the_reports_are_not_passed_by_one_answer_to_all(by_rote: dict[str, Any]) -> None:
    found = manifest(_compiled(COURSE))
    lesson = found.lesson("reports")
    questions = _questions(found, "reports", "en")
    shares = []
    for question in questions.values():
        kind = registry.get(question["type"])
        definition = kind.parse_definition(question["definition"])
        answer = kind.parse_answer(definition, {"fields": by_rote})
        shares.append(kind.grade(definition, answer).share)

    assert len(shares) == 8
    assert lesson.settings is not None
    assert lesson.settings.pass_mark is not None
    assert sum(shares) / len(shares) < Fraction(lesson.settings.pass_mark, 100)
