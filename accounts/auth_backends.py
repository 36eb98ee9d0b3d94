"""Signing in by e-mail address or employee number, on allauth's backend."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from accounts.models import User
from accounts.names import person_named


class SignInBackend(AuthenticationBackend):  # type: ignore[misc]
    """Finds the person by what was typed; an unknown name costs a hash as well (allauth's)."""

    def _authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        typed = credentials.get("username") or credentials.get("email") or ""
        person: User | None = self._check_password(
            person_named(typed), credentials.get("password") or ""
        )
        return person
