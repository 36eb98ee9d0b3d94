"""What one field of a decision is worth, and the name of the error that was made.

A field of one option is right or wrong. For several options and for clauses the balance is
`(hits - extras) / due`, not below zero: a hit is a right option that was chosen, or an
acceptable alternative standing in for one that was not; an extra is anything chosen that is
neither right nor acceptable. Where nothing is due, choosing nothing is right.

The errors follow the four types of the Trust & Safety Professional Association's chapter on
content moderation quality assurance: false positive (`over_enforcement`, `needless_duty`),
false negative (`under_enforcement`, `missed_duty`) and wrong selection (`wrong_action`,
`wrong_clause`, `wrong_value`, `wrong_time`); technical errors do not arise here. Its
severity point, that errors harm unequally, is the field's weight and the `severity` of an
error: the share lost is the share missed times the severity.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from courses.questions.decision.applying import Values, applying, chosen_in, counting
from courses.questions.decision.definition import DecisionDefinition, ErrorCode, FieldKey
from courses.questions.decision.form import SnapshotField
from courses.questions.marks import FULL, clamped

ERROR_KINDS: Mapping[str, str] = {
    "over_enforcement": "false_positive",
    "needless_duty": "false_positive",
    "under_enforcement": "false_negative",
    "missed_duty": "false_negative",
    "wrong_action": "wrong_selection",
    "wrong_clause": "wrong_selection",
    "wrong_value": "wrong_selection",
    "wrong_time": "wrong_selection",
}
RIGHT = frozenset({"right", "also_accepted"})


@dataclass(frozen=True)
class FieldScore:
    """The share of its weight that a field earned, and why."""

    share: Fraction
    code: str


def score(
    definition: DecisionDefinition, values: Values, times: Mapping[str, str] | None = None
) -> tuple[Fraction, dict[str, str]]:
    """Return the weighted share over the fields that count, and a code for each of them.

    `times` holds how soon each duty was said to be due, where the item asks for it.
    """
    rows = list(_weighed(definition, values, times or {}))
    return _mean(rows), {row.key: row.code for row in rows}


def axes(
    definition: DecisionDefinition, values: Values, times: Mapping[str, str] | None = None
) -> dict[str, Fraction]:
    """Return the share of what is decided about the content, and that of the duties.

    To report, preserve and escalate follow from the facts and the seat, not from removal;
    so they are told apart. An axis of which nothing counts is left out.
    """
    rows = list(_weighed(definition, values, times or {}))
    sides = {
        "removal": [row for row in rows if not row.is_duty],
        "duties": [row for row in rows if row.is_duty],
    }
    return {name: _mean(side) for name, side in sides.items() if side}


@dataclass(frozen=True)
class _Row:
    key: str
    share: Fraction
    weight: int
    code: str
    is_duty: bool


def _mean(rows: list[_Row]) -> Fraction:
    weight = sum(row.weight for row in rows)
    earned = sum((row.share * row.weight for row in rows), Fraction(0))
    return earned / weight if weight else Fraction(0)


def _weighed(
    definition: DecisionDefinition, values: Values, times: Mapping[str, str]
) -> Iterator[_Row]:
    """Yield what counts: each scored field, and how soon where that is asked."""
    apply_now = applying(definition, values)
    scores: dict[str, FieldScore] = {}
    for field_key in definition.fields:
        field = apply_now.get(field_key)
        scores[field_key] = (
            score_field(field, definition.fields[field_key], chosen_in(values, field_key))
            if field
            else FieldScore(Fraction(0), "not_reached")
        )
    credited = {key for key, found in scores.items() if found.code in RIGHT}
    for field in counting(definition, values, credited):
        wanted, found = definition.fields[field.key], scores[field.key]
        yield _Row(field.key, found.share, wanted.weight, found.code, field.is_duty)
        if not (definition.ask_within and wanted.within):
            continue
        done = field.key in apply_now and _does(field, chosen_in(values, field.key))
        if done or field.key not in credited:
            code = _time_code(wanted, times.get(field.key)) if done else "not_reached"
            share = Fraction(code == "right")
            yield _Row(f"{field.key}.within", share, wanted.within_weight, code, is_duty=True)


def _does(field: SnapshotField, chosen: list[str]) -> bool:
    return bool(set(chosen) - field.none_options())


def _time_code(wanted: FieldKey, given: str | None) -> str:
    if given is None:
        return "unanswered"
    return "right" if given == wanted.within else "wrong_time"


def score_field(field: SnapshotField, wanted: FieldKey, chosen: list[str]) -> FieldScore:
    """Return what these choices are worth in this field."""
    share, code = _one(wanted, chosen) if field.kind == "one" else _several(wanted, set(chosen))
    if code:
        return FieldScore(share, code)
    error = error_name(field, wanted, set(chosen))
    lost = Fraction(wanted.severity.get(error, FULL), FULL)
    return FieldScore(1 - (1 - share) * lost, error)


def _one(wanted: FieldKey, chosen: list[str]) -> tuple[Fraction, str]:
    if chosen and chosen[0] in wanted.right:
        return Fraction(1), "right"
    if chosen and chosen[0] in wanted.also:
        return Fraction(1), "also_accepted"
    return Fraction(0), ""


def _several(wanted: FieldKey, chosen: set[str]) -> tuple[Fraction, str]:
    right, also = set(wanted.right), set(wanted.also)
    extras = len(chosen - right - also)
    missing = len(right - chosen)
    stand_ins = min(missing, len(chosen & also))
    if not extras and missing == stand_ins:
        return Fraction(1), "also_accepted" if chosen - right else "right"
    hits = len(right & chosen) + stand_ins
    return clamped(Fraction(hits - extras, len(right) or 1)), ""


def error_name(field: SnapshotField, wanted: FieldKey, chosen: set[str]) -> ErrorCode:
    """Return the kind of error in choices that are not right, by the role of the field."""
    if field.is_duty:
        return _duty_error(field, wanted, chosen)
    if not chosen:
        return "unanswered"
    if field.role == "action":
        return _action_error(field, wanted, chosen)
    if field.role == "ground":
        return _all_or_nothing(field, wanted, chosen) or "wrong_value"
    return "wrong_clause" if "clause" in (field.role, field.kind) else "wrong_value"


def _duty_error(field: SnapshotField, wanted: FieldKey, chosen: set[str]) -> ErrorCode:
    """A duty is attached to facts and seat: left out, needless, or towards the wrong place."""
    nothing = field.none_options()
    due, done = set(wanted.right) - nothing, chosen - nothing
    if due and not done:
        return "missed_duty"
    if not chosen:
        return "unanswered"
    needless, left_out = done - due - set(wanted.also), due - done
    if needless and not left_out:
        return "needless_duty"
    return "missed_duty" if left_out and not needless else "wrong_value"


def _action_error(field: SnapshotField, wanted: FieldKey, chosen: set[str]) -> ErrorCode:
    """The strictest action chosen, against the strictest that is accepted and the mildest.

    Of several actions together the strictest right one is the floor.
    """
    if code := _all_or_nothing(field, wanted, chosen):
        return code
    given, accepted = _ranks(field, chosen), _ranks(field, {*wanted.right, *wanted.also})
    if given and accepted:
        if max(given) > max(accepted):
            return "over_enforcement"
        right = _ranks(field, set(wanted.right)) or accepted
        if max(given) < (min(accepted) if field.kind == "one" else max(right)):
            return "under_enforcement"
    return "wrong_action"


def _all_or_nothing(
    field: SnapshotField, wanted: FieldKey, chosen: set[str]
) -> Literal["over_enforcement", "under_enforcement"] | None:
    """Name the error where nothing was due and something chosen, or the other way round."""
    nothing = field.none_options()
    due, done = {*wanted.right, *wanted.also} - nothing, chosen - nothing
    if done and not due:
        return "over_enforcement"
    return "under_enforcement" if due and not done else None


def _ranks(field: SnapshotField, keys: set[str]) -> list[int]:
    return [
        option.rank for option in field.options if option.key in keys and option.rank is not None
    ]
