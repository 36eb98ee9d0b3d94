"""Writes to a draft: whole, counted, and leaving who did them."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from accounts.models import AuditEntry, User
from courses.catalogue.errors import CodeTaken, UnknownCourses
from courses.catalogue.lesson_settings import QuizSettings, dumped
from courses.catalogue.models import Course, DraftEdit, Lesson
from courses.catalogue.selectors import read_draft
from courses.catalogue.services import note_edit, replace_draft
from tests.factories.catalogue import (
    NOW,
    course_draft,
    lesson_draft,
    make_course,
    quiz_draft,
)


def test_a_draft_is_written_and_read_back(trainer: User, units: SimpleNamespace) -> None:
    make_course(course_draft(slug="first", code="F-1"))
    draft = course_draft(
        lesson_draft("intro", covers=("a/B-1",)),
        quiz_draft(questions=2),
        questions=2,
        requires=("first",),
        certificate_months=6,
        harm_areas=("scams",),
    )

    course = replace_draft(draft=draft, by=trainer, at=NOW, owner=units.north)

    assert read_draft(course) == draft
    assert (course.owner, course.draft_revision, course.edited_at) == (units.north, 1, NOW)
    entry = AuditEntry.objects.get(action="course.draft_created", by=str(trainer.public_id))
    assert entry.new == {"slug": "small", "revision": 1}


def test_a_second_draft_replaces_the_first_and_keeps_the_owner(
    trainer: User, units: SimpleNamespace
) -> None:
    replace_draft(draft=course_draft(quiz_draft(), questions=3), by=None, at=NOW, owner=units.north)
    shorter = course_draft(lesson_draft("other"))

    course = replace_draft(draft=shorter, by=trainer, at=NOW)

    assert read_draft(course) == shorter
    assert course.owner == units.north
    assert list(DraftEdit.objects.values_list("revision", "action", "by")) == [
        (1, "created", None),
        (2, "replaced", trainer.pk),
    ]


def test_the_same_again_is_no_edit(trainer: User, units: SimpleNamespace) -> None:
    draft = course_draft(quiz_draft(), questions=3)
    replace_draft(draft=draft, by=None, at=NOW, owner=units.north)

    course = replace_draft(draft=draft, by=trainer, at=NOW)

    assert course.draft_revision == 1
    assert DraftEdit.objects.count() == 1


def test_a_course_that_is_not_there_cannot_be_required(db: None) -> None:
    with pytest.raises(UnknownCourses) as found:
        make_course(course_draft(requires=("nowhere",)))

    assert found.value.slugs == ["nowhere"]
    assert not Course.objects.exists()


def test_a_code_belongs_to_one_course(db: None) -> None:
    make_course(course_draft(slug="first"))

    with pytest.raises(CodeTaken):
        make_course(course_draft(slug="second"))

    assert [course.slug for course in Course.objects.all()] == ["first"]


def test_every_edit_is_a_revision(trainer: User) -> None:
    course = make_course()

    assert note_edit(course=course, by=trainer, at=NOW, action="text", item="intro.en") == 2
    assert note_edit(course=course, by=trainer, at=NOW, action="outline") == 3


def test_an_edit_cannot_be_changed_or_taken_back(db: None) -> None:
    make_course()

    for change in (
        lambda: DraftEdit.objects.update(action="nothing"),
        lambda: DraftEdit.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()

    assert DraftEdit.objects.get().action == "created"


@pytest.mark.parametrize(
    "fields",
    [
        {"intensity": 4},
        {"minutes": 0},
        {"uid": "intro"},
    ],
)
def test_the_database_refuses_a_lesson_that_cannot_be(db: None, fields: dict[str, object]) -> None:
    course = make_course()
    values = {"uid": "other", "kind": "reading", "minutes": 5, **fields}

    with pytest.raises(IntegrityError), transaction.atomic():
        Lesson.objects.create(course=course, **values)


def test_months_need_a_certificate(db: None) -> None:
    course = make_course()

    with pytest.raises(IntegrityError), transaction.atomic():
        Course.objects.filter(pk=course.pk).update(
            has_certificate=False, certificate_valid_months=6
        )


def test_equal_drafts_have_equal_digests_and_others_not() -> None:
    draft = course_draft(lesson_draft("intro"))

    assert draft.digest() == course_draft(lesson_draft("intro")).digest()
    assert draft.digest() != replace(draft, code="OTHER").digest()


def test_settings_at_their_default_are_not_kept() -> None:
    settings = QuizSettings.model_validate(
        {"draw": [{"tag": "law", "take": "3"}], "wait_minutes": 0}
    )

    assert dumped(settings) == {"draw": [{"tag": "law", "take": 3}]}


def test_titles_fall_back_to_the_source_language(db: None) -> None:
    course = Course(languages=["en", "es"], titles={"en": "A", "es": "B"}, summaries={"en": "S"})

    assert (course.title("es"), course.title("da"), course.title()) == ("B", "A", "A")
    assert course.summary("es") == "S"
