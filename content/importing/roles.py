"""Who led an action and who supported it: "led by Denmark with Europol support" (pure)."""

import re
from dataclasses import dataclass
from typing import Literal

from content.importing.countries import countries_in, country_named
from content.importing.names import organisations_in

type Role = Literal["lead", "support", "coordination"]

_STOPS = (
    r"and\s+(?:was\s+)?(?:supported|coordinated|backed|assisted|aided|helped|led|with)|with"
    r"|in\s+(?:an?|which|cooperation|co-operation|coordination|collaboration|partnership|conjunction)|that|which|said|has|have|resulted"
    r"|ran|after|against|to|on\s+\d"
)
_ACTOR = rf"(?P<actor>(?:(?!,|;|:|(?<![A-Z])\.\s|\.$|\b(?:{_STOPS})\b).){{2,110}})"
_NAMED = r"[A-ZÀ-Þ][\w'’.-]*(?:\s(?:(?:of|for)\s(?:the\s)?)?[A-ZÀ-Þ][\w'’.-]*)"
_NAMED_AS = (
    r"(?:[A-ZÀ-Þ][\w’.-]*\s(?:(?:of|for)\s(?:the\s)?)?){0,4}"
    r"(?:police|authorities|investigators|prosecutors|[A-ZÀ-Þ][\w’.-]*)"
)
_HELP = r"(?:support|help|assistance|aid|backing"
_WITH = (
    r"(?:together|jointly|along|alongside|(?:close(?:ly)?\s+)?(?:in\s+)?(?:co-?operation|partnership"
    r"|collaboration|conjunction|coordination|work(?:ed|ing)))"
)
_HELPED = (
    r"(?:supported|assisted|aided|helped"
    r"|provided\s+(?:\w+\s+){0,2}(?:support|assistance|coordination))"
)
_RULES: tuple[tuple[Role, str], ...] = (
    (
        "lead",
        r"\b(?:led|headed|spearheaded|directed|run|conducted|carried\s+out|initiated|launched)"
        rf"(?:\s+jointly)?\s+by\s+{_ACTOR}",
    ),
    ("lead", rf"\bunder\s+the\s+(?:leadership|lead|direction|command)\s+of\s+{_ACTOR}"),
    ("lead", rf"(?P<actor>{_NAMED}{{0,3}})-led\b"),
    (
        "lead",
        rf"(?P<actor>{_NAMED_AS})\s+(?:has\s+|have\s+)?"
        r"(?:led|leads|leading|headed|spearheaded)\s+(?:the|an?|this|that)\b",
    ),
    (
        "lead",
        rf"(?P<actor>{_NAMED}{{0,4}}),\s+(?:which|who)\s+(?:has\s+|have\s+|had\s+)?"
        r"(?:led|leads|headed|spearheaded)\s+(?:the|an?|this|that)\b",
    ),
    ("coordination", rf"\bco-?ordinated\s+by\s+{_ACTOR}"),
    (
        "coordination",
        rf"(?P<actor>{_NAMED}{{0,4}})\s+(?:which\s+)?co-?ordinated\s+(?:the|an?|this)\b",
    ),
    ("support", rf"\b(?:supported|assisted|backed|aided|helped|facilitated)\s+by\s+{_ACTOR}"),
    (
        "support",
        rf"\b[Ww]ith\s+(?:the\s+)?(?:operational\s+)?{_HELP}|involvement)\s+(?:of|from)\s+{_ACTOR}",
    ),
    (
        "support",
        rf"\b[Ww]ith\s+(?:the\s+)?(?P<actor>{_NAMED}{{0,4}})(?:['’]s?)?\s+(?:operational\s+)?"
        rf"{_HELP}|supporting|helping|assisting)\b",
    ),
    ("support", rf"\b[Ww]ith\s+(?:the\s+)?(?P<actor>{_NAMED}{{0,4}})\s+in\s+(?:a\s+)?support"),
    (
        "support",
        rf"\b{_WITH}\s+(?:closely\s+)?(?:with\s+)?(?=(?:the\s+)?[A-ZÀ-Þ])(?<=with\s){_ACTOR}",
    ),
    ("support", rf"\b(?:was|were)\s+carried\s+out\s+with\s+{_ACTOR}"),
    (
        "support",
        rf"(?P<actor>{_NAMED}{{0,4}}(?:\s+and\s+(?:the\s+)?{_NAMED}{{0,4}})?)"
        rf"\s+(?:has\s+|have\s+)?{_HELPED}\b(?!\s+by)",
    ),
)
_COMPILED = tuple((role, re.compile(rule)) for role, rule in _RULES)
_OFFICIAL = re.compile(
    r"(?i)\b(?:police|authorit(?:y|ies)|agenc(?:y|ies)|prosecutors?|investigators|officers|forces?"
    r"|ministry|department|office|bureau|service|guard|customs|court|commission|government)\b"
)

