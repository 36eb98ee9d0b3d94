"""The title, the sections and the paragraphs of an article among its furniture (pure)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.importing.dates import Context, dates_in
from content.importing.furniture import (
    begins_comments,
    begins_tail,
    is_byline,
    is_dateline_only,
    is_furniture,
    is_long_text,
)
from content.importing.months import MONTH
from content.importing.results import NO_HEADING, Block

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_CLOSED = re.compile(r"[.;,…][\"'”’»)\]]*$")
_LONGEST_HEADING = 110
_MOST_WORDS = 14
_LONGEST_TITLE = 220
# The place, the day and the agency before the first words: "LONDON, April 18 (Wire) - ".
_DATELINE = re.compile(
    r"[*_]{0,3}(?:[A-ZÀ-Þ][A-ZÀ-Þ'’.]{2,}(?:[ -][A-ZÀ-Þ][A-ZÀ-Þ'’.]*){0,4}"
    r"|[A-ZÀ-Þ][\w'’.]+(?: [A-ZÀ-Þ][\w'’.]+){0,3}(?=[,\s(/][^—–]{0,40}(?:\d|\()[^—–]{0,40}[—–-]))"
    r"(?:,?\s*[\w .,/()]{0,60}?)??"
    r"(?:\s*[(/][^()/\n]{1,60}[)/])?[*_]{0,3}\s*(?:[—–]|--?(?=\s)|:(?=\s))+\s*"
)


# The end of a range rather than the first words of a report.
_GOES_ON = re.compile(rf"(?i)(?:\d|{MONTH}\s+\d)")

# The name of a court above what it says.
_OFFICE = re.compile(
    r"(?i)\(?(?:in\s+the\s+)?(?:united\s+states|u\.s\.|crown|high|supreme|federal|magistrates.?|county)"
    r"\b[^\n]{0,40}\bcourt\b(?:(?:,|\s+(?:at|of|for))[^\n]{0,80})?$"
    r"|(?i:(?:northern|southern|eastern|western|central|middle)\s+(?:district|division)\b[^\n]{0,60}$)"
    r"|(?i:\(?(?:criminal|civil|commercial|chancery|king.?s\s+bench)\s+division\)?$)"
)
# What the paper of a court is, below the court and the parties.
_PAPER = re.compile(
    r"(?i)(?:press\s+|case\s+|executive\s+)?(?:summary|judge?ment|ruling|order|opinion|decision|sentencing|indictment"
    r"|notice|statement|remarks|complaint)\b(?!.*[.!?]$)"
)
# "SAMPLE SAFETY AUTHORITY" above the title: who speaks, and not what is said.
_LETTERHEAD = re.compile(
    r"(?:THE\s+|The\s+)?[A-ZÀ-Þ][\w’'&.-]*(?:\s+(?:of|for|the|and|OF|FOR|THE|AND|&|[A-ZÀ-Þ][\w’'&.-]*)){0,7}?"
    r"\s+(?i:authority|agency|commission|department|ministry|police|office|service|constabulary|council|bureau"
    r"|tribunal|ombudsman|commissioner|court|llp|ltd|inc\.?|gmbh)(?:\s+(?i:of)(?:\s+[A-ZÀ-Þ][\w’'-]*){1,3})?$"
)
_COUNT = re.compile(r"[$€£]?\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBERED = re.compile(r"(?:^|(?<=\n))[ \t]*\(?(?:\d{1,2}|[IVX]{1,5}|[A-H])[.)]\s+$")
# A day at the edge of a short line, apart from what else it says: "A memo for teams, 23/06/2026".
_APART = r"\s*[,|·•–—-]\s*"
_MOST_BESIDE = 6
_MOST_STAMPED = 2
# "annual report, published on 3 March 2025", with the minutes that it takes to read behind.
_ISSUED = re.compile(
    r"(?i)(?:^|[,|·•–—(-])\W*(?:first\s+|last\s+)?(?:published|updated|issued|posted|released|handed\s+down)(?:\s+on)?\s+"
    r"(?:the\s+)?[\w\s,./]{6,40}\W*(?:[|·•–—-]\s*\d+\s*-?\s*min\w*(?:\s+read)?)?\W*$"
)
_WEEKDAY_END = re.compile(
    r"(?i)\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s*$"
)
_TIME_ONLY = re.compile(
    r"(?i)^[\s,]*(?:at\s+)?\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?\s*(?:[a-z]{2,4})?\s*(?=$|[|·–—-])"
)


@dataclass(frozen=True)
class Article:
    """The blocks of a text by what they are: the title, headings with their text, the rest."""

    title: Block | None
    lead: tuple[Block, ...]
    sections: tuple[tuple[Block, tuple[Block, ...]], ...]
    furniture: tuple[Block, ...]
    published: str = ""


def read_structure(text: str, blocks: Sequence[Block]) -> Article:
    """What of these blocks is the article, in order."""
    kept, furniture, published = _without_furniture(text, blocks)
    title, rest, above = _title(text, kept)
    furniture.extend(above)
    lead: list[Block] = []
    sections: list[tuple[Block, list[Block]]] = []
    is_marked = any(block.kind == "heading" and block.level > 1 for block in rest)
    for place, block in enumerate(rest):
        follows = rest[place + 1] if place + 1 < len(rest) else None
        is_first = place == 0 and title is not None
        if block.kind == "heading" or (
            not is_marked and _is_heading(text, block, follows, is_first=is_first)
        ):
            sections.append((_with_number(text, block), []))
        elif sections:
            sections[-1][1].append(block)
        else:
            lead.append(block)
    whole = tuple((heading, tuple(below)) for heading, below in sections if below)
    furniture.extend(heading for heading, below in sections if not below)
    furniture.sort(key=lambda block: block.start)
    return Article(title, tuple(lead), whole, tuple(furniture), published)


def dateline_end(text: str, start: int, end: int) -> int:
    """Return where the first sentence of a paragraph begins, after a dateline if there is one."""
    found = _DATELINE.match(text, start, min(end, start + 140))
    if not found or found.end() >= end or found.end() - start < 5:
        return start
    if _GOES_ON.match(text, found.end()):
        return start
    return found.end()


def columns_at(words: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the heads of the table that a block is a row of: its first row, if that has no count.

    ``columns`` are those of the block before.
    """
    if not words.startswith("|"):
        return ()
    if columns:
        return columns
    cells = tuple(cell.strip() for cell in words.strip("| ").split("|"))
    is_head = not any(_COUNT.match(cell) and not _YEAR.fullmatch(cell) for cell in cells)
    return cells if is_head else ("",) * len(cells)


