"""What is decided about the people of older releases."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.assessment.models import Grading
from courses.rollout.models import Handover
from courses.rollout.services import Choice
from courses.workshop.pages.people.choosing import PeoplePage, PlaceLine

InProgress, Finished = Handover.InProgress, Handover.Finished


class PeopleForm(forms.Form):
    """Two groups, and which places count as done; a field for each place that is another."""

    in_progress = forms.ChoiceField(
        label=_("Who is in progress"),
        choices=[
            (InProgress.STAY, _("Stay on the release that they started")),
            (InProgress.MOVE, _("Move: what they have done and says the same stays done")),
        ],
        initial=InProgress.STAY,
        widget=forms.RadioSelect,
    )
    finished = forms.ChoiceField(
        label=_("Who has finished"),
        choices=[
            (Finished.STAY, _("Stay as they are: pass and certificate stand")),
            (
                Finished.AGAIN,
                _("Are asked to take it again: a new entry on their list, and the pass stands"),
            ),
        ],
        initial=Finished.STAY,
        widget=forms.RadioSelect,
    )
    due_on = forms.DateField(
        label=_("Asked to take it again by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Only for who is asked again; empty for no day."),
    )

    def __init__(self, *args: Any, page: PeoplePage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in page.places:
            if place.choices:
                self.fields[place.field] = forms.ChoiceField(
                    label=place.title, choices=place.choices, required=False
                )
        self._places = page.places

    def clean_due_on(self) -> dt.date | None:
        due_on: dt.date | None = self.cleaned_data["due_on"]
        if due_on is not None and due_on < timezone.localdate():
            raise forms.ValidationError(_("This day has passed."))
        return due_on

    @property
    def lines(self) -> list[tuple[PlaceLine, forms.BoundField | None]]:
        """Every place, with its field where it is another."""
        return [(place, self[place.field] if place.choices else None) for place in self._places]

    @property
    def groups(self) -> list[forms.BoundField]:
        """The fields that are of no place."""
        return [field for field in self if not field.name.startswith("same-")]

    @property
    def equivalents(self) -> dict[str, str]:
        """What was declared equivalent, by place."""
        given = {place.uid: self.cleaned_data.get(place.field) for place in self._places}
        return {uid: was for uid, was in given.items() if was}

    @property
    def choice(self) -> Choice:
        """What was chosen, once it is valid."""
        return Choice(
            in_progress=self.cleaned_data["in_progress"],
            finished=self.cleaned_data["finished"],
            equivalents=self.equivalents,
            due_on=self.cleaned_data["due_on"],
            regrade=self._regrade(),
        )

    def _regrade(self) -> dict[str, str]:
        return {}


class HandoverForm(PeopleForm):
    """As above for a candidate, and whether a regrade is prepared when it goes out."""

    regrade = forms.ChoiceField(
        label=_("Grade finished attempts anew"),
        required=False,
        help_text=_(
            "When the release is out it is computed what would change. "
            "You look at it and confirm; until then no mark changes."
        ),
    )
    policy = forms.ChoiceField(
        label=_("By which policy"),
        required=False,
        choices=[
            (Grading.Policy.BEST_OF_BOTH, _("Best of old and new key")),
            (Grading.Policy.FULL_CREDIT, _("Full credit for all")),
            (Grading.Policy.NEW_KEY, _("New key only")),
        ],
    )

    def __init__(self, *args: Any, page: PeoplePage, **kwargs: Any) -> None:
        super().__init__(*args, page=page, **kwargs)
        regrade = self.fields["regrade"]
        assert isinstance(regrade, forms.ChoiceField)  # noqa: S101 -- declared above
        regrade.choices = [("", _("No")), *page.regradable]
        if not page.regradable:
            del self.fields["regrade"], self.fields["policy"]

    def _regrade(self) -> dict[str, str]:
        lesson = self.cleaned_data.get("regrade")
        policy = self.cleaned_data.get("policy") or str(Grading.Policy.BEST_OF_BOTH)
        return {"lesson": lesson, "policy": policy} if lesson else {}


class MoveForm(PeopleForm):
    """As above from a release that is out; one of the groups has to be met."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        stays = (
            cleaned.get("in_progress") == InProgress.STAY
            and cleaned.get("finished") == Finished.STAY
        )
        if stays:
            raise forms.ValidationError(_("Choose what happens to at least one of the groups."))
        return cleaned
