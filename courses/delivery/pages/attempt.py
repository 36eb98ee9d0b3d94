"""The pages of an attempt: one question in focus, the summary before handing in, the result."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.assessment import paper
from courses.assessment.models import Attempt, Response
from courses.assessment.paper import DrawnQuestion
from courses.assessment.services import Read
from courses.delivery.links import product_links
from courses.delivery.pages.tree import mapped_texts
from courses.questions.errors import AnswerRefused

# Every control of a question's form begins with this; one question stands on a page.
PREFIX = "answer"


@dataclass(frozen=True)
class Mark:
    """One question in the navigator."""

    number: int
    uid: str
    href: str
    state: str
    answered: bool
    flagged: bool
    current: bool


@dataclass(frozen=True)
class AttemptPage:
    """An open attempt with one question in focus."""

    attempt: Attempt
    title: str
    number: int
    total: int
    answered: int
    question: DrawnQuestion
    q: Mapping[str, Any]
    marks: list[Mark]
    previous_href: str
    is_last: bool
    gives_feedback: bool
    feedback: Mapping[str, Any] | None
    tab: str
    steps_url: str
    status: str


def attempt_page(
    attempt: Attempt,
    number: int,
    responses: Mapping[str, Response],
    *,
    flagged: frozenset[str],
    refused: AnswerRefused | None = None,
    read: Read | None = None,
    checked: bool = False,
) -> AttemptPage:
    """Return the page of one question of an open attempt; no key, rationale or feedback in it.

    With `checked`, in a preset that gives feedback at once, the feedback to the saved answer
    stands with it; the right answer is told only when it was found.
    """
    language = attempt.enrolment.language
    uids = attempt.question_uids
    uid = uids[number - 1]
    question = paper.drawn_question(attempt, uid, language)
    if question is None:
        raise LookupError(uid)
    lesson = paper.lesson_of(attempt)
    gives_feedback = paper.behaviour_of(lesson).feedback_at_once
    answer = responses[uid].answer if uid in responses else None
    answered = sum(1 for row in responses.values() if row.answer is not None)
    return AttemptPage(
        attempt=attempt,
        title=lesson.titles.get(language) or next(iter(lesson.titles.values())),
        number=number,
        total=len(uids),
        answered=answered,
        question=question,
        q=_answer_view(question, read(question) if read else answer, refused),
        marks=marks(attempt, responses, flagged=flagged, current=uid),
        previous_href=question_url(attempt, number - 1) if number > 1 else "",
        is_last=number == len(uids),
        gives_feedback=gives_feedback,
        feedback=feedback_view(question, answer, reveal=False)
        if checked and gives_feedback and answer is not None
        else None,
        tab=str(uuid.uuid4()),
        steps_url=reverse("courses:delivery:attempt_steps", args=[attempt.public_id]),
        status=answered_words(answered, len(uids)),
    )


def _answer_view(
    question: DrawnQuestion, answer: Any, refused: AnswerRefused | None
) -> Mapping[str, Any]:
    kind = question.type
    shown = kind.shown(question.definition, question.texts, question.arrangement)
    view = kind.answer_context(shown, answer, prefix=PREFIX, refused=refused)
    return mapped_texts(view, product_links)


def feedback_view(question: DrawnQuestion, answer: Any, *, reveal: bool) -> Mapping[str, Any]:
    """Return what feedback.html shows for an answer; the caller knows that its time has come."""
    view = question.type.feedback(
        question.definition,
        question.texts,
        answer,
        arrangement=question.arrangement,
        reveal=reveal,
    )
    return mapped_texts(view, product_links)


def marks(
    attempt: Attempt,
    responses: Mapping[str, Response],
    *,
    flagged: frozenset[str],
    current: str = "",
) -> list[Mark]:
    """Return the navigator: every question with its state in words."""
    return [
        Mark(
            number=number,
            uid=uid,
            href=question_url(attempt, number),
            state=_("answered") if _is_answered(responses, uid) else _("not answered"),
            answered=_is_answered(responses, uid),
            flagged=uid in flagged,
            current=uid == current,
        )
        for number, uid in enumerate(attempt.question_uids, start=1)
    ]


def _is_answered(responses: Mapping[str, Response], uid: str) -> bool:
    return uid in responses and responses[uid].answer is not None


def question_url(attempt: Attempt, number: int) -> str:
    """Return the address of a question of an attempt."""
    return reverse("courses:delivery:attempt_detail", args=[attempt.public_id, number])


def answered_words(answered: int, total: int) -> str:
    """Return how many of the questions are answered, in words."""
    return _("%(answered)s of %(total)s answered") % {"answered": answered, "total": total}


def unanswered_words(count: int) -> str:
    """Return how many questions are not answered, as the summary says it."""
    if count == 0:
        return _("You have answered every question.")
    return ngettext(
        "You have not answered %(count)s question.",
        "You have not answered %(count)s questions.",
        count,
    ) % {"count": count}
