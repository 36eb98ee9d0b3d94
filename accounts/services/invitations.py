"""Inviting people, and what happens when they come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from accounts import codes, errors, rules
from accounts.models import Invitation, Organisation, Role, Unit, User
from accounts.pasted import Guest
from accounts.services.people import create_person, employer_of, join_unit
from accounts.services.roles import give_role
from accounts.services.trail import record
from accounts.tasks import mail_invitation
from core.enqueue import enqueue

VALID_FOR = timedelta(days=14)


@dataclass(frozen=True)
class Invited:
    """What is shown once to the person who invites; the code is nowhere stored."""

    invitation: Invitation
    code: str


@transaction.atomic
def invite(
    *,
    unit: Unit,
    role: str,
    by: User,
    at: datetime,
    email: str = "",
    employee_number: str = "",
    language: str = "en",
    is_mailed: bool = True,
) -> Invited:
    """One person may join `unit` with `role`, once, until the invitation ends.

    Says nothing about whether the address or number has an account. An open invitation of the
    same unit for the same address or number is replaced. Raises NotAllowed, NoWayIn.
    """
    if role not in rules.grantable_roles(by, unit) or unit.closed_at is not None:
        raise errors.NotAllowed
    employer = _employer_for(unit, employee_number)
    if not employee_number and not (email and is_mailed):
        raise errors.NoWayIn(_("An invitation that you hand over needs an employee number."))
    row = Invitation(
        email=email.lower() or None,
        employee_number=employee_number or None,
        employer=employer,
        unit=unit,
        role=role,
        language=language,
        invited_by=by,
        is_mailed=bool(is_mailed and email),
    )
    _replace_open(row, at=at)
    return _store(row, by=by, at=at)


@transaction.atomic
def invite_many(
    *, guests: list[Guest], unit: Unit, role: str, language: str, by: User, at: datetime
) -> list[Invited]:
    """Everybody of the list is invited, or nobody: addresses by mail, numbers to be handed over.

    Raises NotAllowed and NoWayIn as `invite`, and NoWayIn naming the lines whose short code is
    not that of the unit's employer.
    """
    employer = employer_of(unit)
    code = employer.short_code if employer else None
    wrong = [str(guest.line) for guest in guests if guest.short_code and guest.short_code != code]
    if wrong:
        raise errors.NoWayIn(
            _("Line %(lines)s: the short code is not that of this unit's employer.")
            % {"lines": ", ".join(wrong[:20])}
        )
    return [
        invite(
            unit=unit,
            role=role,
            language=language,
            email=guest.email,
            employee_number=guest.employee_number,
            is_mailed=bool(guest.email),
            by=by,
            at=at,
        )
        for guest in guests
    ]


def _employer_for(unit: Unit, number: str) -> Unit | None:
    if not number:
        return None
    employer = employer_of(unit)
    if employer is None or not employer.short_code:
        raise errors.NoWayIn(_("This unit's employer has no short code for numbers yet."))
    return employer


def _replace_open(row: Invitation, *, at: datetime) -> None:
    same = models.Q()
    if row.email:
        same |= models.Q(email=row.email)
    if row.employee_number:
        same |= models.Q(employer=row.employer, employee_number=row.employee_number)
    rows = Invitation.objects.open(at).filter(same, unit=row.unit)
    rows.update(revoked_at=at, email=None, employee_number=None)


def _store(row: Invitation, *, by: User | None, at: datetime) -> Invited:
    code = codes.code_for("invitation", row.public_id)
    row.token_hash = codes.hash_of(code)
    row.created_at, row.expires_at = at, at + VALID_FOR
    row.save()
    record(action="invitation.made", by=by, target=row, new={"role": row.role}, at=at)
    if row.is_mailed:
        enqueue(mail_invitation, invitation_id=row.pk)
    return Invited(invitation=row, code=code)


@transaction.atomic
def ask_to_join(*, email: str, language: str, at: datetime) -> None:
    """Open sign-up: the address is mailed an invitation, or, if it has an account, nothing new.

    The caller answers the same in both cases and when sign-up is closed; a known address is
    mailed a link for a new password, so that its owner is not left waiting.
    """
    organisation = Organisation.current()
    if not organisation.open_sign_up or organisation.open_sign_up_unit is None:
        return
    known = User.objects.filter(email=email.lower()).first()
    if known is not None:
        from accounts.services.links import request_reset  # noqa: PLC0415 -- links stands beside

        request_reset(typed=email, at=at)
        return
    row = Invitation(
        email=email.lower(),
        unit=organisation.open_sign_up_unit,
        role=Role.LEARNER,
        language=language,
        is_mailed=True,
    )
    _replace_open(row, at=at)
    _store(row, by=None, at=at)


@transaction.atomic
def join_as_new(
    *,
    invitation: Invitation,
    display_name: str,
    password: str,
    language: str,
    time_zone: str,
    at: datetime,
) -> User:
    """The invitation is used and its person exists, works at the unit and holds the role.

    An address that stands beside a number and belongs to somebody else is left out without a
    word: the number is the way in. Raises InvitationClosed, AlreadyHere.
    """
    invitation = _lock(invitation, at=at)
    if known_person(invitation) is not None:
        raise errors.AlreadyHere
    email = invitation.email or ""
    if invitation.employee_number and User.objects.filter(email=email).exists():
        email = ""
    try:
        person = create_person(
            display_name=display_name,
            email=email,
            employer=invitation.employer,
            employee_number=invitation.employee_number or "",
            password=password,
            language=language,
            time_zone=time_zone,
            at=at,
        )
    except (errors.AddressTaken, errors.NumberTaken) as error:
        raise errors.AlreadyHere from error
    _use(invitation, person, at=at)
    return person


@transaction.atomic
def join_as_known(*, invitation: Invitation, person: User, at: datetime) -> None:
    """Who has an account takes the invitation up. Raises InvitationClosed, ForSomebodyElse."""
    invitation = _lock(invitation, at=at)
    if known_person(invitation) != person:
        raise errors.ForSomebodyElse
    _use(invitation, person, at=at)


def known_person(invitation: Invitation) -> User | None:
    """Whoever the invitation is for, if they have an account: by number, else by address."""
    if invitation.employee_number:
        numbered = User.objects.alias(folded=Lower("employee_number"))
        return numbered.filter(
            employer=invitation.employer_id, folded=invitation.employee_number.lower()
        ).first()
    return User.objects.filter(email=invitation.email).first() if invitation.email else None


def _lock(invitation: Invitation, *, at: datetime) -> Invitation:
    locked = (
        Invitation.objects.select_for_update(of=("self",))
        .open(at)
        .select_related("unit", "employer", "invited_by")
        .filter(pk=invitation.pk)
        .first()
    )
    if locked is None or locked.unit.closed_at is not None:
        raise errors.InvitationClosed
    return locked


def _use(invitation: Invitation, person: User, *, at: datetime) -> None:
    by = invitation.invited_by or person
    join_unit(person=person, unit=invitation.unit, by=by, at=at)
    give_role(person=person, role=invitation.role, unit=invitation.unit, by=by, at=at)
    invitation.used_at, invitation.used_by = at, person
    invitation.email = invitation.employee_number = None
    invitation.save()
    record(action="invitation.used", by=person, target=invitation, at=at)


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: User, at: datetime) -> None:
    """The invitation cannot be used. Raises NotAllowed; a used or ended one stays as it is."""
    if invitation.role not in rules.grantable_roles(by, invitation.unit):
        raise errors.NotAllowed
    open_ones = Invitation.objects.open(at).filter(pk=invitation.pk)
    if open_ones.update(revoked_at=at, email=None, employee_number=None):
        record(action="invitation.revoked", by=by, target=invitation, at=at)


def forget_ended(*, at: datetime) -> int:
    """Addresses of invitations that ended unused are emptied; returns how many. For the sweep."""
    ended = Invitation.objects.filter(used_at=None, revoked_at=None, expires_at__lte=at)
    return ended.update(revoked_at=at, email=None, employee_number=None)
