"""A course of a reading, a quiz and a closing reading, published in releases that differ."""

import uuid
from dataclasses import replace
from datetime import datetime
from typing import Any

from accounts.models import Unit, User
from courses.assessment.models import Attempt
from courses.assessment.services import Save, hand_in, save_answers, start_attempt
from courses.catalogue.drafts import CourseDraft, LessonDraft, LessonWords
from courses.catalogue.models import Course
from courses.catalogue.services import replace_draft
from courses.enrolment.models import Enrolment
from courses.enrolment.services import enrol, start
from courses.progress.services import complete_lesson
from courses.releases.models import Release
from courses.releases.services import compile_candidate, publish
from tests.factories.accounts import RoleGrantFactory, UserFactory
from tests.factories.catalogue import NOW, course_draft, lesson_draft, quiz_draft

RIGHT, WRONG = {"option": "right"}, {"option": "wrong"}


def reading(uid: str, text: str = "") -> LessonDraft:
    """A reading with its own words, or with these."""
    made = lesson_draft(uid)
    words = LessonWords(f"Title of {uid}", f"Topic of {uid}", text or f"The text of {uid}.")
    return replace(made, texts={"en": words})


def outline(*lessons: LessonDraft, **fields: Any) -> CourseDraft:
    """The draft of these lessons, or of intro, quiz and outro; three questions to pass."""
    told = lessons or (reading("intro"), a_quiz(), reading("outro"))
    return course_draft(*told, questions=3, **fields)


def a_quiz(**settings: Any) -> LessonDraft:
    """An assessment of three questions, all of which have to be right."""
    return quiz_draft(preset="assessment", pass_mark=100, shuffle=False, **settings)


def published(owner: Unit, draft: CourseDraft | None = None, *, at: datetime = NOW) -> Release:
    """The next release of the course, from this draft."""
    course = replace_draft(draft=draft or outline(), by=None, at=at)
    Course.objects.filter(pk=course.pk).update(owner=owner)
    course.refresh_from_db()
    return publish(candidate=compile_candidate(course=course, by=None, at=at), by=None, at=at)


def somebody(unit: Unit) -> User:
    """A learner who works in the unit."""
    person: User = UserFactory(unit=unit)
    RoleGrantFactory(user=person, unit=unit, role="learner")
    return person


def taking(course: Course, unit: Unit, *done: str) -> Enrolment:
    """Somebody who has started on the live release and completed these slots."""
    person = somebody(unit)
    made = start(
        enrolment=enrol(user=person, course=course, by=person, at=NOW),
        language="en",
        by=person,
        at=NOW,
    )
    for uid in done:
        do(made, uid)
    return Enrolment.objects.select_related("course", "release", "user").get(pk=made.pk)


def do(enrolment: Enrolment, uid: str) -> None:
    """The person completes a slot: reads it, or hands the right answers in."""
    if uid == "quiz":
        close(begin(enrolment), RIGHT)
    else:
        complete_lesson(enrolment=enrolment, slot_uid=uid, by=enrolment.user, at=NOW)


def begin(enrolment: Enrolment, uid: str = "quiz") -> Attempt:
    """An open attempt at the quiz."""
    return start_attempt(enrolment=enrolment, slot_uid=uid, by=enrolment.user, at=NOW)


def close(attempt: Attempt, answer: dict[str, Any]) -> None:
    """The attempt is handed in with this answer to every question."""
    person = attempt.enrolment.user
    saves = [Save.of(n, uid, answer) for n, uid in enumerate(attempt.question_uids, start=1)]
    tab = uuid.UUID(int=9)
    save_answers(public_id=attempt.public_id, by=person, tab=tab, saves=saves, at=NOW)
    hand_in(public_id=attempt.public_id, by=person, at=NOW)


def standing(enrolment: Enrolment) -> tuple[int, str, dict[str, str]]:
    """The release and state of an enrolment, and the state of each slot that has one."""
    enrolment.refresh_from_db()
    assert enrolment.release is not None
    slots = dict(enrolment.slot_progress.order_by("slot_uid").values_list("slot_uid", "state"))
    return enrolment.release.number, enrolment.state, slots
