"""What a number counts, and the key that the fact may have: "25 individuals arrested" (pure)."""

import re
from dataclasses import dataclass

from content.importing.hedges import clause_at
from content.importing.words import word_set

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|[,;:.()—–/]|\d[\d.,]*")
_STOPS = word_set(
    """of in on at by for from with to into within across during after before since until over under
    about through throughout between among against per via as than that which who whom whose where
    when while was were is are am be been being has have had having will would can could may might
    shall should must do does did the a an this these those its their his her our your it they he
    she
    we you not no also so far but if because although were-all around near worldwide globally
    never often always still already usually mostly
    nationwide together later earlier ago old out up down off remain remains remained including
    include includes such both all each every any or-more der die das den dem des von in im an auf
    mit zu und wurden wurde waren haben hat de del la el las los en con por para que et du des les
    dans sur wird aus bei für according"""
)
_VERBS = word_set(
    """said told took take takes made make makes found find led leads gave give gives worked work
    works run ran held holds came come went go got get received called says say know knew face faces
    faced involved linked connected related accused thought spread used using worth totalling wanted
    based known named operating living aged dead lost helped help affected controlled contained
    entered saw stood paid pay sold bought got took ran holding working ended started began begin
    responsible available responded agreed signed voted joined took reported left"""
)
_GLUE = {"and", "or", "&", "y", "und", "et"}
PEOPLE = word_set(
    """people individuals persons suspects men women nationals citizens males females offenders
    defendants members users person individual suspect man woman national citizen offender defendant
    others leaders operators administrators youths teenagers adults subscribers buyers sellers
    perpetrators personen verdächtige personas sospechosos personnes gang ringleaders juveniles
    conspirators affiliates employees residents"""
)
_SINGULAR = {
    "person", "man", "woman", "child", "country", "state", "member", "hour", "day", "week", "month",
    "year", "minute", "percent", "bitcoin", "suspect", "national", "victim", "arrest", "search",
    "company", "site", "account", "case", "report", "police", "personnel", "staff", "children",
    "people", "men", "women", "minors", "data", "media", "bitcoins", "ether", "teenager", "girl",
    "boy", "firm", "server", "conviction", "count", "offence", "offense", "fine", "order", "vote",
    "device", "domain", "website", "killed", "injured", "dead", "wounded", "gigabytes", "terabytes",
    "nutzer", "ländern", "länder", "personen", "verdächtige", "videos", "fahnder", "países",
    "personas", "usuarios", "pays", "personnes", "landen", "lande", "million", "tb", "gb", "km",
    "cryptocurrency", "ransomware", "equipment", "cash", "gold", "cocaine", "kilograms", "kg",
    "tonnes", "forces", "alleged", "times", "occasions", "euros",
}  # fmt: skip
_ACTS: tuple[tuple[str, str], ...] = (
    ("arrests", r"arrest(?:s|ed|ing)?|detain(?:ed|ing)?|apprehended|taken\s+into\s+custody|held\b"
                r"|rounded\s+up|nabbed|festgenommen|detenid[oa]s|interpell[ée]s"),
    ("killed", r"killed|died|dead|deaths?"),
    ("injured", r"injured|wounded|hurt"),
    ("convictions", r"convict(?:ed|ions?)|sentenced|jailed|found\s+guilty"),
    ("charged", r"charged|charging|indicted|prosecuted"),
    ("searches", r"search(?:ed|es)|raid(?:ed|s)"),
    ("identified", r"identif(?:ied|ies|ying)|ermittelt|identificad[oa]s"),
    ("seized", r"seiz(?:ed|ing|ure)|confiscated|beschlagnahmt|incautad[oa]s|saisis"),
    ("removed", r"remov(?:ed|ing|al)|taken\s+down|took\s+down|deleted|banned|purged"),
    ("blocked", r"block(?:ed|ing)|suspended|frozen|froze"),
    ("protected", r"protected|safeguarded|rescued|freed"),
    ("issued", r"issued"), ("sanctioned", r"sanctioned|designated|listed"),
)  # fmt: skip
_ACT_PATTERNS = tuple((name, re.compile(rf"(?i)\b(?:{rule})\b")) for name, rule in _ACTS)
_WORKING = re.compile(r"(?i)working\s+(?:days?|hours?|weeks?)\b")
_MEASURES = {"year", "month", "week", "day", "hour", "minute", "count"}
# "voted 311 to 228", "passed 234-12".
_VOTED = re.compile(
    r"(?i)\b(?:vot(?:e|ed|es)|passed|approved|adopted|rejected|backed|dismissed|upheld)\b[^.;\d]{0,30}"
    r"(?P<other>\d{1,3}\s*(?:to|[-–])\s*)?$"
)
_AGAINST = re.compile(r"(?i)\s*(?:to|[-–])\s*\d{1,3}\b")
_PLACE_BEFORE = re.compile(r"(?i)\b(?:from|across|on|in|at)\s+(?:[a-z]+\s+){0,2}$")
_VAGUE = {"numbers", "records", "details", "items", "pieces", "times", "charges", "counts"}
_SEARCHED = word_set(
    "addresses homes properties houses premises locations sites places residences flats offices"
)
_OF_PEOPLE = {"arrests", "killed", "injured", "convictions", "charged", "sanctioned"}
_OF_THINGS = {"seized", "removed", "blocked", "protected"}
_NEVER_ACTED_ON = word_set(
    """countries country states nations continents hours hour days day weeks week months month years
    year minutes times"""
)
_AGE = re.compile(r"(?i)^[\s-]*years?[\s-]+old\b|^[\s-]*years?[\s-]+of[\s-]+age\b")
_AGED = re.compile(r"\b[Aa]ged?\s+(?:of\s+|from\s+|between\s+)?$|[A-Z][\w’'-]+,\s+$")
# "who was 41 at the time", "a minimum age of 15 for".
_AGE_OF = re.compile(
    r"(?i)\b(?:minimum|legal|average|median)?\s*ages?\s+(?:of|from|between|is|was)\s+(?:just\s+|only\s+)?$"
    r"|\b(?:aged|ages)\s+(?:from\s+|between\s+)?(?:\d{1,2}(?:,|\s+and|\s+or|\s+to)\s+){0,6}$"
    r"|\bage\s+of\s+[a-z]+\b[^.;,\d]{0,24}\s(?:\d{1,2}\s+to\s+)?$|\bas\s+(?:young|old)\s+as\s+$|\b(?:who|he|she)\s+(?:is|was)\s+(?:then\s+)?$"
)
_THEN = re.compile(r"(?i)^\s*(?:,|at\s+the\s+time|at\s+that\s+time|when\b|then\b|and\s+lived|\.|$)")
_OLDEST = 120
# Words before a noun that only set it apart from others: "97 such visits", "a dozen more".
_APART = {"more", "such", "other", "further", "earlier", "previous", "later", "new"}
_PARTICIPLE = re.compile(r"(?i)\w{3,}ed$")
_NOUN_ED = {"bed", "breed", "speed", "seed", "shed", "feed", "deed"}
_NUMBER_OF = re.compile(
    r"(?i)\b(?:number|total|count|tally|figure)\s+of\s+(?:[\w-]+\s+){0,3}?(?P<unit>\w{3,}s|people|children)\b"
    r"[^.;,]{0,40}\b(?:at|to|is|was|be|of|reached|reaches|stands?|stood|from|by|as)\s+[^.;\d]{0,24}$"
)
_SUBJECT = re.compile(
    r"(?i)\b(?P<unit>[a-z]{3,}[^\Wus]s|people|children)\b[^.;,]{0,60}\b(?:rose|fell|increased|jumped|grew|climbed"
    r"|dropped|doubled|tripled|surged|soared|declined|decreased|went\s+up|totall?ed|numbered|reached)\b"
    r"[^.;]{0,40}$"
)
# "Suspects identified: 1,393" of a list, "User reports 812,000 945,500" of a table.
_LABEL = re.compile(
    r"(?i)^\W*(?:(?:total\s+)?(?:number|total|amount)\s+of\s+)?(?P<label>[^\W\d][^:|.;\d]{1,60}?)"
    r"(?:\s*[,(][^:|]{0,60})?\s*[:|–—]\s*(?:[a-z]+\s+){0,3}$"
)
_LABELLED = re.compile(r"\s*(?:$|[.;,|(/+]|[–—-]\s)")
_ROW = re.compile(
    r"\W*(?P<label>[^\W\d][^:;.!?|\d]{1,60}?)(?:[|\s]+[$€£]?\d[\d.,]*(?:\s?%|[mk]|bn|\s(?:m|b)illion)?){2,12}"
    r"[|\s]*$"
)
_LONGEST_ROW = 200
_OF_THOSE = re.compile(
    r"(?i)(?:^|[.;:]\s)\W*of\s+(?:the|these|those|all)\s+(?:[\w-]+\s+){0,2}?(?P<unit>[a-z]{3,}[^\Wus]s)\b"
    r"[^.;:]{0,80},\s*(?:\w+\s+){0,2}$"
)
_OF_NUMBER = re.compile(r"(?i)\s+(?:out\s+)?of\s+(?:the\s+|all\s+)?\d[\d,.]*(?=\s)")
_OF_THE = re.compile(r"(?i)\s+of\s+(?:the|these|those|its|their|all|our|his|her)\s+")
# "twenty or so people": the hedge stands before the noun.
_OR_SO = re.compile(r"(?i)\s+or\s+(?:so|more|fewer|less)(?=\s+[a-z])")
_ADJECTIVES = {"additional", "alleged", "suspected", "identified", "related", "convicted", "armed"}
_ADJECTIVES |= {"coordinated", "unidentified", "stolen", "seized", "so-called", "united", "wanted"}
_ADJECTIVES |= {"registered", "automated", "detained", "accused", "affected", "paid", "named"}
_ADJECTIVES |= {"compromised", "infected", "encrypted", "connected", "organised", "organized"}


