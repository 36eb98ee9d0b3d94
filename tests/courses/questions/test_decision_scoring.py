"""The decision item: weights, named errors, fields that apply and fields that count."""

from copy import deepcopy
from typing import Any

import pytest

from courses.questions.decision.definition import FieldKey
from courses.questions.decision.form import SnapshotField
from courses.questions.decision.scoring import score_field
from courses.questions.errors import NotComplete
from tests.courses.questions.examples import DECISION, FORM, SUPPLY

WEIGHT = 10  # ground 2, clause 3, category 1, action 2, escalate 2


def _graded(change: dict[str, Any], **own: Any) -> tuple[int, dict[str, str]]:
    kind = DECISION.type
    definition, texts = kind.from_entry({**DECISION.entry, **own})
    whole, _ = kind.complete(definition, {"en": texts}, SUPPLY)
    assert kind.check(whole, texts) == []
    fields = {**DECISION.full["fields"], **change}
    answer = kind.parse_answer(whole, {"fields": fields})
    graded = kind.grade(whole, answer)
    return graded.quanta, dict(graded.outcomes)


@pytest.mark.parametrize(
    ("change", "quanta", "field", "code"),
    [
        ({}, 10_000, "ground", "right"),
        ({"ground": "law"}, 10_000, "ground", "also_accepted"),
        ({"ground": "neither"}, 5_000, "ground", "under_enforcement"),
        ({"ground": None}, 5_000, "ground", "unanswered"),
        ({"clause": ["platform/CSE-1.1"]}, 8_500, "clause", "wrong_clause"),
        ({"clause": ["platform/CSE-4.2"]}, 7_000, "clause", "wrong_clause"),
        ({"clause": []}, 7_000, "clause", "unanswered"),
        ({"category": "fraud"}, 9_000, "category", "wrong_value"),
        ({"action": "terminate"}, 8_000, "action", "over_enforcement"),
        ({"action": "label"}, 8_000, "action", "under_enforcement"),
        ({"action": "allow"}, 8_000, "action", "under_enforcement"),
        ({"action": None}, 8_000, "action", "unanswered"),
        ({"escalate": []}, 8_000, "escalate", "missed_duty"),
        ({"escalate": ["nobody"]}, 8_000, "escalate", "missed_duty"),
        ({"escalate": ["legal"]}, 8_000, "escalate", "wrong_value"),
        ({"escalate": ["child-safety", "legal"]}, 8_000, "escalate", "needless_duty"),
        ({"rationale": "Because of CSE-2.1."}, 10_000, "ground", "right"),
    ],
)
def test_field_by_field(change: dict[str, Any], quanta: int, field: str, code: str) -> None:
    marks, outcomes = _graded(change)
    assert (marks, outcomes[field]) == (quanta, code)


def test_wrong_ground_does_not_make_the_clause_vanish() -> None:
    assert _graded({"ground": "neither"})[1] == {
        "ground": "under_enforcement",
        "clause": "not_reached",
        "category": "right",
        "action": "right",
        "escalate": "right",
    }


_NOTHING_DUE = {
    "ground": {"right": ["neither"]},
    "action": {"right": ["allow"]},
    "escalate": {"right": ["nobody"]},
}


@pytest.mark.parametrize(
    ("change", "outcomes"),
    [
        (
            {"ground": "neither", "action": "allow", "escalate": ["nobody"]},
            {"ground": "right", "action": "right", "escalate": "right"},
        ),
        (
            {"ground": "policy", "action": "label", "escalate": ["child-safety"]},
            {
                "ground": "over_enforcement",
                "action": "over_enforcement",
                "escalate": "needless_duty",
            },
        ),
        (
            {"ground": "neither", "action": "allow", "escalate": []},
            {"ground": "right", "action": "right", "escalate": "unanswered"},
        ),
        (
            {"ground": "neither", "action": "allow", "escalate": ["nobody", "legal"]},
            {"ground": "right", "action": "right", "escalate": "needless_duty"},
        ),
    ],
)
def test_where_nothing_is_due(change: dict[str, Any], outcomes: dict[str, str]) -> None:
    assert _graded(change, fields=_NOTHING_DUE)[1] == outcomes


def test_field_behind_an_accepted_alternative_follows_the_learner() -> None:
    """Law is acceptable and leads past the clause: the clause is not counted then."""
    form = deepcopy(FORM)
    form["fields"][1]["depends_on"]["any_of"] = ["policy"]
    kind = DECISION.type
    definition, texts = kind.from_entry(DECISION.entry)
    supply = type(SUPPLY)(forms={"en": form}, clauses=SUPPLY.clauses)
    whole, _ = kind.complete(definition, {"en": texts}, supply)
    fields = {**DECISION.full["fields"], "ground": "law"}
    graded = kind.grade(whole, {"fields": fields})
    assert graded.quanta == 10_000
    assert "clause" not in graded.outcomes
    del fields["clause"]
    assert kind.missing(whole, {"fields": fields}) == ()
    assert kind.missing(whole, {"fields": {"ground": "policy"}}) == ("clause", "action")


def test_field_that_never_counts_by_the_key_is_not_scored_for_a_wrong_turn() -> None:
    """The right ground leads away from the clause, so what a wrong turn opened counts nothing."""
    fields = {
        "ground": {"right": ["neither"], "also": ["law"]},
        "clause": {"right": ["platform/CSE-1.1"]},
    }
    assert _graded({"ground": "policy"}, fields=fields) == (0, {"ground": "wrong_value"})
    also = _graded({"ground": "law", "clause": ["platform/CSE-1.1"]}, fields=fields)
    assert also == (10_000, {"ground": "also_accepted", "clause": "right"})


