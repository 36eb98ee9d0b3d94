"""What is done with questions of the bank."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from courses.catalogue.models import Course

DEEDS = [
    ("ask", _("Ask them in a lesson")),
    ("pool_in", _("Put them into a pool")),
    ("pool_out", _("Take them out of a pool")),
    ("copy", _("Copy to a course")),
    ("move", _("Move to a course")),
    ("retire", _("Retire")),
    ("bring_back", _("Bring back into use")),
]


class CourseField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A draft by its slug, named by code and title."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} · {obj.title(get_language() or '')}"


class QuestionsForm(forms.Form):
    """Several questions, and what becomes of them."""

    uids = forms.MultipleChoiceField(
        label=_("Questions"), error_messages={"required": _("Choose a question first.")}
    )
    do = forms.ChoiceField(label=_("Do"), choices=DEEDS)
    lesson = forms.ChoiceField(label=_("Lesson"), required=False)
    pool = forms.ChoiceField(label=_("Pool"), required=False)
    target = CourseField(
        label=_("Course"),
        queryset=None,
        required=False,
        to_field_name="slug",
        empty_label=_("Choose one"),
    )

    def __init__(
        self,
        *args: Any,
        uids: list[str],
        lessons: list[tuple[str, str]],
        pools: list[tuple[str, str]],
        targets: Any,
        may_edit: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._choices("uids", [(one, one) for one in uids])
        self._choices("lesson", [("", _("Choose one")), *lessons])
        self._choices("pool", [("", _("Choose one")), *pools])
        self.fields["target"].queryset = targets  # type: ignore[attr-defined]
        if not may_edit:
            self._choices("do", [one for one in DEEDS if one[0] == "copy"])
        elif not pools:
            self._choices("do", [one for one in DEEDS if not one[0].startswith("pool_")])

    def _choices(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        wanted = super().clean() or {}
        if wanted.get("do") == "ask" and not wanted.get("lesson"):
            self.add_error("lesson", _("Choose a lesson."))
        if wanted.get("do") in ("pool_in", "pool_out") and not wanted.get("pool"):
            self.add_error("pool", _("Choose a pool."))
        if wanted.get("do") in ("copy", "move") and not isinstance(wanted.get("target"), Course):
            self.add_error("target", _("Choose a course."))
        return wanted
