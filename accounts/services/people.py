"""Making, renaming, moving, suspending and erasing people."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from accounts import errors, rules
from accounts.models import Invitation, Membership, Role, RoleGrant, Unit, User
from accounts.services.notices import notify
from accounts.services.roles import refresh_second_step
from accounts.services.trail import record
from accounts.signals import person_renamed_or_erased


@transaction.atomic
def create_person(
    *,
    display_name: str,
    at: datetime,
    by: User | None = None,
    email: str = "",
    employer: Unit | None = None,
    employee_number: str = "",
    password: str | None = None,
    language: str = "en",
    time_zone: str = "UTC",
    is_demo: bool = False,
) -> User:
    """A person exists who can sign in by address or number; they work nowhere yet.

    Raises NoWayIn, AddressTaken or NumberTaken.
    """
    if not email and not employee_number:
        raise errors.NoWayIn
    _refuse_taken(email=email, employer=employer, number=employee_number)
    person = User(
        display_name=display_name,
        email=email.lower() or None,
        employer=employer,
        employee_number=employee_number or None,
        language=language,
        time_zone=time_zone,
        joined_at=at,
        is_demo=is_demo,
    )
    person.set_password(password)
    _save(person)
    keep_address(person)
    record(action="person.created", by=by or person, target=person, at=at)
    return person


def keep_address(person: User) -> None:
    """allauth knows the person's address as one that need not be confirmed. Safe to call twice."""
    if person.email:
        EmailAddress.objects.update_or_create(
            user=person, email=person.email, defaults={"verified": True, "primary": True}
        )


def _refuse_taken(
    *, email: str, employer: Unit | None, number: str, but: User | None = None
) -> None:
    others = User.objects.exclude(pk=but.pk) if but else User.objects.all()
    if email and others.filter(email=email.lower()).exists():
        raise errors.AddressTaken
    numbered = others.alias(folded=Lower("employee_number"))
    if number and numbered.filter(employer=employer, folded=number.lower()).exists():
        raise errors.NumberTaken


def _save(person: User, *, fields: list[str] | None = None) -> None:
    try:
        with transaction.atomic():
            person.save(update_fields=fields)
    except IntegrityError as error:
        # Somebody else took it between looking and saving; the constraints hold.
        raise errors.AddressTaken if "email" in str(error) else errors.NumberTaken from error


@transaction.atomic
def change_profile(
    *,
    person: User,
    display_name: str,
    language: str,
    time_zone: str,
    verification_enabled: bool,
    at: datetime,
) -> None:
    """The person's own choices are stored; a new name is told to who keeps files with it."""
    person = User.objects.select_for_update().get(pk=person.pk)
    is_renamed = person.display_name != display_name
    old_switch = person.verification_enabled
    person.display_name = display_name
    person.language = language
    person.time_zone = time_zone
    person.verification_enabled = verification_enabled
    person.save(update_fields=["display_name", "language", "time_zone", "verification_enabled"])
    if is_renamed:
        record(action="person.renamed", by=person, target=person, at=at)
        person_renamed_or_erased.send(sender=User, user_id=person.pk)
    if old_switch != verification_enabled:
        record(
            action="person.verification",
            by=person,
            target=person,
            old=old_switch,
            new=verification_enabled,
            at=at,
        )


@transaction.atomic
def join_unit(*, person: User, unit: Unit, by: User | None, at: datetime) -> Membership:
    """The person works at `unit`; a membership that is open already stays as it is."""
    membership, is_new = Membership.objects.get_or_create(
        user=person, unit=unit, ended_at=None, defaults={"started_at": at}
    )
    if is_new:
        record(
            action="membership.started",
            by=by,
            target=person,
            new=str(unit.public_id),
            at=at,
            unit=unit,
        )
    return membership


@transaction.atomic
def move_person(
    *,
    membership: Membership,
    to: Unit,
    by: User,
    at: datetime,
    employee_number: str = "",
) -> Membership:
    """The person works at `to` instead; everything they have done stays theirs.

    Being a learner moves along. Other roles held at the unit they leave, or below the client or
    vendor they leave, end: somebody gives them anew. A number belongs to its employer, so it is
    replaced when that changes. Raises NotAllowed, NoWayIn, NumberTaken.
    """
    membership = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("unit", "user")
        .get(pk=membership.pk)
    )
    person, source = membership.user, membership.unit
    if membership.ended_at is not None or not rules.can_move(by, person, source, to):
        raise errors.NotAllowed
    _end(membership, at=at)
    _end_roles_left_behind(person, source=source, target=to, by=by, at=at)
    _renumber(person, target=to, number=employee_number)
    moved = join_unit(person=person, unit=to, by=by, at=at)
    record(
        action="person.moved",
        by=by,
        target=person,
        old=str(source.public_id),
        new=str(to.public_id),
        at=at,
        unit=source,
    )
    notify(person=person, kind="account.moved", payload={"unit": to.name}, at=at)
    return moved