def test_severity_says_how_much_an_error_costs() -> None:
    fields = {
        "action": {"right": ["label"], "severity": {"over_enforcement": "2500"}, "weight": "4"},
    }
    assert _graded({"action": "remove"}, fields=fields) == (7_500, {"action": "over_enforcement"})
    assert _graded({"action": "allow"}, fields=fields) == (0, {"action": "under_enforcement"})


def _field(kind: str, role: str | None, options: str) -> SnapshotField:
    parsed = [
        {"key": name, "rank": int(rank) if rank else None}
        for name, _, rank in (option.partition("=") for option in options.split())
    ]
    return SnapshotField.model_validate({"key": "f", "kind": kind, "role": role, "options": parsed})


@pytest.mark.parametrize(
    ("kind", "role", "options", "right", "also", "chosen", "share", "code"),
    [
        # Several actions: the strictest counts against the strictest that is right.
        ("many", "action", "warn=1 hide=2 remove=3", "hide warn", "", "hide", 0.5, "wrong_action"),
        ("many", "action", "warn=1 hide=2 remove=3", "hide", "", "warn", 0, "under_enforcement"),
        (
            "many",
            "action",
            "warn=1 hide=2 remove=3",
            "hide",
            "",
            "remove hide",
            0,
            "over_enforcement",
        ),
        ("many", "action", "warn=1 hide=2 remove=3", "hide warn", "", "hide warn", 1, "right"),
        ("many", "action", "warn=1 hide=2 remove=3", "", "", "", 1, "right"),
        ("many", "action", "warn=1 hide=2 remove=3", "", "", "warn", 0, "over_enforcement"),
        (
            "many",
            "action",
            "warn=1 hide=2 remove=3",
            "hide",
            "remove",
            "remove",
            1,
            "also_accepted",
        ),
        (
            "many",
            "action",
            "warn=1 hide=2 remove=3",
            "hide",
            "warn",
            "hide warn",
            1,
            "also_accepted",
        ),
        (
            "many",
            "action",
            "warn=1 hide=2 x=9 remove=3",
            "x",
            "hide",
            "warn",
            0,
            "under_enforcement",
        ),
        # One action between two that are accepted is neither too strict nor too mild.
        ("one", "action", "a=1 b=2 c=3", "a c", "", "b", 0, "wrong_action"),
        ("one", "action", "a=1 b=2 c=3", "b", "a", "c", 0, "over_enforcement"),
        # Without ranks only nothing against something has a direction.
        ("one", "action", "none hide remove", "hide", "", "remove", 0, "wrong_action"),
        ("one", "action", "none hide remove", "hide", "", "none", 0, "under_enforcement"),
        ("one", "action", "none hide remove", "none", "", "hide", 0, "over_enforcement"),
        ("one", "action", "a=1 b x=2", "a", "", "b", 0, "wrong_action"),
        ("many", "action", "a b=1 x=2", "a", "x", "b", 0, "under_enforcement"),
        ("one", "ground", "law policy", "law", "", "policy", 0, "wrong_value"),
        ("one", "ground", "law policy none", "law", "", "policy", 0, "wrong_value"),
        ("one", "clause", "a b", "a", "", "b", 0, "wrong_clause"),
        ("one", None, "a b", "a", "", "b", 0, "wrong_value"),
        # Duties.
        ("one", "report", "yes no", "yes", "", "no", 0, "missed_duty"),
        ("one", "report", "yes no", "yes", "", "", 0, "missed_duty"),
        ("one", "preserve", "yes no", "no", "", "yes", 0, "needless_duty"),
        ("one", "preserve", "yes no", "no", "", "", 0, "unanswered"),
        ("one", "escalate", "now=2 later=1 no=0", "now", "", "later", 0, "wrong_value"),
        ("one", "escalate", "now=2 later=1 no=0", "now", "later", "later", 1, "also_accepted"),
        ("many", "report", "police hotline", "police hotline", "", "police", 0.5, "missed_duty"),
        ("many", "report", "police hotline", "", "", "police", 0, "needless_duty"),
        ("many", "report", "police hotline", "", "", "", 1, "right"),
        ("many", "report", "police none", "police", "", "police none", 0, "wrong_value"),
        ("many", "report", "none not-now=0 x=1", "not-now", "", "none", 0, "needless_duty"),
        ("one", "report", "a=0 b=0", "a", "", "b", 0, "wrong_value"),
    ],
)
def test_error_is_named(
    kind: str, role: str, options: str, right: str, also: str, chosen: str, share: float, code: str
) -> None:
    wanted = FieldKey(right=tuple(right.split()), also=tuple(also.split()))
    found = score_field(_field(kind, role, options), wanted, chosen.split())
    assert (float(found.share), found.code) == (share, code)


def test_grading_needs_the_form() -> None:
    definition, texts = DECISION.type.from_entry(DECISION.entry)
    with pytest.raises(NotComplete):
        DECISION.type.grade(definition, {"fields": {"ground": "law"}})
    with pytest.raises(NotComplete):
        DECISION.type.shown(DECISION.definition, texts, None)


def test_nothing_that_counts_is_worth_nothing() -> None:
    """A definition that check would refuse still grades without a fault."""
    kind = DECISION.type
    definition, texts = kind.from_entry(
        {**DECISION.entry, "fields": {"clause": {"right": ["platform/CSE-1.1"]}}}
    )
    whole, _ = kind.complete(definition, {"en": texts}, SUPPLY)
    assert [fault.path for fault in kind.check(whole, texts)] == [("fields", "clause")]
    assert kind.grade(whole, {"fields": {"action": "allow"}}).quanta == 0
