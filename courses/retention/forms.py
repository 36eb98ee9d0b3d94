"""How many months each period is to be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.retention.selectors import PeriodLine


class PeriodsForm(forms.Form):
    def __init__(self, *args: Any, lines: Sequence[PeriodLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lines = lines
        for line in lines:
            self.fields[line.name] = forms.IntegerField(
                label=str(line.words.label),
                help_text=_("Months, from 1 to %(most)s.") % {"most": line.longest},
                min_value=1,
                max_value=line.longest,
                initial=line.months,
                widget=forms.NumberInput(attrs={"class": "input-short"}),
            )

    def changed_months(self) -> dict[str, int]:
        """The months of the periods that are to be others than now."""
        wanted = {line.name: self.cleaned_data[line.name] for line in self._lines}
        return {
            line.name: wanted[line.name] for line in self._lines if wanted[line.name] != line.months
        }
