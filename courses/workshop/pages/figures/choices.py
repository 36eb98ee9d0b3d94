"""What was chosen in each part of an answer, and which context was opened, in lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from courses.insight.asked import GONE, Asked
from courses.workshop.pages.figures import words
from courses.workshop.pages.figures.labels import part_words, plain_words

# Whatever was chosen this seldom stands in no line of its own when a part has very many options.
MOST_LINES = 20


@dataclass(frozen=True)
class CountLine:
    """One thing with how often it was chosen, of all and in each third."""

    label: str
    is_key: bool
    shares: tuple[str, ...]


@dataclass(frozen=True)
class ChosenPart:
    """One part of the answer with everything that was chosen in it."""

    title: str
    lines: list[CountLine]


@dataclass(frozen=True)
class Chosen:
    """What was chosen in the parts of the answers that are still kept."""

    parts: list[ChosenPart]
    sizes: tuple[int, ...]

    @property
    def has_thirds(self) -> bool:
        """Whether thirds are told beside the whole."""
        return len(self.sizes) > 1


def chosen_parts(
    answers: Mapping[str, Any], body: Mapping[str, Any] | None, asked: Asked | None
) -> Chosen | None:
    """Return the choices part by part, in the order of the question; None where none are told."""
    told = answers.get("chosen")
    if not told or body is None or asked is None:
        return None
    texts = asked.type.parse_texts(body["texts"], compiled=True)
    sizes: list[int] = told["sizes"]
    parts = []
    for part, known in asked.choices.items():
        counts: Mapping[str, list[int]] = told["parts"].get(part, {})
        lines = [
            CountLine(
                label=_choice(asked, texts, part, choice),
                is_key=choice in known.right,
                shares=_shares(counts.get(choice), sizes),
            )
            for choice in (*known.options, GONE)
            if choice in counts or choice in known.right or len(known.options) <= MOST_LINES
            if choice != GONE or choice in counts
        ]
        parts.append(ChosenPart(_title(body, part), lines))
    return Chosen(parts, tuple(sizes))


def opened_lines(
    answers: Mapping[str, Any], body: Mapping[str, Any] | None, asked: Asked | None
) -> list[CountLine]:
    """Return how many opened each piece of context; nothing where there is none to open."""
    if asked is None or not asked.openable or "parts" not in answers:
        return []
    opened: Mapping[str, list[int]] = answers.get("opened", {})
    return [
        CountLine(
            _context(body, key), is_key=False, shares=_shares(opened.get(key), answers["sizes"])
        )
        for key in asked.openable
    ]


def _shares(counts: Sequence[int] | None, sizes: Sequence[int]) -> tuple[str, ...]:
    counts = counts or [0] * len(sizes)
    return tuple(
        words.percent(count / size if size else 0.0)
        for count, size in zip(counts, sizes, strict=True)
    )


def _choice(asked: Asked, texts: Any, part: str, choice: str) -> str:
    if choice == GONE:
        return _("something that is no longer there")
    if part.endswith(".within"):
        return _time(choice)
    if asked.type.name == "ordering":
        return _("place %(place)s") % {"place": choice}
    return plain_words(asked.type.choice_words(texts, part, choice)) or choice


def _time(choice: str) -> str:
    return {
        "1h": _("Within 1 hour"),
        "48h": _("Within 48 hours"),
        "promptly": _("Promptly, without undue delay"),
    }.get(choice, choice)


def _title(body: Mapping[str, Any], part: str) -> str:
    if part.endswith(".within"):
        field = part_words(body, part.removesuffix(".within"))
        return _("%(field)s: how soon") % {"field": field}
    return part_words(body, part)


def _context(body: Mapping[str, Any] | None, key: str) -> str:
    named = {
        "history": pgettext("context of a report", "Account history"),
        "thread": pgettext("context of a report", "Thread"),
    }
    return named.get(key) or part_words(body, key)
