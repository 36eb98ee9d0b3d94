"""What the lead of South must not find of writing and translating."""

from typing import Any

from tests.conventions.other_vendor import theirs
from tests.factories.catalogue import course_draft


def _course(units: Any) -> str:
    from courses.catalogue.services import replace_draft
    from tests.factories.catalogue import NOW

    draft = course_draft(questions=1)
    return replace_draft(draft=draft, by=None, at=NOW, owner=units.north).slug


@theirs(
    "courses:workshop:lesson_text",
    "courses:workshop:lesson_text_beside",
    "courses:workshop:lesson_text_history",
)
def text_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _course(units), "lesson_uid": "intro", "language": "en"}


@theirs("courses:workshop:lesson_text_restore")
def version_of_north(units: Any) -> dict[str, Any]:
    return {**text_of_north(units), "revision": 2}


@theirs("courses:workshop:translation_list", "courses:workshop:head_words")
def translation_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _course(units), "language": "es"}


@theirs("courses:workshop:question_words", "courses:workshop:question_words_beside")
def words_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _course(units), "question_uid": "question-0", "language": "es"}
