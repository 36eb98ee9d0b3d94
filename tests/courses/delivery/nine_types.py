"""A course that asks every type of question; keys and feedback are sentinels."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from courses.catalogue.drafts import CourseDraft, QuestionDraft, QuestionWords
from tests.courses.questions.examples import EXAMPLES, TOLD, Example
from tests.factories.catalogue import course_draft, lesson_draft

# An answer that is not the key's, as each type's form sends it.
WRONG: dict[str, dict[str, list[str]]] = {
    "single": {"answer.option": ["red"]},
    "multiple": {"answer.option": ["blue", "grey"]},
    "numeric": {"answer.number": ["4"]},
    "short": {"answer.text": ["another"]},
    "ordering": {"answer.position.law": ["5"], "answer.position.arrest": ["4"]},
    "matching": {"answer.pair.hand": ["boot"]},
    "decision": {"answer.field.ground": ["neither"], "answer.field.action": ["none"]},
    "cloze": {"answer.blank.who": ["court"], "answer.blank.name": ["another"]},
    "freetext": {"answer.text": ["No idea"]},
}
WRONG["told"] = WRONG["decision"]
DECISION: dict[str, Any] = {
    "form": "house/reasons",
    "seat": "front-line",
    "clauses": ["house/FEE-1.1", "house/FEE-1.2"],
    "fields": {"ground": {"right": ["policy"]}, "action": {"right": ["remove"]}},
}
# What a report can show besides, and experts who differ.
TOLD_BESIDE = ("automatic", "history", "thread", "context", "split")


def drafted(example: Example) -> QuestionDraft:
    """A question of the examples as a draft; the decisions use the form of the house rules."""
    entry = example.entry
    kind = "told" if example is TOLD else entry["type"].partition("/")[0]
    told = {key: value for key, value in entry.items() if key not in ("uid", "type", "texts")}
    texts = entry["texts"]
    if kind == "decision":
        told = DECISION
        texts = {key: value for key, value in texts.items() if key != "context"}
    if kind == "told":
        told = {**DECISION, **{key: entry[key] for key in TOLD_BESIDE}}
    return QuestionDraft(
        uid=kind, type=entry["type"], definition=told, texts={"en": QuestionWords(texts)}
    )


def draft_of_all(lessons: Mapping[str, Mapping[str, Any]], *, slug: str, code: str) -> CourseDraft:
    """A draft with a quiz for each of these settings, each of which asks everything there is."""
    questions = tuple(sorted(map(drafted, EXAMPLES), key=lambda question: question.uid))
    drawn = [{"questions": [question.uid for question in questions]}]
    quizzes = [
        lesson_draft(uid, "quiz", settings={"draw": drawn, **settings})
        for uid, settings in lessons.items()
    ]
    return replace(course_draft(*quizzes, slug=slug, code=code), questions=questions)
