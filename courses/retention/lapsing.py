"""What has lapsed, and in which order it can go: one rule for each way of data_retention.yaml."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from accounts.models import AuditEntry, Invitation, Notice
from courses.assessment.models import (
    Attempt,
    Contest,
    ContextOpening,
    ExtraAttempt,
    ExtraTime,
    FailConfirmation,
    Grading,
    LateDecision,
    Marking,
    MarkingTurn,
    Response,
    Step,
)
from courses.assessment.services.judging.forgetting import forget_words
from courses.certification.models import Certificate, CertificatePrint, ClauseTraining
from courses.certification.services import drop_prints
from courses.enrolment.models import Assignment, Enrolment
from courses.progress.forgetting import choices_of_ended, forget_choices
from courses.progress.models import CompletionEvent, SlotProgress
from courses.rollout.models import RunItem

type Rows = models.QuerySet[Any]
type Part = tuple[type[models.Model], str]


@dataclass(frozen=True)
class Rule:
    """One period at work. `units` are the rows that lapsed before a moment.

    `parts` go, in this order, with the batch of units they point to: each a model and its way to
    the unit. `before` runs first, in the same transaction. Afterwards a unit is no longer found.
    """

    period: str
    units: Callable[[datetime], Rows]
    parts: tuple[Part, ...]
    before: Callable[[list[int], datetime], None] | None = None

    def count(self, cutoff: datetime) -> dict[str, int]:
        """Return how many rows of each table have lapsed."""
        units = self.units(cutoff).order_by().values("pk")
        counts = (
            (model, model._base_manager.filter(**{f"{way}__in": units}).count())
            for model, way in self.parts
        )
        return {model._meta.db_table: count for model, count in counts if count}


def _mark_answers(attempts: list[int], at: datetime) -> None:
    # First of all: it locks the rows, so that nothing is saved to them any more.
    Attempt.objects.filter(pk__in=attempts).update(answers_deleted_at=at, flags=[])
    forget_words(attempts)


def _let_go_of_gradings_and_prints(enrolments: list[int], at: datetime) -> None:
    Attempt.objects.filter(enrolment__in=enrolments).update(current_grading=None)
    people = Enrolment.objects.filter(pk__in=enrolments).values_list("user_id", flat=True)
    for user_id in set(people):
        drop_prints(user_id=user_id, at=at)


# The response points to its step, so it goes first.
_ANSWERS: tuple[Part, ...] = (
    (Response, "attempt"),
    (LateDecision, "step__attempt"),
    (Step, "attempt"),
    (ContextOpening, "attempt"),
)
_RECORD: tuple[Part, ...] = (
    (RunItem, "enrolment"),
    (Contest, "attempt__enrolment"),
    (Marking, "turn__attempt__enrolment"),
    (MarkingTurn, "attempt__enrolment"),
    (FailConfirmation, "attempt__enrolment"),
    (LateDecision, "step__attempt__enrolment"),
    (Response, "attempt__enrolment"),
    (Step, "attempt__enrolment"),
    (ContextOpening, "attempt__enrolment"),
    (Grading, "attempt__enrolment"),
    (ExtraAttempt, "after__enrolment"),
    (Attempt, "enrolment"),
    (SlotProgress, "enrolment"),
    (CompletionEvent, "enrolment"),
    (ClauseTraining, "enrolment"),
    (CertificatePrint, "certificate__enrolment"),
    (Certificate, "enrolment"),
    (Enrolment, "pk"),
)

RULES = (
    Rule(
        "answers",
        lambda cutoff: Attempt.objects.filter(closed_at__lt=cutoff, answers_deleted_at=None),
        _ANSWERS,
        _mark_answers,
    ),
    Rule(
        "answers",
        lambda cutoff: Attempt.objects.open().filter(
            enrolment__ended_at__lt=cutoff, answers_deleted_at=None
        ),
        _ANSWERS,
        _mark_answers,
    ),
    Rule(
        "variants",
        choices_of_ended,
        # Nothing is counted or told of these: the table is private.
        (),
        lambda choices, _at: forget_choices(choices),
    ),
    Rule(
        "extra_time",
        lambda cutoff: ExtraTime.objects.filter(until__lt=cutoff.date()),
        ((ExtraTime, "pk"),),
    ),
    Rule(
        "extra_attempts",
        # While the course is being taken, each of them still counts.
        lambda cutoff: ExtraAttempt.objects.filter(after__enrolment__ended_at__lt=cutoff),
        ((ExtraAttempt, "pk"),),
    ),
    Rule(
        "notices_read",
        lambda cutoff: Notice.objects.filter(read_at__lt=cutoff),
        ((Notice, "pk"),),
    ),
    Rule(
        "notices_unread",
        lambda cutoff: Notice.objects.unread().filter(created_at__lt=cutoff),
        ((Notice, "pk"),),
    ),
    Rule(
        "invitations",
        lambda cutoff: Invitation.objects.filter(expires_at__lt=cutoff),
        ((Invitation, "pk"),),
    ),
    Rule(
        "audit",
        lambda cutoff: AuditEntry.objects.filter(at__lt=cutoff),
        ((AuditEntry, "pk"),),
    ),
    Rule(
        "records",
        lambda cutoff: Enrolment.objects.filter(user__erased_on__lt=cutoff.date()),
        _RECORD,
        _let_go_of_gradings_and_prints,
    ),
    Rule(
        "records",
        # After the enrolments, which point to it.
        lambda cutoff: Assignment.objects.filter(
            person__erased_on__lt=cutoff.date(), enrolments=None
        ),
        ((Assignment, "pk"),),
    ),
)
