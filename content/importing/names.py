"""Organisations, operations and persons that a text names (pure)."""

import re
from collections.abc import Iterable, Sequence

from content.importing.countries import country_named
from content.importing.results import Name
from content.importing.words import word_set

_CAP = r"(?:(?:[A-Z]\.){2,}|[A-ZÀ-ÞŁŚŽČĐ][\w’'&-]*)"
_CONNECT = r"(?:of\s+the|for\s+the|on\s+the|of|for|and|on|to|the|de|del|de\s+la|der|des|du|di|&)"
_RUN = re.compile(rf"(?<![\w@#/]){_CAP}(?:[ \u00a0](?:{_CONNECT}\s+)?{_CAP})*")
_CONNECTORS = {
    "of",
    "for",
    "on",
    "to",
    "the",
    "and",
    "de",
    "del",
    "der",
    "des",
    "du",
    "di",
    "&",
    "la",
}
_TIME_AFTER = re.compile(
    r"\s+(?:on|in|for|and|to|of|the)(?:\s+the)?\s+(?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|January\b|February\b"
    r"|March\b|April\b|May\b|June\b|July\b|August\b|September\b|October\b|November\b|December\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b).*$"
)
# "Prince Group to China": the country is no part of the name.
_APART = re.compile(r"\s+(?:to|and|on)\s+(?:the\s+)?(?P<country>[A-ZÀ-Þ][^,]*)$")
_HEADS = word_set(
    """agency agencies department ministry police constabulary commission commissioner court council
    service services bureau office authority union foundation center centre taskforce force
    committee administration institute organization organisation association network alliance bank
    university parliament congress senate tribunal directorate registry hotline helpline exchange
    guard gendarmerie customs treasury interpol group holdings inc inc. ltd ltd. llc plc corp corp.
    company gmbh ag coalition forum fund board unit society watch initiative prosecutor prosecutors
    prosecution secretariat laboratory division branch squad investigations protection
    headquarters federation team campaign charity trust ombudsman regulator observatory
    news times post journal"""
)
_FOREIGN = word_set(
    """polícia policía policia poliția polizia polizei politie politi policja poliisi police guardia
    guarda gendarmerie ministerio ministero ministère ministerium fiscalía procura
    staatsanwaltschaft
    bundesamt landeskriminalamt tribunal audiencia agencia autoridad autorité autorità"""
)
_PLAIN_HEADS = {"group", "network", "team", "unit", "force", "company", "court", "police", "news",
                "times", "post", "watch", "exchange", "protection", "campaign",
                "trust"}  # fmt: skip
