"""Who may see whom, and who holds what: the questions that every room asks of the people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from accounts import codes
from accounts.models import (
    AuditEntry,
    Invitation,
    Membership,
    Role,
    RoleGrant,
    SupportLink,
    Unit,
    User,
)
from accounts.models.person import ROLES_THAT_SEE_PEOPLE
from accounts.models.unit import below
from accounts.trail_words import action_words, strings_of, value_words
from core.orm import for_list


def people_visible_to(user: User, *, role: str | None = None) -> QuerySet[User]:
    """People whom `user` may look up by name; with `role`, through that role alone."""
    return User.objects.visible_to(user, *([role] if role else []))


def units_visible_to(user: User, *roles: str) -> QuerySet[Unit]:
    """Units where `user` holds one of `roles` (default: any but learner), and those below."""
    return Unit.objects.visible_to(user, *roles)


def holds_role(user: User, *roles: str, unit: Unit | None = None) -> bool:
    """Whether `user` holds one of `roles` now: anywhere, or at `unit` or above it."""
    paths = user.paths_held(*roles)
    if unit is None:
        return bool(paths)
    return any(unit.is_within(path) for path in paths)


def active_units_of(user: User, at: datetime | None = None) -> QuerySet[Unit]:
    """Units that `user` works in at `at` (default: now)."""
    moment = at or timezone.now()
    memberships = user.memberships.active(moment)
    return Unit.objects.filter(pk__in=memberships.values("unit_id"))


def visible_scope(user: User) -> Q:
    """A condition on `unit__path`: units that `user` may see people of."""
    return below(user.paths_held(*ROLES_THAT_SEE_PEOPLE), field="unit__path")


def people_page(
    user: User, *, q: str = "", unit: Unit | None = None, role: str = ""
) -> QuerySet[User]:
    """People for the list: by name, each with `open_memberships` and `open_grants`.

    Both hold only what lies in the reader's units: where else somebody works is not told.
    """
    now = timezone.now()
    people = User.objects.visible_to(user).filter(erased_on=None)
    if unit is not None:
        people = people.working_below(unit.path)
    if role:
        held = RoleGrant.objects.active(now).filter(visible_scope(user), role=role)
        people = people.filter(pk__in=held.values("user_id"))
    if q:
        people = people.filter(_named_like(user, q))
    people = people.select_related("employer").prefetch_related(*_visible_rows(user, now))
    return for_list(people.order_by(Lower("display_name"), "pk"))


def person_seen_by(user: User, public_id: UUID) -> User | None:
    """One person for their page, loaded as the list loads them; None if not to be seen."""
    now = timezone.now()
    people = User.objects.visible_to(user).filter(public_id=public_id, erased_on=None)
    return people.select_related("employer").prefetch_related(*_visible_rows(user, now)).first()


def _visible_rows(user: User, now: datetime) -> list[Prefetch[str, Any, str]]:
    scope = visible_scope(user)
    memberships = Membership.objects.active(now).filter(scope | Q(user=user))
    grants = RoleGrant.objects.active(now).filter(scope | Q(user=user))
    return [
        Prefetch(
            "memberships",
            queryset=memberships.select_related("unit").order_by("unit__path"),
            to_attr="open_memberships",
        ),
        Prefetch(
            "role_grants",
            queryset=grants.select_related("unit").order_by("unit__path", "role"),
            to_attr="open_grants",
        ),
    ]


def _named_like(user: User, q: str) -> Q:
    condition = Q(display_name__icontains=q) | Q(
        employee_number__icontains=q.partition("-")[2] or q
    )
    if holds_role(user, Role.LEAD, Role.ADMIN):
        condition |= Q(email__icontains=q)
    return condition


def past_memberships(user: User, person: User) -> QuerySet[Membership]:
    """Where the person worked before, as far as the reader's units go; newest first."""
    rows = person.memberships.filter(visible_scope(user), ended_at__lte=timezone.now())
    return for_list(rows.select_related("unit").order_by("-ended_at", "-pk"))


def open_invitations(user: User) -> QuerySet[Invitation]:
    """Invitations of the units that `user` leads which can still be used; newest first."""
    scope = below(user.paths_held(Role.LEAD, Role.ADMIN), field="unit__path")
    rows = Invitation.objects.open(timezone.now()).filter(scope)
    return for_list(rows.select_related("unit", "employer").order_by("-created_at", "-pk"))


