"""What every edit of a draft does: lock the course, read again, keep what stood there, say who."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from accounts.models import User
from courses.catalogue import items
from courses.catalogue.errors import EditedMeanwhile
from courses.catalogue.items import Body, ItemKey
from courses.catalogue.models import Course, DraftEdit, ItemVersion
from courses.catalogue.selectors import last_version

# Keystrokes that are saved one after another are one edit of a text.
ONE_SITTING = timedelta(minutes=2)
TEXTS = frozenset(
    {items.LESSON_TEXT, items.QUESTION_TEXT, items.QUESTION, items.SETTINGS, items.OUTLINE}
)


@dataclass(frozen=True)
class Change:
    """What an edit does to one item: what stood there, and what stands there after it."""

    key: ItemKey
    before: Body | None
    after: Body | None


@transaction.atomic
def note_edit(*, course: Course, by: User | None, at: datetime, action: str, item: str = "") -> int:
    """Raise the draft's revision, say who did what, and return the new revision.

    Call it in the transaction of the edit itself; it voids every candidate made before.
    """
    Course.objects.filter(pk=course.pk).update(draft_revision=F("draft_revision") + 1, edited_at=at)
    course.refresh_from_db(fields=["draft_revision", "edited_at"])
    DraftEdit.objects.create(
        course=course, revision=course.draft_revision, by=by, at=at, action=action, item=item
    )
    return course.draft_revision


def lock(course: Course) -> None:
    """Lock the course's row until the end of the transaction, and read it again."""
    course.refresh_from_db(from_queryset=Course.objects.select_for_update())


def keep(
    *,
    course: Course,
    changes: Sequence[Change],
    by: User | None,
    at: datetime,
    action: str,
    is_typing: bool = False,
) -> int:
    """Note an edit and keep what its items said before; return the revision.

    What did not change is left out, and an edit that changes nothing raises nothing. With
    `is_typing`, what one person types in one sitting leaves the state before it alone.
    """
    told = [change for change in changes if change.before != change.after]
    if not told:
        return course.draft_revision
    revision = note_edit(course=course, by=by, at=at, action=action, item=str(told[0].key))
    ItemVersion.objects.bulk_create(
        ItemVersion(
            course=course,
            kind=change.key.kind,
            uid=change.key.uid,
            language=change.key.language,
            body=change.before,
            revision=revision,
            by=by,
            at=at,
        )
        for change in told
        if not (is_typing and _is_one_sitting(course, change, by, at))
    )
    return revision


def _is_one_sitting(course: Course, change: Change, by: User | None, at: datetime) -> bool:
    if by is None or change.before is None or change.key.kind not in TEXTS:
        return False
    last = last_version(course, change.key)
    return last is not None and last.by_id == by.pk and at - last.at < ONE_SITTING


def refuse_edited(
    *, course: Course, key: ItemKey, now: Body | None, base: str | None, current: object
) -> None:
    """Raise EditedMeanwhile unless the item still is what the writer saw."""
    if items.digest_of(now) == base:
        return
    last = last_version(course, key)
    raise EditedMeanwhile(
        current=current, by=last.by if last else None, at=last.at if last else None
    )
