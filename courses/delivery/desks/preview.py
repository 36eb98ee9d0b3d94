"""The desk of a preview: a candidate on the learner's own pages, and no row written anywhere.

Enrolment, attempts and answers are the models of the rooms below, in memory: the same pages and
the same rules read them. What happens is kept in the session of whoever looks (`state`).
"""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, MutableMapping, Sequence
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from courses.assessment import paper
from courses.assessment.errors import NotAnAssessment, NotDrawn
from courses.assessment.judging_errors import NotContestable
from courses.assessment.models import Attempt, Response
from courses.assessment.said import Said
from courses.assessment.selectors import AtSlot
from courses.assessment.services import Save, SaveReport
from courses.assessment.services import rehearsing as rehearse
from courses.assessment.services.rehearsing import Rehearsal
from courses.assessment.services.starting import new_attempt
from courses.assessment.tries import FirstCheck, Tries
from courses.delivery.desks.band import Band
from courses.delivery.desks.previewed import Previewed, band_of
from courses.delivery.desks.state import (
    PreviewState,
    forget_state,
    keep_state,
    kept_form,
    read_state,
    rehearsal_of,
)
from courses.delivery.pages.course import CoursePage, course_page, page_before
from courses.delivery.ways import Ways
from courses.enrolment.errors import LanguageMissing
from courses.enrolment.models import Enrolment
from courses.progress import completion
from courses.progress.errors import WrongCompletion
from courses.progress.services import CAUSE_OF_KIND, require_unlocked_by
from courses.releases.manifest import Manifest, SlotEntry
from courses.releases.selectors import manifest