def _without_furniture(text: str, blocks: Sequence[Block]) -> tuple[list[Block], list[Block], str]:
    kept: list[Block] = []
    furniture: list[Block] = []
    published = ""
    in_tail = is_last = False
    has_text = False
    for place, block in enumerate(blocks):
        words = text[block.start : block.end]
        if in_tail and not is_last and is_long_text(words) and block.kind != "furniture":
            in_tail = False
            if furniture and _heads_text(text, furniture[-1], place, blocks):
                kept.append(furniture.pop())
        is_head = len(kept) <= 3
        dated = _date_of(words) if len(words) <= 120 else ""
        beside = _other_words(words, dated) if dated else 0
        stamped = bool(dated) and (
            is_dateline_only(words, has_date=True, words=beside)
            or (bool(kept) and beside <= _most_beside(words) and _has_day_apart(words))
            or (bool(kept) and _ISSUED.search(words) is not None)
        )
        if block.kind == "furniture" or in_tail or is_furniture(words):
            furniture.append(block)
            if stamped and not published:
                published = dated
            begins = block.kind != "furniture" and has_text and begins_tail(words)
            in_tail = in_tail or begins
            is_last = is_last or (begins and _is_end(text, block))
        elif has_text and begins_tail(words):
            furniture.append(block)
            in_tail = True
            is_last = is_last or _is_end(text, block)
        elif is_byline(words) or (is_head and stamped):
            furniture.append(block)
            published = published or dated
        else:
            kept.append(block)
            has_text = has_text or len(words) > 120
    return kept, furniture, published


def _heads_text(text: str, heading: Block, place: int, blocks: Sequence[Block]) -> bool:
    """Say whether the last of the furniture is a heading, right above long text after it."""
    words = text[heading.start : heading.end]
    is_above = blocks[place - 1] == heading and heading.kind == "heading"
    return is_above and not (begins_tail(words) or is_furniture(words))


def _is_end(text: str, block: Block) -> bool:
    """Say whether comments begin here, so that not even long text is of the article."""
    return begins_comments(text[block.start : block.end]) and block.start > 0.4 * len(text)


def _date_of(words: str) -> str:
    found = [one for one in dates_in(words, Context()) if len(one.on) == 10 and not one.until]
    if len(found) == 2 and _other_words(words, found[0].on) <= _MOST_STAMPED:
        return found[0].on  # published, and updated
    return found[0].on if len(found) == 1 else ""


def _has_day_apart(words: str) -> bool:
    """Say whether the day of a line stands before or behind all else, parted from it."""
    day = next((one for one in dates_in(words, Context()) if len(one.on) == 10), None)
    if day is None or words.rstrip().endswith((".", "?", "!")):
        return False
    before = _WEEKDAY_END.sub("", words[: day.start])
    after = _TIME_ONLY.sub("", words[day.end :].rstrip(" *_"))
    is_last = not after.strip() and re.search(f"{_APART}$", before) is not None
    return is_last or (not before.strip() and re.match(_APART, after) is not None)


