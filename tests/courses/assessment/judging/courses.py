"""A small course with a choice and a free text, and people who hand it in."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from accounts.models import Unit, User
from content.library.shipped import load_shipped
from courses.assessment.models import Attempt, MarkingTurn
from courses.assessment.services import Save, hand_in, save_answers, start_attempt
from courses.catalogue.drafts import QuestionDraft, QuestionWords
from courses.catalogue.models import Course, CourseGrant
from courses.enrolment.services import enrol, start
from courses.releases.models import Release
from courses.releases.services import compile_candidate, publish
from tests.factories.accounts import RoleGrantFactory, UserFactory
from tests.factories.catalogue import course_draft, lesson_draft, make_course, question_draft

LIBRARY = Path(__file__).parents[2] / "releases" / "example_library"
DUTY = "house/FEE-1.1"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LEVELS = ("none", "partly", "full")


def essay_draft(uid: str = "essay", **fields: Any) -> QuestionDraft:
    """A free text with a rubric of two criteria and three levels each."""
    levels = [
        {"key": key, "quanta": quanta} for key, quanta in zip(LEVELS, (0, 5000, 10000), strict=True)
    ]
    criteria = [{"key": key, "levels": levels} for key in ("rule", "reason")]
    words = {
        key: {"title": f"The {key}", "levels": {level: f"{key}: {level}" for level in LEVELS}}
        for key in ("rule", "reason")
    }
    texts = {"stem": "Why?", "criteria": words, "feedback": "Because."}
    return QuestionDraft(
        uid=uid,
        type="freetext/1",
        definition={"criteria": criteria},
        texts={"en": QuestionWords(texts)},
        **fields,
    )


def essay_course(owner: Unit, *, slug: str = "small", **settings: Any) -> Release:
    """Release 1 of a course whose quiz asks a choice and a free text, owned by a unit."""
    asked = {
        "draw": [{"questions": ["question-0", "essay"]}],
        "shuffle": False,
        "preset": "assessment",
    }
    draft = replace(
        course_draft(lesson_draft("quiz", "quiz", settings={**asked, "pass_mark": 75, **settings})),
        questions=(question_draft("question-0"), essay_draft()),
        slug=slug,
        code=slug.upper(),
    )
    return _published(draft, owner)


def choice_course(owner: Unit, *, questions: int = 2, **settings: Any) -> Release:
    """Release 1 of a course whose quiz asks choices; `right` is the key of each."""
    uids = [f"question-{n}" for n in range(questions)]
    asked = {"draw": [{"questions": uids}], "shuffle": False, "preset": "assessment"}
    draft = replace(
        course_draft(lesson_draft("quiz", "quiz", settings={**asked, "pass_mark": 75, **settings})),
        questions=tuple(question_draft(uid) for uid in uids),
    )
    return _published(draft, owner)


def duty_course(owner: Unit) -> Release:
    """Release 1 of a course whose quiz has a rule that cannot be offset: two of four items."""
    load_shipped(at=NOW, root=LIBRARY)
    uids = [f"question-{n}" for n in range(4)]
    asked = {"draw": [{"questions": uids}], "shuffle": False, "preset": "assessment"}
    settings = {**asked, "pass_mark": 50, "must": [DUTY]}
    covered = [question_draft(uid, covers=(DUTY,)) for uid in uids[:2]]
    draft = replace(
        course_draft(lesson_draft("quiz", "quiz", settings=settings)),
        questions=(*covered, *(question_draft(uid) for uid in uids[2:])),
    )
    return _published(draft, owner)


def missing_the_duty(course: Course, unit: Unit) -> Attempt:
    """A closed attempt whose marks would be enough, and which missed the duty."""
    options = ("wrong", "wrong", "right", "right")
    answers = {f"question-{n}": {"option": option} for n, option in enumerate(options)}
    return handed_in(course, unit, answers)


def _published(draft: Any, owner: Unit) -> Release:
    course = make_course(draft)
    course.owner = owner
    course.save(update_fields=["owner"])
    return publish(candidate=compile_candidate(course=course, by=None, at=NOW), by=None, at=NOW)


def mend_key(course: Course, uid: str, *, correct: str = "wrong", at: datetime = NOW) -> Release:
    """The next release, in which another option is right."""
    question = course.questions.get(uid=uid)
    question.definition = {**question.definition, "correct": correct}
    question.save(update_fields=["definition"])
    course.refresh_from_db()
    Course.objects.filter(pk=course.pk).update(draft_revision=course.draft_revision + 1)
    course.refresh_from_db()
    return publish(candidate=compile_candidate(course=course, by=None, at=at), by=None, at=at)


def begun(course: Course, unit: Unit, *, at: datetime = NOW) -> Attempt:
    """An open attempt of somebody new who works in the unit."""
    person = UserFactory(unit=unit)
    RoleGrantFactory(user=person, unit=unit, role="learner")
    made = start(
        enrolment=enrol(user=person, course=course, by=person, at=at),
        language="en",
        by=person,
        at=at,
    )
    return start_attempt(enrolment=made, slot_uid="quiz", by=person, at=at)


def answer(attempt: Attempt, uid: str, raw: Any, *, sequence: int = 1, at: datetime = NOW) -> None:
    """Save one answer as one tab would."""
    save_answers(
        public_id=attempt.public_id,
        by=attempt.enrolment.user,
        tab=uuid.UUID(int=7),
        saves=[Save.of(sequence, uid, raw)],
        at=at,
    )


def handed_in(
    course: Course, unit: Unit, answers: dict[str, Any], *, at: datetime = NOW
) -> Attempt:
    """A closed attempt of somebody new."""
    attempt = begun(course, unit, at=at)
    for sequence, (uid, raw) in enumerate(answers.items(), start=1):
        answer(attempt, uid, raw, sequence=sequence, at=at)
    hand_in(public_id=attempt.public_id, by=attempt.enrolment.user, at=at)
    return Attempt.objects.select_related(
        "enrolment__user", "enrolment__course", "release", "current_grading"
    ).get(pk=attempt.pk)


def with_essay(
    course: Course, unit: Unit, text: str = "My reasons.", *, at: datetime = NOW
) -> Attempt:
    """A closed attempt with the choice right and a free text."""
    answers = {"question-0": {"option": "right"}, "essay": {"text": text}}
    return handed_in(course, unit, answers, at=at)


def marker_of(course: Course) -> User:
    """Somebody new who marks for the course."""
    person = UserFactory()
    CourseGrant.objects.create(course=course, user=person, role=CourseGrant.Role.MARKER)
    return person


def turns_at(attempt: Attempt) -> list[tuple[str, int]]:
    """The turns at an attempt, by question and place."""
    rows = MarkingTurn.objects.filter(attempt=attempt).order_by("question_uid", "place")
    return list(rows.values_list("question_uid", "place"))
