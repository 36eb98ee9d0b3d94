"""What a learner does beside answering: opening context, and marking a question for review.

That context was opened is kept for item analysis, never by person.
"""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from courses.assessment import paper
from courses.assessment.errors import NotDrawn
from courses.assessment.models import Attempt, ContextOpening


@transaction.atomic
def note_opened(
    *, public_id: uuid.UUID, by: User, question: str | int, keys: Collection[str], at: dt.datetime
) -> None:
    """Keep which pieces of context were opened in an open attempt, each the first time.

    Nothing is kept once the attempt is closed. Raises Attempt.DoesNotExist unless it is this
    person's own, and NotDrawn for another question or a key that it does not have.
    """
    attempt = (
        Attempt.objects.visible_to(by)
        .select_related("enrolment", "release")
        .get(public_id=public_id)
    )
    uid = attempt.uid_of(question)
    drawn = paper.drawn_question(attempt, uid, "")
    if drawn is None or not set(keys) <= set(drawn.type.openable(drawn.definition)):
        raise NotDrawn(_("This question is not part of your quiz."))
    if not attempt.is_open:
        return
    ContextOpening.objects.bulk_create(
        [
            ContextOpening(attempt=attempt, question_uid=uid, key=key, at=at)
            for key in sorted(set(keys))
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def mark_for_review(*, public_id: uuid.UUID, by: User, question: str | int, flag: bool) -> None:
    """Keep whether a question of an open attempt is to be looked at again.

    Changes nothing once the attempt is closed. Raises Attempt.DoesNotExist unless it is this
    person's own, and NotDrawn for another question.
    """
    attempt = (
        Attempt.objects.visible_to(by).select_for_update(of=("self",)).get(public_id=public_id)
    )
    uid = attempt.uid_of(question)
    if uid not in attempt.question_uids:
        raise NotDrawn(_("This question is not part of your quiz."))
    if attempt.is_open:
        attempt.keep_flags({uid}, flag=flag)
