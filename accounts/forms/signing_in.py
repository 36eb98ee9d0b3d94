"""Signing in, joining, and getting back in."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import AddEmailForm as AllauthAddEmailForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import LanguageField, NameField, PlainField
from accounts.services import keep_address, request_reset

NAME_TO_SIGN_IN = _("E-mail or employee number")
NUMBER_HELP = _("An employee number is typed with its short code, such as north-1042.")


class LoginForm(AllauthLoginForm):  # type: ignore[misc]
    """allauth's, with one field for both ways of naming oneself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = PlainField(
            label=NAME_TO_SIGN_IN,
            help_text=NUMBER_HELP,
            max_length=320,
            widget=forms.TextInput(
                attrs={
                    "autocomplete": "username",
                    "autocapitalize": "none",
                    "spellcheck": "false",
                }
            ),
        )
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""
        self.order_fields(["login", "password"])

    def user_credentials(self) -> dict[str, str]:
        return {
            "username": self.cleaned_data["login"],
            "password": self.cleaned_data["password"],
        }


class AddEmailForm(AllauthAddEmailForm):  # type: ignore[misc]
    """allauth's; the address in use stays until the new one is confirmed."""

    def save(self, request: HttpRequest) -> Any:
        keep_address(self.user)
        return super().save(request)


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """allauth's, with words of ours."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
        self.fields["name"].help_text = _("So that you know which one it is: the machine, say.")
        if "passwordless" in self.fields:
            self.fields["passwordless"].label = _("Sign in with this key alone")
            self.fields["passwordless"].help_text = _(
                "The key then asks for your fingerprint, face or PIN, and no password is needed."
            )


class ResetPasswordForm(forms.Form):
    """Takes the place of allauth's: a number will do, and the link is ours."""

    email = PlainField(
        label=NAME_TO_SIGN_IN,
        help_text=NUMBER_HELP,
        max_length=320,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        typed: str = self.cleaned_data["email"]
        request_reset(typed=typed, at=timezone.now())
        return typed


class NewPasswordForm(forms.Form):
    password1 = forms.CharField(
        label=_("Password"),
        help_text=_("At least 10 characters. A short sentence is easy to keep."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("Password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", ValidationError(_("Type the same password twice.")))
        return data


class JoinForm(NewPasswordForm):
    display_name = NameField(
        label=_("Your name"),
        help_text=_("It is shown to your lead and stands on certificates. It may be a pseudonym."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = LanguageField()

    field_order = ["display_name", "language", "password1", "password2"]


class CodeForm(forms.Form):
    code = PlainField(
        label=_("Code"),
        help_text=_("Twenty letters in groups of five. Capitals and dashes do not matter."),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}
        ),
    )


class AskToJoinForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
