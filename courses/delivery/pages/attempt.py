"""The pages of an attempt: one question in focus, the summary before handing in, the result."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.assessment import paper
from courses.assessment.behaviours import Behaviour
from courses.assessment.models import Attempt, Response
from courses.assessment.paper import DrawnQuestion
from courses.assessment.permissions import Permission, Phase, may_see
from courses.assessment.services import Read
from courses.assessment.tries import FirstCheck, Tries
from courses.delivery.links import product_links
from courses.delivery.pages.certainty import (
    CertaintyChoice,
    certainty_choices,
    certainty_stands,
)
from courses.delivery.pages.tree import mapped_texts
from courses.delivery.ways import OWN, Ways
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
    """An open attempt with one question in focus.

    `is_settled`: the answer was found or its tries are over; it stands, with its feedback.
    """

    attempt: Attempt
    title: str
    number: int
    total: int
    answered: int
    question: DrawnQuestion
    q: Mapping[str, Any]
    marks: list[Mark]
    previous_href: str
    next_href: str
    summary_href: str
    is_last: bool
    is_timed: bool
    closes_on: dt.date | None
    tells_table: bool
    gives_feedback: bool
    feedback: Mapping[str, Any] | None
    certainty: list[CertaintyChoice]
    certainty_stands: str
    tries_words: str
    is_settled: bool
    flag: bool
    tab: str
    answer_url: str
    steps_url: str
    aside_url: str
    status: str


def attempt_page(
    attempt: Attempt,
    number: int,
    responses: Mapping[str, Response],
    *,
    tries: Mapping[str, Tries],
    checks: Mapping[str, FirstCheck],
    refused: AnswerRefused | None = None,
    read: Read | None = None,
    checked: bool = False,
    opened: Collection[str] = (),
    ways: Ways = OWN,
) -> AttemptPage:
    """Return the page of one question of an open attempt; no key, rationale or feedback in it.

    With `checked`, in a lesson that gives feedback at once, the feedback to the saved answer
    stands with it; the right answer is told only when it was found, or when no try is left and
    nobody asks it again. `opened` is the context that stands open from the start. `checks` are the
    answers that were checked first, where it was asked how sure they are.
    """
    language = attempt.enrolment.language
    uids, uid = attempt.question_uids, attempt.uid_of(number)
    question = _asked(attempt, uid)
    lesson = paper.lesson_of(attempt)
    behaviour = paper.behaviour_of(lesson)
    row, standing = responses.get(uid), tries.get(uid)
    answer = row.answer if row else None
    answered = sum(1 for one in responses.values() if one.answer is not None)
    is_settled = standing is not None and standing.is_over
    return AttemptPage(
        attempt=attempt,
        title=lesson.titles.get(language) or next(iter(lesson.titles.values())),
        number=number,
        total=len(uids),
        answered=answered,
        question=question,
        q=_answer_view(question, read(question) if read else answer, refused, opened),
        marks=marks(attempt, responses, current=uid, ways=ways),
        previous_href=ways.question(attempt.public_id, number - 1) if number > 1 else "",
        next_href=ways.question(attempt.public_id, min(number + 1, len(uids))),
        summary_href=ways.summary(attempt.public_id),
        is_last=number == len(uids),
        is_timed=behaviour.time_limit is not None,
        closes_on=behaviour.closes_on,
        tells_table=behaviour.tells_certainty_table,
        gives_feedback=_gives_feedback(behaviour),
        feedback=_checked_view(behaviour, question, answer, is_settled=is_settled)
        if checked or is_settled
        else None,
        certainty=certainty_choices(behaviour, row.certainty if row else None),
        certainty_stands=certainty_stands(checks[uid].certainty) if uid in checks else "",
        tries_words=tries_words(behaviour, standing),
        is_settled=is_settled,
        flag=uid in attempt.flags,
        tab=str(uuid.uuid4()),
        answer_url=ways.answer(attempt.public_id, number),
        steps_url=ways.steps(attempt.public_id),
        aside_url=ways.aside(attempt.public_id, number),
        status=answered_words(answered, len(uids)),
    )


def tries_words(behaviour: Behaviour, standing: Tries | None) -> str:
    """Return what tries are left and what they cost, before one is spent; empty without either."""
    if not behaviour.counts_tries or not behaviour.feedback_at_once:
        return ""
    now = standing or Tries(
        wrong=0, is_found=False, limit=behaviour.tries, penalty=behaviour.penalty
    )
    if now.is_found and now.cost:
        words = _(
            "You found the answer. It stands; the tries before it took %(cost)s %% of its marks."
        )
        return words % {"cost": now.cost}
    if now.is_found:
        return _("You found the answer. It stands as it is.")
    if now.left == 0:
        return _("No try is left for this question. Your answer stands as it is.")
    told = []
    if now.left is not None:
        words = ngettext("%(count)s try is left.", "%(count)s tries are left.", now.left)
        told.append(words % {"count": now.left})
    if behaviour.penalty:
        words = _("Each different wrong answer that you check takes %(penalty)s %% of its marks.")
        told.append(words % {"penalty": behaviour.penalty})
        if now.cost:
            told.append(_("So far that is %(cost)s %%.") % {"cost": now.cost})
    return " ".join(told)


def _asked(attempt: Attempt, uid: str) -> DrawnQuestion:
    question = paper.drawn_question(attempt, uid, attempt.enrolment.language)
    if question is None:
        raise LookupError(uid)
    return question


def _gives_feedback(behaviour: Behaviour) -> bool:
    return Permission.CHECKING in may_see(behaviour, Phase.DURING)


def _checked_view(
    behaviour: Behaviour, question: DrawnQuestion, answer: Any, *, is_settled: bool
) -> Mapping[str, Any] | None:
    if answer is None or not _gives_feedback(behaviour):
        return None
    reveal = is_settled and Permission.KEYS in may_see(behaviour, Phase.HANDED_IN)
    return feedback_view(question, answer, reveal=reveal)


def _answer_view(
    question: DrawnQuestion,
    answer: Any,
    refused: AnswerRefused | None,
    opened: Collection[str],
) -> Mapping[str, Any]:
    kind = question.type
    shown = kind.shown(question.definition, question.texts, question.arrangement)
    view = kind.answer_context(shown, answer, prefix=PREFIX, refused=refused)
    view["opened"] = [key for key in kind.openable(question.definition) if key in opened]
    return mapped_texts(view, product_links)


def came_late() -> str:
    """Return what is told of answers that arrived after the end."""
    return _("These answers came after the end. They are kept for your trainer and do not count.")


def feedback_view(
    question: DrawnQuestion,
    answer: Any,
    *,
    reveal: bool,
    levels: Mapping[str, str] | None = None,
) -> Mapping[str, Any]:
    """Return what feedback.html shows for an answer; the caller knows that its time has come.

    `levels` are what a person marked, as the outcomes of a grading hold them.
    """
    view = question.type.feedback(
        question.definition,
        question.texts,
        answer,
        arrangement=question.arrangement,
        reveal=reveal,
        levels=levels,
    )
    return mapped_texts(view, product_links)


def marks(
    attempt: Attempt,
    responses: Mapping[str, Response],
    *,
    current: str = "",
    ways: Ways = OWN,
) -> list[Mark]:
    """Return the navigator: every question with its state in words."""
    return [
        Mark(
            number=number,
            uid=uid,
            href=ways.question(attempt.public_id, number),
            state=_("answered") if _is_answered(responses, uid) else _("not answered"),
            answered=_is_answered(responses, uid),
            flagged=uid in attempt.flags,
            current=uid == current,
        )
        for number, uid in enumerate(attempt.question_uids, start=1)
    ]


def _is_answered(responses: Mapping[str, Response], uid: str) -> bool:
    return uid in responses and responses[uid].answer is not None


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