def invitation_of(code: str) -> Invitation | None:
    """The invitation that this code opens, while it can be used."""
    rows = Invitation.objects.open(timezone.now()).select_related("unit", "employer")
    return rows.filter(token_hash=codes.hash_of(code), unit__closed_at=None).first()


def support_links_for(user: User | None) -> QuerySet[SupportLink]:
    """Links for everybody, and those of the units the person works in or holds a role at."""
    if user is None:
        return for_list(SupportLink.objects.filter(unit=None))
    now = timezone.now()
    paths = [held.path for held in user.roles_held()]
    paths += user.memberships.active(now).values_list("unit__path", flat=True)
    ids = {int(part) for path in paths for part in path.split(".") if part}
    return for_list(SupportLink.objects.filter(Q(unit=None) | Q(unit__in=ids)))


def trail_for(
    user: User,
    *,
    action: str = "",
    about: str = "",
    since: date | None = None,
    until: date | None = None,
    before: int | None = None,
) -> QuerySet[AuditEntry]:
    """Audit entries that `user` may read, newest first; `before` goes on after a page."""
    rows = AuditEntry.objects.visible_to(user)
    if action:
        rows = rows.filter(action__startswith=action)
    if about:
        rows = rows.filter(Q(by=about) | Q(target=about) | Q(target__endswith=f":{about}"))
    if since:
        rows = rows.filter(at__gte=_midnight(since))
    if until:
        rows = rows.filter(at__lt=_midnight(until + timedelta(days=1)))
    if before:
        rows = rows.filter(pk__lt=before)
    return rows.order_by("-pk")


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def names_of(user: User, public_ids: Iterable[str]) -> dict[str, str]:
    """Names by public id, of those among `public_ids` whom `user` may see."""
    wanted = [value for value in public_ids if is_uuid(value)]
    people = User.objects.visible_to(user).filter(public_id__in=wanted)
    return {str(person.public_id): str(person) for person in people}


def is_uuid(value: str) -> bool:
    """Whether `value` reads as a public id."""
    try:
        UUID(value)
    except ValueError:
        return False
    return True


def units_page(user: User) -> QuerySet[Unit]:
    """Units that `user` leads, in the order of the tree, each with `people_count`."""
    here = Membership.objects.active(timezone.now()).filter(unit=OuterRef("pk"))
    counted = here.order_by().values("unit").annotate(n=Count("pk")).values("n")
    units = Unit.objects.visible_to(user, Role.LEAD, Role.ADMIN)
    return for_list(units.annotate(people_count=Coalesce(Subquery(counted), 0)).order_by("path"))


def top_depth(user: User) -> int:
    """How deep in the tree the topmost unit that `user` leads stands; lists indent from it."""
    paths = user.paths_held(Role.LEAD, Role.ADMIN)
    return min((path.count(".") for path in paths), default=1)


def entries_in_words(user: User, entries: list[AuditEntry]) -> list[dict[str, Any]]:
    """The entries as a reader is told them, with the names of what they may see.

    {entry, by, about, about_id, what, old, new}; two queries however many entries.
    """
    about = {entry.pk: entry.target.partition(":")[2] for entry in entries}
    people = names_of(user, {*about.values(), *(entry.by for entry in entries)})
    ids = {text for entry in entries for text in strings_of([entry.old, entry.new])}
    units = unit_names_of(user, {*ids, *about.values()})
    return [
        {
            "entry": entry,
            "by": people.get(entry.by, ""),
            "about": people.get(about[entry.pk]) or units.get(about[entry.pk], ""),
            "about_id": about[entry.pk] if about[entry.pk] in people else "",
            "what": action_words(entry.action),
            "old": value_words(entry.old, units) if entry.old is not None else "",
            "new": value_words(entry.new, units) if entry.new is not None else "",
        }
        for entry in entries
    ]


def unit_names_of(user: User, public_ids: Iterable[str]) -> dict[str, str]:
    """Names of units by public id, of those among `public_ids` that `user` may see."""
    wanted = [value for value in public_ids if is_uuid(value)]
    units = Unit.objects.visible_to(user).filter(public_id__in=wanted)
    return {str(unit.public_id): unit.name for unit in units}


def daily_intense_cap(user: User, at: datetime) -> int | None:
    """The smallest cap on intense minutes a day of the units that `user` works in or below."""
    works_below = user.memberships.active(at).filter(unit__path__startswith=OuterRef("path"))
    capped = Unit.objects.filter(Exists(works_below), daily_intense_minutes__isnull=False)
    smallest: int | None = capped.aggregate(cap=Min("daily_intense_minutes"))["cap"]
    return smallest
