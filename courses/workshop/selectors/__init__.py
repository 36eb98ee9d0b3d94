"""The rows of the workshop's pages, a module for each kind of work."""

from courses.workshop.selectors.courses import (
    LanguageState,
    Taking,
    askers_of,
    draft_of,
    drafts_of,
    language_states,
    lessons_of,
    modules_of,
    outline_rows,
    questions_of,
    taking,
    texts_of_lessons,
)

__all__ = [
    "LanguageState",
    "Taking",
    "askers_of",
    "draft_of",
    "drafts_of",
    "language_states",
    "lessons_of",
    "modules_of",
    "outline_rows",
    "questions_of",
    "taking",
    "texts_of_lessons",
]
