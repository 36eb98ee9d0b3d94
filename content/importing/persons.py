"""Persons that a text names; who speaks for an office is none that needs care (pure)."""

import re
from collections.abc import Sequence
from itertools import chain

from content.importing.countries import country_named
from content.importing.results import Name
from content.importing.words import word_set

_PART = r"[A-ZÀ-ÞŁŚŽČĐ][a-zà-ÿłśžčđ’'-]+(?:[A-Z][a-z]+)?"
_MIDDLE = r"(?:[A-Z]\.|van|von|de|der|den|da|di|del|la|al|bin|ibn|el|al-)"
_FULL = rf"{_PART}(?:[ \u00a0](?:{_MIDDLE}[ \u00a0]){{0,2}}{_PART}){{1,2}}"
_TITLE = re.compile(
    rf"\b(?P<title>Mr|Mrs|Ms|Miss|Mx|Herr|Frau|Señor|Sr|Sra|Mme)\.?\s+(?P<name>{_PART}(?:[ ]"
    rf"{_PART}){{0,2}})"
)
_OFFICE = re.compile(
    r"\b(?P<office>(?:Attorney\s+General|Attorney|Prime\s+Minister|President|Vice\s+President|Minister|Secretary"
    r"|Commissioner|Director|Executive\s+Director|Governor|Senator|Judge|Justice|Prosecutor|Chief"
    r"|Detective(?:\s+\w+)?|Inspector|Superintendent|Sergeant|Officer|Agent|Spokes\w+|Professor|Dr"
    r"|Chancellor|Mayor|Sheriff|Captain|Colonel|Commander|Representative|MEP|MP|CEO|Chair|Ch(?:ief)?\s+(?:Constable|Supt|Superintendent|Inspector|Insp)|(?:(?:Act|A)/)?Det(?:\.?\s+(?:Ch\s+)?"
    r"(?:Supt|Insp|Sgt|Con))?|DCI|DI|DS|DC|DSU|Supt|Insp|Sgt|PC|Constable)\.?)"
    rf"\s+(?P<name>{_FULL})"
)
_OFFICE_AFTER = re.compile(
    r"(?i)^,?\s*(?:(?:the|a|an|its|his|her|who\s+is|deputy|acting|executive|assistant|chief|senior|"
    r"[\w’']+['’]s)\s+){0,3}(?:\w+\s+){0,2}(?:spokes(?:man|woman|person)|director|commissioner|minister"
    r"|prosecutor|attorney|judge|secretary|head\s+of|chief|officer|detective|professor|lawyer|analyst"
    r"|researcher|president|chair(?:man|woman|person)?\s+of\s+the|inspector|superintendent)\b"
)
_FULL_NAME = re.compile(rf"(?<![\w.’'])(?P<name>{_FULL})(?![\w’'])")
_AGE_AFTER = re.compile(r"^,?\s*\(?(?:aged\s+)?\d{1,2}\)?(?=[,;.)\s]|-year)(?!,\d)")
_CUE_BEFORE = re.compile(
    r"(?i)(?:\b(?:defendants?|suspects?|victims?|named(?:\s+as)?|identified(?:\s+[\w\s]{0,40})?\s+as|charg(?:ed|ing)"
    r"|arrest(?:ed|ing)|convict(?:ed|ing)|sentenc(?:ed|ing)|jailed|indict(?:ed|ing)|accused|against"
    r"|known\s+as|founder|chairman|brother|sister|father|mother|son|daughter|wife|husband|resident"
    r"|\d{1,2}-year-old|extradited|man|woman|teenager|hacker|administrator|operator)\s*,?\s*|"
    r"\b(?:said|told|says|according\s+to)\s+)$"
)
_CUE_AFTER = re.compile(
    r"(?i)^(?:,?\s+(?:who|aged)\b|,\s+(?:an?|the|of|from|his|her|both|and\s+his|a\s+\w+\s+national)\s"
    r"|\s+(?:was|were|is|has|had|pleaded|pled|faces?|faced|appeared|admitted|denied|remains?|allegedly"
    r"|ran|lives?|lived|operated|said|says|told|added|wrote|explained|warned)\b)"
)
_NOT_NAMES = word_set(
    """the a an in on at by for from with since after before during until as it he she they we you i
    this that these those there his her their our but and or so if when while where who what which
    operation project court crown police united state states national federal european central
    homeland supreme high district department ministry agency office bureau council commission union
    service services agents street road city county university bank group center centre institute
    foundation january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday north south east west new san los las
    law act code directive regulation security enforcement intelligence digital online internet
    cyber
    cybercrime task force joint action child children sexual dark web social media news press
    general
    human rights justice treasury internal revenue take down facebook instagram google meta
    microsoft
    islamic red christmas eve data protection world christchurch forum global first second third
    republic kingdom islands middle latin british american german french streaming known party
    market phishing"""
)
_ROLE_FIRST = re.compile(
    r"(?:Defendants?|Suspects?|Victims?|Accused|Founder|Chairman|Brother|Sister)\s+"
)
_LONGEST = 60


