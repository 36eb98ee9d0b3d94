"""The pools of a bank: made, filled, renamed, shared and taken away."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from accounts.models import Unit, User
from accounts.services import record
from courses.catalogue import items
from courses.catalogue.checking import checked_pool
from courses.catalogue.drafts import PoolDraft, QuestionDraft
from courses.catalogue.errors import ItemRefused, OutlineRefused, UnknownItem
from courses.catalogue.items import Body, ItemKey
from courses.catalogue.models import Course, Pool
from courses.catalogue.naming import fresh_uid, uid_from
from courses.catalogue.selectors import draws_from_pools, read_pool, read_questions
from courses.catalogue.services.editing import Change, keep, lock, note_edit
from courses.catalogue.services.writing_rows import write_pool


@transaction.atomic
def make_pool(*, course: Course, title: str, by: User | None, at: datetime) -> str:
    """Make an empty pool that is found as the course is; return its uid. Raises ItemRefused."""
    lock(course)
    taken = set(course.pools.values_list("uid", flat=True))
    pool = checked_pool(PoolDraft(fresh_uid(uid_from(title, "pool"), taken), title))
    write_pool(course, pool)
    change = Change(ItemKey(items.POOL, pool.uid), None, items.pool_body(pool))
    keep(course=course, changes=[change], by=by, at=at, action="pool_made")
    return pool.uid


@transaction.atomic
def rename_pool(*, course: Course, uid: str, title: str, by: User | None, at: datetime) -> int:
    """Give a pool another title; return the revision. Raises UnknownItem and ItemRefused."""
    lock(course)
    before = _known(course, uid)
    after = checked_pool(replace(before, title=title))
    write_pool(course, after)
    change = Change(ItemKey(items.POOL, uid), items.pool_body(before), items.pool_body(after))
    return keep(course=course, changes=[change], by=by, at=at, action="pool_renamed")


@transaction.atomic
def put_in_pool(
    *, course: Course, uid: str, uids: Sequence[str], by: User | None, at: datetime
) -> int:
    """Let questions stand in a pool too, as one edit; return the revision.

    Raises UnknownItem if the pool or one of the questions is not there.
    """
    lock(course)
    _known(course, uid)
    found = _questions(course, uids)
    course.pools.get(uid=uid).questions.add(*course.questions.filter(uid__in=uids))
    changes = [_moved(course, one, tuple(sorted({*one.pools, uid}))) for one in found]
    return keep(course=course, changes=changes, by=by, at=at, action="pool_filled")


@transaction.atomic
def take_out_of_pool(
    *, course: Course, uid: str, uids: Sequence[str], by: User | None, at: datetime
) -> int:
    """Take questions out of a pool, as one edit; return the revision. Raises UnknownItem."""
    lock(course)
    _known(course, uid)
    changes = _taken_out(course, uid, _questions(course, uids))
    return keep(course=course, changes=changes, by=by, at=at, action="pool_emptied")


@transaction.atomic
def remove_pool(*, course: Course, uid: str, by: User | None, at: datetime) -> int:
    """Take a pool away; its questions stay in the bank, and history brings it back.

    Return the revision. Raises UnknownItem, and OutlineRefused (`drawn`, with the quizzes) while
    one draws from it.
    """
    lock(course)
    _known(course, uid)
    if quizzes := draws_from_pools(course).get(uid):
        raise OutlineRefused("drawn", ", ".join(quizzes))
    changes = pool_gone(course, uid)
    return keep(course=course, changes=changes, by=by, at=at, action="pool_removed")


@transaction.atomic
def share_pool(
    *,
    course: Course,
    uid: str,
    visibility: str,
    units: Collection[Unit],
    reach: Collection[Unit],
    by: User,
    at: datetime,
) -> None:
    """Say who may find a pool: whoever may find its bank, or of these who work in named units.

    `reach` as for `share_course`. Raises UnknownItem, and ItemRefused if a restricted pool would
    name no unit.
    """
    lock(course)
    before = _known(course, uid)
    row = course.pools.get(uid=uid)
    named = set(row.restricted_units.all())
    wanted = (named - set(reach)) | (set(units) & set(reach))
    after = checked_pool(replace(before, visibility=visibility))
    if visibility == Pool.Visibility.RESTRICTED and not wanted:
        raise ItemRefused([(("units",), "needs at least one unit")])
    old, new = _shared(before, named), _shared(after, wanted)
    if new == old:
        return
    write_pool(course, after)
    row.restricted_units.set(wanted)
    key = ItemKey(items.POOL, uid)
    if before == after:
        note_edit(course=course, by=by, at=at, action="pool_shared", item=str(key))
    else:
        change = Change(key, items.pool_body(before), items.pool_body(after))
        keep(course=course, changes=[change], by=by, at=at, action="pool_shared")
    record(action="pool.shared", by=by, target=course, old=old, new=new, at=at, unit=course.owner)


def pool_gone(course: Course, uid: str) -> list[Change]:
    """Take the pool and what stood in it apart; return what that changes. Called under the lock.

    What is kept of the pool holds its units, so that it does not come back wider than it was.
    """
    row = course.pools.get(uid=uid)
    standing = list(row.questions.values_list("uid", flat=True))
    changes = _taken_out(course, uid, read_questions(course, standing)) if standing else []
    body = items.pool_body(PoolDraft(row.uid, row.title, row.visibility))
    if units := sorted(
        str(one) for one in row.restricted_units.values_list("public_id", flat=True)
    ):
        body["units"] = units
    row.delete()
    return [Change(ItemKey(items.POOL, uid), body, None), *changes]


def units_back(row: Pool, body: Body) -> None:
    """Give a pool that comes back the units that were kept with it."""
    row.restricted_units.set(Unit.objects.filter(public_id__in=body.get("units", ())))


def _taken_out(course: Course, uid: str, found: Sequence[QuestionDraft]) -> list[Change]:
    row = course.pools.get(uid=uid)
    row.questions.remove(*row.questions.filter(uid__in=[one.uid for one in found]))
    return [_moved(course, one, tuple(pool for pool in one.pools if pool != uid)) for one in found]


def _moved(course: Course, question: QuestionDraft, pools: tuple[str, ...]) -> Change:
    source = course.source_language
    return Change(
        ItemKey(items.QUESTION, question.uid),
        items.question_body(question, source),
        items.question_body(replace(question, pools=pools), source),
    )


def _known(course: Course, uid: str) -> PoolDraft:
    pool = read_pool(course, uid)
    if pool is None:
        raise UnknownItem(uid)
    return pool


def _questions(course: Course, uids: Sequence[str]) -> tuple[QuestionDraft, ...]:
    found = read_questions(course, uids)
    if missing := set(uids) - {one.uid for one in found}:
        raise UnknownItem(min(missing))
    return found


def _shared(pool: PoolDraft, units: Collection[Unit]) -> dict[str, object]:
    named = sorted(str(unit.public_id) for unit in units)
    return {"pool": pool.uid, "visibility": pool.visibility, "units": named}
