"""The tree of units."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import NameField, UnitField
from accounts.models import Unit, User
from accounts.names import clean_short_code
from accounts.rules import MANAGERS, can_add_unit

DAY = 24 * 60


class UnitForm(forms.Form):
    name = NameField(label=_("Name"), max_length=120)
    short_code = forms.CharField(
        label=_("Short code"),
        help_text=_("Stands before employee numbers at sign-in, such as north in north-1042."),
        required=False,
        max_length=20,
    )
    daily_intense_minutes = forms.IntegerField(
        label=_("Intense minutes a day, at most"),
        help_text=_("Empty: no cap of this unit. It counts for units below as well."),
        required=False,
        min_value=0,
        max_value=DAY,
    )

    def __init__(self, *args: Any, has_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_code:
            del self.fields["short_code"]

    def clean_short_code(self) -> str:
        code = self.cleaned_data["short_code"]
        return clean_short_code(code) if code else ""


class UnitNewForm(UnitForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=Unit.Kind.choices, initial=Unit.Kind.TEAM)

    field_order = ["kind", "name", "short_code", "daily_intense_minutes"]

    def __init__(self, *args: Any, by: User, parent: Unit, **kwargs: Any) -> None:
        allowed = [
            (kind.value, kind.label) for kind in Unit.Kind if can_add_unit(by, parent, kind.value)
        ]
        employers = {Unit.Kind.CLIENT.value, Unit.Kind.VENDOR.value}
        has_code = any(value in employers for value, _label in allowed)
        super().__init__(*args, has_code=has_code, **kwargs)
        self.fields["kind"].choices = allowed  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        employers = {Unit.Kind.CLIENT.value, Unit.Kind.VENDOR.value}
        if data.get("short_code") and data.get("kind") not in employers:
            self.add_error(
                "short_code", ValidationError(_("Only a client or a vendor has a short code."))
            )
        return data


class UnitMoveForm(forms.Form):
    to = UnitField(label=_("Below"), empty_label=_("Choose a unit"))

    def __init__(self, *args: Any, by: User, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.visible_to(by, *MANAGERS).filter(closed_at=None)
        field = self.fields["to"]
        field.queryset = units.exclude(path__startswith=unit.path)  # type: ignore[attr-defined]
