"""The forms of a policy's chapters, clauses and editions."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from content.library.drafting.parts import entries, free_key, get
from content.library.drafting.versions import proposed_clause_change, with_version
from content.policies.models import ClauseVersion, LegalStatus
from content.texts import CLAUSE_CODE
from courses.workshop.forms.library.base import (
    Entry,
    PartForm,
    RowsForm,
    long_text,
    partial_day,
    short_text,
)


class ChapterForm(PartForm):
    title = short_text(_("Title"), required=True)
    clauses = long_text(
        _("Clauses, in order"),
        rows=6,
        help_text=_("One code a line. Each clause stands in one chapter."),
    )

    def initial_of(self, entry: Entry) -> dict[str, Any]:
        return {"title": self.told("title"), "clauses": "\n".join(entry.get("clauses") or [])}

    def wanted_key(self) -> str:
        return str(self.cleaned_data["title"])

    def value(self) -> Entry:
        codes = self.cleaned_data["clauses"].split()
        return {**self.entry, "title": self.mapped("title"), "clauses": codes}


class EditionForm(PartForm):
    label = short_text(_("Label"), required=True, help_text=_("As people call it: September 2026."))
    effective_on = forms.DateField(
        label=_("Takes effect on"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def initial_of(self, entry: Entry) -> dict[str, Any]:
        return {"label": self.told("label"), "effective_on": entry.get("effective_on", "")}

    def build(self) -> None:
        held = self.entry.get("clauses")
        for number, (code, clause) in enumerate(self._clauses().items()):
            numbers = [str(one.get("number", 1)) for one in clause.get("versions") or []]
            newest = numbers[-1] if numbers else ""
            self.fields[f"version_{number}"] = forms.ChoiceField(
                label=code,
                required=False,
                choices=[("", _("not in it")), *((one, one) for one in numbers)],
                initial=newest if held is None else str(held.get(code, "")),
            )

    def _clauses(self) -> dict[str, Any]:
        return entries(self.about.kind, self.about.body, "clause")

    def rows(self) -> list[list[Any]]:
        return [[self[f"version_{number}"]] for number in range(len(self._clauses()))]

    def wanted_key(self) -> str:
        return str(self.cleaned_data["effective_on"])

    def value(self) -> Entry:
        chosen = {
            code: int(self.cleaned_data[f"version_{number}"])
            for number, code in enumerate(self._clauses())
            if self.cleaned_data[f"version_{number}"]
        }
        day = self.cleaned_data["effective_on"].isoformat()
        told = {"label": self.mapped("label"), "effective_on": day, "clauses": chosen}
        return {**self.entry, **told}


class ClauseForm(RowsForm):
    key_name = "code"
    more = ("explanation", "status", "on", "source", "checked_on", "note")

    title = short_text(_("Title"), required=True)
    text = long_text(_("Text"), rows=8, preview=True, required=True)
    explanation = long_text(_("Explanation"), rows=5, preview=True)
    status = forms.ChoiceField(
        label=_("Legal status, as checked now"),
        required=False,
        choices=lambda: [("", _("no new check")), *LegalStatus.Status.choices],
        help_text=_("A check is a new line in the clause's log and makes no new version."),
    )
    on = partial_day(_("In this status since"))
    source = forms.ChoiceField(label=_("By which source"), required=False)
    checked_on = forms.DateField(
        label=_("Checked on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    note = short_text(_("Note to the check"), most=1000)
    logged = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def initial_of(self, entry: Entry) -> dict[str, Any]:
        newest = (entry.get("versions") or [{}])[-1]
        return {
            "logged": len(entry.get("status") or []),
            "title": entry.get("title", ""),
            "text": newest.get("text", ""),
            "explanation": entry.get("explanation", ""),
        }

    @property
    def kept(self) -> int:
        """How many versions of this clause the library holds."""
        base = get(self.about.kind, self.about.base, f"clause/{self.entry['code']}")
        return len((base or {}).get("versions") or [])

    def build(self) -> None:
        super().build()
        source = self.fields["source"]
        if isinstance(source, forms.ChoiceField):
            source.choices = [("", "–"), *self.about.choices("source", "publisher")]
        if "code" not in self.entry:
            code = short_text(
                _("Code"), most=64, required=True, help_text=_("As people name it: CSE-2.1.")
            )
            self.fields = {"code": code, **self.fields}
        elif self.kept:
            own = (self.entry.get("versions") or [])[self.kept :]
            self.fields["change"] = forms.ChoiceField(
                label=_("This change"),
                required=False,
                initial=own[-1].get("change", "") if own else "",
                choices=[("", _("As Casebook proposes")), *ClauseVersion.Change.choices],
                help_text=_(
                    "A clarification breaks nobody's currency; after a change people are trained"
                    " again. The text in the library stays; this becomes the next version."
                ),
            )

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"]).strip()
        if not CLAUSE_CODE.fullmatch(code):
            raise ValidationError(_("A code is made of letters, digits, dots and dashes."))
        if code in entries(self.about.kind, self.about.body, "clause"):
            raise ValidationError(_("Another clause has this code."))
        return code

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if typed.get("status") and not (typed.get("source") and typed.get("checked_on")):
            self.add_error("status", _("A check names its source and its day."))
        return typed

    def row_fields(self) -> dict[str, Callable[[], forms.Field]]:
        return {
            "example": lambda: long_text(_("Example"), rows=2, inserts=True),
            "verdict": lambda: long_text(_("What the rule says of it"), rows=2, inserts=True),
        }

    def initial_rows(self) -> list[dict[str, Any]]:
        return [
            {"example": one.get("text", ""), "verdict": one.get("verdict", "")}
            for one in self.entry.get("examples") or []
        ]

    def wanted_key(self) -> str:
        return str(self.cleaned_data["code"])

    def value(self) -> Entry:
        typed = self.cleaned_data
        told = {**self.entry, "title": " ".join(typed["title"].split())}
        words = {"text": typed["text"].strip()}
        kept = self.kept if "code" in self.entry else 0
        held = (self.entry.get("versions") or [])[:kept]
        change = typed.get("change") or (
            proposed_clause_change(held[-1]["text"], words["text"]) if held else ""
        )
        told = with_version(told, words, kept=kept, change=change)
        for name, value in (
            ("explanation", typed["explanation"].strip()),
            ("examples", self._examples()),
        ):
            told.pop(name, None)
            if value:
                told[name] = value
        if typed["status"]:
            told["status"] = [*self._logged(), self._check()]
        return told

    def _examples(self) -> list[Entry]:
        held = self.entry.get("examples") or []
        found: dict[str, Entry] = {}
        for number, row in self.typed_rows():
            uid = (
                held[number]["uid"] if number < len(held) else free_key(found, row["example"][:30])
            )
            found[uid] = {
                "uid": uid,
                "text": row["example"].strip(),
                "verdict": row["verdict"].strip(),
            }
        return list(found.values())

    def _logged(self) -> list[Entry]:
        """The lines that stood there when the page was made: a check that is saved while it is
        typed stays one line. Those that the library holds are always kept."""
        held = list(self.entry.get("status") or [])
        base = get(self.about.kind, self.about.base, f"clause/{self.entry.get('code', '')}") or {}
        seen = self.cleaned_data["logged"]
        return held if seen is None else held[: max(seen, len(base.get("status") or []))]

    def _check(self) -> Entry:
        typed = self.cleaned_data
        told: Entry = {"status": typed["status"], "source": typed["source"]}
        if typed["on"].strip():
            told["on"] = typed["on"].strip()
        told["checked_on"] = typed["checked_on"].isoformat()
        return {**told, "note": typed["note"].strip()} if typed["note"].strip() else told