_ACTED_ON = re.compile(
    r"(?i)\b(?:campaigns?|networks?|platforms?|websites?|sites?|schemes?|rings?|gangs?|groups?"
    r"|services?|accounts?|compounds?|markets?|marketplaces?|channels?|pages)"
    r"(?:\s+(?:of|for)\s+(?:\w+\s+){0,2}\w+)?"
    r"(?:\s+(?:that|which)?\s*(?:was|were|is|are|had\s+been)?)?\s*(?:allegedly\s+)?$"
)


@dataclass(frozen=True)
class RoleFound:
    """An actor in a role, with the place of the whole wording and of the actor's name."""

    role: Role
    actor: str
    start: int
    end: int


def roles_in(sentence: str) -> list[RoleFound]:
    """Return who led, coordinated and supported by the words of one sentence."""
    found: list[RoleFound] = []
    for role, pattern in _COMPILED:
        for match in pattern.finditer(sentence):
            start, end = match.span("actor")
            actor = sentence[start:end]
            cut = re.sub(
                r"\s+(?:and|or|as|on|in|of|from|by|the)?\s*$", "", actor.rstrip(" .“”\"'’")
            )
            actor = re.sub(r"^(?:[Tt]he|[Aa]n?|[Ii]ts)\s+", "", cut)
            start += len(cut) - len(actor)
            actor = actor.removesuffix("’s").removesuffix("'s")
            if not _is_actor(actor) or (role == "lead" and _is_of_the_acted_on(sentence, match)):
                continue
            if any(o.start < start + len(actor) and start < o.end for o in found):
                continue
            found.extend(_parts(role, actor, start))
    return sorted(found, key=lambda one: one.start)


def _is_of_the_acted_on(sentence: str, match: re.Match[str]) -> bool:
    """Say whether what was led is what the action was against: "a campaign directed by A"."""
    return bool(_ACTED_ON.search(sentence[max(0, match.start() - 60) : match.start()]))


def _parts(role: Role, actor: str, start: int) -> list[RoleFound]:
    """Each of "the FBI and the Dutch National Police" leads."""
    match = re.search(r"\s+and\s+(?:from\s+|by\s+)?(?:the\s+)?", actor)
    if match and _is_actor(actor[: match.start()]) and _is_actor(actor[match.end() :]):
        rest = _parts(role, actor[match.end() :], start + match.end())
        return [RoleFound(role, actor[: match.start()], start, start + match.start()), *rest]
    return [RoleFound(role, actor, start, start + len(actor))]


def _is_actor(words: str) -> bool:
    if len(words) < 2 or words.split()[0].lower() in {"he", "she", "they", "it", "this", "that"}:
        return False
    return bool(
        country_named(words)
        or countries_in(words)
        or organisations_in(words)
        or (_OFFICIAL.search(words) and any(letter.isupper() for letter in words))
    )
