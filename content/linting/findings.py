"""The one list of rules, and what a rule found."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

type Severity = Literal["warning", "hint"]


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for translation; whoever shows it translates it."""
    return sentence


@dataclass(frozen=True)
class Rule:
    """One rule: its code, how much it weighs, and its sentence, with `{…}` for what it found.

    A warning may be wrong on the page; a hint is about reading well. `advised` is the sentence
    where the finding has a detail, of a rule that finds some without.
    """

    code: str
    severity: Severity
    sentence: str
    advised: str = ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Every sentence that the rule has."""
        return (self.sentence, self.advised) if self.advised else (self.sentence,)


@dataclass(frozen=True, order=True)
class Finding:
    """What a rule found: the place in the text (offsets, line from 1) and the words there.

    `detail` is what the sentence names besides the words.
    """

    start: int
    end: int
    line: int
    code: str
    words: str
    detail: str = ""

    @property
    def severity(self) -> Severity:
        """How much the rule weighs."""
        return RULES[self.code].severity


RULES = {
    rule.code: rule
    for rule in (
        Rule(
            "number",
            "warning",
            gettext_noop(
                "“{words}” is a figure without a source: cite the fact after it, or leave it out"
            ),
        ),
        Rule("uncited-fact", "warning", gettext_noop("{words} rests on no source yet")),
        Rule(
            "quote",
            "warning",
            gettext_noop("“{words}” does not stand in the source as it was received: {detail}"),
        ),
        Rule(
            "law-unchecked",
            "warning",
            gettext_noop("{words} is law without a status or a day on which it was last checked"),
        ),
        Rule(
            "too-strong",
            "warning",
            gettext_noop("“{words}” says more than the source: the fact is {detail}"),
        ),
        Rule(
            "media",
            "warning",
            gettext_noop("“{words}” is a picture or leads to media: Casebook is text only"),
        ),
        Rule(
            "explicit",
            "warning",
            gettext_noop("“{words}” is more explicit than needed"),
            gettext_noop(
                "“{words}” is more explicit than needed; your organisation advises: {detail}"
            ),
        ),
        Rule(
            "victim",
            "warning",
            gettext_noop("“{words}” may name a victim"),
            gettext_noop("“{words}” may name a victim; your organisation advises: {detail}"),
        ),
        Rule(
            "newer-version",
            "warning",
            gettext_noop("{words} is held at an older version; in effect is version {detail}"),
        ),
        Rule(
            "stale",
            "warning",
            gettext_noop("the text that this was translated from has changed since"),
        ),
        Rule("long", "hint", gettext_noop("a sentence of {detail} words: two would read better")),
    )
}


def sentence_of(finding: Finding, translate: Callable[[str], str] = str) -> str:
    """Return the sentence of a finding; `translate` gives the rule's sentence in a language."""
    rule = RULES[finding.code]
    sentence = translate(rule.advised if rule.advised and finding.detail else rule.sentence)
    return sentence.replace("{words}", finding.words).replace("{detail}", finding.detail)