@dataclass(frozen=True)
class Counted:
    """What is counted: the noun as written, and the key it leads to."""

    unit: str
    key: str
    end: int


def counted_at(sentence: str, start: int, end: int) -> Counted:
    """What the number at this place counts, by the words around it."""
    if _AGE.match(sentence[end : end + 20]) or _is_age(sentence, start, end):
        return Counted("years old", "age", end)
    if so := _OR_SO.match(sentence, end):
        end = so.end()
    of = _OF_THE.match(sentence, end) or _OF_NUMBER.match(sentence, end)
    nouns, stop = noun_at(sentence, of.end() if of else end)
    if nouns and sentence[end : end + 1] == "-" and nouns[-1] in _MEASURES:
        nouns[-1] += "s"  # a three-year inquiry took years
    unit = nouns[-1] if nouns else ""
    if (
        not unit
        and _could_be_age(sentence[start:end])
        and (aged := _AGED.search(sentence[max(0, start - 24) : start]))
        and (
            sentence[end : end + 1] in {",", ")", ""}
            or sentence[end : end + 2] == " ("
            or (aged.group().lower().startswith("age") and sentence[end : end + 1] in {".", ";"})
        )
    ):
        return Counted("years old", "age", end)
    phrase = " ".join(nouns)
    act = _act(sentence, start, stop, unit)
    return Counted(phrase, _key(nouns, act), stop)