_OFFICES = {"prosecutor", "commissioner", "ombudsman"}
KNOWN = {
    "Europol": "", "Interpol": "", "INTERPOL": "Interpol", "Eurojust": "", "Eurostat": "",
    "FBI": "", "CIA": "", "DEA": "", "HSI": "", "ICE": "", "DHS": "", "CISA": "", "NSA": "",
    "IRS": "",
    "FTC": "Federal Trade Commission", "FCC": "", "SEC": "", "OFAC": "", "DOJ": "",
    "NCMEC": "", "IWF": "", "GIFCT": "",
    "INHOPE": "", "StopNCII": "", "ENISA": "", "Arcom": "", "CNIL": "", "AGCOM": "", "CNMC": "",
    "eSafety": "", "Bundesnetzagentur": "", "Coimisiún na Meán": "", "USIP": "",
    "NCA": "", "Ofcom": "", "CPS": "", "GCHQ": "", "NCSC": "", "BKA": "", "Bundeskriminalamt": "",
    "Bundestag": "", "Carabinieri": "", "Gendarmerie": "", "Politie": "", "Garda": "",
    "Guardia Civil": "", "Mossos d’Esquadra": "", "Meta": "", "Google": "", "Microsoft": "",
    "Facebook": "", "Instagram": "", "WhatsApp": "", "YouTube": "", "TikTok": "", "Snapchat": "",
    "Telegram": "", "Discord": "", "Reddit": "", "Twitter": "", "Amazon": "", "Apple": "",
    "OpenAI": "",
    "Cloudflare": "", "GitHub": "", "LinkedIn": "", "Roblox": "", "Signal": "", "Binance": "",
    "Coinbase": "", "Chainalysis": "", "Tether": "", "PayPal": "", "Netflix": "", "Pinterest": "",
    "Unicef": "", "UNICEF": "Unicef", "UNODC": "", "NATO": "", "OECD": "", "IOM": "",
    "UN": "United Nations",
    "United Nations": "", "EU": "European Union", "E.U.": "European Union", "European Union": "",
    "Thorn": "", "Bitdefender": "", "Kaspersky": "", "Treasury": "", "Kripos": "", "Fiod": "",
    "FIOD": "",
    "Crown Prosecution Service": "", "Scotland Yard": "Metropolitan Police", "Home Office": "",
    "Homeland Security Investigations": "", "Secret Service": "", "Pentagon": "", "White House": "",
    "Kremlin": "", "Met Police": "Metropolitan Police",
}  # fmt: skip
_NOT_ORGS = {"High Court", "Supreme Court", "The Court", "Task Force", "Police", "The Police"}
_ACRONYM = re.compile(r"\s*\(([A-Z][A-Za-z&.-]{1,9})\)")
_SAID = re.compile(
    r"^(?:['’]s)?\s+(?:said|says|announced|reported|reports|warned|added|confirmed|noted|told|removed"
    r"|estimates|estimated|has\s+(?:removed|counted|said)|stated|published|described|wrote|called)\b"
)
_STARTERS = word_set(
    """The A An In On At By For From With Since After Before During Until As It Its He She They We
    You I This That These Those There His Her Their Our But And Or So Yet If When While Where Who
    What Which How Why All Some Many Most Several Both Each Every Another Other No Not More Last
    Next About Over Under Between Among According However Meanwhile Then Also Two Three Four Five
    Six Seven Eight Nine Ten Eleven Twelve One Half Police Officers Officials Investigators
    Prosecutors Authorities Detectives Agents Monday Tuesday Wednesday Thursday Friday Saturday
    Sunday January February March April May June July August September October November December
    Negotiators Lawmakers Diplomats Members Representatives
    Authorities Around Nearly Almost Those Ministers Governments Users Victims Suspects
    Following Despite Under Through Because Although Today Yesterday Only Just Additionally
    Furthermore Moreover Instead Such Any Searches Searching Raids Oct Nov Dec Jan Feb Mar Apr Jun
    Jul Aug Sep Sept Mr Mrs Ms Dr"""
)
_NAMED = r"[“\"‘']?(?P<name>[A-ZÀ-Þ0-9][\w’-]*(?:\s+(?:[A-ZÀ-Þ0-9][\w’-]*|of|the|and|to))*)[”\"’']?"
_OPERATION = re.compile(
    r"\b(?P<lead>Operation|Opération|Operación|Operatie|Operazione|Project|Unternehmen)\s+(?:[“\"‘'„*_]+\s*)?"
    r"(?P<name>(?:[A-ZÀ-Þ][\w’-]*|[IVX]+|\d{1,3}\b(?!\s*(?:people|suspects)))(?:[\s-]+(?:(?:of|the|and|to|in)\s+)?[A-ZÀ-Þ][\w’-]*){0,4})"
)
_CODENAME = re.compile(
    r"(?i:\b(?:code-?\s?named?|dubbed|nicknamed|calls?|called|known\s+as|under\s+the\s+(?:code\s?name|name)|named))"
    r"\s+[“\"‘'„*_]+(?P<name>[A-ZÀ-Þ][^“”\"‘’„*_\n]{1,50}?)[,.]?[”\"’'“*_]"
)
_CODENAME_BARE = re.compile(
    r"(?i:\bcode-?\s?named?)\s+(?P<name>(?!Operation)[A-ZÀ-Þ][\w’-]*(?:\s+[A-ZÀ-Þ][\w’-]*){0,3})"
)
_ABOUT_ACTION = re.compile(
    r"(?i)\b(?:operation|action|investigation|campaign|raids?|crackdown|inquiry|sting|takedown"
    r"|code-?\s?name|sweep|network|probe|effort)\b"
)

