"""One whole question of each type, in two languages, with sentinels where a key could leak."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from courses.questions import registry
from courses.questions.question_type import AnyQuestionType, Supply
from courses.questions.shapes import Shape

SENTINEL = "KEYLEAK"

FORM: dict[str, Any] = {
    "slug": "platform/statement-of-reasons",
    "title": "Statement of reasons",
    "seats": [
        {"key": "front-line", "label": "Front line"},
        {"key": "specialist", "label": "Specialist"},
    ],
    "fields": [
        {
            "key": "ground",
            "label": "What is it?",
            "kind": "one",
            "role": "ground",
            "required": "true",
            "options": [
                {"key": "law", "label": "Against the law", "rank": "2"},
                {"key": "policy", "label": "Against our policy", "rank": "1"},
                {"key": "neither", "label": "Neither", "rank": "0"},
            ],
        },
        {
            "key": "clause",
            "label": "Which rule?",
            "kind": "clause",
            "role": "clause",
            "required": "true",
            "depends_on": {"field": "ground", "any_of": ["policy", "law"]},
        },
        {
            "key": "category",
            "label": "Which harm area?",
            "kind": "one",
            "role": "category",
            "options": [
                {"key": "minors", "label": "Protection of minors"},
                {"key": "fraud", "label": "Scams and fraud"},
            ],
        },
        {
            "key": "action",
            "label": "What to do?",
            "help": "The strictest that fits.",
            "kind": "one",
            "role": "action",
            "required": "true",
            "options": [
                {"key": "allow", "label": "Leave it", "rank": "0"},
                {"key": "label", "label": "Label it", "rank": "1"},
                {"key": "remove", "label": "Remove it", "rank": "3"},
                {"key": "terminate", "label": "Close the account", "rank": "5"},
            ],
        },
        {
            "key": "escalate",
            "label": "Who must know?",
            "kind": "many",
            "role": "escalate",
            "options": [
                {"key": "child-safety", "label": "Child-safety specialist"},
                {"key": "legal", "label": "Legal"},
                {"key": "nobody", "label": "Nobody"},
            ],
        },
        {
            "key": "preserve",
            "label": "Preserve?",
            "kind": "one",
            "role": "preserve",
            "seats": ["specialist"],
            "options": [{"key": "yes", "label": "Yes"}, {"key": "no", "label": "No"}],
        },
        {"key": "rationale", "label": "Why?", "kind": "text", "role": "rationale"},
    ],
}


def form_in(language: str) -> dict[str, Any]:
    """The form with every label marked by the language."""
    form = deepcopy(FORM)
    for field in form["fields"]:
        field["label"] += f" ({language})"
        for option in field.get("options", []):
            option["label"] += f" ({language})"
    return form


CLAUSES = {
    language: {
        "platform/CSE-1.1": f"First ({language})",
        "platform/CSE-2.1": f"CSE-2.1 Second ({language})",
        "platform/CSE-4.2": f"CSE-4.2 Third ({language})",
    }
    for language in ("en", "es")
}
SUPPLY = Supply(forms={"en": form_in("en"), "es": form_in("es")}, clauses=CLAUSES)


@dataclass(frozen=True)
class Example:
    """An entry of questions.yaml, its Spanish texts, and its full and a wrong answer."""

    key: str
    entry: dict[str, Any]
    es: dict[str, Any]
    full: dict[str, Any]
    wrong: dict[str, Any]

    @property
    def type(self) -> AnyQuestionType:
        return registry.get(self.key)

    def whole(self) -> tuple[Any, dict[str, Any]]:
        """Definition and texts as a release holds them, Markdown not yet rendered."""
        return self._whole

    @cached_property
    def _whole(self) -> tuple[Shape, dict[str, Shape]]:
        definition, texts = self.type.from_entry(self.entry)
        spoken = {"en": texts, "es": self.type.parse_texts(self.es)}
        return self.type.complete(definition, spoken, SUPPLY)

    @property
    def definition(self) -> Any:
        return self.whole()[0]

    @property
    def texts(self) -> Any:
        return self.whole()[1]["en"]


def _texts(**fields: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    base = {"stem": "What is asked?", "feedback": f"{SENTINEL} explains."} | fields
    return base, _mapped(base)


def _mapped(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _mapped(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_mapped(item) for item in value]
    return f"{value} [es]"


def _example(
    key: str, texts: tuple[dict[str, Any], dict[str, Any]], full: Any, wrong: Any, **own: Any
) -> Example:
    return Example(key, {"uid": "q", "type": key, **own, "texts": texts[0]}, texts[1], full, wrong)


def _options(*keys: str) -> dict[str, str]:
    return {key: f"Option {key}" for key in keys}


_choice = _texts(
    options=_options("red", "green", "blue", "grey", "white"),
    option_feedback={"red": f"{SENTINEL} about red"},
)
SINGLE = _example(
    "single/1",
    _choice,
    {"option": "green"},
    {"option": "red"},
    options=["red", "green", "blue", "grey", "white"],
    correct="green",
)
MULTIPLE = _example(
    "multiple/1",
    _choice,
    {"options": ["red", "green"]},
    {"options": ["blue", "grey"]},
    options=["red", "green", "blue", "grey", "white"],
    correct=["red", "green"],
)
NUMERIC = _example(
    "numeric/1",
    _texts(unit="percent"),
    {"number": "31415.9"},
    {"number": "31415.8"},
    answer="31415.90",
    tolerance="0.05",
)
SHORT = _example(
    "short/1",
    _texts(
        accepted={
            "main": [f"{SENTINEL} Word", f"{SENTINEL} other"],
            "near": [f"{SENTINEL} near miss"],
        }
    ),
    {"text": f"{SENTINEL} word"},
    {"text": "another"},
    accept=[{"key": "main"}, {"key": "near", "quanta": "2500"}],
)
ORDERING = _example(
    "ordering/1",
    _texts(items=_options("law", "arrest", "report", "vote", "trial")),
    {"positions": {"law": 1, "arrest": 2, "report": 3, "vote": 4, "trial": 5}},
    {"positions": {"law": 5, "arrest": 4, "report": 3, "vote": 2, "trial": 1}},
    items=["law", "arrest", "report", "vote", "trial"],
)
MATCHING = _example(
    "matching/1",
    _texts(
        prompts=_options("hand", "foot", "head"), choices=_options("glove", "boot", "hat", "bag")
    ),
    {"pairs": {"hand": "glove", "foot": "boot", "head": "hat"}},
    {"pairs": {"hand": "boot", "foot": "hat", "head": "bag"}},
    prompts=["hand", "foot", "head"],
    choices=["glove", "boot", "hat", "bag"],
    pairs={"hand": "glove", "foot": "boot", "head": "hat"},
)
CLOZE = _example(
    "cloze/1",
    _texts(
        stem="The {{who}} made {{number}} arrests; it was called ({{name}}).",
        options={"who": _options("police", "court", "union")},
        accepted={
            "name": {
                "main": [f"{SENTINEL} Word", f"{SENTINEL} other"],
                "near": [f"{SENTINEL} near miss"],
            }
        },
        blank_feedback={"number": f"{SENTINEL} about the number"},
    ),
    {"blanks": {"who": "police", "number": "31415.9", "name": f"{SENTINEL} word"}},
    {"blanks": {"who": "court", "number": "31415.8", "name": "another"}},
    blanks=[
        {"key": "who", "kind": "choice", "options": ["police", "court", "union"],
         "correct": "police"},
        {"key": "number", "kind": "number", "answer": "31415.90", "tolerance": "0.05",
         "weight": "2"},
        {"key": "name", "kind": "short", "accept": [{"key": "main"},
                                                     {"key": "near", "quanta": "2500"}]},
    ],
)  # fmt: skip
FREETEXT = _example(
    "freetext/1",
    _texts(
        criteria={
            "rule": {
                "title": "Names the rule",
                "levels": {
                    "both": f"{SENTINEL} names and applies it",
                    "one": f"{SENTINEL} names it",
                    "none": f"{SENTINEL} names none",
                },
            },
            "tone": {
                "title": "Calm",
                "levels": {"yes": f"{SENTINEL} calm", "no": f"{SENTINEL} not calm"},
            },
        },
        model_answer=f"{SENTINEL} model",
    ),
    {"text": "The rule says so.\n\nTherefore it goes."},
    {"text": "No idea"},
    criteria=[
        {"key": "rule", "weight": "3", "levels": [
            {"key": "both", "quanta": "10000"}, {"key": "one", "quanta": "5000"},
            {"key": "none", "quanta": "0"}]},
        {"key": "tone", "levels": [
            {"key": "yes", "quanta": "10000"}, {"key": "no", "quanta": "0"}]},
    ],
    min_words="3",
    max_words="200",
    show_criteria="true",
)  # fmt: skip
_decision = {
    "report": {"post": "A neutral summary.", "reason": "child safety", "account": "9 days old"},
    "context": {"thread": {"title": "The thread", "text": "A summary of the thread."}},
    "field_feedback": {"ground": f"{SENTINEL} ground", "action": f"{SENTINEL} action"},
    "feedback": f"{SENTINEL} the clause says so.",
}
DECISION = _example(
    "decision/1",
    (_decision, _mapped(_decision)),
    {
        "fields": {
            "ground": "policy",
            "clause": ["platform/CSE-1.1", "platform/CSE-2.1"],
            "category": "minors",
            "action": "remove",
            "escalate": ["child-safety"],
        }
    },
    {
        "fields": {
            "ground": "neither",
            "category": "fraud",
            "action": "allow",
            "escalate": ["legal"],
        }
    },
    form="platform/statement-of-reasons",
    seat="front-line",
    clauses=["platform/CSE-1.1", "platform/CSE-2.1", "platform/CSE-4.2"],
    context=["thread"],
    fields={
        "ground": {"right": ["policy"], "also": ["law"], "weight": "2"},
        "clause": {"right": ["platform/CSE-1.1", "platform/CSE-2.1"], "weight": "3"},
        "category": {"right": ["minors"]},
        "action": {"right": ["remove"], "weight": "2"},
        "escalate": {"right": ["child-safety"], "weight": "2"},
    },
)
_told = {
    **_decision,
    "automatic": {"hash": "Hash match found and logged."},
    "history": {"warned": {"when": "3 days before", "what": "One warning, for spam."}},
    "thread": {"first": {"who": "Account A", "text": "A neutral summary of the first post."}},
    "context": {"rule": {"title": "House rule", "text": "Where it is explained."}},
    "split": {"remove": f"{SENTINEL} why remove", "label": f"{SENTINEL} why label"},
}
# Everything that a report can show and ask, experts who differ, and a duty with its time.
TOLD = _example(
    "decision/1",
    (_told, _mapped(_told)),
    {**DECISION.full, "within": {"escalate": "1h"}},
    {**DECISION.wrong, "within": {"escalate": "48h"}},
    form="platform/statement-of-reasons",
    seat="front-line",
    clauses=DECISION.entry["clauses"],
    automatic=["hash"],
    history=["warned"],
    thread=["first"],
    context=["rule"],
    ask_within="true",
    split={"field": "action", "votes": [{"option": "remove", "count": "7"},
                                        {"option": "label", "count": "3"}]},
    fields={
        **DECISION.entry["fields"],
        "escalate": {"right": ["child-safety"], "weight": "2", "within": "1h",
                     "within_weight": "3"},
    },
)  # fmt: skip
EXAMPLES = (SINGLE, MULTIPLE, NUMERIC, SHORT, ORDERING, MATCHING, CLOZE, FREETEXT, DECISION, TOLD)
