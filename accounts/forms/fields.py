"""Fields that several forms share."""

from __future__ import annotations

import zoneinfo
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit, User
from accounts.rules import MANAGERS, grantable_roles
from core.languages import language_name
from core.text import clean_name, refuse_control


class NameField(forms.CharField):
    """A name in one line: no control or direction characters, no address."""

    def clean(self, value: Any) -> str:
        return clean_name(super().clean(value))


class PlainField(forms.CharField):
    """Any text that can be stored."""

    default_validators = [*forms.CharField.default_validators, refuse_control]


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A unit by its public id, indented by its depth below the first one shown."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Unit.objects.none(), to_field_name="public_id", **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return f"{'\u2003' * max(obj.depth - 1, 0)}{obj.name}"

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValidationError:
            raise
        except (ValueError, TypeError):
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice"
            ) from None


class RoleField(forms.ChoiceField):
    """A role that one may give; which ones are offered is told by `offer_units_and_roles`."""

    default_error_messages = {"invalid_choice": _("You may not give this role at this unit.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Role"), **kwargs)


def offer_units_and_roles(form: forms.Form, by: User) -> None:
    """Let a form offer the open units that `by` manages, and the roles they may give there.

    Which role goes with which unit is checked when the form is sent.
    """
    units = Unit.objects.visible_to(by, *MANAGERS).filter(closed_at=None)
    form.fields["unit"].queryset = units  # type: ignore[attr-defined]
    roles = [(role.value, role.label) for role in grantable_roles(by)]
    form.fields["role"].choices = roles  # type: ignore[attr-defined]


def _languages() -> list[tuple[str, str]]:
    return [(code, capfirst(language_name(code))) for code, _name in settings.LANGUAGES]


def _zones() -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ")) for name in sorted(zoneinfo.available_timezones())]


class LanguageField(forms.ChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Language"))
        super().__init__(choices=_languages, **kwargs)


class TimeZoneField(forms.ChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Time zone"))
        super().__init__(choices=_zones, **kwargs)