_INSTITUTIONS = {
    "Parliament": "European Parliament",
    "Council": "Council of the European Union",
    "Commission": "European Commission",
}
_ABOUT_EU = re.compile(
    r"\b(?:European\s+(?:Union|Commission|Parliament|Council)|EU|Brussels|Member\s+States)\b"
)
_INSTITUTION = re.compile(
    r"(?:\b[Tt]he\s+|(?<![^\n])|(?<=[.!?]\s))(?P<word>Parliament|Council|Commission)\b"
    r"(?!\s+(?:of|for|on|[A-Z]))"
)

# "The operation, code-named Stream": what is named is the operation itself.
_AN_OPERATION = re.compile(r"(?i)\boperation\s*,?\s*(?:which\s+was|that\s+was|was)?\s*$")


def operations_in(text: str) -> list[Name]:
    """Return the operations that are named, each with the words as they stand."""
    found: list[Name] = []
    for match in _OPERATION.finditer(text):
        name = re.sub(r"\s+(?:of|the|and|to|in)$", "", match["name"])
        lead = "Operation" if match["lead"] != "Project" else "Project"
        # The name is one line: a heading may follow on the next.
        name = " ".join(name.split())
        end = match.start("name") + len(match["name"].rstrip())
        found.append(Name(f"{lead} {name}", text[match.start() : end], match.start(), end))
    for pattern in (_CODENAME, _CODENAME_BARE):
        for match in pattern.finditer(text):
            around = text[max(0, match.start() - 120) : match.start()]
            name = " ".join(match["name"].split())
            if name.startswith("Operation ") or len(name) < 3:
                continue
            if "code" not in match.group().lower() and not _ABOUT_ACTION.search(around):
                continue
            start, end = match.span("name")
            if _AN_OPERATION.search(around):
                name = f"Operation {name}"
            if not any(one.start < end and start < one.end for one in found):
                found.append(Name(name, text[start:end], start, end))
    return sorted(found, key=lambda one: one.start)


def organisations_in(text: str) -> list[Name]:
    """Return every naming of an organisation, in order."""
    found: list[Name] = []
    for match in _RUN.finditer(text):
        found.extend(_organisations_of(text, match))
    return _with_institutions(text, _with_acronyms(text, found))


def _with_institutions(text: str, found: list[Name]) -> list[Name]:
    """Read the short names of the EU's institutions where a text is about the EU.

    "The Commission" is none where another commission is named.
    """
    if not _ABOUT_EU.search(text):
        return found
    taken = [(one.start, one.end) for one in found]
    others = {one.name for one in found} - set(_INSTITUTIONS.values())
    more = []
    for match in _INSTITUTION.finditer(text):
        word, name = match["word"], _INSTITUTIONS[match["word"]]
        is_of_another = any(word in other for other in others)
        if not is_of_another and not any(a < match.end() and match.start("word") < b
                                         for a, b in taken):  # fmt: skip
            more.append(Name(name, word, *match.span("word")))
    return sorted([*found, *more], key=lambda one: one.start)


def _organisations_of(text: str, match: re.Match[str]) -> Iterable[Name]:
    start, end = match.span()
    words = text[start:end]
    while (first := re.match(r"(\S+)\s+", words)) and (
        first[1] in _STARTERS or first[1] in _CONNECTORS
    ):
        start += first.end()
        words = text[start:end]
    if (apart := _APART.search(words)) and country_named(apart["country"]):
        end -= len(words) - apart.start()
        words = words[: apart.start()]
    if timed := _TIME_AFTER.search(words):
        end -= len(words) - timed.start()
        words = words[: timed.start()]
    if re.search(r"['’]s?$", words):
        trimmed = re.sub(r"['’]s?$", "", words)
        end -= len(words) - len(trimmed)
        words = trimmed
    if not words or "\n\n" in words:
        return
    tail = words.split()[-1].lower()
    pieces = words.split()
    owner = re.match(rf"(.+?)['’]s?\s+({_CAP}.*)$", words)
    if owner and _is_organisation(owner[2]):
        yield from _single(text, start, start + len(owner[1]))
        begin = start + owner.start(2)
        yield Name(owner[2], owner[2], begin, end)
        return
    if words in KNOWN or (len(pieces) > 1 and _is_organisation(words)):
        split = _split_and(words)
        if split:
            for left, right in split:
                yield from _single(text, start + left, start + right)
            return
        name = KNOWN.get(words) or words
        yield Name(name, words, start, end)
    elif tail:
        yield from _single(text, start, end)


