"""Inviting one person, or a pasted list of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import (
    LanguageField,
    PlainField,
    RoleField,
    UnitField,
    offer_units_and_roles,
)
from accounts.models import Role, User
from accounts.names import clean_number
from accounts.pasted import Guest, read_guests
from accounts.rules import grantable_roles

MAILED, HANDED = "mail", "hand"


class WhereForm(forms.Form):
    """What one invitation and a list of them have in common."""

    unit = UnitField(label=_("Unit"), empty_label=_("Choose a unit"))
    role = RoleField(initial=Role.LEARNER)
    language = LanguageField(label=_("Language of the invitation"))

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        offer_units_and_roles(self, by)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        role, unit = data.get("role"), data.get("unit")
        if role and unit and role not in grantable_roles(self.by, unit):
            self.add_error("role", ValidationError(_("You may not give this role at this unit.")))
        return data


class InviteForm(WhereForm):
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    employee_number = forms.CharField(
        label=_("Employee number"),
        help_text=_("For who has no mailbox: the number alone, without the short code."),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    delivery = forms.ChoiceField(
        label=_("How it gets there"),
        choices=[
            (MAILED, _("By e-mail to the address above")),
            (HANDED, _("I hand it over: show me the link and code once")),
        ],
        initial=MAILED,
        widget=forms.RadioSelect,
    )

    field_order = ["email", "employee_number", "delivery", "unit", "role", "language"]

    def clean_employee_number(self) -> str:
        number = self.cleaned_data["employee_number"]
        return clean_number(number) if number else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("delivery") == MAILED and not data.get("email") and "email" not in self.errors:
            self.add_error("email", ValidationError(_("Type the address to mail it to.")))
        if (
            data.get("delivery") == HANDED
            and not data.get("employee_number")
            and "employee_number" not in self.errors
        ):
            self.add_error(
                "employee_number",
                ValidationError(_("An invitation by hand is bound to an employee number.")),
            )
        return data


class InviteManyForm(WhereForm):
    people = PlainField(
        label=_("People, one in a line"),
        help_text=_(
            "An e-mail address, or an employee number with its short code (north-1042). Further "
            "columns of a pasted table are left aside. At most 500."
        ),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )

    field_order = ["people", "unit", "role", "language"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("people"):
            guests, problems = read_guests(data["people"])
            for problem in problems:
                self.add_error("people", ValidationError(problem))
            data["guests"] = guests
        return data

    @property
    def guests(self) -> list[Guest]:
        guests: list[Guest] = self.cleaned_data["guests"]
        return guests
