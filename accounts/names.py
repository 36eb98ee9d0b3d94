"""Finding the person behind what was typed to sign in."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.text import control_at

SHORT_CODE = re.compile(r"[a-z][a-z0-9]{1,19}")
NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,39}")


def person_named(typed: str) -> User | None:
    """The person who signs in with this address or employee number ("north-1042"), or None.

    One query whatever was typed, so that the time it takes tells nothing.
    """
    name = typed.strip()
    if control_at(name) is not None:
        name = ""
    people = User.objects.select_related("employer")
    if "@" in name:
        return people.filter(email=name.lower()).first()
    code, _dash, number = name.partition("-")
    return (
        people.alias(number=Lower("employee_number"))
        .filter(employer__short_code=code.lower(), number=number.lower())
        .first()
    )


def clean_number(value: str) -> str:
    """An employee number as it is stored; raises ValidationError."""
    number = value.strip()
    if not NUMBER.fullmatch(number):
        raise ValidationError(
            _("An employee number is up to 40 letters and digits; . _ / - may stand between them."),
            code="number",
        )
    return number


def clean_short_code(value: str) -> str:
    """A unit's short code as it is stored: small letters and digits; raises ValidationError."""
    code = value.strip().lower()
    if not SHORT_CODE.fullmatch(code):
        raise ValidationError(
            _("A short code is 2 to 20 small letters and digits and begins with a letter."),
            code="short_code",
        )
    return code