def _split_and(words: str) -> list[tuple[int, int]]:
    """Two organisations joined by "and" are two, if each is one by itself."""
    for match in re.finditer(r"\s+and\s+(?:the\s+)?", words):
        left, right = words[: match.start()], words[match.end() :]
        whole = left in KNOWN or (len(left.split()) > 1 and _is_organisation(left))
        if whole and (right in KNOWN or _is_organisation(right)):
            return [(0, match.start()), (match.end(), len(words))]
    return []


def _single(text: str, start: int, end: int) -> Iterable[Name]:
    """Give what is known by itself inside of other capitalised words."""
    words = text[start:end]
    if words in KNOWN or (len(words.split()) > 1 and _is_organisation(words)):
        yield Name(KNOWN.get(words) or words, words, start, end)
        return
    for known in re.finditer(
        r"[A-ZÀ-Þ][\w.]*(?:\s(?:Union|Civil|Nations|House|Office|Service))?", words
    ):
        name = known.group().rstrip(".") if known.group() not in KNOWN else known.group()
        if name in KNOWN:
            begin = start + known.start()
            yield Name(KNOWN[name] or name, name, begin, begin + len(name))


def _is_organisation(words: str) -> bool:
    pieces = words.split()
    if words in _NOT_ORGS or words.lower() in {"united states", "united kingdom"}:
        return False
    if len(pieces) > 1 and pieces[0].lower() in _FOREIGN:
        return True
    heads = [place for place, piece in enumerate(pieces) if piece.lower().strip(",") in _HEADS]
    if not heads:
        return False
    head = pieces[heads[-1]].lower()
    if head in _OFFICES and heads[-1] + 1 < len(pieces):
        follows = pieces[heads[-1] + 1]
        return follows.lower() in _CONNECTORS  # "Prosecutor A. Sample" is a person
    if len(pieces) == 1:
        return False
    before = pieces[: heads[-1]]
    if heads[-1] == 0:
        # "Department of Justice", "Council of the European Union".
        return len(pieces) > 2 and pieces[1].lower() in {"of", "for", "on"}
    is_plain = head in _PLAIN_HEADS and len(before) == 1
    return not (is_plain and before[0] in {"The", "This", "A", *_STARTERS})


def _with_acronyms(text: str, found: Sequence[Name]) -> list[Name]:
    """Read an acronym that was explained once as the name it stands for."""
    short: dict[str, str] = {}
    for one in found:
        if match := _ACRONYM.match(text, one.end, one.end + 16):
            short[match[1].strip(".")] = one.name
    for one in found:
        if len(one.name.split()) > 2 and (letters := _initials(one.name)) not in short:
            short[letters] = one.name
    merged: list[Name] = []
    for one in found:
        name = short.get(one.name, one.name)
        merged.append(Name(name, one.quote, one.start, one.end))
    known = {(one.start, one.end) for one in merged}
    for acronym, name in short.items():
        for match in re.finditer(rf"(?<!\w){re.escape(acronym)}(?!\w)", text):
            if match.span() not in known:
                merged.append(Name(name, acronym, *match.span()))
    return sorted(merged, key=lambda one: one.start)


def _initials(name: str) -> str:
    return "".join(piece[0] for piece in name.split() if piece[0].isupper())


def is_name_of_place(words: str) -> bool:
    """Say whether words name a country or its people."""
    return bool(country_named(words))
