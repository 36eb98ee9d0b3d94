"""The marking queue, how far two markers agree, and one turn at an answer."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from courses.assessment.marking import Pair, free_turns, pairs_of, turns_for, waivable_turns
from courses.assessment.marking_agreement import Agreement, agreement, together
from courses.assessment.models import MarkingTurn, SecondMarking
from courses.catalogue.models import Course, Question
from courses.questions.errors import AnswerRefused
from courses.releases.rules import can_edit
from courses.releases.selectors import newest_release
from courses.workshop.pages.judging.naming import question_names
from courses.workshop.pages.judging.showing import Shown, answer_to, drawn, shown

PAGE_SIZE = 25
PREFIX = "mark"


@dataclass(frozen=True)
class AgreementLine:
    """How far two markers agree about one question, in words; the question has none for all."""

    question: str
    n: int
    percent: str
    kappa: str


@dataclass(frozen=True)
class WaivableLine:
    """A further look that nobody has taken, with the question that it is about."""

    turn: MarkingTurn
    question: str


@dataclass(frozen=True)
class MarkingPage:
    """The queue of a course."""

    course: Course
    free: int
    held: int
    mine: bool
    percent: int
    agreement: AgreementLine | None
    questions: list[AgreementLine]
    waivable: Page[MarkingTurn]
    waiting: list[WaivableLine]
    may_edit: bool


def marking_page(
    user: User, course: Course, number: str | None, *, language: str, at: dt.datetime
) -> MarkingPage:
    """Return the queue in numbers: nothing of an answer is shown before it is claimed."""
    every = turns_for(user, course=course)
    held = every.filter(Q(claimed_until__gt=at) & ~Q(claimed_by=user))
    row = SecondMarking.objects.filter(course=course).first()
    pairs = pairs_of(course)
    waivable = Paginator(waivable_turns(user, course), PAGE_SIZE).get_page(number)
    uids = {pair.question_uid for pair in pairs} | {turn.question_uid for turn in waivable}
    names = question_names(newest_release(course), language, only=uids) if uids else {}
    whole, questions = _agreement(course, pairs, names)
    return MarkingPage(
        course=course,
        free=free_turns(user, at=at, course=course).count(),
        held=held.count(),
        mine=every.filter(claimed_by=user, claimed_until__gt=at).exists(),
        percent=row.percent if row else 0,
        agreement=whole,
        questions=questions,
        waivable=waivable,
        waiting=[
            WaivableLine(turn, names.get(turn.question_uid, turn.question_uid)) for turn in waivable
        ],
        may_edit=can_edit(user, course),
    )


def _agreement(
    course: Course, pairs: Sequence[Pair], names: Mapping[str, str]
) -> tuple[AgreementLine | None, list[AgreementLine]]:
    """Return the agreement over all questions and by question; None before any pair."""
    if not pairs:
        return None, []
    orders = _orders(course)
    by_question: dict[str, list[Agreement]] = {}
    for uid in sorted({pair.question_uid for pair in pairs}):
        own = [pair for pair in pairs if pair.question_uid == uid]
        by_question[uid] = [
            agreement([(one.first.get(key, ""), one.second.get(key, "")) for one in own], levels)
            for key, levels in orders.get(uid, {}).items()
        ]
    every = [one for found in by_question.values() for one in found]
    lines = [_line(names.get(uid, uid), together(found)) for uid, found in by_question.items()]
    return _line("", together(every)), lines


def _orders(course: Course) -> dict[str, dict[str, list[str]]]:
    """Return question uid to criterion to its levels from low to high, as the draft has them."""
    orders = {}
    rows = Question.objects.filter(course=course, type__startswith="freetext/")
    for uid, definition in rows.values_list("uid", "definition"):
        orders[uid] = {
            str(criterion["key"]): [
                str(level["key"])
                for level in sorted(criterion["levels"], key=lambda one: int(one["quanta"]))
            ]
            for criterion in definition.get("criteria", [])
        }
    return orders


def _line(question: str, found: Agreement) -> AgreementLine:
    return AgreementLine(
        question=question,
        n=found.n,
        percent=_("not defined") if found.percent is None else f"{_rounded(found.percent * 100)} %",
        kappa=_("not defined") if found.kappa is None else f"{float(found.kappa):.2f}",
    )


def _rounded(value: Fraction) -> int:
    return round(value)


def turn_view(
    turn: MarkingTurn,
    *,
    refused: AnswerRefused | None = None,
    sent: Mapping[str, str] | None = None,
) -> Shown:
    """Return the text with its rubric; nothing of another marking, and nothing of the person."""
    question = drawn(turn.attempt, turn.question_uid)
    kind: Any = question.type
    q = kind.marking_context(
        question.definition,
        question.texts,
        answer_to(turn.attempt, turn.question_uid),
        prefix=PREFIX,
        levels=sent,
        refused=refused,
    )
    return shown(turn.attempt, turn.question_uid, q=q)


def read_levels(turn: MarkingTurn, data: Mapping[str, list[str]]) -> dict[str, str]:
    """Return the levels that were sent; raise AnswerRefused where one is missing or unknown."""
    question = drawn(turn.attempt, turn.question_uid)
    kind: Any = question.type
    levels: dict[str, str] = kind.read_levels(question.definition, data, PREFIX)
    return levels


def sent_levels(data: Mapping[str, list[str]]) -> dict[str, str]:
    """Return what was sent as it stands, so that a refused form keeps it."""
    start = f"{PREFIX}.level."
    return {
        key.removeprefix(start): values[-1]
        for key, values in data.items()
        if key.startswith(start) and values
    }
