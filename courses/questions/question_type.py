"""What every question type can do. A type is stateless: all it needs is handed in."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from typing import Any

from courses.questions import prose
from courses.questions.answers import FormData, Raw
from courses.questions.arranging import Arrangement
from courses.questions.errors import AnswerRefused, Fault, FaultsFound
from courses.questions.marks import Graded, clamped
from courses.questions.prose import MarkdownField
from courses.questions.shapes import Shape, as_json, as_strings, read

type View = dict[str, Any]  # JSON for a template
type Answer = Mapping[str, Any]  # JSON that parse_answer returned

COMMON_KEYS = frozenset(
    {"uid", "type", "marks", "difficulty", "intensity", "tags", "covers", "pools"}
)


@dataclass(frozen=True)
class Wants:
    """What a question needs from outside to be complete."""

    form: str | None = None
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Supply:
    """What the compiler found for a question, by language.

    `forms`: the wanted decision form as plain data with the labels of that language, in the
    shape of an entry of forms.yaml. `clauses`: the plain title of each wanted clause by key.
    """

    forms: Mapping[str, object] = field(default_factory=dict)
    clauses: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Choices:
    """What can be chosen in one part of an answer, in its order, and what of that is right."""

    options: tuple[str, ...]
    right: frozenset[str]


class QuestionType[D: Shape, T: Shape](ABC):
    """One kind of question: its definition, its texts, its answers and its marks."""

    key: str
    Definition: type[D]
    Texts: type[T]
    compiled_definition_keys: frozenset[str] = frozenset()
    compiled_text_keys: frozenset[str] = frozenset()
    is_marked_by_person: bool = False

    @property
    def name(self) -> str:
        """The type without its version, which is also the folder of its templates."""
        return self.key.partition("/")[0]

    @property
    def answer_template(self) -> str:
        return f"courses/questions/{self.name}/answer.html"

    @property
    def feedback_template(self) -> str:
        return f"courses/questions/{self.name}/feedback.html"

    # What an author writes.

    def parse_definition(self, raw: object) -> D:
        """Return the definition; raise FaultsFound with every fault and its path."""
        return read(self.Definition, raw)

    def parse_texts(self, raw: object, *, compiled: bool = False) -> T:
        """Return the texts; `compiled` says that they hold rendered HTML (from a part)."""
        return read(self.Texts, raw, at=("texts",), compiled=compiled)

    def from_entry(self, entry: Mapping[str, object]) -> tuple[D, T]:
        """Return what an entry of questions.yaml says; raise FaultsFound.

        The keys that every question has (uid, type, marks, …) are left to the caller. What
        only the compiler may add is refused as unknown.
        """
        own = {k: v for k, v in entry.items() if k not in COMMON_KEYS and k != "texts"}
        faults = [
            Fault((k,), "is no key of this type") for k in self.compiled_definition_keys & {*own}
        ]
        texts = entry.get("texts")
        if isinstance(texts, Mapping):
            unknown = self.compiled_text_keys & {*texts}
            faults += [Fault(("texts", k), "is no key of this type") for k in unknown]
        definition = _gathering(faults, lambda: self.parse_definition(own))
        words = _gathering(faults, lambda: self.parse_texts(texts))
        if faults or definition is None or words is None:
            raise FaultsFound(faults)
        return definition, words

    def to_entry(self, definition: D, texts: T) -> dict[str, object]:
        """Return the entry that from_entry reads as these two; every scalar is a string."""
        own = self._without(as_json(definition), self.compiled_definition_keys)
        return {**own, "texts": self.texts_to_entry(texts)}

    def texts_to_entry(self, texts: T) -> dict[str, object]:
        """Return the texts alone, as questions.es.yaml holds them for a further language."""
        return self._without(as_json(texts), self.compiled_text_keys)

    @staticmethod
    def _without(dumped: dict[str, Any], keys: frozenset[str]) -> dict[str, object]:
        return {key: as_strings(value) for key, value in dumped.items() if key not in keys}

    def check(self, definition: D, texts: T) -> list[Fault]:
        """Return what does not fit together in the definition and in one language's texts."""
        return [*self.check_definition(definition), *self.check_texts(definition, texts)]

    @abstractmethod
    def check_definition(self, definition: D) -> list[Fault]:
        """Return what does not fit together in the definition."""

    @abstractmethod
    def check_texts(self, definition: D, texts: T) -> list[Fault]:
        """Return the keys that are missing from one language's texts or unknown to it."""

    # What the compiler does.

    def wants(self, definition: D) -> Wants:
        """Return what the compiler has to find before it can complete the question."""
        return Wants()

    def complete(
        self, definition: D, texts: Mapping[str, T], supply: Supply
    ) -> tuple[D, dict[str, T]]:
        """Return definition and texts (by language) that need nothing else for grading.

        The definition that comes back is the same for every language. Raises FaultsFound.
        """
        return definition, dict(texts)

    def markdown_fields(self, texts: T) -> Iterator[MarkdownField]:
        """Yield the texts that the compiler renders, with their paths."""
        return prose.markdown_fields(texts)

    def map_markdown(self, texts: T, render: Callable[[MarkdownField], str]) -> T:
        """Return the same shape with every Markdown text replaced by its HTML."""
        return prose.map_markdown(texts, render)

    def to_json(self, shape: D | T) -> dict[str, Any]:
        """Return a definition or texts as the JSON of a part, without what is at its default."""
        return as_json(shape)

    # What a learner does.

    @abstractmethod
    def parse_answer(self, definition: D, raw: object) -> dict[str, Any]:
        """Return the answer in its one form; raise AnswerRefused. Parsing twice is parsing once."""

    @abstractmethod
    def read_form(self, definition: D, data: FormData, prefix: str) -> Raw:
        """Return what answer.html sent, for parse_answer to judge. `data` is name to values."""

    @abstractmethod
    def is_answered(self, answer: Answer | None) -> bool:
        """Say whether anything was answered at all."""

    @abstractmethod
    def missing(self, definition: D, answer: Answer | None) -> tuple[str, ...]:
        """Return the keys that still wait for an answer; empty when the answer is complete."""

    def grade(
        self,
        definition: D,
        answer: Answer | None,
        texts_by_language: Mapping[str, T] | None = None,
    ) -> Graded:
        """Return marks and codes for an answer that parse_answer returned.

        Pure, and the same in every language. No answer is worth nothing. The texts are
        needed only for a question that `complete` has not seen.
        """
        if answer is None or not self.is_answered(answer):
            return Graded(Fraction(0), dict.fromkeys(self.missing(definition, None), "unanswered"))
        share, outcomes = self._score(definition, answer, texts_by_language)
        return Graded(clamped(share), outcomes, self._axes(definition, answer))

    def grade_marked(self, definition: D, levels: Mapping[str, str]) -> Graded:
        """Return what a person's marks are worth, by criterion; only where a person marks.

        What is no level of a criterion (such as the outcome “unmarked”) leaves it unmarked.
        """
        raise NotImplementedError(f"{self.key} is not marked by a person")

    def awaits_marking(self, definition: D, answer: Answer | None) -> bool:
        """Say whether a person has to mark this answer; one that is empty needs nobody."""
        return self.is_marked_by_person and self.is_answered(answer)

    def counts_toward_pass(self, definition: D) -> bool:
        """Say whether the question is part of passing; one on which experts differ is not."""
        return True

    def openable(self, definition: D) -> tuple[str, ...]:
        """Return the keys of what a learner can open beside the question (`data-context`)."""
        return ()

    def choices(self, definition: D) -> Mapping[str, Choices]:
        """Return by part of an answer what can be chosen in it and what of that is right.

        For counting who chose what in types whose outcomes do not tell it; most have none.
        """
        return {}

    def chosen(self, answer: Answer) -> Iterator[tuple[str, str]]:
        """Yield (part, choice) for everything that an answer chose in the parts of `choices`."""
        yield from ()

    def choice_words(self, texts: T, part: str, choice: str) -> str:
        """Return what a choice in a part is called in one language, as HTML; its key if unknown."""
        return choice

    def _axes(self, definition: D, answer: Answer) -> Mapping[str, Fraction]:
        """Return the shares on axes that are told apart; most types have none."""
        return {}

    @abstractmethod
    def _score(
        self, definition: D, answer: Answer, texts_by_language: Mapping[str, T] | None
    ) -> tuple[Fraction, dict[str, str]]:
        """Return the share and the outcome codes of an answer that is there."""

    # What a learner sees.

    def arrange(self, definition: D, rng: Random) -> Arrangement:
        """Return the shuffles of this question, drawn once and stored in the attempt."""
        return {}

    @abstractmethod
    def shown(self, definition: D, texts: T, arrangement: Arrangement | None) -> View:
        """Return all that may leave the server before time: no key, no weight, no feedback."""

    def answer_context(
        self,
        shown: View,
        answer: Answer | None,
        *,
        prefix: str,
        refused: AnswerRefused | None = None,
    ) -> View:
        """Return `q` for answer.html: what is shown, with names, ids and what was answered.

        `answer` may also be what read_form returned for an answer that was refused, so that
        what was typed is kept. `prefix` begins every name and id on the page.
        """
        return {
            **shown,
            **self._controls(shown, answer or {}, prefix),
            "prefix": prefix,
            "template": self.answer_template,
            "refused": {"code": refused.code, "where": refused.where} if refused else None,
        }

    @abstractmethod
    def _controls(self, shown: View, answer: Answer, prefix: str) -> View:
        """Return the rows and names of the form's controls."""

    def feedback(
        self,
        definition: D,
        texts: T,
        answer: Answer | None,
        *,
        arrangement: Arrangement | None = None,
        reveal: bool = True,
        levels: Mapping[str, str] | None = None,
    ) -> View:
        """Return `q` for feedback.html: what was answered and what became of it.

        Without `reveal` (a retry follows) nothing tells the right answer: only what was
        chosen is judged, and the closing feedback waits until all is right. `levels` are
        what a person marked (the outcomes of its grading will do), where a person marks.
        """
        graded = self._graded(definition, texts, answer, levels)
        told = reveal or graded.is_full
        return {
            **self._review(definition, texts, answer or {}, graded, arrangement, told=told),
            "type": self.key,
            "template": self.feedback_template,
            "verdict": verdict_of(graded, is_answered=self.is_answered(answer)),
            "revealed": told,
            "counts": self.counts_toward_pass(definition),
        }

    def _graded(
        self, definition: D, texts: T, answer: Answer | None, levels: Mapping[str, str] | None
    ) -> Graded:
        if levels is not None and self.awaits_marking(definition, answer):
            return self.grade_marked(definition, levels)
        return self.grade(definition, answer, {"": texts})

    @abstractmethod
    def _review(
        self,
        definition: D,
        texts: T,
        answer: Answer,
        graded: Graded,
        arrangement: Arrangement | None,
        *,
        told: bool,
    ) -> View:
        """Return the rows of the feedback."""


type AnyQuestionType = QuestionType[Any, Any]  # a registry cannot know which


def verdict_of(graded: Graded, *, is_answered: bool) -> str:
    """Return right, partly, wrong, unanswered, or awaiting where a person has yet to mark."""
    if not is_answered:
        return "unanswered"
    if "unmarked" in graded.outcomes.values():
        return "awaiting"
    if graded.is_full:
        return "right"
    return "partly" if graded.share > 0 else "wrong"


def _gathering[R](faults: list[Fault], act: Callable[[], R]) -> R | None:
    try:
        return act()
    except FaultsFound as found:
        faults += found.faults
        return None
