"""The forms of sources, facts with their citations, and conflicts."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from content.facts.models import FactVersion
from content.library.drafting.parts import get
from content.library.drafting.versions import proposed_fact_change, with_version
from content.schema_types import NOT_GIVEN
from content.sources.models import Source
from courses.workshop.forms.library.base import (
    Entry,
    PartForm,
    RowsForm,
    long_text,
    partial_day,
    short_text,
)

CITED = ("source", "quote", "locator")


class SourceForm(PartForm):
    key_name = "key"
    more = ("read_on", "note")

    publisher = short_text(_("Publisher"), required=True)
    title = short_text(_("Title"), most=500)
    url = short_text(
        _("Address"), most=2000, help_text=_("https://…, or nothing. It is never fetched.")
    )
    published_on = partial_day(
        _("Published on"), _("2026-03-01, 2026-03 or 2026; empty: not given.")
    )
    grade = forms.ChoiceField(
        label=_("Grade"), choices=Source.Grade.choices, widget=forms.RadioSelect
    )
    read_on = partial_day(_("Read on"))
    note = long_text(_("Note"), rows=2)

    def initial_of(self, entry: Entry) -> dict[str, Any]:
        day = entry.get("published_on", "")
        return {**entry, "published_on": "" if day == NOT_GIVEN else day}

    def wanted_key(self) -> str:
        return str(self.cleaned_data["publisher"])

    def value(self) -> Entry:
        typed = {name: str(value).strip() for name, value in self.cleaned_data.items()}
        kept = {name: value for name, value in self.entry.items() if name not in typed}
        return {**kept, **{name: value for name, value in typed.items() if value}}


class CitationRows(RowsForm):
    """Rows that cite: a source of this draft, and a quote or where in it."""

    def row_fields(self) -> dict[str, Callable[[], forms.Field]]:
        sources = [("", "–"), *self.about.choices("source", "publisher")]
        return {
            "source": lambda: forms.ChoiceField(label=_("Source"), required=False, choices=sources),
            "quote": lambda: short_text(_("Quote, at most 20 words")),
            "locator": lambda: short_text(_("Where in it"), most=200),
        }

    def cited(self, row: Mapping[str, Any]) -> Entry | None:
        """The citation of a row; None where no source was chosen."""
        if not row["source"]:
            return None
        return {name: row[name].strip() for name in CITED if row[name].strip()}


class FactForm(CitationRows):
    key_name = "key"
    more = ("unit", "as_of")

    statement = long_text(_("Statement"), rows=3, required=True)
    figures = short_text(
        _("Figures"),
        help_text=_("The numbers that the statement gives, with semicolons: 25; 1,300."),
    )
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=lambda: [("", "–"), *FactVersion.Status.choices],
        help_text=_("As the source says it: charged is not convicted."),
    )
    unit = short_text(_("Unit"), most=100)
    as_of = partial_day(_("Holds from"))

    def initial_of(self, entry: Entry) -> dict[str, Any]:
        newest = _newest(entry)
        return {**newest, "figures": "; ".join(newest.get("figures") or [])}

    def initial_rows(self) -> list[dict[str, Any]]:
        return list(_newest(self.entry).get("citations") or [])

    @property
    def kept(self) -> int:
        """How many versions of this fact the library holds."""
        if "key" not in self.entry:
            return 0
        base = get(self.about.kind, self.about.base, f"fact/{self.entry['key']}")
        return len((base or {}).get("versions") or [])

    def build(self) -> None:
        super().build()
        if self.kept:
            own = (self.entry.get("versions") or [])[self.kept :]
            self.fields["change"] = forms.ChoiceField(
                label=_("This change"),
                required=False,
                initial=own[-1].get("change", "") if own else "",
                choices=[("", _("As Casebook proposes")), *FactVersion.Change.choices],
                help_text=_(
                    "A version that the library holds never changes: other words make the next one."
                ),
            )

    def wanted_key(self) -> str:
        return " ".join(str(self.cleaned_data["statement"]).split()[:5])

    def value(self) -> Entry:
        typed = self.cleaned_data
        told: Entry = {"statement": typed["statement"].strip()}
        figures = [one.strip() for one in typed["figures"].split(";") if one.strip()]
        if figures:
            told["figures"] = figures
        for name in ("unit", "status", "as_of"):
            if typed[name].strip():
                told[name] = typed[name].strip()
        rows = (self.cited(row) for _number, row in self.typed_rows())
        told["citations"] = [row for row in rows if row]
        held = (self.entry.get("versions") or [])[: self.kept]
        change = typed.get("change") or (proposed_fact_change(held[-1], told) if held else "")
        return with_version(self.entry, told, kept=self.kept, change=change)


def _newest(entry: Entry) -> Entry:
    versions = entry.get("versions") or [{}]
    return dict(versions[-1])


class ConflictForm(CitationRows):
    least_rows: ClassVar[int] = 2

    question = short_text(_("Question"), most=1000, required=True)
    facts = forms.MultipleChoiceField(
        label=_("Facts it is about"), required=False, widget=forms.CheckboxSelectMultiple
    )
    taught = long_text(_("What is taught"), rows=2, inserts=True)
    why = long_text(_("Why"), rows=3, inserts=True)
    shown = forms.BooleanField(label=_("Learners see that the sources disagree"), required=False)

    def initial_of(self, entry: Entry) -> dict[str, Any]:
        told = {name: self.told(name) for name in ("question", "taught", "why")}
        return {**told, "facts": entry.get("facts") or [], "shown": entry.get("shown", True)}

    def build(self) -> None:
        super().build()
        among = self.fields["facts"]
        if isinstance(among, forms.MultipleChoiceField):
            among.choices = [
                (key, _statement(key, self)) for key, _name in self.about.choices("fact")
            ]

    def row_fields(self) -> dict[str, Callable[[], forms.Field]]:
        return {"value": lambda: short_text(_("What it says"), most=1000), **super().row_fields()}

    def initial_rows(self) -> list[dict[str, Any]]:
        found = []
        for position in self.entry.get("positions") or []:
            first = (position.get("citations") or [{}])[0]
            value = (position.get("value") or {}).get(self.about.language, "")
            found.append({**first, "value": value})
        return found

    def clean(self) -> dict[str, Any]:
        if len(list(self.typed_rows())) < 2 and not self.errors:
            raise ValidationError(_("A conflict needs two positions or more."))
        return self.cleaned_data

    def wanted_key(self) -> str:
        return str(self.cleaned_data["question"])

    def value(self) -> Entry:
        held = self.entry.get("positions") or []
        positions = []
        for number, row in self.typed_rows():
            old = held[number] if number < len(held) else {}
            rest = (old.get("citations") or [])[1:]
            first = self.cited(row)
            value = {**(old.get("value") or {}), self.about.language: row["value"].strip()}
            positions.append({"value": value, "citations": [*([first] if first else []), *rest]})
        told = {**self.entry, "facts": self.cleaned_data["facts"], "positions": positions}
        for name in ("question", "taught", "why"):
            told[name] = self.mapped(name)
        told.pop("shown", None)
        return told if self.cleaned_data["shown"] else {**told, "shown": False}


def _statement(key: str, form: PartForm) -> str:
    entry = get(form.about.kind, form.about.body, f"fact/{key}") or {}
    return str(_newest(entry).get("statement") or key)