def persons_in(text: str, taken: Sequence[tuple[int, int]] = (), whole: str = "") -> list[Name]:
    """Return the persons named; private are all but those who are named with an office.

    Who is named in the text is found in its title and headings too: ``whole`` holds them.
    """
    used = bytearray(max(len(text), len(whole)))
    for start, end in taken:
        _use(used, start, end)
    found: list[Name] = []
    for match in _OFFICE.finditer(text):
        _keep(found, text, match.span("name"), used, is_private=False)
    for match in _TITLE.finditer(text):
        _keep(found, text, match.span("name"), used, is_private=True)
    for match in _FULL_NAME.finditer(text):
        start, end = match.span("name")
        before, after = text[max(0, start - 60) : start], text[end : end + 80]
        if not (_AGE_AFTER.match(after) or _CUE_BEFORE.search(before) or _CUE_AFTER.match(after)):
            continue
        holds = bool(_OFFICE_AFTER.match(after)) and not _AGE_AFTER.match(after)
        _keep(found, text, (start, end), used, is_private=not holds)
    return _said_again(whole or text, sorted(found, key=lambda one: one.start), used)


def _use(used: bytearray, start: int, end: int) -> None:
    """Mark the places of a name, so that no other reaches over them."""
    used[start:end] = b"\x01" * (min(end, len(used)) - start)


def _keep(
    found: list[Name],
    text: str,
    place: tuple[int, int],
    used: bytearray,
    *,
    is_private: bool,
) -> None:
    start, end = place
    while (lead := _ROLE_FIRST.match(text, start, end)) is not None:
        start = lead.end()
    words = text[start:end]
    if " " not in words and not is_private:
        return
    pieces = re.split(r"[\s-]+", words)
    if any(piece.lower().rstrip(".") in _NOT_NAMES for piece in pieces) or len(words) > _LONGEST:
        return
    if country_named(words) or any(country_named(piece) for piece in pieces):
        return
    if any(used[start:end]):
        return
    _use(used, start, end)
    found.append(Name(words, words, start, end, is_private=is_private))


def _said_again(text: str, found: list[Name], used: bytearray) -> list[Name]:
    """Add other namings of who is named: the whole name, also in capitals, or later its last."""
    more: list[Name] = []
    for one in {person.name: person for person in reversed(found)}.values():
        last = one.name.split()[-1]
        full = f"{re.escape(one.name)}|{re.escape(one.name.upper())}"
        again = re.compile(rf"(?<![\w-])(?:{full})(?![\w-])")
        later = re.compile(rf"(?<![\w-])(?:{re.escape(last)}|{re.escape(last.upper())})(?![\w-])")
        for match in chain(again.finditer(text), later.finditer(text, one.end)):
            start, end = match.span()
            if any(used[start:end]):
                continue
            _use(used, start, end)
            more.append(Name(one.name, match.group(), start, end, is_private=one.is_private))
    return sorted([*found, *more], key=lambda one: one.start)
