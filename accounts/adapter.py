"""Where Casebook answers for allauth: words, limits per account, what is asked of whom."""

from __future__ import annotations

import base64
import hashlib
import logging
import secrets
from smtplib import SMTPException
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.http import speak_to
from accounts.models import User
from accounts.names import person_named
from accounts.reauthentication import was_recent

logger = logging.getLogger(__name__)
NO_MATCH = _("This name and password do not go together. Check both and try again.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in, sign-out and addresses."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": NO_MATCH,
        "username_password_mismatch": NO_MATCH,
        "invalid_login": NO_MATCH,
        "too_many_login_attempts": _(
            "There were too many attempts for this account. Wait ten minutes, or ask your lead "
            "for a one-time link."
        ),
        "incorrect_password": _("This is not your password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        # Everybody joins through an invitation; open sign-up mails one. See views.join.
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # By account: both names of a person count together, and a site behind one address
        # does not. A name that nobody has counts by itself, so both take the same time.
        typed = credentials.get("username") or credentials.get("email") or ""
        person = person_named(typed)
        return f"person:{person.pk}" if person else f"name:{typed.strip().lower()}"

    def reauthenticate(self, user: User, password: str) -> bool:
        usage = ratelimit.consume(
            self.request, app="allauth.account", action="login_failed", key=f"person:{user.pk}"
        )
        if not usage:
            raise self.validation_error("too_many_login_attempts")
        if not user.check_password(password):
            return False
        usage.rollback()
        return True

    def is_reauthentication_required(self, *, app: str) -> bool:
        # Signing in counts: who did so a minute ago is not asked again.
        return not was_recent(self.request)

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        # What is said of it is read on the person's own page, whatever the door spoke.
        speak_to(user, request)

    def logout(self, request: HttpRequest) -> None:
        super().logout(request)
        request.casebook_signed_out = True  # type: ignore[attr-defined]

    def confirm_email(self, request: HttpRequest, email_address: Any) -> bool:
        taken = User.objects.filter(email=email_address.email.lower())
        if taken.exclude(pk=email_address.user_id).exists():
            messages.error(request, _("This address cannot be used for your account."))
            return False
        return bool(super().confirm_email(request, email_address))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            logger.exception("The mail %s was not sent", template_prefix)
            messages.error(self.request, _("The mail could not be sent. Try again later."))


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Authenticator apps and passkeys: named after the site, secrets encrypted at rest."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            # The secret key was changed and the old one is not among the fallbacks. No code may
            # fit then: an empty secret would be one that anybody can compute.
            logger.exception("A second step's secret cannot be read with any known key")
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def _get_user_identifier(self, user: User) -> str:
        return user.sign_in_name or str(user)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": settings.SITE.hostname or "localhost", "name": "Casebook"}


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([_fernet(key) for key in keys])


def _fernet(key: str) -> Fernet:
    digest = hashlib.sha256(f"accounts.second-step:{key}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
