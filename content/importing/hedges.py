"""How sure a text says it is, and how far a matter has gone (pure)."""

import re

# What stands right before a number, or right after it.
_BEFORE = re.compile(
    r"(?i)\b(at\s+least|at\s+most|no\s+(?:more|fewer|less)\s+than|not\s+(?:more|less)\s+than|more\s+than"
    r"|fewer\s+than|less\s+than|well\s+over|just\s+over|just\s+under|over|under|above|below|up\s+to"
    r"|as\s+many\s+as|as\s+(?:much|few)\s+as|about|around|approximately|approx\.?|roughly|circa|some"
    r"|nearly|almost|close\s+to|an?\s+estimated|estimated(?:\s+at)?|put\s+at|upwards?\s+of|in\s+excess\s+of"
    r"|exactly|only|a\s+total\s+of|a\s+further|another|an\s+additional|between|anywhere\s+from|possibly"
    r"|perhaps|maybe|rund|etwa|mindestens|fast|über|más\s+de|unos|unas|al\s+menos|casi|environ"
    r"|plus\s+de|au\s+moins|circa|oltre|ca\.?)\s+(?:the\s+|an?\s+|of\s+)?$"
)
_NO_HEDGE = {"only", "another", "a total of", "a further", "an additional", "exactly", "between"}
_AFTER = re.compile(r"(?i)^\s*(\+|or\s+more|or\s+so|or\s+fewer|or\s+less|plus\b|and\s+counting)")
_CLAUSE = re.compile(
    r"(?i)\b(alleg(?:e[sd]?|edly|ing|ations?)|accused|suspected|believe[sd]?|thought\s+to|said\s+to|expect(?:s|ed)?"
    r"|anticipated|projected|estimated?|estimates|reportedly|apparently|likely|possibly|potentially"
    r"|presumed|purported(?:ly)?|claimed?|claims|unconfirmed|provisional(?:ly)?|preliminary|could|may|might"
    r"|if\s+convicted|faces?\s+up\s+to)\b"
)
_NOT_MAY = re.compile(r"\bMay\b")
_STATUS: tuple[tuple[str, str], ...] = (
    ("convicted", r"convict(?:ed|ion|ions)|found\s+guilty|plead(?:ed)?\s+guilty|pled\s+guilty"
                  r"|guilty\s+pleas?|admitted\s+to|sentenced|jailed|imprisoned|sentence\s+of"
                  r"|sent\s+to\s+prison|handed\s+(?:a|down)\b.{0,30}\bsentence"),
    ("acquitted", r"acquitt(?:ed|al)|found\s+not\s+guilty|cleared\s+of"),
    ("dismissed", r"charges?\s+(?:were|was)\s+dropped|dismissed\b.{0,30}\b(?:count|charge|case)s?"),
    ("appealed", r"appealed|lodged\s+an\s+appeal|is\s+appealing"),
    ("charged", r"charg(?:ed|ing)(?!\s+(?:\w+\s+){0,2}[$€£\d])|charges\s+against"
                r"|indict(?:ed|ment)|(?:be|been|being|is|are|was|were)\s+prosecuted|faces?\s+charges|arra"
        r"igned"),
    ("arrested", r"arrest(?:s|ed|ing)?|detain(?:ed|ing)|apprehended|taken\s+into\s+custody"
                 r"|in\s+custody|remanded"),
    ("alleged", r"alleg(?:e[sd]?|edly|ing|ations?)|accused|presumed\s+innocent"),
    ("suspected", r"suspect(?:s|ed)?|under\s+investigation"),
    ("expected", r"expect(?:s|ed)?|anticipated|planned|scheduled|due\s+to"),
    ("sanctioned", r"sanction(?:s|ed)|designated"),
    ("provisional", r"provisional(?:ly)?"),
    ("proposed", r"proposed|proposal|negotiating"),
    ("adopted", r"adopted|signed\s+into\s+law|enacted"),
    ("estimated", r"estimated?|estimates"),
)  # fmt: skip
_STATUSES = tuple((name, re.compile(rf"(?i)\b(?:{rule})\b")) for name, rule in _STATUS)
_BREAK = re.compile(r"[,;:—–(]|\s-\s|\b(?:while|which|who|whose|but|where|although|whereas)\b")
_NOT = re.compile(
    r"(?i)\b(?:if|unless|until|not|never|no\s+one|nobody)\b[^,;.]{0,40}$"
    r"|\bno\s+(?:(?:previous|prior|earlier|criminal)\s+)?$"
)


def hedges_at(sentence: str, start: int, end: int) -> tuple[str, ...]:
    """Return the words that hold back what is said at this place, as written, in lower case."""
    found: list[str] = []
    before = _BEFORE.search(sentence[max(0, start - 40) : start])
    if before and " ".join(before[1].lower().split()) not in _NO_HEDGE:
        found.append(" ".join(before[1].lower().split()))
    after = _AFTER.match(sentence[end : end + 20])
    if after:
        found.append(" ".join(after[1].lower().split()))
    left, right = clause_at(sentence, start, end)
    for match in _CLAUSE.finditer(sentence, left, right):
        word = " ".join(match[1].lower().split())
        if word == "may" and _NOT_MAY.match(match[1]):
            continue
        if word not in found and not any(word in one for one in found):
            found.append(word)
    return tuple(found)


def clause_at(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the clause around a place."""
    left, right = 0, len(sentence)
    for match in _BREAK.finditer(sentence):
        if match.end() <= start and not _inside_number(sentence, match.start()):
            left = match.end()
        elif match.start() >= end and not _inside_number(sentence, match.start()):
            right = match.start()
            break
    return left, right


def statuses_in(sentence: str) -> tuple[str, ...]:
    """Return how far a matter has gone by the words of a sentence: charged is not convicted."""
    found = []
    for name, pattern in _STATUSES:
        match = pattern.search(sentence)
        if match and not (
            name in {"convicted", "charged"}
            and _NOT.search(sentence[max(0, match.start() - 60) : match.start()])
        ):
            found.append(name)
    return tuple(found)


def status_at(sentence: str, names: tuple[str, ...]) -> tuple[int, int] | None:
    """Return the place of the first word that gives one of these statuses."""
    places = [
        match.span()
        for name, pattern in _STATUSES
        if name in names and (match := pattern.search(sentence))
    ]
    return min(places) if places else None


def _inside_number(sentence: str, place: int) -> bool:
    return (
        sentence[place : place + 1] in {",", ":"}
        and sentence[place - 1 : place].isdigit()
        and sentence[place + 1 : place + 2].isdigit()
    )
