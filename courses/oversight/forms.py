"""What is typed on these pages."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import PlainField, UnitField
from accounts.models import User
from courses.catalogue.models import Course
from courses.oversight import rules, selectors
from courses.oversight.readers import Deed, roles_that_do
from courses.releases.naming import titles_of

STATUSES = [
    ("", _("Any")),
    ("not_started", _("Not started")),
    ("in_progress", _("In progress")),
    ("overdue", _("Past the due day")),
    ("passed", _("Passed")),
    ("lapsed", _("Lapsed")),
    (selectors.NO_COURSE, _("On no course")),
]


class CourseField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A course by its slug, named by code and title; `offer` says which."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=None, to_field_name="slug", **kwargs)

    def offer(self, courses: QuerySet[Course]) -> None:
        """The choices are these courses, read at once in a query more than they take."""
        self.queryset = courses
        rows = list(courses)
        titles = titles_of(rows, get_language() or "")
        named = [(row.slug, f"{row.code} · {titles[row.pk]}") for row in rows]
        self.choices = [("", self.empty_label), *named]


def _day(**kwargs: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **kwargs)


def _not_past(day: dt.date | None) -> dt.date | None:
    if day is not None and day < timezone.localdate():
        raise ValidationError(_("This day is past."))
    return day


class StatusFilterForm(forms.Form):
    q = PlainField(label=_("Name or number"), required=False, max_length=120)
    unit = UnitField(label=_("Unit"), required=False, empty_label=_("All my units"))
    course = CourseField(label=_("Course"), required=False, empty_label=_("All courses"))
    status = forms.ChoiceField(label=_("Status"), required=False, choices=STATUSES)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = selectors.units_seen_by(by)  # type: ignore[attr-defined]
        self.fields["course"].offer(selectors.courses_seen_by(by))  # type: ignore[attr-defined]

    def wanted(self) -> selectors.Wanted:
        """What a valid form asks for."""
        return selectors.Wanted(**self.cleaned_data)


class AssignForm(forms.Form):
    """Whom to ask is a unit, or the person that the form was made for."""

    course = CourseField(label=_("Course"), empty_label=_("Choose a course"))
    unit = UnitField(
        label=_("Unit"),
        empty_label=_("Choose a unit"),
        help_text=_("Everyone in this unit and below it is asked, also who joins later."),
    )
    due_on = _day(
        label=_("Due on"), required=False, help_text=_("Shown to people in words, without alarms.")
    )

    def __init__(self, *args: Any, by: User, person: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["course"].offer(selectors.courses_assignable_by(by))  # type: ignore[attr-defined]
        units = selectors.units_seen_by(by, *roles_that_do(Deed.ASSIGN))
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        if person is not None:
            del self.fields["unit"]

    def clean_due_on(self) -> dt.date | None:
        return _not_past(self.cleaned_data["due_on"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        course, unit = data.get("course"), data.get("unit")
        if course and unit and not rules.reaches_unit(course, unit):
            self.add_error("unit", _("This course is for other units."))
        if course and self.person and not rules.reaches_person(course, self.person):
            self.add_error("course", _("This course is for other units."))
        return data


class ExtraTimeForm(forms.Form):
    percent = forms.IntegerField(
        label=_("Extra time in percent"),
        min_value=1,
        max_value=300,
        help_text=_("50 makes 30 minutes into 45."),
        widget=forms.NumberInput(attrs={"class": "input-short"}),
    )
    until = _day(label=_("For quizzes started up to and with"))

    def clean_until(self) -> dt.date | None:
        return _not_past(self.cleaned_data["until"])
