"""What an author writes about one report: the right answer by field, and the words."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from courses.questions.decision.form import ClauseKey, FormKey, Labels, Snapshot, SnapshotField
from courses.questions.errors import Fault
from courses.questions.keysets import compare
from courses.questions.marks import FULL
from courses.questions.shapes import Flag, Key, Label, Line, Prose, Shape, Whole, unique

ErrorCode = Literal[
    "over_enforcement",
    "under_enforcement",
    "wrong_action",
    "wrong_clause",
    "wrong_value",
    "missed_duty",
    "needless_duty",
    "unanswered",
]
Within = Literal["1h", "48h", "promptly"]
ALWAYS_OPENABLE = ("history", "thread")
OptionKey = Key | ClauseKey
Listed = Annotated[tuple[Key, ...], Field(max_length=20), AfterValidator(unique)]
FieldKeys = Annotated[tuple[OptionKey, ...], Field(max_length=60), AfterValidator(unique)]


Weight = Annotated[Whole, Field(ge=1, le=100)]


class FieldKey(Shape):
    """The right answer to one field and how much depends on it.

    `right`: for a field of one option, any of these; for several, all of these (none, if
    nothing is due). `also` names acceptable alternatives: each may stand in for a right
    one, or beside it. `severity` says, in quanta, how much of the field's weight an error
    costs where that is less than all of it: some errors harm less than others. `within`
    says how soon a duty is due; it is asked and scored where the item asks for it.
    """

    right: FieldKeys
    also: FieldKeys = ()
    weight: Weight = 1
    severity: dict[ErrorCode, Annotated[Whole, Field(ge=0, le=FULL)]] = {}
    within: Within | None = None
    within_weight: Weight = 1


class Votes(Shape):
    """How many experts decided for one option."""

    option: Key
    count: Annotated[Whole, Field(ge=1, le=1000)]


class Split(Shape):
    """How experts decided where they differ. The item then stays out of pass and fail."""

    field: Key
    votes: Annotated[tuple[Votes, ...], Field(min_length=2, max_length=20)]

    @property
    def options(self) -> tuple[str, ...]:
        return tuple(vote.option for vote in self.votes)

    @property
    def experts(self) -> int:
        return sum(vote.count for vote in self.votes)


class DecisionDefinition(Shape):
    """Form, seat and key. `snapshot` is added by the compiler, never by an author.

    `automatic` (what the tool does by itself), `history` of the account, `thread` and
    `context` name what the report shows, in its order. `ask_within` asks of every duty of
    the form how soon it is due, so that asking tells nothing.
    """

    form: FormKey
    seat: Key
    clauses: Annotated[tuple[ClauseKey, ...], Field(max_length=40), AfterValidator(unique)] = ()
    automatic: Listed = ()
    history: Listed = ()
    thread: Listed = ()
    context: Annotated[tuple[Key, ...], Field(max_length=10), AfterValidator(unique)] = ()
    fields: Annotated[dict[Key, FieldKey], Field(min_length=1, max_length=30)]
    ask_within: Flag = False
    split: Split | None = None
    snapshot: Snapshot | None = None

    @property
    def openable(self) -> tuple[str, ...]:
        """The keys of what can be opened beside the report."""
        own = [name for name in ALWAYS_OPENABLE if getattr(self, name)]
        return (*own, *self.context)

    def options_of(self, field: SnapshotField) -> tuple[str, ...]:
        """Return what can be chosen in the field: its options, or the clauses of the question."""
        if field.kind == "clause":
            return self.clauses
        return tuple(option.key for option in field.options)


class Report(Shape):
    """The report as the tool at work would show it, in neutral words."""

    post: Prose
    reason: Prose | None = None
    account: Prose | None = None


class ContextPart(Shape):
    """Something that can be opened beside the report, such as the thread."""

    title: Line
    text: Prose


class HistoryLine(Shape):
    """One thing that the account did before, or that was done about it."""

    when: Label
    what: Line


class ThreadPost(Shape):
    """One post around the one that was reported; never a real name."""

    who: Label
    text: Prose


class DecisionTexts(Shape):
    """The words of one language. `labels` is added by the compiler, never by an author."""

    report: Report
    automatic: dict[Key, Line] = {}
    history: dict[Key, HistoryLine] = {}
    thread: dict[Key, ThreadPost] = {}
    context: dict[Key, ContextPart] = {}
    split: dict[Key, Prose] = {}
    field_feedback: dict[Key, Prose] = {}
    feedback: Prose
    labels: Labels | None = None


def definition_faults(definition: DecisionDefinition) -> Iterator[Fault]:
    """Yield what does not fit together, against the form too once its snapshot is there."""
    for key, field in definition.fields.items():
        if set(field.right) & set(field.also):
            yield Fault(("fields", key, "also"), "names an option that is right already")
    if not any(field.right for field in definition.fields.values()):
        yield Fault(("fields",), "no field has a right answer, so nothing could be scored")
    for index, key in enumerate(definition.context):
        if key in ALWAYS_OPENABLE and getattr(definition, key):
            yield Fault(("context", index), f"“{key}” is the key of the {key} already")
    if definition.split and len(set(definition.split.options)) < len(definition.split.options):
        yield Fault(("split", "votes"), "names an option twice")
    if definition.snapshot:
        yield from _snapshot_faults(definition, definition.snapshot)


def text_faults(definition: DecisionDefinition, texts: DecisionTexts) -> Iterator[Fault]:
    """Yield the keys that the texts of a language lack or invent."""
    for name in ("automatic", "history", "thread", "context"):
        yield from compare(getattr(definition, name), getattr(texts, name), ("texts", name))
    split = definition.split.options if definition.split else ()
    yield from compare(split, texts.split, ("texts", "split"))
    if definition.snapshot:
        fields = [field.key for field in definition.snapshot.fields]
        path = ("texts", "field_feedback")
        yield from compare(fields, texts.field_feedback, path, partial=True)


def _snapshot_faults(definition: DecisionDefinition, snapshot: Snapshot) -> Iterator[Fault]:
    has_clauses = any(field.kind == "clause" for field in snapshot.fields)
    if has_clauses != bool(definition.clauses):
        what = "the form asks for a clause" if has_clauses else "the form asks for no clause"
        yield Fault(("clauses",), what)
    for key in definition.fields:
        field = snapshot.get(key)
        if field is None:
            yield Fault(("fields", key), f"seat “{definition.seat}” has no such field")
        else:
            yield from _field_faults(definition, field)
    if definition.split:
        yield from _split_faults(definition.split, snapshot)


def _split_faults(split: Split, snapshot: Snapshot) -> Iterator[Fault]:
    field = snapshot.get(split.field)
    if field is None or field.kind != "one":
        yield Fault(("split", "field"), "is no field of the form in which one option is chosen")
        return
    known = {option.key for option in field.options}
    for index, option in enumerate(split.options):
        if option not in known:
            yield Fault(("split", "votes", index, "option"), f"“{option}” is no option of it")


def _field_faults(definition: DecisionDefinition, field: SnapshotField) -> Iterator[Fault]:
    path, wanted = ("fields", field.key), definition.fields[field.key]
    if field.kind == "text":
        yield Fault(path, "is free text, which is not scored by the key")
        return
    options = definition.options_of(field)
    for name, keys in (("right", wanted.right), ("also", wanted.also)):
        for index, key in enumerate(keys):
            if key not in options:
                yield Fault((*path, name, index), f"“{key}” is no option of the field")
    if not wanted.right and field.kind == "one":
        yield Fault((*path, "right"), "one option has to be right")
    elif not wanted.right and field.none_options():
        yield Fault((*path, "right"), "has an option that means “nothing”: name that as right")
    if wanted.within and not (field.is_duty and set(wanted.right) - field.none_options()):
        yield Fault((*path, "within"), "is for a duty that is due: to escalate, report or preserve")
    if needed := field.depends_on:
        other = definition.fields.get(needed.field)
        if other is None:
            yield Fault(path, f"depends on “{needed.field}”, which has to be scored too")
        elif not set(needed.any_of) & {*other.right, *other.also}:
            yield Fault(path, f"never applies when “{needed.field}” is answered rightly")
