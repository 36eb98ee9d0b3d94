"""Settings that somebody else saved meanwhile: theirs and yours, setting by setting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from accounts.models import User
from courses.catalogue.errors import EditedMeanwhile


@dataclass(frozen=True)
class Side:
    """One setting on which both differ, in words."""

    label: str
    theirs: str
    yours: str


@dataclass(frozen=True)
class SettingsMeanwhile:
    """What is set now beside what was chosen; `base` is what keeping one's own rests on."""

    by: User | None
    at: datetime | None
    is_self: bool
    sides: list[Side]
    base: str
    is_same: bool


def settings_meanwhile(
    error: EditedMeanwhile, sides: Iterable[Side], *, base: str, own: str, me: User
) -> SettingsMeanwhile:
    """Return both sides; `base` and `own` are the digests of what is set now and of one's own."""
    is_self = error.by is not None and error.by.pk == me.pk
    differing = [one for one in sides if one.theirs != one.yours]
    return SettingsMeanwhile(error.by, error.at, is_self, differing, base, base == own)


def sides_of(now: forms.Form, typed: forms.Form) -> list[Side]:
    """Return every setting of a valid form beside what an unbound one of now begins with."""
    return [
        Side(
            str(bound.label),
            _words(bound.field, now.get_initial_for_field(now.fields[bound.name], bound.name))
            if bound.name in now.fields
            else "",
            _words(bound.field, typed.cleaned_data.get(bound.name)),
        )
        for bound in typed.visible_fields()
    ]


def _words(field: forms.Field, value: Any) -> str:
    if isinstance(value, bool) or isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    if value in (None, "", [], ()):
        return "–"
    choices: Any = getattr(field.widget, "choices", None) or getattr(field, "choices", ())
    named = {str(key): str(label) for key, label in choices}
    values = value if isinstance(value, list | tuple) else [value]
    return ", ".join(named.get(str(one)) or str(one) for one in values)
