"""The sentences of a paragraph, with abbreviations kept whole (pure)."""

import re
from collections.abc import Iterator

from content.importing.months import MONTHS
from content.importing.words import word_set

_END = re.compile(r"[.!?…。！？]+[\"'”’»)\]*_]{0,4}(?=\s|$|[。！？])|[。！？]")
_NEXT = re.compile(r"\s*([\"'“‘«(\[¿¡*_—–-]{0,4}\s?)(\S{1,40})")
_WORD_BEFORE = re.compile(r"(?:^|[\s(\[“\"‘'/—–-])([^\s(\[“\"‘'/—–]{1,20})$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+$")
# An abbreviation that never ends a sentence: a name or a number follows.
_LEADS = word_set(
    """mr mrs ms mx dr prof sr jr st rev hon gen col lt sgt capt cmdr det insp supt pres gov sen rep
    no nos art arts sec secs para paras p pp fig figs vol ch cf ca approx est vs v al eg ie viz
    op cit ed eds messrs mme mlle m fr hr herr frau núm num nr abs lit bzw z.b d.h u.a sra dra
    messr adm maj pvt cpl rt ft mt"""
)
# These may end one: it depends on what follows.
_MAY = word_set(
    """jan feb mar apr jun jul aug sep sept oct nov dec inc ltd co corp llc plc bros etc dept
    univ assn ave blvd rd est a.m p.m am pm u.s u.k e.u u.n d.c n.y u.s.a ph.d b.v s.a gmbh ag
    mon tue tues wed thu thur thurs fri sat sun calif fla ill mass mich minn pa tex va wash conn
    ariz ala ark colo del ga kan ky la md me miss mo mont neb nev okla ore tenn vt wis wyo mio mrd
    mill bn mn usd no"""
)
_STARTERS = word_set(
    """the a an in on at by for from with since after before during until as it its he she they we
    you i this that these those there his her their our but and or so yet if when while where who
    what which how why all some many most several both each every another other no not more last
    next about over under between among according police officers officials investigators
    prosecutors authorities however meanwhile then also europol interpol two three four five six
    seven eight nine ten one"""
)
_LONGEST = 4_000


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the places of the sentences in ``text[start:end]``, without white space around."""
    begin = start
    for found in _END.finditer(text, start, end):
        if (
            found.end() < end
            and not _ends(text, begin, found, end)
            and (found.end() - begin < _LONGEST)
        ):
            continue
        yield from _stripped(text, begin, found.end())
        begin = found.end()
    yield from _stripped(text, begin, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _ends(text: str, begin: int, found: re.Match[str], end: int) -> bool:
    following = _NEXT.match(text, found.end(), end)
    if following is None:
        return True
    opening, word = following[1], following[2]
    first = word[0]
    if first.islower() and not opening.strip("—–-* "):
        return False
    mark = found.group()
    if not mark.startswith(".") or mark.startswith(".."):
        return not first.islower()
    before = _WORD_BEFORE.search(text, max(begin, found.start() - 24), found.start())
    short = before[1].lower().rstrip(".") if before else ""
    if short in _LEADS and not (short == "no" and first.isupper()):
        return False
    if short.isdigit() and word.lower().rstrip(".,") in MONTHS and len(short) <= 2:
        return False  # "am 11. März"
    starts = word.strip(".,;:").lower() in _STARTERS
    if short in _MAY:
        return starts and not (first.isdigit())
    if before and _INITIALS.match(before[1] + "."):
        return starts and len(before[1]) > 1
    # "1. An independent …" is the number of an item, not a sentence.
    return not (short.isdigit() and found.start() - begin <= 3)
