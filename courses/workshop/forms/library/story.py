"""The forms of a case's story: sections, timeline, open questions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from content.cases.models import TimelineEntry
from courses.workshop.forms.library.base import Entry, PartForm, long_text, partial_day, short_text

REFERENCES = _("Cite a fact after the words it supports: [fact:key].")


class SectionForm(PartForm):
    heading = short_text(_("Heading"), required=True)
    body = long_text(_("Text"), rows=16, preview=True, help_text=REFERENCES)

    def initial_of(self, entry: Entry) -> dict[str, Any]:
        return {"heading": entry.get("heading", ""), "body": entry.get("body", "")}

    def wanted_key(self) -> str:
        return str(self.cleaned_data["heading"])

    def value(self) -> Entry:
        body = self.cleaned_data["body"].replace("\r\n", "\n").strip("\n ")
        heading = " ".join(self.cleaned_data["heading"].split())
        return {**self.entry, "heading": heading, "body": body}


class TimelineForm(PartForm):
    on = partial_day(_("When"))
    text = long_text(_("What happened"), rows=4, preview=True, help_text=REFERENCES)
    known = forms.ChoiceField(label=_("Known"), choices=TimelineEntry.Known.choices)

    def initial_of(self, entry: Entry) -> dict[str, Any]:
        return {
            "on": entry.get("on", ""),
            "known": entry.get("known", "then"),
            "text": self.told("text"),
        }

    def wanted_key(self) -> str:
        return " ".join(str(self.cleaned_data["text"]).split()[:5])

    def value(self) -> Entry:
        kept = {key: one for key, one in self.entry.items() if key != "known"}
        typed = {"on": self.cleaned_data["on"].strip(), "text": self.mapped("text")}
        known = self.cleaned_data["known"]
        return {**kept, **typed, **({"known": known} if known != "then" else {})}


class QuestionForm(PartForm):
    text = long_text(_("What nobody knows yet"), rows=3, preview=True)

    def initial_of(self, entry: Entry) -> dict[str, Any]:
        return {"text": self.told("text")}

    def wanted_key(self) -> str:
        return " ".join(str(self.cleaned_data["text"]).split()[:5])

    def value(self) -> Entry:
        return {**self.entry, "text": self.mapped("text")}
