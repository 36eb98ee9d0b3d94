"""The learner's own desk: the rows of the person, through the services of the rooms below."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence

from django.http import Http404
from django.utils.translation import gettext as _

from accounts.models import User
from courses.assessment import paper, services
from courses.assessment.models import Attempt, Response
from courses.assessment.said import Said, said_about
from courses.assessment.selectors import (
    AtSlot,
    attempt_at_slot,
    attempt_for,
    attempts_at,
    responses_of,
)
from courses.assessment.services import Save, SaveReport
from courses.assessment.services.judging.contesting import open_contest
from courses.assessment.tries import FirstCheck, Tries, first_checks, tries_of
from courses.catalogue.models import Course
from courses.certification.models import Certificate
from courses.delivery.desks.band import Band
from courses.delivery.pages.course import CoursePage, course_page, page_before
from courses.delivery.ways import OWN
from courses.enrolment import services as enrolling
from courses.enrolment.models import Enrolment
from courses.enrolment.selectors import enrolments_in_course, missing_prerequisites
from courses.progress import services as progressing
from courses.progress.selectors import completed_slots, variants_taken
from courses.releases.selectors import live_release, manifest


class OwnDesk:
    """The desk of a learner; `course_slug` is empty on the pages of an attempt."""

    ways = OWN

    def __init__(self, user: User, course_slug: str = "") -> None:
        self.user = user
        self.course_slug = course_slug

    def band(self, *, lesson: str = "", question: str = "") -> Band | None:
        return None

    def course_page(self) -> CoursePage:
        enrolment = self._enrolment()
        if enrolment is not None and enrolment.release is not None:
            return self._started(enrolment)
        course = enrolment.course if enrolment else self._visible_course()
        return page_before(
            course,
            live_release(course),
            language=self.user.language,
            due_on=enrolment.due_on if enrolment else None,
            requires=missing_prerequisites(user=self.user, course=course),
        )

    def _started(self, enrolment: Enrolment) -> CoursePage:
        is_passed = enrolment.state == Enrolment.State.PASSED
        rows = Certificate.objects.filter(enrolment=enrolment)
        certificate = rows.first() if is_passed else None
        is_over = certificate is not None or enrolment.ended_at is not None
        return course_page(
            enrolment,
            completed=completed_slots(enrolment),
            certificate=certificate,
            live=live_release(enrolment.course) if is_over else enrolment.release,
        )

    def start(self, *, language: str, again: bool, at: dt.datetime) -> None:
        enrolment = self._enrolment()
        if enrolment is None or again:
            course = enrolment.course if enrolment else self._visible_course()
            enrolment = enrolling.enrol(user=self.user, course=course, by=self.user, at=at)
        enrolling.start(enrolment=enrolment, language=language, by=self.user, at=at)

    def choose_language(self, language: str) -> None:
        enrolling.choose_language(enrolment=self.enrolment(), language=language, by=self.user)

    def _enrolment(self) -> Enrolment | None:
        """Return the open enrolment in the course, else the newest that was not withdrawn."""
        return max(
            enrolments_in_course(self.user, self.course_slug),
            key=lambda row: (row.state == Enrolment.State.OPEN, row.created_at, row.pk),
            default=None,
        )

    def _visible_course(self) -> Course:
        course = Course.objects.visible_to(self.user).filter(slug=self.course_slug).first()
        if course is None:
            raise Http404
        return course

    def enrolment(self) -> Enrolment:
        enrolment = self._enrolment()
        if enrolment is None or enrolment.release is None:
            raise Http404
        return enrolment

    def completed(self, enrolment: Enrolment) -> frozenset[str]:
        return completed_slots(enrolment)

    def account_taken(self, enrolment: Enrolment, slot_uid: str) -> str:
        return variants_taken(enrolment).get(slot_uid, "")

    def complete_lesson(
        self, enrolment: Enrolment, slot_uid: str, *, account: str, seen: str, at: dt.datetime
    ) -> bool:
        release = enrolment.release
        if release is not None and len(manifest(release).slot(slot_uid).variants) > 1:
            progressing.choose_variant(enrolment=enrolment, slot_uid=slot_uid, lesson_uid=account)
        return progressing.complete_lesson(
            enrolment=enrolment, slot_uid=slot_uid, by=self.user, at=at, shown=seen
        )

    def open_href(self, slot_uid: str) -> str:
        return ""

    def attempts_at(self, enrolment: Enrolment, slot_uid: str) -> list[Attempt]:
        return attempts_at(enrolment, slot_uid)

    def attempt_at_slot(self, public_id: uuid.UUID) -> AtSlot:
        found = attempt_at_slot(self.user, public_id)
        if found is None:
            raise Http404
        return found

    def start_attempt(self, enrolment: Enrolment, slot_uid: str, *, at: dt.datetime) -> Attempt:
        return services.start_attempt(enrolment=enrolment, slot_uid=slot_uid, by=self.user, at=at)

    def attempt(self, public_id: uuid.UUID) -> Attempt:
        attempt = attempt_for(self.user, public_id)
        if attempt is None:
            raise Http404
        return attempt

    def responses(self, attempt: Attempt) -> Mapping[str, Response]:
        return responses_of(attempt)

    def tries(self, attempt: Attempt) -> Mapping[str, Tries]:
        behaviour = paper.behaviour_of(paper.lesson_of(attempt))
        return tries_of(attempt) if behaviour.counts_tries else {}

    def first_checks(self, attempt: Attempt) -> Mapping[str, FirstCheck]:
        return first_checks(attempt)

    def save_answers(
        self,
        public_id: uuid.UUID,
        *,
        tab: uuid.UUID,
        saves: Sequence[Save],
        at: dt.datetime,
        is_check: bool = False,
        flag: bool | None = None,
    ) -> SaveReport:
        return services.save_answers(
            public_id=public_id,
            by=self.user,
            tab=tab,
            saves=saves,
            at=at,
            is_check=is_check,
            flag=flag,
        )

    def mark_for_review(self, public_id: uuid.UUID, number: int, *, flag: bool) -> None:
        services.mark_for_review(public_id=public_id, by=self.user, question=number, flag=flag)

    def note_opened(
        self, public_id: uuid.UUID, number: int, keys: Collection[str], *, at: dt.datetime
    ) -> None:
        services.note_opened(public_id=public_id, by=self.user, question=number, keys=keys, at=at)

    def hand_in(self, public_id: uuid.UUID, *, at: dt.datetime) -> None:
        services.hand_in(public_id=public_id, by=self.user, at=at)

    def said(self, attempt: Attempt) -> Said:
        return said_about(attempt)

    def contest(
        self, public_id: uuid.UUID, question_uid: str, *, reason: str, at: dt.datetime
    ) -> str:
        open_contest(
            public_id=public_id, question_uid=question_uid, reason=reason, by=self.user, at=at
        )
        return _("Your contest is with the trainers of the course.")
