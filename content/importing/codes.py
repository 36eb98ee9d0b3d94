"""Numbers that name something and count nothing: sections, hours, one of "one in five" (pure)."""

import re

from content.importing.results import Figure
from content.importing.units import Counted

_CODE_BEFORE = re.compile(
    r"(?i)(?:\b(?:no|nos|number|section|sections|sec|article|articles|art|chapter|title|rule|page|pages"
    r"|paragraph|para|recital|annex|case|file|docket|version|regulation|directive|room|flat|suite|phase|part"
    r"|level|tier|figure|table|footnote|note|act|usc|u\.s\.c|code|area|route|channel|windows|android|ios"
    r"|ipv|covid|dial|call|web|group\s+of|bill|form|h\.r)\.?\s*(?:\(\w+\)\s*)?|§\s*|#\s*)$"
)
_ONE_ONLY = re.compile(
    r"(?i)^\s+(?:\w+\s+(?:to\s+(?:the\s+next|another)|after\s+another|by\s+one)\b|of|another|or\s+more|in\s+(?:the|which)|side|hand|day|such|after)\b"
)
_ONE_BEFORE = re.compile(
    r"(?i)\b(?:no|any|every|each|this|that|the|as|is|was|number|another|at)\s+$"
)
_FEW = "two|three|four|five|six|seven|eight|nine"
# "one in five", "nine out of ten": a share told in words, and no count.
_SHARE_AFTER = re.compile(
    rf"(?i)^\s+(?:in|out\s+of)\s+(?:every\s+)?(?:{_FEW}|ten|a\s+hundred|[2-5]\b|10\b|100\b)(?!\s+\w+\s+ago)"
)
_SHARE_BEFORE = re.compile(rf"(?i)\b(?:one|{_FEW}|[1-9])\s+(?:in|out\s+of)\s+(?:every\s+)?$")
# "[4] The appeal", "2.3 The notice": the number of a paragraph.
PARAGRAPH = re.compile(r"\W*(?:\[\d{1,4}\]|[A-Z]?\d{1,3}(?:\.\d{1,3})+\.?)\s+(?=[\W]*[A-Z])")
_OPEN_ALWAYS = re.compile(r"(?i)^\s+(?:hours?\s+a\s+day|days?\s+a\s+week)\b")
_TOP = re.compile(r"(?i)\btop\s+$")
_TIME = re.compile(
    r"(?i)^\s*(?:a\.?m\.?|p\.?m\.?|o['’]clock|hrs?\b|GMT|UTC|CET|U\.?\s?S\.?\s?C\b|C\.?\s?F\.?\s?R\b)"
)


def is_code(words: str, figure: Figure, counted: Counted) -> bool:
    """Say whether a number is the name of something rather than a count of it."""
    before = words[max(0, figure.start - 40) : figure.start]
    after = words[figure.end : figure.end + 30]
    if _OPEN_ALWAYS.match(after):
        return True
    if _CODE_BEFORE.search(before) or _TIME.match(after) or _TOP.search(before):
        return True
    if _SHARE_AFTER.match(after) or _SHARE_BEFORE.search(before):
        return True
    bare = figure.value == figure.value.to_integral_value()
    if words[figure.start - 1 : figure.start] in set("\"“‘'(") and after[:1] in set("\"”’')"):
        return not counted.unit and not figure.unit
    if figure.value == 1 and figure.written.lower() in {"one", "1"}:
        spoken = figure.written.lower() == "one"
        if spoken and (_ONE_ONLY.match(after) or _ONE_BEFORE.search(before)):
            return True
        return not counted.unit or (spoken and not _is_count_of_one(counted.unit))
    if not counted.unit and bare and 1900 <= figure.value <= 2100 and len(figure.written) == 4:
        return True
    return bool(re.match(r"(?:st|nd|rd|th)\b", after))


def _is_count_of_one(unit: str) -> bool:
    head = unit.split()[-1]
    return head in {
        "person", "man", "woman", "suspect", "arrest", "country", "hour", "day", "week", "month",
        "year", "child", "victim", "site", "server", "account", "count", "charge",
        "offence", "offense",
    }  # fmt: skip