def _could_be_age(written: str) -> bool:
    digits = re.match(r"\d+", written)
    return digits is None or int(digits[0][:6]) <= _OLDEST


def _is_age(sentence: str, start: int, end: int) -> bool:
    """Say whether the words before a number make it an age."""
    before = _AGE_OF.search(sentence[max(0, start - 40) : start])
    if before is None or not _could_be_age(sentence[start:end]):
        return False
    is_said = re.search(r"age|young|old", before.group().lower()) is not None
    return is_said or bool(_THEN.match(sentence[end : end + 20]))


def counted_before(sentence: str, start: int, counted: Counted) -> Counted:
    """What is counted where the noun stands before: "the number of users at some 10,000"."""
    left = sentence[max(0, start - 120) : start]
    if labelled := _labelled(sentence, start, counted):
        return labelled
    voted = _VOTED.search(left)
    if voted and (voted["other"] or _AGAINST.match(sentence, counted.end)):
        return Counted("votes", "votes", counted.end)
    match = _NUMBER_OF.search(left) or _SUBJECT.search(left) or _OF_THOSE.search(left)
    if not match:
        return counted
    unit = match["unit"].lower()
    return Counted(unit, _key([unit], "") if counted.key == "figure" else counted.key, counted.end)


def _labelled(sentence: str, start: int, counted: Counted) -> Counted | None:
    """Return what the label of a line counts, where the line is a label and its number."""
    if len(sentence) > _LONGEST_ROW:
        return None
    match = _ROW.match(sentence)
    if match is None and _LABELLED.match(sentence, counted.end):
        match = _LABEL.match(sentence[:start])
    if match is None:
        return None
    return counted_by(match["label"], counted)


