"""What a draft is made of: parts with a name each, that are saved one at a time (pure).

``head`` is the framing of the case, policy or set. Every entry of a list is a part of
its own, named by the word of its list and its key: ``timeline/raid``, ``question/law``,
``source/s1``, ``fact/arrests``, ``conflict/how-many``, ``section/en/what``,
``chapter/duties``, ``edition/2026-09``, ``clause/CSE-2.1``, ``form/reasons``; and in a
further language ``fact-text/es/arrests``, ``clause-text/es/CSE-2.1``,
``form-text/es/reasons``. ``order/<word>`` is the order of a list's keys.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from content.library.drafting.entries import Body
from content.library.drafting.errors import UnknownPart
from content.library.kinds import HEAD, Kind
from content.texts import CLAUSE_CODE, LANGUAGE, SLUG_LENGTH

HEAD_PART = "head"
ORDER = "order"


@dataclass(frozen=True)
class Place:
    """Where the entries of one word stand: a file, a key inside of it, and what names them.

    Without ``key`` the entries stand in a mapping by their key.
    """

    file: str
    inside: str = ""
    key: str = ""

    @property
    def is_per_language(self) -> bool:
        """Whether there is one such file a language."""
        return "{}" in self.file


_KNOWLEDGE = {
    "source": Place("sources.yaml", key="key"),
    "fact": Place("facts.yaml", "facts", "key"),
    "conflict": Place("facts.yaml", "conflicts", "uid"),
    "fact-text": Place("facts.{}.yaml"),
}
PLACES: dict[Kind, dict[str, Place]] = {
    Kind.CASE: {
        "timeline": Place(HEAD[Kind.CASE], "timeline", "uid"),
        "question": Place(HEAD[Kind.CASE], "open_questions", "uid"),
        "section": Place("sections.{}.md", key="uid"),
        **_KNOWLEDGE,
    },
    Kind.POLICY: {
        "chapter": Place(HEAD[Kind.POLICY], "chapters", "uid"),
        "edition": Place(HEAD[Kind.POLICY], "editions", "uid"),
        "clause": Place("clauses.yaml", key="code"),
        "clause-text": Place("clauses.{}.yaml"),
        "form": Place("forms.yaml", key="slug"),
        "form-text": Place("forms.{}.yaml"),
        **_KNOWLEDGE,
    },
    Kind.BACKGROUND: dict(_KNOWLEDGE),
}
KEY = re.compile(rf"[a-z0-9-]{{1,{SLUG_LENGTH}}}")


@dataclass(frozen=True)
class Part:
    """A name of a part, taken apart; ``word`` is head, order, or that of an entry."""

    word: str
    place: Place
    language: str = ""
    key: str = ""

    @property
    def file(self) -> str:
        """The file it stands in."""
        return self.place.file.replace("{}", self.language)


def part_of(kind: Kind, name: str) -> Part:
    """The part by its name; raises UnknownPart if a draft of this kind has none such."""
    word, _slash, rest = name.partition("/")
    if name == HEAD_PART:
        return Part(HEAD_PART, Place(HEAD[kind]))
    if word == ORDER:
        word, _slash, language = rest.partition("/")
        return _checked(kind, name, word, language, ORDER)
    place = PLACES[kind].get(word)
    language = ""
    if place is not None and place.is_per_language:
        language, _slash, rest = rest.partition("/")
    wanted = CLAUSE_CODE if word.startswith("clause") else KEY
    if not wanted.fullmatch(rest) or len(rest) > SLUG_LENGTH:
        raise UnknownPart(name)
    return _checked(kind, name, word, language, word, rest)


def _checked(kind: Kind, name: str, word: str, language: str, told: str, key: str = "") -> Part:
    place = PLACES[kind].get(word)
    if place is None or place.is_per_language != bool(LANGUAGE.fullmatch(language)):
        raise UnknownPart(name)
    if told == ORDER and not place.key:
        raise UnknownPart(name)
    return Part(told, place, language, key)


def entries_at(body: Mapping[str, Any], part: Part) -> dict[str, Any]:
    """The entries beside this part, by key, in order."""
    held = body.get(part.file)
    if part.place.inside:
        held = (held or {}).get(part.place.inside)
    if not part.place.key:
        return dict(held or {})
    return {entry[part.place.key]: entry for entry in held or []}


def entries(kind: Kind, body: Mapping[str, Any], word: str, language: str = "") -> dict[str, Any]:
    """The entries of one word, by key, in order."""
    place = PLACES[kind].get(word)
    return entries_at(body, Part(word, place, language)) if place else {}


def get(kind: Kind, body: Mapping[str, Any], name: str) -> Any:
    """The value of a part; None where there is none. Raises UnknownPart."""
    part = part_of(kind, name)
    if part.word == HEAD_PART:
        held = body.get(part.file) or {}
        return {key: value for key, value in held.items() if key not in _lists_inside(kind)}
    if part.word == ORDER:
        return list(entries_at(body, part))
    return entries_at(body, part).get(part.key)


def put(kind: Kind, body: Mapping[str, Any], name: str, value: Any) -> Body:
    """The body with that part; None takes it out. Raises UnknownPart for a value of other shape.

    A new entry stands at the end of its list. In an order, keys that are not there
    are passed over and those that are missing keep their order at the end.
    """
    part = part_of(kind, name)
    if part.word == HEAD_PART:
        return _put_head(kind, body, value)
    told = entries_at(body, part)
    if part.word == ORDER:
        if not isinstance(value, list):
            raise UnknownPart(name)
        order = [key for key in dict.fromkeys(map(str, value)) if key in told]
        told = {key: told[key] for key in [*order, *(key for key in told if key not in order)]}
    elif value is None:
        told.pop(part.key, None)
    else:
        _check_shape(part, name, value)
        told[part.key] = value
    return _with_entries(body, part, told)


def _check_shape(part: Part, name: str, value: Any) -> None:
    is_list = part.word == "fact-text"
    if not isinstance(value, list if is_list else dict):
        raise UnknownPart(name)
    if part.place.key and dict(value).get(part.place.key) != part.key:
        raise UnknownPart(name)


def _with_entries(body: Mapping[str, Any], part: Part, told: dict[str, Any]) -> Body:
    held: Any = list(told.values()) if part.place.key else told
    changed = dict(body)
    if part.place.inside:
        changed[part.file] = {**(body.get(part.file) or {}), part.place.inside: held}
        if not held and part.place.inside in ("timeline", "open_questions", "conflicts"):
            del changed[part.file][part.place.inside]
    else:
        changed[part.file] = held
        if not held and (part.place.is_per_language or part.file == "forms.yaml"):
            del changed[part.file]
    return changed


def _put_head(kind: Kind, body: Mapping[str, Any], value: Any) -> Body:
    if not isinstance(value, dict):
        raise UnknownPart(HEAD_PART)
    held = body.get(HEAD[kind]) or {}
    lists = {key: held[key] for key in _lists_inside(kind) if key in held}
    fixed = {key: held[key] for key in ("format", "slug") if key in held}
    head = {key: one for key, one in value.items() if key not in _lists_inside(kind)}
    return {**body, HEAD[kind]: {**head, **fixed, **lists}}


def _lists_inside(kind: Kind) -> set[str]:
    return {place.inside for place in PLACES[kind].values() if place.file == HEAD[kind]}


def names(kind: Kind, body: Mapping[str, Any]) -> Iterator[str]:
    """The name of every part that the body holds, orders left out."""
    yield HEAD_PART
    for word, place in PLACES[kind].items():
        for language in _languages(place, body):
            for key in entries_at(body, Part(word, place, language)):
                yield "/".join(step for step in (word, language, key) if step)


def _languages(place: Place, body: Mapping[str, Any]) -> list[str]:
    if not place.is_per_language:
        return [""]
    first, last = place.file.split("{}")
    return [
        name[len(first) : -len(last)]
        for name in sorted(body)
        if name.startswith(first) and name.endswith(last) and len(name) > len(first + last)
    ]


def free_key(taken: Mapping[str, Any], wanted: str, *, fallback: str = "entry") -> str:
    """A key like the one wanted that no entry has; made of what a key may hold."""
    plain = re.sub(r"[^a-z0-9]+", "-", wanted.lower()).strip("-")[: SLUG_LENGTH - 4].strip("-")
    stem = plain or fallback
    key, number = stem, 1
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key
