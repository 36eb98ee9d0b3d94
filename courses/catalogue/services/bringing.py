"""Questions that somebody brings: all of them in one edit, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from courses.catalogue import items
from courses.catalogue.checking import checked_question
from courses.catalogue.drafts import QuestionDraft
from courses.catalogue.errors import EditedMeanwhile
from courses.catalogue.items import ItemKey
from courses.catalogue.models import Course, Question, QuestionText
from courses.catalogue.selectors import read_questions
from courses.catalogue.services.editing import Change, keep, lock
from courses.catalogue.services.writing_rows import write_question


@transaction.atomic
def bring_questions(
    *,
    course: Course,
    questions: Sequence[QuestionDraft],
    base_revision: int,
    by: User,
    at: datetime,
) -> int:
    """Write the questions with their words in the source language; return the revision.

    One that is there is written over and keeps its translations, its pools and whether it is
    retired; new
    ones stand at the end of the bank. Raises EditedMeanwhile if the draft was edited since
    `base_revision`, and ItemRefused; then nothing was written.
    """
    lock(course)
    if course.draft_revision != base_revision:
        last = course.edits.select_related("by").order_by("-revision").first()
        raise EditedMeanwhile(current=None, by=last.by if last else None, at=course.edited_at)
    source = course.source_language
    known = {one.uid: one for one in read_questions(course, [one.uid for one in questions])}
    changes: list[Change] = []
    new: list[QuestionDraft] = []
    for told in questions:
        before = known.get(told.uid)
        after = replace(
            checked_question(told, source),
            is_retired=before.is_retired if before else False,
            pools=before.pools if before else (),
            texts={source: told.texts[source]},
        )
        stood = items.question_body(before, source) if before else None
        said = items.question_body(after, source)
        if before is None:
            new.append(after)
        elif stood != said:
            write_question(course, after)
        changes.append(Change(ItemKey(items.QUESTION, told.uid), stood, said))
    _create(course, new, source)
    return keep(course=course, changes=changes, by=by, at=at, action="questions_brought")


def _create(course: Course, questions: Sequence[QuestionDraft], source: str) -> None:
    last = course.questions.aggregate(last=Max("position"))["last"]
    first = 0 if last is None else last + 1
    rows = Question.objects.bulk_create(
        Question(
            course=course,
            uid=one.uid,
            position=first + place,
            type=one.type,
            definition=dict(one.definition),
            marks=one.marks,
            difficulty=one.difficulty,
            intensity=one.intensity,
            tags=list(one.tags),
            covers=list(one.covers),
        )
        for place, one in enumerate(questions)
    )
    QuestionText.objects.bulk_create(
        QuestionText(
            question=row,
            language=source,
            texts=dict(one.texts[source].texts),
            is_ready=one.texts[source].is_ready,
        )
        for row, one in zip(rows, questions, strict=True)
    )