class PreviewDesk:
    """The desk of somebody who looks at a candidate as its learners will."""

    def __init__(
        self, user: User, of: Previewed, session: MutableMapping[str, Any], *, at: dt.datetime
    ) -> None:
        self.user = user
        self.course_slug = of.course.slug
        self.ways = Ways(of.course.slug, of.candidate.public_id)
        self._of = of
        self._session = session
        self._state: PreviewState = read_state(session, of.candidate.public_id)
        self._body: Manifest = manifest(of.release)
        self._taking = self._enrolment()
        self._attempts: list[Rehearsal] = [
            rehearsal_of(kept, self._taking) for kept in self._state.attempts
        ]
        for rehearsal in self._attempts:
            # What the sweep would have done by now.
            if rehearse.close_rehearsed_overdue(rehearsal, at=at):
                self._complete_after(rehearsal)

    def band(self, *, lesson: str = "", question: str = "") -> Band | None:
        return band_of(self._of, language=self._taking.language, lesson=lesson, question=question)

    def _enrolment(self) -> Enrolment:
        wanted = self._state.language or self.user.language
        languages = self._body.languages
        is_passed = completion.share(self._body.slots, self._state.done).is_complete
        return Enrolment(
            user=self.user,
            course=self._of.course,
            release=self._of.release,
            state=Enrolment.State.PASSED if is_passed else Enrolment.State.OPEN,
            language=wanted if wanted in languages else languages[0],
        )

    def _keep(self) -> None:
        self._state.attempts = [kept_form(one) for one in self._attempts]
        keep_state(self._session, self._of.candidate.public_id, self._state)

    # The course.

    def course_page(self) -> CoursePage:
        if not self._state.language:
            return page_before(
                self._of.course, self._of.release, language=self.user.language, ways=self.ways
            )
        is_passed = self._taking.state == Enrolment.State.PASSED
        gives = is_passed and self._body.gives_certificate
        return course_page(
            self._taking,
            completed=frozenset(self._state.done),
            certificate_words=_("A learner has the certificate now. A preview gives none.")
            if gives
            else "",
            ways=self.ways,
        )

    def start(self, *, language: str, again: bool, at: dt.datetime) -> None:
        if again:
            self.forget()
        if language and language not in self._body.languages:
            raise LanguageMissing(_("The course is not available in this language."))
        self._state.language = language or self._body.languages[0]
        self._keep()

    def forget(self) -> None:
        """Begin the preview anew: nothing is started, complete or answered."""
        forget_state(self._session, self._of.candidate.public_id)
        self._state, self._attempts = PreviewState(), []

    def choose_language(self, language: str) -> None:
        if language not in self._body.languages:
            raise LanguageMissing(_("The course is not available in this language."))
        self._state.language = language
        self._keep()

    def enrolment(self) -> Enrolment:
        """A lesson can be opened before the start: the workshop leads straight to it."""
        return self._taking

    # Progress.

    def completed(self, enrolment: Enrolment) -> frozenset[str]:
        return frozenset(self._state.done)

    def account_taken(self, enrolment: Enrolment, slot_uid: str) -> str:
        return self._state.taken.get(slot_uid, "")

    def complete_lesson(
        self, enrolment: Enrolment, slot_uid: str, *, account: str, seen: str, at: dt.datetime
    ) -> bool:
        slot = self._slot(slot_uid)
        if len(slot.variants) > 1:
            if account not in {one.uid for one in slot.variants}:
                raise WrongCompletion(_("This lesson does not belong to this place in the course."))
            self._state.taken[slot_uid] = account
        if slot.kind not in CAUSE_OF_KIND:
            raise WrongCompletion(_("This lesson is complete when your answers are handed in."))
        self._require_unlocked(slot_uid)
        passed = self._complete((slot_uid,))
        self._keep()
        return passed

    def _complete(self, slots: Sequence[str]) -> bool:
        """Count slots as complete; return whether the course is passed with them."""
        before = self._taking.state
        self._state.done.update(slots)
        self._state.language = self._state.language or self._taking.language
        if completion.share(self._body.slots, self._state.done).is_complete:
            self._taking.state = Enrolment.State.PASSED
        return before != self._taking.state

    def _complete_after(self, rehearsal: Rehearsal) -> None:
        attempt = rehearsal.attempt
        attempts = self.attempts_at(self._taking, attempt.slot_uid)
        closed = [row for row in attempts if not row.is_open]
        if not rehearse.completes_rehearsed(attempt, closed):
            return
        slot = self._slot(attempt.slot_uid)
        shown = completion.stood_for(self._body.slots, slot) if slot.is_test_out else ()
        self._complete((slot.uid, *shown))

    def _slot(self, slot_uid: str) -> SlotEntry:
        try:
            return self._body.slot(slot_uid)
        except KeyError as error:
            raise Http404 from error

    def _require_unlocked(self, slot_uid: str) -> None:
        require_unlocked_by(self._state.done, self._body, slot_uid, language=self._taking.language)

    def open_href(self, slot_uid: str) -> str:
        where = [self.course_slug, self._of.candidate.public_id, slot_uid]
        return reverse("courses:preview:lesson_open", args=where)

    def open_lesson(self, slot_uid: str) -> None:
        """Count everything that comes before a lesson as complete, in this preview alone."""
        waiting = [self._slot(slot_uid)]
        while waiting:
            for uid in completion.missing_before(waiting.pop(), self._state.done):
                self._complete((uid,))
                waiting.append(self._slot(uid))
        self._keep()

    # Attempts.

    def attempts_at(self, enrolment: Enrolment, slot_uid: str) -> list[Attempt]:
        found = [one for one in self._attempts if one.attempt.slot_uid == slot_uid]
        for rehearsal in found:
            self._grade(rehearsal)
        return [one.attempt for one in reversed(found)]

    def attempt_at_slot(self, public_id: uuid.UUID) -> AtSlot:
        attempt = self.attempt(public_id)
        beside = self.attempts_at(self._taking, attempt.slot_uid)
        return AtSlot(attempt, beside, is_complete=attempt.slot_uid in self._state.done)

    def _grade(self, rehearsal: Rehearsal) -> None:
        """Give a closed attempt its grading, once a request."""
        attempt = rehearsal.attempt
        if not attempt.is_open and attempt.current_grading is None:
            rehearse.grade_rehearsed(rehearsal)

    def start_attempt(self, enrolment: Enrolment, slot_uid: str, *, at: dt.datetime) -> Attempt:
        lesson = self._slot(slot_uid).variants[0]
        if lesson.settings is None:
            raise NotAnAssessment(_("There is nothing to answer in this lesson."))
        attempts = self.attempts_at(enrolment, slot_uid)
        if attempts and attempts[0].is_open:
            return attempts[0]
        self._require_unlocked(slot_uid)
        attempt = new_attempt(self._taking, lesson, attempts, by=self.user, at=at)
        self._attempts.append(Rehearsal(attempt))
        self._keep()
        return attempt

    def _rehearsal(self, public_id: uuid.UUID) -> Rehearsal:
        for rehearsal in self._attempts:
            if rehearsal.attempt.public_id == public_id:
                self._grade(rehearsal)
                return rehearsal
        raise Attempt.DoesNotExist

    def attempt(self, public_id: uuid.UUID) -> Attempt:
        try:
            return self._rehearsal(public_id).attempt
        except Attempt.DoesNotExist as error:
            raise Http404 from error

    def responses(self, attempt: Attempt) -> Mapping[str, Response]:
        return self._rehearsal(attempt.public_id).responses

    def tries(self, attempt: Attempt) -> Mapping[str, Tries]:
        behaviour = paper.behaviour_of(paper.lesson_of(attempt))
        return self._rehearsal(attempt.public_id).tries() if behaviour.counts_tries else {}

    def first_checks(self, attempt: Attempt) -> Mapping[str, FirstCheck]:
        return self._rehearsal(attempt.public_id).first_checks()

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
        report = rehearse.save_rehearsed(
            self._rehearsal(public_id),
            tab=tab,
            saves=saves,
            at=at,
            is_check=is_check,
            flag=flag,
        )
        self._keep()
        return report

    def mark_for_review(self, public_id: uuid.UUID, number: int, *, flag: bool) -> None:
        rehearsal = self._rehearsal(public_id)
        rehearse.mark_rehearsed(rehearsal, {rehearsal.attempt.uid_of(number)}, flag=flag)
        self._keep()

    def note_opened(
        self, public_id: uuid.UUID, number: int, keys: Collection[str], *, at: dt.datetime
    ) -> None:
        """Note nothing: it is for the figures of a question, and a preview adds to none."""
        if not self._rehearsal(public_id).attempt.uid_of(number):
            raise NotDrawn(_("This question is not part of your quiz."))

    def hand_in(self, public_id: uuid.UUID, *, at: dt.datetime) -> None:
        rehearsal = self._rehearsal(public_id)
        rehearse.hand_in_rehearsed(rehearsal, at=at)
        self._complete_after(rehearsal)
        self._keep()

    def said(self, attempt: Attempt) -> Said:
        """Return nothing: nobody reads what is answered here."""
        return Said()

    def contest(
        self, public_id: uuid.UUID, question_uid: str, *, reason: str, at: dt.datetime
    ) -> str:
        if self._rehearsal(public_id).attempt.is_open:
            raise NotContestable(_("You can contest an answer after handing in."))
        return _("This is a preview: nothing was sent. A learner's contest goes to the trainers.")
