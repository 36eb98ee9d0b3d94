"""Where the pages of a course lead: a learner's own, or those of a preview, by the same names."""

import uuid
from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Ways:
    """The addresses of one reading of courses; `candidate` is set in a preview of that course.

    `courses:preview:…` repeats the addresses of `courses:delivery:…` that belong to one course,
    below course and candidate.
    """

    course_slug: str = ""
    candidate: uuid.UUID | None = None

    def later(self) -> str:
        """Return where somebody goes who puts a lesson off."""
        if self.candidate is None:
            return reverse("courses:delivery:home")
        return self.course(self.course_slug)

    def course(self, slug: str) -> str:
        """Return the page of the course."""
        return self._of_course("course_detail", slug)

    def start(self, slug: str) -> str:
        """Return where the course is started."""
        return self._of_course("course_start", slug)

    def language(self, slug: str) -> str:
        """Return where the language of the course is chosen."""
        return self._of_course("course_language", slug)

    def lesson(self, slug: str, slot_uid: str) -> str:
        """Return the page of a lesson, or the door of a quiz or exercise."""
        return self._of_course("lesson_detail", slug, slot_uid)

    def complete(self, slug: str, slot_uid: str) -> str:
        """Return where a lesson is marked as read or attested."""
        return self._of_course("lesson_complete", slug, slot_uid)

    def begin(self, slug: str, slot_uid: str) -> str:
        """Return where an attempt is started."""
        return self._of_course("attempt_start", slug, slot_uid)

    def question(self, attempt_id: uuid.UUID, number: int) -> str:
        """Return the page of a question of an attempt."""
        return self._of_attempt("attempt_detail", attempt_id, number)

    def answer(self, attempt_id: uuid.UUID, number: int) -> str:
        """Return where the form of a question is sent."""
        return self._of_attempt("attempt_answer", attempt_id, number)

    def aside(self, attempt_id: uuid.UUID, number: int) -> str:
        """Return where a mark for review is sent."""
        return self._of_attempt("attempt_aside", attempt_id, number)

    def contest(self, attempt_id: uuid.UUID, number: int) -> str:
        """Return where an answer is contested."""
        return self._of_attempt("attempt_contest", attempt_id, number)

    def steps(self, attempt_id: uuid.UUID) -> str:
        """Return where the browser's queue of answers is sent."""
        return self._of_attempt("attempt_steps", attempt_id)

    def summary(self, attempt_id: uuid.UUID) -> str:
        """Return the page before handing in."""
        return self._of_attempt("attempt_summary", attempt_id)

    def hand_in(self, attempt_id: uuid.UUID) -> str:
        """Return where an attempt is handed in."""
        return self._of_attempt("attempt_hand_in", attempt_id)

    def result(self, attempt_id: uuid.UUID) -> str:
        """Return the result of an attempt."""
        return self._of_attempt("attempt_result", attempt_id)

    def _of_course(self, name: str, slug: str, *args: object) -> str:
        if self.candidate is None:
            return reverse(f"courses:delivery:{name}", args=[slug, *args])
        return reverse(f"courses:preview:{name}", args=[slug, self.candidate, *args])

    def _of_attempt(self, name: str, *args: object) -> str:
        if self.candidate is None:
            return reverse(f"courses:delivery:{name}", args=args)
        where = [self.course_slug, self.candidate, *args]
        return reverse(f"courses:preview:{name}", args=where)


OWN = Ways()
