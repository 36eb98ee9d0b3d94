"""Writes item by item: checked, locked, kept in history, and refused to who saw something else."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from courses.catalogue import items, services
from courses.catalogue.drafts import LessonDraft, LessonWords, QuestionWords
from courses.catalogue.errors import (
    CodeTaken,
    EditedMeanwhile,
    ItemRefused,
    NotRestorable,
    OutlineRefused,
    SlugTaken,
    UidTaken,
    UnknownCourses,
    UnknownItem,
)
from courses.catalogue.models import Course, DraftEdit, ItemVersion
from courses.catalogue.naming import fresh_uid, uid_from
from courses.catalogue.selectors import (
    lesson_for_edit,
    question_for_edit,
    read_draft,
    read_head,
    read_lesson,
)
from tests.factories.catalogue import (
    NOW,
    course_draft,
    lesson_draft,
    make_course,
    question_draft,
    quiz_draft,
)

LATER = NOW + timedelta(minutes=10)


@pytest.fixture
def course(db: None) -> Course:
    draft = course_draft(lesson_draft("intro"), quiz_draft(), questions=3, languages=("en", "es"))
    return make_course(draft)


def words(course: Course, title: str, base: str | None, *, by=None, at=NOW, language="en") -> str:
    said = LessonWords(title, "Topic", "Text")
    return services.save_lesson_words(
        course=course, uid="intro", language=language, words=said, base=base, by=by, at=at
    )


def test_a_new_course_has_a_title_and_nothing_else(trainer, units) -> None:
    made = services.create_course(
        slug="new", code="N-1", title="New", language="es", owner=units.north, by=trainer, at=NOW
    )
    assert read_draft(made) == replace(read_head(made), titles={"es": "New"})
    assert (made.draft_revision, made.visibility) == (1, "internal")
    again = {"title": "New", "language": "es", "owner": units.north, "by": trainer, "at": NOW}
    with pytest.raises(SlugTaken):
        services.create_course(slug="new", code="N-2", **again)
    with pytest.raises(CodeTaken):
        services.create_course(slug="other", code="N-1", **again)
    for wrong in ({"slug": "A B", "code": "N-3"}, {"slug": "ok", "code": "a b"}):
        with pytest.raises(ItemRefused):
            services.create_course(**wrong, **again)


def test_words_are_saved_once_and_refused_to_who_saw_something_else(
    course: Course, trainer, lead
) -> None:
    found = lesson_for_edit(course, "intro", "en")
    digest = words(course, "First", found.words_digest, by=trainer)
    with pytest.raises(EditedMeanwhile) as refused:
        words(course, "Second", found.words_digest, by=lead)
    assert (refused.value.by, refused.value.at) == (trainer, NOW)
    assert refused.value.current.title == "First"
    revision = course.draft_revision
    assert words(course, "First", digest, by=lead) == digest
    assert course.draft_revision == revision
    with pytest.raises(EditedMeanwhile):
        words(course, "New", None)


def test_a_translation_is_new_without_a_base(course: Course) -> None:
    words(course, "Primero", None, language="es")
    assert read_lesson(course, "intro").texts["es"].title == "Primero"
    with pytest.raises(ItemRefused):
        words(course, "Erst", None, language="de")


def test_keystrokes_of_one_sitting_are_one_row_of_history(course: Course, trainer, lead) -> None:
    base = lesson_for_edit(course, "intro", "en").words_digest
    for number in range(4):
        base = words(
            course, f"Title {number}", base, by=trainer, at=NOW + timedelta(seconds=number)
        )
    assert ItemVersion.objects.count() == 1
    base = words(course, "By another", base, by=lead, at=NOW)
    words(course, "After a pause", base, by=lead, at=LATER)
    kept = [row.body["title"] for row in ItemVersion.objects.order_by("revision")]
    assert kept == ["Title of intro", "Title 3", "By another"]
    assert DraftEdit.objects.filter(course=course).count() == 7


@pytest.mark.parametrize(
    "wrong",
    [
        LessonWords("", "Topic"),
        LessonWords("Two\nlines", "Topic"),
        LessonWords("Title", "x" * 301),
        LessonWords("x" * 201, "Topic"),
        LessonWords("Title", "Topic", "a\x00b"),
        LessonWords("Title", "Topic", "x" * 200_001),
    ],
)
def test_words_that_no_file_can_hold_are_refused(course: Course, wrong: LessonWords) -> None:
    base = lesson_for_edit(course, "intro", "en").words_digest
    with pytest.raises(ItemRefused):
        services.save_lesson_words(
            course=course, uid="intro", language="en", words=wrong, base=base, by=None, at=NOW
        )
    assert not ItemVersion.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"uid": "A"},
        {"uid": "questions-more"},
        {"kind": "song"},
        {"minutes": 0},
        {"intensity": 4},
        {"covers": ("nothing",)},
        {"settings": {"nothing": 1}},
        {"kind": "quiz", "settings": {"attempts": 0}},
        {"kind": "quiz", "settings": {"draw": [{"tag": "a", "take": 0}]}},
    ],
)
def test_a_lesson_that_cannot_be_is_refused(course: Course, wrong) -> None:
    lesson = replace(LessonDraft("new", "reading", 5), **wrong)
    with pytest.raises(ItemRefused):
        services.save_lesson(course=course, lesson=lesson, base=None, by=None, at=NOW)


def test_a_lesson_may_be_unfinished_and_keeps_its_kind(course: Course) -> None:
    quiz = LessonDraft("later", "quiz", 5, settings={"attempts": 2, "shuffle": True})
    base = services.save_lesson(course=course, lesson=quiz, base=None, by=None, at=NOW)
    assert read_lesson(course, "later").settings == {"attempts": 2}
    for lesson, kept, refusal in (
        (quiz, None, UidTaken),
        (replace(quiz, minutes=6), "x" * 64, EditedMeanwhile),
        (replace(quiz, uid="gone"), base, UnknownItem),
        (replace(quiz, kind="reading", settings={}), base, ItemRefused),
    ):
        with pytest.raises(refusal):
            services.save_lesson(course=course, lesson=lesson, base=kept, by=None, at=NOW)


def save(course: Course, question, base, **more) -> str:
    return services.save_question(
        course=course, question=question, base=base, by=None, at=NOW, **more
    )


def test_a_question_is_saved_with_its_words_and_kept_retired(course: Course) -> None:
    found = question_for_edit(course, "question-0")
    services.retire_question(course=course, uid="question-0", by=None, at=NOW)
    with pytest.raises(EditedMeanwhile):
        save(course, found.question, found.digest)
    found = question_for_edit(course, "question-0")
    save(course, replace(found.question, marks=3, is_retired=False), found.digest)
    kept = question_for_edit(course, "question-0").question
    assert (kept.marks, kept.is_retired) == (3, True)
    services.restore_question(course=course, uid="question-0", by=None, at=NOW)
    assert not question_for_edit(course, "question-0").question.is_retired
    with pytest.raises(UidTaken):
        save(course, found.question, None)
    with pytest.raises(UnknownItem):
        save(course, question_draft("nowhere"), "x")


def test_a_question_that_is_ready_holds_together_and_an_unfinished_one_is_kept(
    course: Course,
) -> None:
    broken = replace(question_draft("half"), definition={"options": ["right"]})
    with pytest.raises(ItemRefused):
        save(course, broken, None)
    unready = replace(broken, texts={"en": QuestionWords({"stem": ""}, is_ready=False)})
    save(course, unready, None)
    assert question_for_edit(course, "half").question.definition == {"options": ["right"]}
    for wrong in (
        {"type": "riddle/1"},
        {"texts": {}},
        {"marks": 0},
        {"tags": ("A B",)},
        {"texts": {"en": QuestionWords({"stem": "a\x00"}, is_ready=False)}},
        {"texts": {"en": QuestionWords({"stem": "x" * 200_001}, is_ready=False)}},
    ):
        with pytest.raises(ItemRefused):
            save(course, replace(question_draft("wrong"), **wrong), None)


def test_a_translation_of_a_question_is_checked_against_it(course: Course) -> None:
    def translate(texts, *, is_ready=True, uid="question-0", language="es", base=None) -> str:
        said = QuestionWords(texts, "x" * 64, is_ready)
        return services.save_question_words(
            course=course, uid=uid, language=language, words=said, base=base, by=None, at=NOW
        )

    whole = {"stem": "¿Cuál?", "options": {"right": "Esta", "wrong": "Esa"}, "feedback": "Esta."}
    with pytest.raises(ItemRefused):
        translate({"stem": "¿Cuál?"})
    base = translate({"stem": "¿Cuál?"}, is_ready=False)
    assert question_for_edit(course, "question-0").words_digests == {"es": base}
    translate(whole, base=base)
    with pytest.raises(EditedMeanwhile):
        translate(whole)
    for wrong, refusal in (({"language": "en"}, ItemRefused), ({"uid": "nowhere"}, UnknownItem)):
        with pytest.raises(refusal):
            translate(whole, **wrong)


def test_questions_are_handled_all_or_none(course: Course) -> None:
    with pytest.raises(UnknownItem):
        services.retire_questions(course=course, uids=["question-0", "gone"], by=None, at=NOW)
    assert not course.questions.filter(is_retired=True).exists()
    for deed in (services.remove_question, services.move_question):
        target = (
            {"to_course": make_course(course_draft(slug="b", code="B"))}
            if deed is services.move_question
            else {}
        )
        with pytest.raises(OutlineRefused):
            deed(course=course, uid="question-0", by=None, at=NOW, **target)


def test_a_copy_needs_the_language_of_the_other_course(course: Course) -> None:
    spanish = services.create_course(
        slug="es", code="ES", title="Uno", language="es", owner=None, by=None, at=NOW
    )
    with pytest.raises(ItemRefused):
        services.copy_question(course=course, uid="question-0", to_course=spanish, by=None, at=NOW)
    said = QuestionWords(
        {"stem": "¿Cuál?", "options": {"right": "Esta", "wrong": "Esa"}, "feedback": "Esta."}, "x"
    )
    services.save_question_words(
        course=course, uid="question-0", language="es", words=said, base=None, by=None, at=NOW
    )
    uid = services.copy_question(
        course=course, uid="question-0", to_course=spanish, by=None, at=NOW
    )
    [(language, made_from)] = [
        (one, said.made_from)
        for one, said in question_for_edit(spanish, uid).question.texts.items()
    ]
    assert (language, made_from) == ("es", "")


def test_a_removed_question_comes_back_with_its_translations(course: Course) -> None:
    uid = services.copy_question(course=course, uid="question-0", to_course=course, by=None, at=NOW)
    before = read_draft(course)
    revision = services.remove_question(course=course, uid=uid, by=None, at=NOW)
    assert not course.questions.filter(uid=uid).exists()
    services.undo_edit(course=course, revision=revision, by=None, at=NOW)
    assert read_draft(course) == before


def test_settings_come_back_and_a_language_keeps_its_texts(course: Course) -> None:
    words(course, "Primero", None, language="es")
    head = read_head(course)
    base = items.digest_of(items.settings_body(head))
    alone = replace(head, languages=("en",), code="OTHER")
    services.save_settings(course=course, head=alone, base=base, by=None, at=NOW)
    assert set(read_draft(course).lessons[0].texts) == {"en"}
    with pytest.raises(EditedMeanwhile):
        services.save_settings(course=course, head=alone, base=base, by=None, at=NOW)
    version = ItemVersion.objects.get(kind="settings")
    services.restore_item(version=version, by=None, at=NOW)
    course.refresh_from_db()
    assert read_head(course) == head
    assert read_lesson(course, "intro").texts["es"].title == "Primero"


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"languages": ("es", "en")}, ItemRefused),
        ({"languages": ("en", "en")}, ItemRefused),
        ({"titles": {"en": " "}}, ItemRefused),
        ({"titles": {"en": "a\nb"}}, ItemRefused),
        ({"summaries": {"en": "a\x00"}}, ItemRefused),
        ({"requires": ("small",)}, ItemRefused),
        ({"requires": ("nowhere",)}, UnknownCourses),
        ({"code": "TAKEN"}, CodeTaken),
        ({"certificate_months": 0}, ItemRefused),
    ],
)
def test_settings_that_cannot_be_are_refused(course: Course, wrong, refusal) -> None:
    make_course(course_draft(slug="other", code="TAKEN"))
    head = read_head(course)
    base = items.digest_of(items.settings_body(head))
    with pytest.raises(refusal):
        services.save_settings(
            course=course, head=replace(head, **wrong), base=base, by=None, at=NOW
        )


def test_a_removed_lesson_comes_back_with_its_texts_and_its_place(course: Course) -> None:
    words(course, "Primero", None, language="es")
    before = read_draft(course)
    revision = services.remove_lesson(course=course, uid="intro", by=None, at=LATER)
    assert [lesson.uid for lesson in read_draft(course).lessons] == ["quiz"]
    services.undo_edit(course=course, revision=revision, by=None, at=LATER)
    assert read_draft(course) == before
    with pytest.raises(UnknownItem):
        services.remove_lesson(course=course, uid="nowhere", by=None, at=NOW)
    with pytest.raises(NotRestorable):
        services.undo_edit(course=course, revision=9_999, by=None, at=NOW)


def test_an_outline_that_comes_back_brings_the_lessons_it_needs(course: Course) -> None:
    before = read_draft(course)
    services.step_slot(course=course, uid="intro", step=1, by=None, at=NOW)
    services.remove_lesson(course=course, uid="intro", by=None, at=NOW)
    version = ItemVersion.objects.filter(kind="outline").earliest("revision")
    services.restore_item(version=version, by=None, at=NOW)
    assert read_draft(course) == before


def test_a_course_that_is_taken_in_again_keeps_what_it_said(course: Course) -> None:
    before = read_draft(course)
    make_course(course_draft(lesson_draft("other")))
    course.refresh_from_db()
    services.undo_edit(course=course, revision=course.draft_revision, by=None, at=NOW)
    assert read_draft(course).modules == before.modules
    assert read_draft(course).lessons == before.lessons


def test_asking_in_a_lesson_adds_what_it_does_not_ask(course: Course) -> None:
    uid = services.copy_question(course=course, uid="question-0", to_course=course, by=None, at=NOW)
    services.ask_in_lesson(
        course=course, lesson_uid="quiz", uids=[uid, "question-0"], by=None, at=NOW
    )
    asked = ["question-0", "question-1", "question-2", uid]
    assert read_lesson(course, "quiz").settings == {"draw": [{"questions": asked}]}
    for lesson, question in (("intro", uid), ("quiz", "nowhere"), ("nowhere", uid)):
        with pytest.raises(UnknownItem):
            services.ask_in_lesson(
                course=course, lesson_uid=lesson, uids=[question], by=None, at=NOW
            )


def test_history_is_never_changed(course: Course) -> None:
    words(course, "Other", lesson_for_edit(course, "intro", "en").words_digest)
    rows = ItemVersion.objects.all()
    for attempt in (lambda: rows.update(body={}), rows.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


@pytest.mark.parametrize(
    ("said", "uid"), [("Más práctica!", "mas-practica"), ("中文", "module"), ("x" * 90, "x" * 60)]
)
def test_names_are_made_of_words(said: str, uid: str) -> None:
    assert uid_from(said, "module") == uid


def test_a_taken_name_gets_the_first_free_number() -> None:
    assert fresh_uid("a", set()) == "a"
    assert fresh_uid("a", {"a", "a-2"}) == "a-3"
    assert fresh_uid("a-2", {"a-2"}) == "a-3"