def _end(row: Membership | RoleGrant, *, at: datetime) -> None:
    row.ended_at = max(at, row.started_at)
    row.save(update_fields=["ended_at"])


def _end_roles_left_behind(
    person: User, *, source: Unit, target: Unit, by: User, at: datetime
) -> None:
    left = source.path
    if employer_of(source) != employer_of(target) and (employer := employer_of(source)):
        left = employer.path
    grants = person.role_grants.active(at).filter(unit__path__startswith=left)
    for grant in grants.exclude(unit__in=target.ancestor_ids).select_related("unit"):
        _end(grant, at=at)
        record(action="role.revoked", by=by, target=grant, old=grant.role, at=at)
        if grant.role == Role.LEARNER:
            RoleGrant.objects.get_or_create(
                user=person,
                unit=target,
                role=Role.LEARNER,
                ended_at=None,
                defaults={"started_at": at},
            )
    person.forget_grants()
    refresh_second_step([person.pk])


def _renumber(person: User, *, target: Unit, number: str) -> None:
    employer = employer_of(target)
    if person.employer_id in {None, employer.pk if employer else None} and not number:
        return
    if number and (employer is None or not employer.short_code):
        raise errors.NotAllowed(_("This unit's employer has no short code for numbers yet."))
    if not number and not person.email:
        raise errors.NoWayIn(_("The new employer gives another number: type it."))
    _refuse_taken(email="", employer=employer, number=number, but=person)
    person.employer, person.employee_number = (employer if number else None), number or None
    _save(person, fields=["employer", "employee_number"])


def employer_of(unit: Unit) -> Unit | None:
    """The nearest client or vendor at the unit or above it."""
    chain = Unit.objects.employers().filter(pk__in=unit.ancestor_ids)
    return chain.order_by("-path").first()


@transaction.atomic
def set_active(*, person: User, is_active: bool, by: User, at: datetime) -> None:
    """The person may sign in, or may not: who is suspended is signed out everywhere at once."""
    if not rules.can_manage(by, person):
        raise errors.NotAllowed
    changed = User.objects.filter(pk=person.pk, is_active=not is_active, erased_on=None).update(
        is_active=is_active, session_version=F("session_version") + 1
    )
    if changed:
        action = "person.reopened" if is_active else "person.suspended"
        record(action=action, by=by, target=person, at=at)


def sign_out_elsewhere(*, person: User, at: datetime) -> None:
    """Every session of the person ends; the caller keeps its own by refreshing its hash."""
    person.session_version += 1
    person.save(update_fields=["session_version"])
    record(action="person.signed_out_elsewhere", by=person, target=person, at=at)


@transaction.atomic
def erase_person(*, person: User, by: User, at: datetime) -> None:
    """The name, the addresses and every way in are gone; the row and its records stay.

    Memberships and roles end now. Whoever keeps a file with the name hears of it. Not to be
    undone; doing it twice changes nothing.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.is_erased:
        return
    if not rules.can_erase(by, person):
        raise errors.NotAllowed
    erase(person, by=by, at=at)


def erase(person: User, *, by: User | None, at: datetime) -> None:
    """As erase_person, for callers that hold the row and the right already."""
    record(action="person.erased", by=by, target=person, at=at)
    _forget_addresses(person, at=at)
    for row in (*person.memberships.active(at), *person.role_grants.active(at)):
        _end(row, at=at)
    person.display_name = ""
    person.email = person.employer = person.employee_number = None
    person.is_active = person.verification_enabled = person.needs_second_step = False
    person.erased_on = at.date()
    person.session_version += 1
    person.set_unusable_password()
    person.save()
    person_renamed_or_erased.send(sender=User, user_id=person.pk)


def _forget_addresses(person: User, *, at: datetime) -> None:
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    person.one_time_links.all().delete()
    person.notices.all().delete()
    bound = models.Q(used_by=person)
    if person.email:
        bound |= models.Q(email=person.email)
    if person.employee_number:
        bound |= models.Q(employer=person.employer_id, employee_number=person.employee_number)
    ids = list(Invitation.objects.filter(bound).values_list("pk", flat=True))
    rows = Invitation.objects.filter(pk__in=ids)
    rows.filter(used_at=None, revoked_at=None).update(revoked_at=at)
    rows.update(email=None, employee_number=None)


def change_language(*, person: User, language: str) -> None:
    """The person's pages are in `language` from now on; one that is not offered changes nothing."""
    if language in dict(settings.LANGUAGES) and language != person.language:
        person.language = language
        person.save(update_fields=["language"])
