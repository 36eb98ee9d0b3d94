"""What allauth did for a person, written into the audit trail."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account_signals
from allauth.mfa import signals as mfa_signals
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from accounts.models import User
from accounts.services import record


@receiver(account_signals.password_changed, dispatch_uid="accounts.password_changed")
@receiver(account_signals.password_set, dispatch_uid="accounts.password_set")
def note_password(*, user: User, **_kwargs: Any) -> None:
    record(action="person.password_changed", by=user, target=user)


@receiver(account_signals.email_changed, dispatch_uid="accounts.email_changed")
def note_email(*, user: User, **_kwargs: Any) -> None:
    record(action="person.address_changed", by=user, target=user)


@receiver(mfa_signals.authenticator_added, dispatch_uid="accounts.second_step_added")
def note_second_step_added(*, user: User, authenticator: Any, **_kwargs: Any) -> None:
    record(action="second_step.added", by=user, target=user, new=authenticator.type)


@receiver(mfa_signals.authenticator_removed, dispatch_uid="accounts.second_step_removed")
def note_second_step_removed(*, user: User, authenticator: Any, **_kwargs: Any) -> None:
    record(action="second_step.removed", by=user, target=user, old=authenticator.type)


@receiver(user_logged_in, dispatch_uid="accounts.signed_in")
def note_sign_in(*, user: User, **_kwargs: Any) -> None:
    record(action="person.signed_in", by=user, target=user)
