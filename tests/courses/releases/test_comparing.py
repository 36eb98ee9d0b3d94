"""What changed between two compiled courses, as a trainer reads it."""

from dataclasses import replace

import pytest

from courses.catalogue.drafts import CourseDraft, ModuleDraft, SlotDraft
from courses.catalogue.models import Course
from courses.releases.comparing import Change, Comparison, compare
from courses.releases.models import Candidate
from courses.releases.selectors import forget_cached
from courses.releases.services import compile_candidate
from tests.courses.releases.conftest import NOW
from tests.factories.catalogue import (
    course_draft,
    lesson_draft,
    make_course,
    question_draft,
    quiz_draft,
)

BASE = course_draft(
    lesson_draft("intro"), lesson_draft("more"), quiz_draft(questions=2), questions=2
)


def made(draft: CourseDraft) -> Candidate:
    return compile_candidate(course=make_course(draft), by=None, at=NOW)


def changes_to(draft: CourseDraft) -> Comparison:
    old = made(BASE)
    return compare(old, made(draft))


def with_lesson(uid: str, **fields: object) -> CourseDraft:
    lessons = tuple(
        replace(one, **fields) if one.uid == uid else one  # type: ignore[arg-type]
        for one in BASE.lessons
    )
    return replace(BASE, lessons=lessons)


def with_slots(*slots: SlotDraft) -> CourseDraft:
    return replace(BASE, modules=(replace(BASE.modules[0], slots=slots),))


INTRO, MORE, QUIZ = BASE.modules[0].slots


def test_nothing_changed(db: None) -> None:
    assert changes_to(BASE).is_empty


def test_everything_is_new_where_there_was_nothing(db: None) -> None:
    found = compare(None, made(BASE))

    assert [(one.kind, one.uid, one.state) for one in found.changes] == [
        ("module", "first", "added"),
        ("slot", "intro", "added"),
        ("lesson", "intro", "added"),
        ("slot", "more", "added"),
        ("lesson", "more", "added"),
        ("slot", "quiz", "added"),
        ("lesson", "quiz", "added"),
        ("question", "question-0", "added"),
        ("question", "question-1", "added"),
    ]
    assert found.languages_added == ("en",)


@pytest.mark.parametrize(
    ("draft", "changes"),
    [
        pytest.param(
            with_lesson("intro", minutes=9, intensity=1),
            [Change("lesson", "intro", "Title of intro", "changed", ("minutes", "intensity"))],
            id="settings of a lesson",
        ),
        pytest.param(
            with_lesson(
                "intro",
                texts={"en": replace(BASE.lessons[0].texts["en"], body="Other words.")},
            ),
            [Change("lesson", "intro", "Title of intro", "changed", ("text:en",))],
            id="text of a lesson",
        ),
        pytest.param(
            with_slots(INTRO, QUIZ),
            [
                Change("lesson", "more", "Title of more", "removed"),
                Change("slot", "more", "Title of more", "removed"),
            ],
            id="a slot removed",
        ),
        pytest.param(
            with_slots(INTRO, replace(MORE, after=("intro",)), QUIZ),
            [Change("slot", "more", "Title of more", "changed", ("after",))],
            id="what comes first",
        ),
        pytest.param(
            with_slots(MORE, INTRO, QUIZ),
            [
                Change("slot", "more", "Title of more", "moved"),
                Change("slot", "intro", "Title of intro", "moved"),
            ],
            id="slots moved",
        ),
        pytest.param(
            replace(
                BASE,
                modules=(
                    replace(BASE.modules[0], slots=(INTRO, MORE)),
                    ModuleDraft("second", {"en": "Second"}, (QUIZ,)),
                ),
            ),
            [
                Change("module", "second", "Second", "added"),
                Change("slot", "quiz", "Title of quiz", "moved"),
            ],
            id="a slot in a new module",
        ),
        pytest.param(
            replace(BASE, titles={"en": "Other"}, certificate_months=6),
            [Change("course", "small", "Other", "changed", ("title", "certificate"))],
            id="the course itself",
        ),
        pytest.param(
            replace(BASE, questions=(question_draft("question-0", marks=2), BASE.questions[1])),
            [
                Change("lesson", "quiz", "Title of quiz", "changed", ("text:en",)),
                Change("question", "question-0", "question-0", "changed", ("text:en",)),
            ],
            id="a question",
        ),
    ],
)
def test_a_change_is_told_with_its_title(
    db: None, draft: CourseDraft, changes: list[Change]
) -> None:
    assert list(changes_to(draft).changes) == changes


def test_titles_are_told_in_the_language_asked_for(course: Course) -> None:
    candidate = compile_candidate(course=course, by=None, at=NOW)

    found = compare(None, candidate, language="es")

    assert found.changes[0].title == "Fundamentos"
    assert found.languages_added == ("en", "es")


def test_a_language_that_left_is_told(course: Course) -> None:
    old = compile_candidate(course=course, by=None, at=NOW)
    Course.objects.update(languages=["en"])

    found = compare(old, compile_candidate(course=course, by=None, at=NOW))

    assert found.languages_removed == ("es",)


@pytest.mark.parametrize("count", [1, 30])
def test_comparing_takes_one_query_for_the_parts_of_each(
    db: None, count: int, django_assert_num_queries: object
) -> None:
    quizzes = [quiz_draft(f"quiz-{n}", questions=1) for n in range(count)]
    old = made(course_draft(*quizzes, questions=1))
    new = made(course_draft(*quizzes, questions=1, titles={"en": "Other"}))
    forget_cached()

    with django_assert_num_queries(1):  # type: ignore[operator]
        compare(old, new)