def counted_by(label: str, counted: Counted) -> Counted | None:
    """What a label or the head of a column counts, if that is something."""
    nouns, stop = noun_at(label, 0)
    if not nouns or not (nouns[-1] in _SINGULAR or _is_plural(nouns[-1])):
        return None
    return Counted(" ".join(nouns), _key(nouns, _act(label, 0, stop, nouns[-1])), counted.end)


def noun_at(sentence: str, end: int) -> tuple[list[str], int]:
    """Return the words of the noun that follows, the last of them its head."""
    words: list[str] = []
    best: tuple[list[str], int] = ([], end)
    for count, match in enumerate(_WORD.finditer(sentence, end, min(len(sentence), end + 120))):
        word = match.group()
        lower = word.lower().replace("’", "'")
        gap = sentence[match.start() - 1 : match.start()]
        if count == 0 and gap == "-" and not words:
            gap = " "
        if count > 6 or not word[0].isalpha():
            break
        if not words and (lower in _APART or _WORKING.match(sentence, match.start())):
            continue
        if lower in _STOPS or lower in _VERBS:
            break
        if lower in _GLUE:
            if not words or (best[0] and best[0] == words):
                break
            words.append(lower)
            continue
        is_past = bool(_PARTICIPLE.match(lower)) and lower not in _NOUN_ED | _ADJECTIVES
        if is_past and lower not in {"killed", "injured", "wounded"}:
            if words and best[0]:
                break
            continue
        if lower.endswith("ly") and len(lower) > 4:
            if best[0]:
                break
            continue
        words.append(lower)
        if lower in _SINGULAR or _is_plural(lower):
            best = (list(words), match.end())
            if lower in {"killed", "injured", "wounded"} or _ends_phrase(sentence, match.end()):
                break
        elif best[0] and word[0].islower():
            break
    if not best[0] and len([word for word in words if word not in _GLUE]) == 1 and words:
        # One word and then the end of the phrase: "127,271 Bitcoin worth".
        return words, end
    return best


def _ends_phrase(sentence: str, end: int) -> bool:
    return sentence[end : end + 1] in set(",.;:)")


def _is_plural(word: str) -> bool:
    return (
        word.endswith("s")
        and not word.endswith(("ss", "us", "is", "ous", "'s"))
        and len(word) > 3
        and word not in {"terrorists'", "various", "previous", "overseas", "besides", "perhaps"}
    )


def _act(sentence: str, start: int, end: int, unit: str) -> str:
    """Return what was done to what is counted, from the words nearest to it."""
    left, right = clause_at(sentence, start, end)
    after = sentence[end : min(right, end + 45)]
    before = sentence[max(left, start - 45) : start]
    for words, is_before in ((after, False), (before, True)):
        hits = []
        for name, pattern in _ACT_PATTERNS:
            for match in pattern.finditer(words):
                if (
                    is_before
                    and re.search(r"\b(?:and|or)\b", words[match.end() :])
                    and (re.search(r"[,;]", words[match.end() :]))
                ):
                    continue
                if not is_before and re.search(r"\d|\b(?:and|by|in|of)\b", words[: match.start()]):
                    continue
                hits.append((-match.start() if is_before else match.start(), name))
        if hits:
            name = min(hits)[1]
            if is_before and name in _OF_THINGS and _PLACE_BEFORE.search(before):
                continue  # "taken down from a dozen platforms"
            is_people = not unit or unit in PEOPLE or unit in {"killed", "injured", "victims"}
            if name in _OF_PEOPLE and not is_people:
                continue
            return name
    return ""


def _key(nouns: list[str], act: str) -> str:
    unit = nouns[-1] if nouns else ""
    if act in _OF_PEOPLE and unit != "arrests":
        return act
    if act == "searches" and (not unit or unit in _SEARCHED):
        return "searches"
    if act in _OF_THINGS and unit and unit not in PEOPLE | _NEVER_ACTED_ON:
        return _slug(f"{unit}-{act}")
    if unit in {"people", "individuals", "persons"} and act == "identified":
        return "suspects"
    if not unit:
        return act or "figure"
    if unit in _VAGUE and len(nouns) > 1:
        return _slug("-".join(nouns[-2:]))
    return _slug(unit)


def _slug(words: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", words.lower().replace("'", ""))
    return plain.strip("-")[:60] or "figure"
