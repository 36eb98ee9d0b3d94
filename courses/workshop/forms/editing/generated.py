"""A form from the settings of a kind of lesson: what the schema knows, the page offers.

A new option of `catalogue.lesson_settings` appears here without more code, under its own name;
`words_of_settings` gives it a label, a help and a place among the first.
"""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le
from django import forms
from django.utils.translation import gettext_lazy as _
from pydantic.fields import FieldInfo

from accounts.forms.fields import PlainField
from courses.catalogue.lesson_settings import SETTINGS, Draw
from courses.workshop.pages.editing.words_of_settings import HELP, LABELS, VALUES

UNSAID = [("", _("as the preset has it")), ("true", _("yes")), ("false", _("no"))]


class LinesField(forms.CharField):
    """Names, one a line; commas and spaces part them too."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 4}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        said = super().to_python(value) or ""
        return list(dict.fromkeys(said.replace(",", " ").split()))


class UnsaidField(forms.TypedChoiceField):
    """Yes, no, or as the preset has it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=UNSAID, coerce=lambda said: said == "true", empty_value=None, **kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        # What was set is a truth value; what was sent is a word already.
        return str(value).lower() if isinstance(value, bool) else value


def fields_of(kind: str, choices: Mapping[str, Any]) -> dict[str, forms.Field]:
    """Return a field for each setting of a kind, by name; draws have rows of their own.

    `choices` holds the choices of settings that name something: case, form, seat, questions.
    """
    found = {
        name: _field(name, info, choices)
        for name, info in SETTINGS[kind].model_fields.items()
        if name != "draw"
    }
    for name, field in found.items():
        info = SETTINGS[kind].model_fields[name]
        field.initial = None if info.is_required() else info.default
    return found


def _field(name: str, info: FieldInfo, choices: Mapping[str, Any]) -> forms.Field:
    shape, limits, may_be_empty = _plain(info.annotation, [*info.metadata])
    told: dict[str, Any] = {
        "label": LABELS.get(name, name.replace("_", " ").capitalize()),
        "help_text": HELP.get(name, ""),
        "required": False,
    }
    if name in choices:
        if get_origin(shape) is list:
            widget = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(choices=choices[name], widget=widget, **told)
        return forms.ChoiceField(choices=[("", _("Choose one")), *choices[name]], **told)
    if shape is bool:
        if may_be_empty:
            return UnsaidField(**told)
        return forms.BooleanField(**told)
    if get_origin(shape) is Literal:
        return _literal(name, shape, told, may_be_empty=may_be_empty)
    if shape is int:
        return forms.IntegerField(min_value=limits.get("ge"), max_value=limits.get("le"), **told)
    if shape is dt.date:
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **told)
    if get_origin(shape) is list:
        return LinesField(**told)
    return PlainField(max_length=300, **told)


def _literal(
    name: str, shape: Any, told: dict[str, Any], *, may_be_empty: bool
) -> forms.ChoiceField:
    values = [(one, VALUES.get(name, {}).get(one, one)) for one in get_args(shape)]
    if may_be_empty:
        values.insert(0, ("", _("as the preset has it")))
    return forms.ChoiceField(choices=values, **told)


def _plain(annotation: Any, metadata: list[Any]) -> tuple[Any, dict[str, int], bool]:
    """Return the type without what wraps it, its limits, and whether it may be left out."""
    may_be_empty = False
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *more = get_args(annotation)
            metadata += more
        elif get_origin(annotation) in (Union, types.UnionType):
            inner = [one for one in get_args(annotation) if one is not type(None)]
            may_be_empty = may_be_empty or len(inner) < len(get_args(annotation))
            annotation = inner[0]
        else:
            break
    limits: dict[str, int] = {}
    for one in metadata:
        for each in getattr(one, "metadata", None) or [one]:
            if isinstance(each, Ge):
                limits["ge"] = int(str(each.ge))
            elif isinstance(each, Le):
                limits["le"] = int(str(each.le))
    return annotation, limits, may_be_empty


def draw_fields() -> list[str]:
    """Return what a draw can be set to, in the order of the schema."""
    return list(Draw.model_fields)
