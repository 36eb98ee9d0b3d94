"""From what a module is built, and of what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import PlainField
from courses.workshop.selectors.editing import FormChoice


class BuildForm(forms.Form):
    """A case, a chapter, or both; then a name, and the form on which reports are decided."""

    case = forms.ChoiceField(label=_("Case"), required=False)
    chapter = forms.ChoiceField(
        label=_("Policy chapter"),
        required=False,
        help_text=_("Its clauses become what the module trains."),
    )
    title = PlainField(
        label=_("Title of the module"),
        required=False,
        max_length=200,
        help_text=_("Left out: that of the case or chapter."),
    )
    form = forms.ChoiceField(
        label=_("Decision form and seat"),
        required=False,
        help_text=_("On what the reports of the exercise are decided. Left out: no exercise."),
    )
    BANK, EMPTY = "bank", "empty"

    reports = forms.ChoiceField(
        label=_("The reports"),
        choices=[
            (BANK, _("Ready ones from the banks that fit the chapter; empty ones for the rest")),
            (EMPTY, _("Empty ones, to be written")),
        ],
        initial=BANK,
        required=False,
        widget=forms.RadioSelect,
    )
    items = forms.IntegerField(
        label=_("Reports in the exercise"), min_value=1, max_value=10, initial=2, required=False
    )

    def __init__(
        self,
        *args: Any,
        cases: Sequence[tuple[str, str]],
        chapters: Sequence[tuple[str, str, str, str]],
        forms_known: Sequence[FormChoice],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        by_policy: dict[str, list[tuple[str, str]]] = {}
        for slug, policy, uid, title in chapters:
            by_policy.setdefault(policy, []).append((f"{slug}/{uid}", title))
        self._choices("case", [("", _("No case")), *cases])
        self._choices("chapter", [("", _("No chapter")), *by_policy.items()])
        seats = [
            (
                form.title,
                [(f"{form.key} {key}", f"{form.title}: {label}") for key, label in form.seats],
            )
            for form in forms_known
        ]
        self._choices("form", [("", _("No exercise")), *seats])
        if seats and seats[0][1]:
            self.fields["form"].initial = seats[0][1][0][0]

    def _choices(self, name: str, choices: Sequence[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        wanted = super().clean() or {}
        if not wanted.get("case") and not wanted.get("chapter") and not self.errors:
            self.add_error("case", _("Choose a case, a chapter, or both."))
        return wanted
