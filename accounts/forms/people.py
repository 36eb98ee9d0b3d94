"""A person's own page, and what leads and administrators do for people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import (
    LanguageField,
    NameField,
    PlainField,
    RoleField,
    TimeZoneField,
    UnitField,
    offer_units_and_roles,
)
from accounts.models import Role, Unit, User
from accounts.names import clean_number
from accounts.rules import MANAGERS, grantable_roles


class ProfileForm(forms.Form):
    display_name = NameField(
        label=_("Name"),
        help_text=_("Shown to your lead and on certificates. It may be a pseudonym."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = LanguageField()
    time_zone = TimeZoneField()
    verification_enabled = forms.BooleanField(
        label=_("Others may check my certificates"),
        help_text=_(
            "Who has a certificate's code and your name is then told that it is genuine, and "
            "nothing else. Off unless you switch it on."
        ),
        required=False,
    )


class PeopleSearchForm(forms.Form):
    q = PlainField(label=_("Name or number"), required=False, max_length=120)
    unit = UnitField(label=_("Unit"), required=False, empty_label=_("All my units"))
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[("", _("Any role")), *Role.choices]
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class MoveForm(forms.Form):
    unit = UnitField(label=_("To unit"), empty_label=_("Choose a unit"))
    employee_number = forms.CharField(
        label=_("New employee number"),
        help_text=_("Only if the new employer gives another one; without the short code."),
        required=False,
        max_length=40,
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.visible_to(by, *MANAGERS).filter(closed_at=None)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]

    def clean_employee_number(self) -> str:
        number = self.cleaned_data["employee_number"]
        return clean_number(number) if number else ""


class RoleForm(forms.Form):
    role = RoleField()
    unit = UnitField(label=_("At unit"), empty_label=_("Choose a unit"))

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        offer_units_and_roles(self, by)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        role, unit = data.get("role"), data.get("unit")
        if role and unit and role not in grantable_roles(self.by, unit):
            raise ValidationError(_("You may not give this role at this unit."))
        return data


class TrailFilterForm(forms.Form):
    action = PlainField(
        label=_("What"),
        help_text=_("Such as person, role, unit, invitation, link or person.erased"),
        required=False,
        max_length=60,
    )
    about = PlainField(
        label=_("About or by"),
        help_text=_("A public id, as it stands in the address of a person's page"),
        required=False,
        max_length=120,
    )
    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("Up to and with"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
