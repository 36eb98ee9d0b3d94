"""Every problem of a compile leads to the page on which it is mended; intense pages ask first."""

import pytest
from django.test import Client

from courses.catalogue.models import Course
from courses.releases.models import Candidate
from courses.workshop.pages.places import href_of
from courses.workshop.pages.problems import problem_lines
from tests.courses.workshop.conftest import SLUG, url


@pytest.mark.parametrize(
    ("file", "line", "key", "href"),
    [
        ("intro.en.md", 12, "number", ("lesson_text", "intro", "en", "#L12")),
        ("intro.es.md", 1, "", ("lesson_text", "intro", "es", "#L1")),
        ("intro.en.md", 3, "fact:a/b", ("lesson_text", "intro", "en", "#L3")),
        ("intro.en.md", 2, "topic", ("lesson_text", "intro", "en", "#L2")),
        ("intro.en.md", 1, "pass_mark", ("lesson_settings", "intro", "")),
        ("intro.en.md", 1, "covers.0", ("lesson_settings", "intro", "")),
        ("questions.yaml", 1, "one.texts.stem", ("question_edit", "one", "")),
        ("questions.es.yaml", 1, "one.texts.stem", ("question_words", "one", "es", "")),
        ("questions.yaml", 1, "", ("question_list", "")),
        ("course.yaml", 1, "modules.0.title", ("draft_detail", "")),
        ("course.yaml", 1, "titles.es", ("course_settings", "")),
    ],
)
def test_a_problem_leads_to_its_place(
    file: str, line: int, key: str, href: tuple[str, ...]
) -> None:
    course = Course(slug=SLUG, languages=["en", "es"])
    name, *args, rest = href
    assert href_of(course, {"file": file, "line": line, "key": key}) == (
        url(name, SLUG, *args) + rest
    )


def test_what_has_no_page_has_no_link() -> None:
    course = Course(slug=SLUG, languages=["en"])
    assert href_of(course, {"file": "intro.fr.md", "line": 1, "key": ""}) == ""
    assert href_of(course, {"file": "Some.thing", "line": 1, "key": ""}) == ""


def test_errors_come_first() -> None:
    found = problem_lines(
        Course(slug=SLUG, languages=["en"]),
        [
            {"file": "", "message": "late", "level": "warning"},
            {"file": "other.txt", "line": 3, "message": "broken"},
        ],
    )
    assert [(one.message, one.url, one.is_error) for one in found] == [
        ("broken", "", True),
        ("late", "", False),
    ]


def test_intense_pages_ask_first(candidate: Candidate, as_trainer: Client) -> None:
    course = candidate.course
    course.lessons.update(intensity=2)
    course.questions.update(intensity=2)
    pages = [
        url("lesson_text_history", SLUG, "quiz", "en"),
        url("candidate_change", SLUG, candidate.public_id, "lesson", "quiz"),
        url("candidate_change", SLUG, candidate.public_id, "question", "origin"),
    ]
    for page in pages:
        assert "Before you read" in as_trainer.get(page).content.decode(), page
        assert "Before you read" not in as_trainer.get(f"{page}?open=1").content.decode(), page
