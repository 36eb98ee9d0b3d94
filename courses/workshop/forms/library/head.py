"""The forms of what frames a case, a policy or a background set."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from content.library.kinds import Kind
from content.policies.models import Policy
from content.texts import LANGUAGE
from courses.workshop.forms.library.base import Entry, PartForm, long_text, short_text
from courses.workshop.forms.library.story import REFERENCES

INTENSITIES = [
    ("0", _("0: none")),
    ("1", _("1: the topic is grave, the words are not")),
    ("2", _("2: intense")),
    ("3", _("3: most intense")),
]


def languages_field() -> forms.CharField:
    """The languages of a draft, the one it is written in first."""
    return short_text(
        _("Languages"),
        required=True,
        help_text=_("Codes with spaces, the one that is written first in front: en es."),
    )


class HeadForm(PartForm):
    """What every kind has: a title, and languages."""

    texts: tuple[str, ...] = ("title",)

    def initial_of(self, entry: Entry) -> dict[str, Any]:
        told = {name: self.told(name) for name in self.texts}
        return {**entry, **told, "languages": " ".join(self.about.languages)}

    def clean_languages(self) -> list[str]:
        found = [one for one in re.split(r"[\s,]+", self.cleaned_data["languages"]) if one]
        if not found or any(not LANGUAGE.fullmatch(one) for one in found):
            raise ValidationError(_("Language codes are en, es, pt-BR and the like."))
        if found[0] != self.about.language:
            raise ValidationError(
                _("The first language stays: it is the one that is written first.")
            )
        return list(dict.fromkeys(found))

    def value(self) -> Entry:
        told = {**self.entry, "languages": self.cleaned_data["languages"]}
        for name in self.texts:
            told[name] = self.mapped(name)
        return told


class BackgroundHeadForm(HeadForm):
    title = short_text(_("Title"), required=True)
    languages = languages_field()


class CaseHeadForm(HeadForm):
    texts = ("title", "standfirst", "topic", "decision")
    more = ("jurisdictions", "checked_on", "glance", "languages")

    title = short_text(_("Title"), required=True)
    standfirst = long_text(_("In one paragraph"), rows=4, preview=True, help_text=REFERENCES)
    topic = short_text(_("Topic"), help_text=_("One line, shown before the lesson is opened."))
    decision = long_text(_("What it means for a decision"), rows=4, preview=True)
    intensity = forms.ChoiceField(label=_("Intensity"), choices=INTENSITIES)
    harm_areas = forms.MultipleChoiceField(
        label=_("Harm areas"), required=False, widget=forms.CheckboxSelectMultiple
    )
    jurisdictions = forms.MultipleChoiceField(
        label=_("Jurisdictions"), required=False, widget=forms.CheckboxSelectMultiple
    )
    checked_on = forms.DateField(
        label=_("Checked on"), widget=forms.DateInput(attrs={"type": "date"})
    )
    glance = forms.MultipleChoiceField(
        label=_("Facts at a glance"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = languages_field()

    def build(self) -> None:
        offered = {
            "harm_areas": self.about.harm_areas,
            "jurisdictions": self.about.jurisdictions,
            "glance": self.about.choices("fact"),
        }
        for name, choices in offered.items():
            among = self.fields[name]
            if isinstance(among, forms.MultipleChoiceField):
                known = {key for key, _label in choices}
                stray = [(key, key) for key in self.entry.get(name) or [] if key not in known]
                among.choices = [*choices, *stray]

    def value(self) -> Entry:
        typed = self.cleaned_data
        told = super().value()
        told["intensity"] = int(typed["intensity"])
        told["checked_on"] = typed["checked_on"].isoformat()
        told["harm_areas"] = sorted(typed["harm_areas"])
        for name, value in (
            ("jurisdictions", sorted(typed["jurisdictions"])),
            ("glance", _in_order(self.entry.get("glance") or [], typed["glance"])),
        ):
            told.pop(name, None)
            if value:
                told[name] = value
        return told


class PolicyHeadForm(HeadForm):
    texts = ("title", "summary")
    more = ("harm_areas", "languages")

    title = short_text(_("Title"), required=True)
    summary = long_text(_("Summary"), rows=4, preview=True)
    kind = forms.ChoiceField(label=_("What it is"), choices=Policy.Kind.choices)
    example = forms.BooleanField(
        label=_("An example: nobody has adopted it, and every page says so"), required=False
    )
    jurisdiction = forms.ChoiceField(
        label=_("Jurisdiction"), required=False, help_text=_("Needed for a law.")
    )
    harm_areas = forms.MultipleChoiceField(
        label=_("Harm areas"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = languages_field()

    def build(self) -> None:
        place, areas = self.fields["jurisdiction"], self.fields["harm_areas"]
        if isinstance(place, forms.ChoiceField):
            place.choices = [("", "–"), *self.about.jurisdictions]
        if isinstance(areas, forms.MultipleChoiceField):
            areas.choices = self.about.harm_areas

    def value(self) -> Entry:
        typed = self.cleaned_data
        told = {**super().value(), "kind": typed["kind"]}
        for name, value in (
            ("example", typed["example"]),
            ("jurisdiction", typed["jurisdiction"]),
            ("harm_areas", sorted(typed["harm_areas"])),
        ):
            told.pop(name, None)
            if value:
                told[name] = value
        return told


def _in_order(held: list[str], chosen: list[str]) -> list[str]:
    """What was chosen, in the order it had before; what is new comes after."""
    kept = [key for key in held if key in chosen]
    return [*kept, *(key for key in chosen if key not in kept)]


HEADS: dict[Kind, type[PartForm]] = {
    Kind.CASE: CaseHeadForm,
    Kind.POLICY: PolicyHeadForm,
    Kind.BACKGROUND: BackgroundHeadForm,
}
