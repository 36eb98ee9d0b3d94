"""Opening, saving, checking, adopting and laying aside library drafts."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from accounts.services import record
from content.facts.models import FactSet
from content.library.bundles import Bundle
from content.library.checking import checked
from content.library.drafting.beginning import first_body
from content.library.drafting.comparing import differences, merged
from content.library.drafting.entries import Body, body_of, opened
from content.library.drafting.errors import (
    ChoiceMissing,
    Difference,
    DraftClosed,
    EditedMeanwhile,
    LibraryMoved,
    NothingToOpen,
    NothingToRestore,
    NoUnit,
    SlugTaken,
)
from content.library.drafting.models import LibraryDraft, LibraryDraftVersion
from content.library.drafting.parts import get
from content.library.drafting.places import DraftProblem, problems_of
from content.library.drafting.rules import is_top, kept_from_draft, unit_for
from content.library.drafting.writing import Deed, locked, plain, title_of, write_parts
from content.library.fetch import fetch
from content.library.kinds import Kind
from content.library.services import store_checked
from content.library.shelf import Shelf
from content.library.store import ImportResult
from content.policies.models import Policy
from content.policies.services import restrict_policy
from core.canonical import digest
from core.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from accounts.models import Unit, User

State = LibraryDraft.State


@transaction.atomic
def open_draft(
    *, kind: Kind | str, slug: str, by: "User", at: datetime, owner: "Unit | None" = None
) -> LibraryDraft:
    """The open draft of what the library tells, at the person's unit; made if there is none.

    Raises NothingToOpen (also for a policy that the person may not read) and NoUnit.
    """
    unit = _unit(by, owner)
    seen = LibraryDraft.objects.visible_to(by).open()
    found = seen.filter(owner=unit, kind=kind, slug=slug).first()
    if found:
        return found
    told = _told(Kind(kind), slug, by)
    if told is None:
        raise NothingToOpen(slug)
    return _create(Kind(kind), slug, told, base=told, unit=unit, by=by, at=at)


@transaction.atomic
def new_draft(
    *,
    kind: Kind | str,
    slug: str,
    language: str,
    title: str,
    by: "User",
    at: datetime,
    owner: "Unit | None" = None,
) -> LibraryDraft:
    """A draft of something that the library does not know yet, with what every one begins with.

    Raises SlugTaken and NoUnit.
    """
    unit = _unit(by, owner)
    if FactSet.objects.filter(slug=slug).exists():
        raise SlugTaken(slug)
    body = first_body(Kind(kind), slug=slug, language=language, title=title, today=at.date())
    return _create(Kind(kind), slug, plain(body), base={}, unit=unit, by=by, at=at)


def _create(
    kind: Kind, slug: str, body: Body, *, base: Body, unit: "Unit", by: "User", at: datetime
) -> LibraryDraft:
    try:
        with transaction.atomic():
            return LibraryDraft.objects.create(
                kind=kind.value,
                slug=slug,
                title=title_of(kind, body),
                owner=unit,
                body=body,
                base=base,
                base_digest=digest(base) if base else "",
                created_at=at,
                created_by=by,
                updated_at=at,
                updated_by=by,
            )
    except IntegrityError as late:
        raise SlugTaken(slug) from late


def _unit(by: "User", owner: "Unit | None") -> "Unit":
    unit = owner or unit_for(by)
    if unit is None:
        raise NoUnit(str(by.public_id))
    return unit


def _told(kind: Kind, slug: str, by: "User") -> Body | None:
    """What the library tells now, if the person may read it."""
    if kind is Kind.POLICY and not Policy.objects.visible_to(by).filter(slug=slug).exists():
        return None
    bundle = fetch(kind, slug)
    return body_of(bundle) if bundle else None


@transaction.atomic
def save_part(
    *, draft: LibraryDraft, part: str, value: Any, base_revision: int, by: "User", at: datetime
) -> LibraryDraft:
    """The part stands as given, or is taken out with None; the draft as it is after that.

    ``base_revision`` is the revision that the writer saw. Saves of other parts in
    between are no matter. Raises EditedMeanwhile if somebody saved this one since,
    UnknownPart, PartTooLarge or DraftClosed; then nothing was written. Saving the
    same value again changes nothing.
    """
    row = locked(draft)
    kind, yours = Kind(row.kind), plain(value)
    current = get(kind, row.body, part)
    since = (
        row.versions.filter(part=part, revision__gt=base_revision)
        .select_related("by")
        .order_by("revision")
    )
    lines = list(since) if base_revision < row.revision else []
    if lines and yours != current and current != lines[0].before:
        newest = lines[-1]
        raise EditedMeanwhile(
            part,
            yours=yours,
            current=current,
            revision=row.revision,
            by=newest.by,
            at=newest.at,
        )
    write_parts(row, {part: yours}, deed=Deed.SAVED, by=by, at=at)
    return row


def check_draft(
    draft: LibraryDraft, *, today: date, received: Mapping[str, str] | None = None
) -> list[DraftProblem]:
    """Everything that an import would say of the draft, each with the part and field it is about.

    Errors first, in the order of the draft. ``received`` are texts of its sources that the
    library does not hold yet. Reads the database, writes nothing.
    """
    kind = Kind(draft.kind)
    _bundle, problems = checked(
        opened(kind, draft.body), today=today, beside=_beside(draft), received=received
    )
    return problems_of(kind, draft.body, problems)


def _beside(draft: LibraryDraft) -> Shelf:
    return Shelf(hidden=kept_from_draft(draft.kind, draft.owner))


def adopt(*, draft: LibraryDraft, by: "User", at: datetime) -> ImportResult:
    """The library tells what the draft tells, and the draft is closed: both, or neither.

    Checked before the transaction begins. Raises ProblemsFound with every fault,
    LibraryMoved with what the library tells otherwise than when the draft was opened,
    EditedMeanwhile if somebody saved in between, SlugTaken and DraftClosed. A new policy
    of a unit below the top is restricted to that unit.
    """
    row = LibraryDraft.objects.select_related("owner").get(pk=draft.pk)
    if not row.is_open:
        raise DraftClosed(str(row))
    bundle, problems = checked(
        opened(Kind(row.kind), row.body), today=at.date(), beside=_beside(row)
    )
    if bundle is None:
        raise ProblemsFound(problems)
    try:
        return _adopt(row, bundle, problems, by=by, at=at)
    except LibraryMoved as moved:
        LibraryDraft.objects.filter(pk=row.pk).update(told=moved.told)
        raise


@transaction.atomic
def _adopt(
    row: LibraryDraft, bundle: Bundle, problems: list[Problem], *, by: "User", at: datetime
) -> ImportResult:
    now = locked(row)
    if now.revision != row.revision:
        raise EditedMeanwhile(
            "",
            yours=None,
            current=None,
            revision=now.revision,
            by=now.updated_by,
            at=now.updated_at,
        )
    _refuse_moved(now, by)
    [result] = store_checked([(bundle, problems)], by=by, at=at)
    if result.is_new and row.kind == Kind.POLICY and not is_top(row.owner):
        restrict_policy(slug=row.slug, unit=row.owner)
    now.state = State.ADOPTED
    now.updated_at, now.updated_by = at, by
    now.save(update_fields=["state", "updated_at", "updated_by"])
    record(
        action="library.adopted",
        by=by,
        target=_target(row),
        new={"draft": str(row.public_id), "versions": list(result.new_versions)},
        at=at,
        unit=row.owner,
    )
    return result


def _refuse_moved(draft: LibraryDraft, by: "User") -> None:
    """Raise LibraryMoved or SlugTaken if the library is not what the draft began with."""
    kind = Kind(draft.kind)
    FactSet.objects.select_for_update().filter(slug=draft.slug).first()
    told = _told(kind, draft.slug, by)
    if told is None and FactSet.objects.filter(slug=draft.slug).exists():
        raise SlugTaken(draft.slug)
    if (digest(told) if told else "") != draft.base_digest:
        found = differences(kind, base=draft.base, ours=draft.body, theirs=told or {})
        raise LibraryMoved(found, told or {})


def library_differences(draft: LibraryDraft) -> tuple[Difference, ...]:
    """What the library told otherwise when adopting was refused; none where not."""
    if not draft.told:
        return ()
    return differences(Kind(draft.kind), base=draft.base, ours=draft.body, theirs=draft.told)


def _target(draft: LibraryDraft) -> str:
    return f"{draft.kind}:{draft.slug}"


def rebase(
    *, draft: LibraryDraft, choices: Mapping[str, str], by: "User", at: datetime
) -> LibraryDraft:
    """The draft rests on what the library tells now; nothing that either side added is lost.

    What only the library changed is taken over. Where both changed a part, ``choices``
    says by its name whether ``ours`` or ``theirs`` is taken; raises ChoiceMissing if it
    does not. New versions of a fact or clause that are kept are numbered after those of
    the library. Raises LibraryMoved if the library changed again since it was shown, and
    DraftClosed, SlugTaken or NothingToOpen.
    """
    try:
        return _rebase(draft, choices, by=by, at=at)
    except LibraryMoved as moved:
        LibraryDraft.objects.filter(pk=draft.pk).update(told=moved.told)
        raise


@transaction.atomic
def _rebase(
    draft: LibraryDraft, choices: Mapping[str, str], *, by: "User", at: datetime
) -> LibraryDraft:
    row = locked(draft)
    kind = Kind(row.kind)
    told = _told(kind, row.slug, by)
    if told is None:
        is_taken = FactSet.objects.filter(slug=row.slug).exists()
        raise SlugTaken(row.slug) if is_taken else NothingToOpen(row.slug)
    found = differences(kind, base=row.base, ours=row.body, theirs=told)
    if row.told and row.told != told:
        raise LibraryMoved(found, told)
    missing = [
        one.part
        for one in found
        if one.is_conflict and choices.get(one.part) not in ("ours", "theirs")
    ]
    if missing:
        raise ChoiceMissing(tuple(missing))
    values = merged(kind, found, choices=choices, ours=row.body, theirs=told)
    row.base, row.base_digest, row.told = told, digest(told), {}
    if not write_parts(row, values, deed=Deed.REBASED, by=by, at=at):
        row.save(update_fields=["base", "base_digest", "told"])
    return row


@transaction.atomic
def restore(
    *, draft: LibraryDraft, part: str, revision: int, by: "User", at: datetime
) -> LibraryDraft:
    """The part stands again as it did at that revision; a save like any other, so undone alike.

    Raises NothingToRestore for a revision that was never reached, UnknownPart, DraftClosed.
    """
    row = locked(draft)
    if not 1 <= revision <= row.revision:
        raise NothingToRestore(f"{part}@{revision}")
    later = row.versions.filter(part=part, revision__gt=revision).order_by("revision").first()
    value = later.before if later else get(Kind(row.kind), row.body, part)
    write_parts(row, {part: value}, deed=Deed.RESTORED, by=by, at=at)
    return row


@transaction.atomic
def restore_all(*, draft: LibraryDraft, revision: int, by: "User", at: datetime) -> LibraryDraft:
    """Every part stands again as it did at that revision. Raises as ``restore`` does."""
    row = locked(draft)
    if not 1 <= revision <= row.revision:
        raise NothingToRestore(f"@{revision}")
    values: dict[str, Any] = {}
    later = LibraryDraftVersion.objects.filter(draft=row, revision__gt=revision)
    for line in later.order_by("revision", "pk"):
        values.setdefault(line.part, line.before)
    write_parts(row, values, deed=Deed.RESTORED, by=by, at=at)
    return row


@transaction.atomic
def discard(*, draft: LibraryDraft, by: "User", at: datetime) -> LibraryDraft:
    """The draft is laid aside; ``reopen`` takes it up again. Raises DraftClosed."""
    row = locked(draft)
    row.state, row.updated_at, row.updated_by = State.DISCARDED, at, by
    row.save(update_fields=["state", "updated_at", "updated_by"])
    record(
        action="library.draft_discarded",
        by=by,
        target=_target(row),
        new=str(row.public_id),
        at=at,
        unit=row.owner,
    )
    return row


@transaction.atomic
def reopen(*, draft: LibraryDraft, by: "User", at: datetime) -> LibraryDraft:
    """A draft that was laid aside is written again.

    Raises DraftClosed for one that was adopted, SlugTaken if another was opened since.
    """
    row = LibraryDraft.objects.select_for_update().get(pk=draft.pk)
    if row.state != State.DISCARDED:
        raise DraftClosed(str(row))
    row.state, row.updated_at, row.updated_by = State.OPEN, at, by
    try:
        with transaction.atomic():
            row.save(update_fields=["state", "updated_at", "updated_by"])
    except IntegrityError as late:
        raise SlugTaken(row.slug) from late
    return row
