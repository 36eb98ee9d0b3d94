"""What the organisation decides for everybody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import LanguageField, NameField, PlainField, TimeZoneField, UnitField
from accounts.models import Role, Unit, User


class OrganisationForm(forms.Form):
    name = NameField(label=_("Name of the organisation"), max_length=120)
    default_language = LanguageField(label=_("Language of new people"))
    default_time_zone = TimeZoneField(label=_("Time zone of new people"))
    mfa_roles = forms.MultipleChoiceField(
        label=_("Roles that need a second step at sign-in"),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    open_sign_up = forms.BooleanField(
        label=_("Anyone with an e-mail address may join"),
        help_text=_("They are mailed an invitation as learners of the unit below."),
        required=False,
    )
    open_sign_up_unit = UnitField(
        label=_("Unit that they join"), required=False, empty_label=_("None")
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.visible_to(by, Role.ADMIN).filter(closed_at=None)
        self.fields["open_sign_up_unit"].queryset = units  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("open_sign_up") and not data.get("open_sign_up_unit"):
            self.add_error("open_sign_up_unit", ValidationError(_("Choose the unit they join.")))
        return data


class SupportLinkForm(forms.Form):
    label = NameField(label=_("Name"), max_length=120)
    description = PlainField(label=_("What it is"), required=False, max_length=300)
    url = forms.URLField(
        label=_("Web address"), required=False, max_length=500, assume_scheme="https"
    )
    phone = forms.RegexField(
        label=_("Telephone"),
        regex=r"^\+?[0-9 ()/.-]{3,40}$",
        required=False,
        max_length=40,
        error_messages={"invalid": _("Digits, spaces and + ( ) / . - only.")},
    )
    unit = UnitField(
        label=_("Shown to"), required=False, empty_label=_("Everybody in the organisation")
    )
    position = forms.IntegerField(
        label=_("Place in the list"), min_value=0, max_value=1000, initial=0
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.visible_to(by, Role.ADMIN).filter(closed_at=None)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        if url and not url.startswith(("https://", "http://")):
            raise ValidationError(_("A web address begins with https:// or http://."))
        return url

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("url") and not data.get("phone"):
            raise ValidationError(_("Give a web address, a telephone number, or both."))
        return data
