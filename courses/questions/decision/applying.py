"""Which fields of the form apply to an answer, and which of them count.

The page shows a field only when what it depends on was chosen, and a field that does not
apply is neither required nor scored. But a wrong choice must not make the fields behind it
vanish from the reckoning: where a field was answered wrongly, the key says whether those
that depend on it count.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from courses.questions.decision.definition import DecisionDefinition
from courses.questions.decision.form import Snapshot, SnapshotField
from courses.questions.errors import NotComplete

type Values = Mapping[str, Any]


def snapshot_in(definition: DecisionDefinition) -> Snapshot:
    """Return the embedded form; raise NotComplete for a definition as it was written."""
    if definition.snapshot is None:
        raise NotComplete("decision/1 needs its form: complete the definition first")
    return definition.snapshot


def chosen_in(values: Values, key: str) -> list[str]:
    """Return the options chosen in a field, whatever its kind."""
    value = values.get(key, [])
    return list(value) if isinstance(value, list) else [value]


def timed_fields(definition: DecisionDefinition) -> dict[str, SnapshotField]:
    """Return the fields of which the item asks how soon: every duty, or none at all."""
    if not definition.ask_within:
        return {}
    return {field.key: field for field in snapshot_in(definition).fields if field.is_duty}


def applying(definition: DecisionDefinition, values: Values) -> dict[str, SnapshotField]:
    """Return the fields that apply to what was chosen so far."""
    found: dict[str, SnapshotField] = {}
    for field in snapshot_in(definition).fields:
        needed = field.depends_on
        if needed is None or (
            needed.field in found and set(needed.any_of) & set(chosen_in(values, needed.field))
        ):
            found[field.key] = field
    return found


def counting(
    definition: DecisionDefinition, values: Values, credited: set[str]
) -> Iterator[SnapshotField]:
    """Yield the scored fields that count.

    `credited` holds the fields answered rightly: for what depends on them the learner's own
    choice decides, since an acceptable alternative may lead elsewhere. Otherwise the key
    decides.
    """
    apply_now = applying(definition, values)
    in_play: set[str] = set()
    for field in snapshot_in(definition).fields:
        needed = field.depends_on
        if field.key not in definition.fields or (needed and needed.field not in in_play):
            continue
        if needed is None:
            counts = True
        elif needed.field in credited:
            counts = field.key in apply_now
        else:
            counts = bool(set(needed.any_of) & set(definition.fields[needed.field].right))
        if counts:
            in_play.add(field.key)
            yield field
