"""The organisation's decision form, and what a question keeps of it.

The compiler hands in a form as plain data (the shape of an entry of forms.yaml, with the
labels of one language). The question embeds a *snapshot*, the structure for its seat
without a word of any language, in its definition, and the *labels* in its texts: so a part
needs nothing else to be shown or graded, and means the same in every language.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from courses.questions.errors import Fault, FaultsFound
from courses.questions.shapes import Flag, Key, Label, Shape, Whole, read, unique

Kind = Literal["one", "many", "clause", "text"]
Role = Literal[
    "ground", "clause", "category", "action", "escalate", "report", "preserve", "rationale"
]
FormKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,64}(/[a-z0-9-]{1,64})?$")]
ClauseKey = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9-]{1,64}/[A-Za-z0-9][A-Za-z0-9.()-]{0,63}$")
]
Rank = Annotated[Whole, Field(ge=0, le=1000)]
DUTIES: frozenset[str] = frozenset({"escalate", "report", "preserve"})
NO_DUTY: frozenset[str] = frozenset({"no", "none", "nobody"})


def _or_none(value: object) -> object:
    return None if value == "" else value


Help = Annotated[Label | None, BeforeValidator(_or_none)]


class DependsOn(Shape):
    """A field applies only when another one has one of these options."""

    field: Key
    any_of: Annotated[tuple[Key, ...], Field(min_length=1, max_length=60)]


class Seat(Shape):
    """Who decides: front line, specialist, provider, volunteer, or another."""

    key: Key
    label: Label


class FormOption(Shape):
    """One option as the form has it."""

    key: Key
    label: Label
    rank: Rank | None = None


class FormField(Shape):
    """One field as the form has it."""

    key: Key
    label: Label
    help: Help = None
    kind: Kind
    options: Annotated[tuple[FormOption, ...], Field(max_length=60)] = ()
    role: Role | None = None
    required: Flag = False
    seats: Annotated[tuple[Key, ...], Field(max_length=20)] | None = None
    depends_on: DependsOn | None = None


class Form(Shape):
    """A decision form in one language, as the caller hands it in."""

    slug: FormKey
    title: Label
    seats: Annotated[tuple[Seat, ...], Field(min_length=1, max_length=20)]
    fields: Annotated[tuple[FormField, ...], Field(min_length=1, max_length=30)]


class SnapshotOption(Shape):
    """An option without its words. A higher rank is a stricter action; 0 is none at all."""

    key: Key
    rank: Rank | None = None


class SnapshotField(Shape):
    """A field without its words."""

    key: Key
    kind: Kind
    options: tuple[SnapshotOption, ...] = ()
    role: Role | None = None
    required: Flag = False
    depends_on: DependsOn | None = None

    @property
    def is_duty(self) -> bool:
        return self.role in DUTIES

    def none_options(self) -> frozenset[str]:
        """The options that mean “nothing”: of rank 0 or, where nothing is ranked, by key."""
        if any(option.rank is not None for option in self.options):
            return frozenset(option.key for option in self.options if option.rank == 0)
        return NO_DUTY & {option.key for option in self.options}


def _no_twins(fields: tuple[SnapshotField, ...]) -> tuple[SnapshotField, ...]:
    unique([field.key for field in fields])
    return fields


class Snapshot(Shape):
    """The fields that the seat of the question has, in the order of thought."""

    fields: Annotated[tuple[SnapshotField, ...], AfterValidator(_no_twins)]

    def get(self, key: str) -> SnapshotField | None:
        """Return the field with this key, or None."""
        return next((field for field in self.fields if field.key == key), None)


class FieldLabels(Shape):
    """The words of one field."""

    label: Label
    help: Help = None
    options: dict[Key, Label] = {}


class Labels(Shape):
    """The words of the form for one seat in one language, and the titles of the clauses."""

    title: Label
    seat: Label
    fields: dict[Key, FieldLabels]
    clauses: dict[ClauseKey, Label] = {}


def snapshot_of(form: Form, seat: str) -> Snapshot:
    """Return the structure for this seat; raise FaultsFound if the form contradicts itself."""
    faults = list(_form_faults(form, seat))
    if faults:
        raise FaultsFound(faults)
    return Snapshot(
        fields=tuple(
            SnapshotField(
                key=field.key,
                kind=field.kind,
                options=tuple(SnapshotOption(key=o.key, rank=o.rank) for o in field.options),
                role=field.role,
                required=field.required,
                depends_on=field.depends_on,
            )
            for field in _fields_for(form, seat)
        )
    )


def labels_of(form: Form, seat: str, clauses: dict[str, str]) -> Labels:
    """Return the words for this seat; a clause is called by its code and its title."""
    words = {
        "title": form.title,
        "seat": next(known.label for known in form.seats if known.key == seat),
        "fields": {
            field.key: {
                "label": field.label,
                "help": field.help,
                "options": {option.key: option.label for option in field.options},
            }
            for field in _fields_for(form, seat)
        },
        "clauses": {key: _with_code(key, title) for key, title in clauses.items()},
    }
    return read(Labels, words)


def _with_code(key: str, title: str) -> str:
    code = key.rpartition("/")[2]
    return title if title.startswith(code) else f"{code} {title}".rstrip()


def _fields_for(form: Form, seat: str) -> list[FormField]:
    return [field for field in form.fields if field.seats is None or seat in field.seats]


def _form_faults(form: Form, seat: str) -> list[Fault]:
    if seat not in {known.key for known in form.seats}:
        return [Fault(("seat",), f"the form “{form.slug}” has no seat “{seat}”")]
    faults: list[Fault] = []
    before: dict[str, FormField] = {}
    for field in _fields_for(form, seat):
        faults += [
            Fault(("form",), f"field “{field.key}” of “{form.slug}” {what}")
            for what in _field_faults(field, before)
        ]
        before[field.key] = field
    return faults


def _field_faults(field: FormField, before: dict[str, FormField]) -> list[str]:
    keys = [option.key for option in field.options]
    found = ["stands there twice"] if field.key in before else []
    if len(set(keys)) != len(keys):
        found.append("has an option twice")
    if field.kind in {"one", "many"} and len(keys) < (2 if field.kind == "one" else 1):
        found.append("has too few options")
    if field.kind in {"clause", "text"} and keys:
        found.append("takes its options from elsewhere and has some of its own")
    if needed := field.depends_on:
        other = before.get(needed.field)
        if other is None:
            found.append(f"depends on “{needed.field}”, which does not come before it")
        elif not set(needed.any_of) <= {option.key for option in other.options}:
            found.append(f"depends on an option that “{needed.field}” does not have")
    return found
