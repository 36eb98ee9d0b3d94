"""What happened without the words for when, so that an order cannot be read off them (pure)."""

import re

_LED_BY = re.compile(
    r"(?i)(?:\b(?:on|in|during|at|between|from|of|dated)\s+)"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:the\s+)?(?:early\s+|late\s+)?$"
)
_BEFORE_A_NOUN = re.compile(r"(?i)\b(?:the|a|an|this|that)\s+$")
_FEWEST_WORDS = 4


def untimed(sentence: str, start: int, end: int) -> str:
    """Return the sentence without its date at `start` to `end`, and the words that lead to it.

    The sentence as it is where that would leave too little or no sentence ("until 5 May").
    """
    before, after = sentence[:start], sentence[end:]
    led = _LED_BY.search(before)
    if led:
        before = before[: led.start()]
    elif before.strip() and not _BEFORE_A_NOUN.search(before):
        return sentence
    told = _joined(before.rstrip(), after.lstrip())
    if len(told.split()) < _FEWEST_WORDS:
        return sentence
    return told[:1].upper() + told[1:]


def _joined(before: str, after: str) -> str:
    if not before:
        return after.lstrip(",;: ")
    if before.endswith(",") and after[:1] in {",", ".", ";", ":"}:
        before, after = before[:-1], after.removeprefix(",").lstrip()
    return before + after if after[:1] in set(',.;:!?)”"’') else f"{before} {after}"
