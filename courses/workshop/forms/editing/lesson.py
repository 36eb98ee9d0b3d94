"""What a lesson is set to: a few things first, the rest on demand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import PlainField
from courses.catalogue.drafts import LessonDraft
from courses.catalogue.errors import ItemRefused
from courses.workshop.forms.editing.generated import LinesField, fields_of
from courses.workshop.pages.editing.meanwhile import Side
from courses.workshop.pages.editing.words_of_settings import FIRST

INTENSITIES = [
    (0, _("0, none")),
    (1, _("1, mild")),
    (2, _("2, intense")),
    (3, _("3, very intense")),
]
EMPTY: tuple[Any, ...] = (None, "", [], ())


class CoversWidget(forms.SelectMultiple):
    """The clauses that are covered as boxes to untick, and lines to add more."""

    template_name = "courses/workshop/editing/covers_widget.html"
    allow_multiple_selected = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, [], attrs)
        named = dict(self.choices)
        context["widget"] |= {
            "chosen": [(one, named.get(one, "")) for one in value or ()],
            "offered": self.choices,
            "more": range(3),
        }
        return context


class CoversField(forms.Field):
    """Clause references; whether they are any is for the draft to say."""

    widget = CoversWidget

    def to_python(self, value: Any) -> list[str]:
        return list(dict.fromkeys(one.strip() for one in value or () if one.strip()))


class LessonForm(forms.Form):
    """Minutes, intensity, clauses, and the settings of the kind."""

    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=600)
    intensity = forms.TypedChoiceField(
        label=_("Intensity"),
        choices=INTENSITIES,
        coerce=int,
        help_text=_("Intense is told before the lesson, and never timed."),
    )
    covers = CoversField(
        label=_("Clauses that it trains"),
        required=False,
        help_text=_("Who passes is current on these, until a clause changes."),
    )
    base = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(
        self,
        *args: Any,
        kind: str,
        choices: Mapping[str, Any],
        clauses: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.settings_names = []
        self.fields["covers"].widget.choices = list(clauses)
        for name, field in fields_of(kind, choices).items():
            self.fields[name] = field
            self.settings_names.append(name)

    @property
    def first(self) -> list[forms.BoundField]:
        """The fields that are asked at once."""
        return [self["minutes"], self["intensity"], *self._settings(is_first=True)]

    @property
    def more(self) -> list[forms.BoundField]:
        """The fields that are asked on demand."""
        return self._settings(is_first=False)

    @property
    def is_open(self) -> bool:
        """Whether the second group has something to look at: what is set, or what is wrong."""
        return any(
            field.errors or (field.name in self.initial and not self.is_bound)
            for field in self.more
        )

    def _settings(self, *, is_first: bool) -> list[forms.BoundField]:
        return [self[name] for name in self.settings_names if (name in FIRST) is is_first]

    def settings(self) -> dict[str, Any]:
        """The settings as a draft keeps them, of a valid form, without draws."""
        return {
            name: value.isoformat() if isinstance(value, dt.date) else value
            for name in self.settings_names
            if (value := self.cleaned_data[name]) not in EMPTY or value is False
        }

    def refuse(self, error: ItemRefused) -> None:
        """Show what a draft did not take beside the fields it is about."""
        for path, message in error.faults:
            name = str(path[0]) if path else ""
            self.add_error(name if name in self.fields else None, message)


class DrawForm(forms.Form):
    """One draw of a quiz: named questions, or some that are alike."""

    pool = forms.ChoiceField(label=_("From the pool"), required=False)
    tag = forms.ChoiceField(label=_("With the tag"), required=False)
    clause = PlainField(label=_("On the clause"), required=False, max_length=140)
    difficulty = forms.TypedChoiceField(
        label=_("Of difficulty"),
        required=False,
        choices=[("", _("any")), (1, "1"), (2, "2"), (3, "3")],
        coerce=int,
        empty_value=None,
    )
    questions = LinesField(label=_("Or these questions"), required=False)
    take = forms.IntegerField(label=_("How many"), required=False, min_value=1, max_value=500)

    def __init__(
        self,
        *args: Any,
        tags: Sequence[tuple[str, int]],
        pools: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pool"].choices = [("", _("any, or none")), *pools]  # type: ignore[attr-defined]
        if not pools:
            del self.fields["pool"]
        self.fields["tag"].choices = [  # type: ignore[attr-defined]
            ("", _("any")),
            *((tag, f"{tag} ({count})") for tag, count in tags),
        ]
        self.fields["questions"].widget.attrs["rows"] = 3

    def draw(self) -> dict[str, Any]:
        """The draw as a draft keeps it; empty for a row that says nothing."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name in self.base_fields and value not in EMPTY
        }


DrawFormSet: type[BaseFormSet[DrawForm]] = formset_factory(
    DrawForm, extra=1, can_delete=True, max_num=50, absolute_max=60
)


def draws_form(
    data: Any,
    lesson: LessonDraft,
    tags: Sequence[tuple[str, int]],
    pools: Sequence[tuple[str, str]],
) -> BaseFormSet[DrawForm]:
    """Return the rows of a quiz, with an empty one to add another.

    A pool that a draw names stays a choice, whatever became of it. What was typed is read whole:
    compared with what is saved already, a row that came last would say nothing.
    """
    first = [dict(one) for one in lesson.settings.get("draw") or ()]
    named = {str(one["pool"]) for one in first if one.get("pool")} - {uid for uid, _label in pools}
    offered = [*pools, *((uid, uid) for uid in sorted(named))]
    return DrawFormSet(
        data,
        prefix="draw",
        initial=first if data is None else None,
        form_kwargs={"tags": tags, "pools": offered},
    )


def draws_of(rows: BaseFormSet[DrawForm]) -> list[dict[str, Any]]:
    """Return the draws of valid rows, without those that were taken out or say nothing."""
    return [draw for row in rows if not row.cleaned_data.get("DELETE") and (draw := row.draw())]


def draws_side(now: LessonDraft, wanted: LessonDraft) -> Side:
    """Return what both lessons ask of the bank, in words."""
    return Side(str(_("What is asked")), _draws_told(now), _draws_told(wanted))


def _draws_told(lesson: LessonDraft) -> str:
    told = (
        ", ".join(
            f"{DrawForm.base_fields[name].label}: "
            + (" ".join(value) if isinstance(value, list | tuple) else str(value))
            for name, value in draw.items()
            if name in DrawForm.base_fields
        )
        for draw in lesson.settings.get("draw") or ()
    )
    return "; ".join(told) or "–"
