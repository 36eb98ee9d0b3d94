"""What every form of a part shares: it reads the entry and writes the entry again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import PlainField
from content.library.drafting.parts import entries
from content.library.kinds import Kind

type Entry = dict[str, Any]
type Choices = list[tuple[str, str]]

MOST_ROWS = 40


@dataclass(frozen=True)
class About:
    """The draft around the part: what its fields offer, and what the library holds already."""

    kind: Kind
    body: Mapping[str, Any]
    base: Mapping[str, Any]
    languages: tuple[str, ...]
    harm_areas: Choices = field(default_factory=list)
    jurisdictions: Choices = field(default_factory=list)

    @property
    def language(self) -> str:
        """The language that is written first."""
        return self.languages[0]

    def choices(self, word: str, *names: str) -> Choices:
        """The entries of one word with something to know them by."""
        told = entries(self.kind, self.body, word)
        return [(key, _named(key, entry, names, self.language)) for key, entry in told.items()]


def _named(key: str, entry: Mapping[str, Any], names: tuple[str, ...], language: str) -> str:
    for name in names:
        value = entry.get(name)
        text = value.get(language, "") if isinstance(value, Mapping) else value
        if text:
            return f"{key}: {text}"
    return key


def area(*, rows: int, preview: bool = False, inserts: bool = False) -> forms.Textarea:
    """A box for a text; one that may hold references; one whose rendering stands beside it."""
    attrs = {"rows": str(rows), "spellcheck": "true"}
    if preview or inserts:
        attrs["data-inserts"] = ""
    return forms.Textarea(attrs={**attrs, "data-previewed": ""} if preview else attrs)


def short_text(
    label: Any, *, most: int = 300, required: bool = False, help_text: Any = ""
) -> PlainField:
    """A field of one line."""
    return PlainField(label=label, max_length=most, required=required, help_text=help_text)


def long_text(
    label: Any,
    *,
    rows: int = 4,
    preview: bool = False,
    inserts: bool = False,
    help_text: Any = "",
    required: bool = False,
) -> PlainField:
    """A field for a text."""
    widget = area(rows=rows, preview=preview, inserts=inserts)
    return PlainField(
        label=label, required=required, max_length=100_000, widget=widget, help_text=help_text
    )


def partial_day(label: Any, help_text: Any = "") -> PlainField:
    """A date of which the day or month may be open."""
    said = help_text or _("As far as it is known: 2026, 2026-03 or 2026-03-01.")
    return PlainField(label=label, max_length=10, required=False, help_text=said)


class PartForm(forms.Form):
    """The form of one part; `value` gives the entry as it was typed.

    `more` names the fields that are shown on demand. Nothing is required that a draft
    may leave open: what is missing is told by the check.
    """

    key_name: ClassVar[str] = "uid"
    more: ClassVar[tuple[str, ...]] = ()

    def __init__(self, about: About, entry: Entry, data: Any = None) -> None:
        self.about, self.entry = about, entry
        super().__init__(data, initial=self.initial_of(entry))
        self.build()
        self.label_suffix = ""

    def initial_of(self, entry: Entry) -> dict[str, Any]:
        """The values of the fields."""
        raise NotImplementedError

    def build(self) -> None:
        """Add what depends on the draft around the part."""

    def value(self) -> Entry:
        """The entry as it was typed; the form is valid."""
        raise NotImplementedError

    def wanted_key(self) -> str:
        """What a new entry would like to be called."""
        return ""

    def basic_fields(self) -> list[BoundField]:
        """The fields that are there at once."""
        return [one for one in self if one.name not in self.more and not self._is_row(one.name)]

    def more_fields(self) -> list[BoundField]:
        """The fields that are shown on demand."""
        return [one for one in self if one.name in self.more]

    def has_references(self) -> bool:
        """Whether a text of it may hold references."""
        return any("data-inserts" in one.widget.attrs for one in self.fields.values())

    def _is_row(self, name: str) -> bool:
        return name.rpartition("_")[2].isdecimal()

    def rows(self) -> list[list[BoundField]]:
        """The repeated fields, row by row."""
        return []

    def told(self, name: str) -> str:
        """The text of a language map of the entry in the language that is written first."""
        held = self.entry.get(name)
        return str(held.get(self.about.language, "")) if isinstance(held, Mapping) else ""

    def mapped(self, name: str) -> dict[str, str]:
        """The language map of the entry with what was typed; the other languages are kept."""
        held = self.entry.get(name)
        kept = dict(held) if isinstance(held, Mapping) else {}
        kept.pop(self.about.language, None)
        typed = str(self.cleaned_data[name]).strip()
        return {self.about.language: typed, **kept} if typed else kept


class RowsForm(PartForm):
    """A form with repeated fields: as many rows as there are, and one more."""

    least_rows: ClassVar[int] = 0

    def row_fields(self) -> dict[str, Callable[[], forms.Field]]:
        """The fields of one row."""
        raise NotImplementedError

    def initial_rows(self) -> list[dict[str, Any]]:
        """The rows as the entry has them."""
        raise NotImplementedError

    def build(self) -> None:
        """Add the rows."""
        held = self.initial_rows()
        self.count = min(max(len(held) + 1, self.least_rows, self._posted()), MOST_ROWS)
        for number in range(self.count):
            for name, make in self.row_fields().items():
                one = make()
                one.initial = held[number].get(name, "") if number < len(held) else ""
                self.fields[f"{name}_{number}"] = one

    def _posted(self) -> int:
        numbers = [
            int(name.rpartition("_")[2])
            for name in self.data
            if name.rpartition("_")[0] in self.row_fields() and self._is_row(name)
        ]
        return max(numbers, default=-1) + 1

    def rows(self) -> list[list[BoundField]]:
        """The repeated fields, row by row."""
        return [
            [self[f"{name}_{number}"] for name in self.row_fields()] for number in range(self.count)
        ]

    def typed_rows(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """The rows in which anything was typed, with their number."""
        for number in range(self.count):
            row = {name: self.cleaned_data[f"{name}_{number}"] for name in self.row_fields()}
            if any(row.values()):
                yield number, row