def _most_beside(words: str) -> int:
    """Return how many words may stand beside the day: more where dots or bars part them."""
    return 2 * _MOST_BESIDE if re.search(r"\s[·|•]\s", words) else _MOST_BESIDE


def _other_words(words: str, dated: str) -> int:
    """Return how many words of a line are no part of its date."""
    found = dates_in(words, Context())
    rest = words
    for one in reversed(found):
        rest = rest[: one.start] + " " + rest[one.end :]
    known = re.compile(
        r"(?i)published|posted|updated|last|first|on|at|by|date|issued|modified|gmt|utc|bst|cest?"
        r"|e[sd]t|p[sd]t|am|pm|a\.m|p\.m|\d+|(?:mon|tues|wednes|thurs|fri|satur|sun)day|min|read"
    )
    return sum(not known.fullmatch(word) for word in _WORD.findall(rest))


def _title(text: str, kept: list[Block]) -> tuple[Block | None, list[Block], list[Block]]:
    """The title, what stands below it, and what above it is no text."""
    for level in (1, 2):
        for place, block in enumerate(kept[:12]):
            if block.kind == "heading" and block.level == level:
                if level == 2 and any(len(text[b.start : b.end]) > 160 for b in kept[:place]):
                    break
                above = [one for one in kept[:place] if _is_short(text, one)]
                text_above = [one for one in kept[:place] if one not in above]
                return block, text_above + kept[place + 1 :], above
    head: list[Block] = []
    for block in kept[:10]:
        if not _could_be_title(text, block):
            break
        head.append(block)
    if not head or (len(head) == len(kept) > 1 and len(head) > 3):
        return (head[0], kept[1:], []) if head else (None, kept, [])
    chosen = _best_title(text, head)
    return head[chosen], kept[chosen + 1 :], kept[:chosen]


def _best_title(text: str, head: list[Block]) -> int:
    """The first line of four words or more; a label of an office often stands above it."""
    first = 0
    if _OFFICE.match(text, head[0].start, head[0].end):
        papers = [p for p, one in enumerate(head) if _PAPER.match(text, one.start, one.end)]
        if papers:
            return papers[0]
    for place, block in enumerate(head[:3]):
        if place + 1 < len(head) and _OFFICE.match(text, block.start, block.end):
            first = place + 1
            continue
        if place + 1 < len(head) and _LETTERHEAD.fullmatch(text, block.start, block.end):
            first = place + 1
            continue
        if len(_WORD.findall(text[block.start : block.end])) >= 4:
            return place
    return first


def _could_be_title(text: str, block: Block) -> bool:
    words = text[block.start : block.end]
    if len(words) > _LONGEST_TITLE or block.kind == "item" or _CLOSED.search(words):
        return False
    has_dateline = dateline_end(text, block.start, block.end) != block.start
    return bool(_WORD.search(words)) and not (has_dateline and len(words) > _LONGEST_HEADING)


def _is_short(text: str, block: Block) -> bool:
    words = text[block.start : block.end]
    return len(words) < 60 and not words.endswith((".", "!", "?"))


def _is_heading(text: str, block: Block, follows: Block | None, *, is_first: bool) -> bool:
    if (
        follows is None
        or block.level == NO_HEADING
        or (block.kind == "item" and not _is_numbered(text, block, follows))
    ):
        return False
    words = text[block.start : block.end]
    count = len(_WORD.findall(words))
    if len(words) > _LONGEST_HEADING or not 0 < count <= _MOST_WORDS or "\n" in words:
        return False
    first = next((letter for letter in words if letter.isalnum()), "")
    if first.islower() or _CLOSED.search(words) or words[0] in '"“‘«—–|':
        return False
    after = text[follows.start : follows.end]
    if words.endswith(":"):
        return count <= (4 if follows.kind == "item" else 8)
    if is_first and count >= 9 and not words.isupper():
        return False  # a standfirst below the title
    return follows.kind == "item" or len(after) > len(words) or after[-1:] in '.!?”"'


def _is_numbered(text: str, block: Block, follows: Block) -> bool:
    """Say whether an item is "1. Overview" above its text rather than the first of a list."""
    if not _NUMBERED.search(text[max(0, block.start - 8) : block.start]):
        return False
    after = text[follows.start : follows.end]
    is_prose = follows.kind == "paragraph" and after.rstrip("\"'”’»)").endswith((".", "!", "?"))
    return is_prose and len(after) > block.end - block.start


def _with_number(text: str, block: Block) -> Block:
    """Give a heading with the number that stands before it."""
    begin = max(0, block.start - 8)
    number = _NUMBERED.search(text[begin : block.start]) if block.kind == "item" else None
    if number is None:
        return block
    lead = len(number.group()) - len(number.group().lstrip())
    return replace(block, start=begin + number.start() + lead)
