"""What is typed of a pool: its title, and who may find it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import PlainField


class PoolForm(forms.Form):
    title = PlainField(
        label=_("Title of the pool"),
        max_length=200,
        help_text=_("For trainers: learners never see it."),
    )


class PoolSharingForm(forms.Form):
    """Who may find a pool."""

    visibility = forms.ChoiceField(
        label=_("Who may find it"),
        widget=forms.RadioSelect,
        choices=[
            ("internal", _("As the course: whoever may find its bank")),
            ("restricted", _("Restricted: of these, only in these units and below")),
        ],
    )
    units: forms.ModelMultipleChoiceField[Any] = forms.ModelMultipleChoiceField(
        label=_("Units of a restricted pool"),
        queryset=None,
        required=False,
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = units  # type: ignore[attr-defined]
