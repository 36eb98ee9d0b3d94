"""The editor of a decision form: fields, options, labels, order, what depends on what, per seat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from courses.catalogue.naming import fresh_uid, uid_from
from courses.questions.decision.form import Form, snapshot_of
from courses.questions.errors import Fault, FaultsFound
from courses.questions.shapes import read
from courses.workshop.pages.questioning import nodes, rows, typed
from courses.workshop.pages.questioning.spec import Choices, Field, Node, Rows
from courses.workshop.pages.questioning.told import sentence_of

type Entry = dict[str, Any]

KINDS: Choices = (
    ("one", _("One option")),
    ("many", _("Any number of options")),
    ("clause", _("Clauses of the policy")),
    ("text", _("Text")),
)
ROLES: Choices = (
    ("", _("None of these")),
    ("ground", _("Ground")),
    ("clause", _("Clause")),
    ("category", _("Category")),
    ("action", _("Action")),
    ("escalate", _("Duty to escalate")),
    ("report", _("Duty to report")),
    ("preserve", _("Duty to preserve")),
    ("rationale", _("Rationale")),
)


def form_layout(state: Mapping[str, Any]) -> tuple[Node, ...]:
    """Return what is asked; seats and options to depend on are those of the state."""
    seats = tuple(_seats(state))
    return (
        Field("title", "title", "line", _("Title of the form")),
        Rows(
            "seats", "seats", "seat", _("Seats"), _("Seat"),
            (Field("label", "seats.{seat#}.label", "line", _("Name")),),
            help=_("From where a report is decided: front line, specialist, provider, volunteer."),
            holds="dicts", start=1, most=20,
        ),
        Rows(
            "fields", "fields", "field", _("Fields, in the order of thought"), _("Field"),
            (
                Field("label", "fields.{field#}.label", "line", _("Question or name")),
                Field("help", "fields.{field#}.help", "line", _("Help"), is_optional=True),
                Field("kind", "fields.{field#}.kind", "pick", _("Answered with"), choices=KINDS,
                      default="one"),
                Field("role", "fields.{field#}.role", "pick", _("What it is about"),
                      _("Errors get their names from it."), choices=ROLES, is_optional=True),
                Field("required", "fields.{field#}.required", "flag", _("Has to be answered")),
                Rows(
                    "options", "fields.{field#}.options", "option", _("Options"), _("Option"),
                    (
                        Field("label", "fields.{field#}.options.{option#}.label", "line",
                              _("Words")),
                        Field("rank", "fields.{field#}.options.{option#}.rank", "line",
                              _("Strictness"), is_optional=True),
                    ),
                    help=_("Strictness orders actions; 0 is to do nothing. All have it, or none."),
                    holds="dicts", most=60,
                ),
                Field("seats", "fields.{field#}.seats", "picks", _("Only for these seats"),
                      choices=seats, is_optional=True),
                Field("when", "fields.{field#}.when", "picks", _("Only where this was chosen"),
                      choices=tuple(_earlier(state)), is_optional=True, is_folded=True),
            ),
            holds="dicts", start=1, most=30,
        ),
    )  # fmt: skip


def _seats(state: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every seat; what has no name yet is called by its number, as its own row is."""
    for number, one in enumerate(state.get("seats", ()), start=1):
        yield one["key"], one.get("label") or f"{_('Seat')} {number}"


