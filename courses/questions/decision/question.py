"""Decision item: definition, answer and marks.

Answer: `{"fields": {field: value}}` with an option key for a field of one, a list of keys
in the order of the form for a field of several or of clauses, and text for free text. A
field left blank is absent; one that does not apply may be there and is passed over, so that
a change of mind loses nothing. Where the item asks how soon a duty is due, `within` holds
that by field. Scoring is told in `scoring` and `applying`.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, get_args

from courses.questions.answers import (
    LONG_TEXT,
    FormData,
    Raw,
    read_key,
    read_keys,
    read_object,
    read_text,
    sent_all,
    sent_under,
)
from courses.questions.arranging import Arrangement
from courses.questions.decision.applying import applying, chosen_in, snapshot_in, timed_fields
from courses.questions.decision.definition import (
    DecisionDefinition,
    DecisionTexts,
    Within,
    definition_faults,
    text_faults,
)
from courses.questions.decision.form import Form, SnapshotField, labels_of, snapshot_of
from courses.questions.decision.scoring import axes, score
from courses.questions.decision.sheet import (
    field_controls,
    labels_in,
    percentages,
    reviewed_fields,
    reviewed_split,
    shown_fields,
    shown_report,
)
from courses.questions.errors import Fault, FaultsFound
from courses.questions.marks import Graded
from courses.questions.question_type import Answer, Choices, QuestionType, Supply, View, Wants
from courses.questions.shapes import read


class Decision(QuestionType[DecisionDefinition, DecisionTexts]):
    """decision/1."""

    key = "decision/1"
    Definition = DecisionDefinition
    Texts = DecisionTexts
    compiled_definition_keys = frozenset({"snapshot"})
    compiled_text_keys = frozenset({"labels"})

    def check_definition(self, definition: DecisionDefinition) -> list[Fault]:
        return list(definition_faults(definition))

    def check_texts(self, definition: DecisionDefinition, texts: DecisionTexts) -> list[Fault]:
        return list(text_faults(definition, texts))

    def wants(self, definition: DecisionDefinition) -> Wants:
        return Wants(form=definition.form, clauses=definition.clauses)

    def complete(
        self, definition: DecisionDefinition, texts: Mapping[str, DecisionTexts], supply: Supply
    ) -> tuple[DecisionDefinition, dict[str, DecisionTexts]]:
        """Embed the form: its structure in the definition, its words in the texts.

        Raises FaultsFound if the form is missing in a language, contradicts itself, differs
        between languages, or if a clause has no title.
        """
        snapshots, complete = [], {}
        for language, words in texts.items():
            form = _form(definition, supply, language)
            snapshots.append(snapshot_of(form, definition.seat))
            labels = labels_of(form, definition.seat, _clauses(definition, supply, language))
            complete[language] = words.model_copy(update={"labels": labels})
        if any(snapshot != snapshots[0] for snapshot in snapshots):
            raise FaultsFound([Fault(("form",), "is not the same in every language")])
        return definition.model_copy(update={"snapshot": snapshots[0]}), complete

    def counts_toward_pass(self, definition: DecisionDefinition) -> bool:
        return definition.split is None

    def openable(self, definition: DecisionDefinition) -> tuple[str, ...]:
        return definition.openable

    def parse_answer(self, definition: DecisionDefinition, raw: object) -> dict[str, Any]:
        sent = read_object(raw, ("fields", "within") if definition.ask_within else ("fields",))
        fields = {field.key: field for field in snapshot_in(definition).fields}
        values = read_object(sent.get("fields", {}), fields, ("fields",))
        read_values = {
            key: _value(definition, field, values[key])
            for key, field in fields.items()
            if values.get(key) is not None
        }
        answer = {"fields": {key: value for key, value in read_values.items() if value}}
        times = _times(definition, sent.get("within", {}))
        return {**answer, "within": times} if times else answer

    def read_form(self, definition: DecisionDefinition, data: FormData, prefix: str) -> Raw:
        stem = f"{prefix}.field."
        values = sent_under(data, stem)
        for field in snapshot_in(definition).fields:
            if field.kind in {"many", "clause"} and field.key in values:
                values[field.key] = sent_all(data, stem + field.key)
        times = sent_under(data, f"{prefix}.within.")
        return {"fields": values, "within": times} if times else {"fields": values}

    def is_answered(self, answer: Answer | None) -> bool:
        return answer is not None and bool(answer["fields"])

    def missing(self, definition: DecisionDefinition, answer: Answer | None) -> tuple[str, ...]:
        values = answer["fields"] if answer else {}
        times = answer.get("within", {}) if answer else {}
        apply_now = applying(definition, values)
        found = [k for k, field in apply_now.items() if field.required and k not in values]
        for key, field in timed_fields(definition).items():
            done = key in apply_now and set(chosen_in(values, key)) - field.none_options()
            if done and key not in times:
                found.append(f"{key}.within")
        return tuple(found)

    def _score(
        self,
        definition: DecisionDefinition,
        answer: Answer,
        texts_by_language: Mapping[str, DecisionTexts] | None,
    ) -> tuple[Fraction, dict[str, str]]:
        return score(definition, answer["fields"], answer.get("within"))

    def _axes(self, definition: DecisionDefinition, answer: Answer) -> Mapping[str, Fraction]:
        return axes(definition, answer["fields"], answer.get("within"))

    def choices(self, definition: DecisionDefinition) -> Mapping[str, Choices]:
        timed = timed_fields(definition)
        found: dict[str, Choices] = {}
        for field in snapshot_in(definition).fields:
            wanted = definition.fields.get(field.key)
            if field.kind != "text":
                right = {*wanted.right, *wanted.also} if wanted else set()
                found[field.key] = Choices(definition.options_of(field), frozenset(right))
            if field.key in timed:
                due = {wanted.within} if wanted and wanted.within else set()
                found[f"{field.key}.within"] = Choices(get_args(Within), frozenset(due))
        return found

    def chosen(self, answer: Answer) -> Iterator[tuple[str, str]]:
        for key, value in answer["fields"].items():
            yield from ((key, one) for one in ([value] if isinstance(value, str) else value))
        yield from ((f"{key}.within", time) for key, time in answer.get("within", {}).items())

    def choice_words(self, texts: DecisionTexts, part: str, choice: str) -> str:
        labels = labels_in(texts)
        field = labels.fields.get(part)
        named = {**labels.clauses, **(field.options if field else {})}
        return named.get(choice, choice)

    def shown(
        self, definition: DecisionDefinition, texts: DecisionTexts, arrangement: Arrangement | None
    ) -> View:
        labels = labels_in(texts)
        return {
            "type": self.key,
            "title": labels.title,
            "seat": labels.seat,
            **shown_report(definition, texts),
            "fields": shown_fields(definition, texts),
        }

    def _controls(self, shown: View, answer: Answer, prefix: str) -> View:
        fields = field_controls(
            shown["fields"], answer.get("fields", {}), answer.get("within", {}), prefix
        )
        context = [{**part, "id": f"{prefix}.context.{part['key']}"} for part in shown["context"]]
        # Nothing stands open unless the page says so.
        return {"fields": fields, "context": context, "opened": []}

    def _review(
        self,
        definition: DecisionDefinition,
        texts: DecisionTexts,
        answer: Answer,
        graded: Graded,
        arrangement: Arrangement | None,
        *,
        told: bool,
    ) -> View:
        return {
            **shown_report(definition, texts),
            "seat": labels_in(texts).seat,
            "fields": reviewed_fields(definition, texts, answer, graded.outcomes, told=told),
            "axes": percentages(graded.axes) if told else {},
            "split": reviewed_split(definition, texts) if told else None,
            "feedback": texts.feedback if told else "",
        }


def _form(definition: DecisionDefinition, supply: Supply, language: str) -> Form:
    if language not in supply.forms:
        what = f"the form “{definition.form}” was not found in “{language}”"
        raise FaultsFound([Fault(("form",), what)])
    return read(Form, supply.forms[language], at=("form",))


def _clauses(definition: DecisionDefinition, supply: Supply, language: str) -> dict[str, str]:
    titles = supply.clauses.get(language, {})
    faults = [
        Fault(("clauses", index), f"“{key}” has no title in “{language}”")
        for index, key in enumerate(definition.clauses)
        if key not in titles
    ]
    if faults:
        raise FaultsFound(faults)
    return {key: titles[key] for key in definition.clauses}


def _times(definition: DecisionDefinition, sent: object) -> dict[str, str]:
    timed = timed_fields(definition)
    values = read_object(sent, timed, ("within",))
    return {
        key: read_key(values[key], get_args(Within), ("within", key))
        for key in timed
        if values.get(key) is not None
    }


def _value(definition: DecisionDefinition, field: SnapshotField, value: object) -> str | list[str]:
    path = ("fields", field.key)
    if field.kind == "text":
        return read_text(value, path, limit=LONG_TEXT, multiline=True)
    options = definition.options_of(field)
    if field.kind == "one":
        return read_key(value, options, path)
    return read_keys(value, options, path)
