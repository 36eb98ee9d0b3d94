"""What every desk can do. The views of a course know no more of it."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from accounts.models import User
from courses.assessment.models import Attempt, Response
from courses.assessment.said import Said
from courses.assessment.selectors import AtSlot
from courses.assessment.services import Save, SaveReport
from courses.assessment.tries import FirstCheck, Tries
from courses.delivery.desks.band import Band
from courses.delivery.pages.course import CoursePage
from courses.delivery.ways import Ways
from courses.enrolment.models import Enrolment


class Desk(Protocol):
    """One person at the pages of a course. An attempt that is not theirs is Attempt.DoesNotExist.

    Whatever a lower room refuses is raised as that room raises it.
    """

    user: User
    course_slug: str
    ways: Ways

    def band(self, *, lesson: str = "", question: str = "") -> Band | None:
        """Return what stands above the page in a preview; None on a learner's own pages."""

    def course_page(self) -> CoursePage:
        """Return the page of the course, before or after the start; Http404 for none."""

    def start(self, *, language: str, again: bool, at: dt.datetime) -> None:
        """Start the course, or with `again` once more."""

    def choose_language(self, language: str) -> None:
        """Show the course in another of its languages."""

    def enrolment(self) -> Enrolment:
        """Return the enrolment of a started course; Http404 without one."""

    def completed(self, enrolment: Enrolment) -> frozenset[str]:
        """Return the slots that are complete."""

    def account_taken(self, enrolment: Enrolment, slot_uid: str) -> str:
        """Return the account that was chosen at a slot; empty for none."""

    def complete_lesson(
        self, enrolment: Enrolment, slot_uid: str, *, account: str, seen: str, at: dt.datetime
    ) -> bool:
        """Complete what is read or attested; `account` names the one of several that was read.

        `seen` is the digest of what the page showed. Return whether the course is passed with it.
        """

    def open_href(self, slot_uid: str) -> str:
        """Return where a locked slot is opened all the same; empty where nobody may."""

    def attempts_at(self, enrolment: Enrolment, slot_uid: str) -> list[Attempt]:
        """Return the attempts at a slot with their gradings, the latest first."""

    def attempt_at_slot(self, public_id: uuid.UUID) -> AtSlot:
        """Return one attempt with those beside it, for its result; Http404 for no such one."""

    def start_attempt(self, enrolment: Enrolment, slot_uid: str, *, at: dt.datetime) -> Attempt:
        """Return the open attempt at a slot, started now if there was none."""

    def attempt(self, public_id: uuid.UUID) -> Attempt:
        """Return one attempt with what its pages need; Http404 for no such one."""

    def responses(self, attempt: Attempt) -> Mapping[str, Response]:
        """Return the answers that count, by question."""

    def tries(self, attempt: Attempt) -> Mapping[str, Tries]:
        """Return where the questions stand that were checked, where tries count."""

    def first_checks(self, attempt: Attempt) -> Mapping[str, FirstCheck]:
        """Return what was checked first, where it is asked how sure an answer is."""

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
        """Keep answers by the save protocol."""

    def mark_for_review(self, public_id: uuid.UUID, number: int, *, flag: bool) -> None:
        """Keep whether a question is to be looked at again."""

    def note_opened(
        self, public_id: uuid.UUID, number: int, keys: Collection[str], *, at: dt.datetime
    ) -> None:
        """Note which context was opened."""

    def hand_in(self, public_id: uuid.UUID, *, at: dt.datetime) -> None:
        """Close and grade an attempt, and complete what follows from it."""

    def said(self, attempt: Attempt) -> Said:
        """Return what people said about a closed attempt."""

    def contest(
        self, public_id: uuid.UUID, question_uid: str, *, reason: str, at: dt.datetime
    ) -> str:
        """Contest an answer; return the sentence that says what became of it."""