def _earlier(state: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every option that a later field may depend on, as `field/option`.

    What has no words yet is called by its number, as its own row is.
    """
    for number, row in enumerate(state.get("fields", ()), start=1):
        asked = row.get("label") or f"{_('Field')} {number}"
        for place, option in enumerate(row.get("options", ()), start=1):
            said = option.get("label") or f"{_('Option')} {place}"
            yield f"{row['key']}/{option['key']}", f"{asked} · {said}"


@dataclass
class FormEditor:
    """A decision form while it is written."""

    slug: str
    base: int
    state: typed.State
    stored: Entry
    notes: dict[str, list[str]] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    focus: str = ""

    @property
    def layout(self) -> tuple[Node, ...]:
        return form_layout(self.state)

    def shown(self) -> list[nodes.View]:
        """Return the fields of the page."""
        return nodes.shown(self.layout, self.state, self.notes, self.focus)

    def mends(self) -> list[tuple[str, str, str]]:
        """Return what is to be mended: the control, what it is called, and the sentence."""
        names = nodes.labels(self.shown())
        return [(at, names.get(at, ""), said) for at, all_ in self.notes.items() for said in all_]

    def act(self, what: str) -> None:
        """Do what a button asks to the rows."""
        self.focus = rows.changed(self.layout, self.state, what)

    def entry(self) -> Entry:
        """Return the form as forms.yaml has it; raise FaultsFound, kept at their places too."""
        found = typed.written(self.layout, self.state)
        entry, faults = _resolved(found.entry, _keys(self.stored))
        whole = {"slug": self.slug or uid_from(str(entry.get("title") or ""), "form"), **entry}
        try:
            form = read(Form, whole)
            for seat in form.seats:
                snapshot_of(form, seat.key)
        except FaultsFound as refused:
            faults += refused.faults
        for fault in faults:
            control = "" if fault.path == ("form",) else found.control_at(fault.path)
            held = self.notes.setdefault(control, []) if control else self.others
            if (said := sentence_of(fault.message)) not in held:
                held.append(said)
        if faults:
            raise FaultsFound(faults)
        return whole


def opened_form(slug: str, entry: Entry, base: int) -> FormEditor:
    """Return the editor of a form that a draft holds; an empty entry begins one."""
    told = {**entry, "fields": [_with_when(one) for one in entry.get("fields", ())]}
    state = typed.opened(form_layout({}), told, {}) if entry else rows.fresh_state(form_layout({}))
    return FormEditor(slug, base, state, entry)


def sent_form(slug: str, entry: Entry, base: int, data: Mapping[str, Sequence[str]]) -> FormEditor:
    """Return the editor as a form sent it."""
    return FormEditor(slug, base, typed.read_state(form_layout({}), data, typed.PREFIX), entry)


def _with_when(told: Entry) -> Entry:
    needed = told.get("depends_on")
    if not needed:
        return told
    return {**told, "when": [f"{needed['field']}/{option}" for option in needed["any_of"]]}


def _keys(entry: Entry) -> set[str]:
    """The keys that stand; they never change, as answers name them."""
    found = {one["key"] for one in entry.get("seats", ())}
    for one in entry.get("fields", ()):
        found.add(one["key"])
        found |= {f"{one['key']}/{option['key']}" for option in one.get("options", ())}
    return found


def _resolved(entry: Entry, stored: set[str]) -> tuple[Entry, list[Fault]]:
    """Give what is new a key made of its words, and turn `when` into what a field depends on."""
    seats = _renamed(entry.get("seats", []), stored, "")
    named = _renamed(entry.get("fields", []), stored, "")
    options = {
        one["key"]: _renamed(one.get("options", []), stored, f"{one['key']}/")
        for one in entry.get("fields", [])
    }
    faults: list[Fault] = []
    fields = []
    for number, one in enumerate(entry.get("fields", [])):
        told = {name: value for name, value in one.items() if name not in {"when", "options"}}
        told["key"] = named[one["key"]]
        if one.get("options"):
            renamed = options[one["key"]]
            told["options"] = [{**o, "key": renamed[o["key"]]} for o in one["options"]]
        if one.get("seats"):
            told["seats"] = [seats[key] for key in one["seats"] if key in seats]
        pairs = [each.partition("/")[::2] for each in one.get("when", ())]
        if len({needed for needed, _option in pairs}) > 1:
            faults.append(Fault(("fields", number, "when"), "can depend on one field only"))
        elif pairs and pairs[0][0] in named:
            needed = pairs[0][0]
            any_of = [options[needed][key] for _needed, key in pairs if key in options[needed]]
            told["depends_on"] = {"field": named[needed], "any_of": any_of}
        fields.append(told)
    whole = {
        **entry,
        "seats": [{**one, "key": seats[one["key"]]} for one in entry.get("seats", [])],
        "fields": fields,
    }
    return whole, faults


def _renamed(held: Sequence[Entry], stored: set[str], at: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in held:
        is_kept = f"{at}{one['key']}" in stored
        words = uid_from(str(one.get("label") or ""), str(one["key"]))
        taken = {*found.values(), *(o["key"] for o in held if f"{at}{o['key']}" in stored)}
        found[one["key"]] = one["key"] if is_kept else fresh_uid(words, taken)
    return found
