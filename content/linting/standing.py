"""How far words go about a person: suspected, alleged, arrested, charged, convicted."""

import re
from collections.abc import Iterator

RANKS = {
    "open": 0,
    "reported": 0,
    "suspected": 1,
    "alleged": 1,
    "arrested": 2,
    "charged": 3,
    "appealed": 4,
    "convicted": 4,
    # Neither of these is a weaker form of guilt: no word of guilt fits them.
    "acquitted": 0,
    "dismissed": 0,
}
_WORDS = {
    4: (
        r"convict(?:ed|ion|ions)|found guilty|pleaded guilty|pled guilty|sentenced|jailed"
        r"|condenad[oa]s?|condena|culpables?|sentenciad[oa]s?"
    ),
    3: (
        r"charged|indicted|indictment|prosecuted"
        r"|acusad[oa]s? formalmente|imputad[oa]s?|procesad[oa]s?"
    ),
    2: (
        r"arrest(?:s|ed)?|detained|taken into custody"
        r"|detenid[oa]s?|arrestad[oa]s?|detenci(?:ón|ones)"
    ),
}
_STRONG = re.compile(
    r"(?<!\w)(?:"
    + "|".join(f"(?P<r{rank}>{words})" for rank, words in _WORDS.items())
    + r")(?!\w)",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|no|nobody|none|never|without|nor|neither|before|until|unless|if|may|could|can|might"
    r"|whether|ni|sin|nadie|nunca|ningún|ninguna|antes|hasta|si|puede|pueden|podría)\b[^.;:!?]{0,60}$"
    r"|n[’']t\b[^.;:!?]{0,60}$",
    re.IGNORECASE,
)


def too_strong(words: str, *, status: str, statement: str) -> Iterator[tuple[int, int]]:
    """Give the words that say more than a fact of that status, with their place.

    What is denied or left open (`not convicted`, `may be charged`) says no more, and neither
    does a word that goes as far as the fact's own statement.
    """
    rank = RANKS.get(status)
    if rank is None:
        return
    told = {found.group().lower() for found in _STRONG.finditer(statement)}
    rank = max([rank, *(reached for _found, reached in _claimed(statement))])
    for found, reached in _claimed(words):
        if reached > rank and found.group().lower() not in told:
            yield found.start(), found.end()


def _claimed(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Give each word of guilt that is neither denied nor left open, and how far it goes."""
    for found in _STRONG.finditer(text):
        if not _NOT.search(text[max(0, found.start() - 90) : found.start()]):
            yield found, int((found.lastgroup or "r0")[1:])
