"""The translation of a draft, part by part: what there is, and where it is kept (pure).

A unit is one part in the source language with the texts that a translator writes beside
it. What of it is missing or stale is told with it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from content.library.drafting.parts import entries, get
from content.library.kinds import Kind
from content.texts import text_digest

HEAD_TEXTS = ("title", "standfirst", "topic", "decision", "summary")
MAPPED = {
    "timeline": ("text",),
    "question": ("text",),
    "conflict": ("question", "taught", "why"),
    "chapter": ("title",),
    "edition": ("label",),
}


@dataclass(frozen=True)
class Line:
    """One text and its translation; ``name`` is what its field is called in the unit."""

    name: str
    source: str
    target: str


@dataclass(frozen=True)
class Unit:
    """One part that is translated; ``stored_in`` is the part that keeps the translation."""

    part: str
    word: str
    stored_in: str
    lines: tuple[Line, ...]
    is_stale: bool = False

    @property
    def is_missing(self) -> bool:
        """Whether anything of it is not translated."""
        return any(not line.target for line in self.lines)


def units(
    kind: Kind, body: Mapping[str, Any], base: Mapping[str, Any], language: str
) -> list[Unit]:
    """Every part that has a text in the source language, in order.

    Stale is a translation that names another text as its source, and one that is still as
    the library has it while its source was changed in the draft.
    """
    source = source_of(kind, body)
    found = [*_mapped(kind, body, source, language), *_apart(kind, body, source, language)]
    return [
        Unit(one.part, one.word, one.stored_in, one.lines, _is_stale(kind, body, base, one, source))
        for one in found
        if one.lines
    ]


def source_of(kind: Kind, body: Mapping[str, Any]) -> str:
    """The language that is written first."""
    languages = get(kind, body, "head").get("languages") or ["en"]
    return str(languages[0])


def _mapped(kind: Kind, body: Mapping[str, Any], source: str, language: str) -> Iterator[Unit]:
    head = get(kind, body, "head")
    yield Unit("head", "head", "head", _of_maps(head, HEAD_TEXTS, source, language))
    for word, names in MAPPED.items():
        for key, entry in entries(kind, body, word).items():
            lines = _of_maps(entry, names, source, language)
            for number, position in enumerate(entry.get("positions") or []):
                told = position.get("value") or {}
                if told.get(source):
                    name = f"position-{number}"
                    lines += (Line(name, told[source], told.get(language, "")),)
            yield Unit(f"{word}/{key}", word, f"{word}/{key}", lines)


def _of_maps(
    entry: Mapping[str, Any], names: tuple[str, ...], source: str, language: str
) -> tuple[Line, ...]:
    maps = ((name, entry.get(name)) for name in names)
    return tuple(
        Line(name, told[source], told.get(language, ""))
        for name, told in maps
        if isinstance(told, dict) and told.get(source)
    )


def _apart(kind: Kind, body: Mapping[str, Any], source: str, language: str) -> Iterator[Unit]:
    """What is kept in files of its own for each language."""
    translated = entries(kind, body, "section", language)
    lines: tuple[Line, ...]
    for uid, section in entries(kind, body, "section", source).items():
        own = translated.get(uid, {})
        lines = (
            Line("heading", section.get("heading", ""), own.get("heading", "")),
            Line("body", section.get("body", ""), own.get("body", "")),
        )
        yield Unit(f"section/{source}/{uid}", "section", f"section/{language}/{uid}", lines)
    facts = entries(kind, body, "fact-text", language)
    for key, fact in entries(kind, body, "fact").items():
        newest = fact["versions"][-1]
        own = _numbered(facts.get(key, []), newest.get("number"))
        line = Line("statement", newest.get("statement", ""), own.get("statement", ""))
        yield Unit(f"fact/{key}", "fact", f"fact-text/{language}/{key}", (line,))
    clauses = entries(kind, body, "clause-text", language)
    for code, clause in entries(kind, body, "clause").items():
        lines = _of_clause(clause, clauses.get(code, {}))
        yield Unit(f"clause/{code}", "clause", f"clause-text/{language}/{code}", lines)


def _numbered(told: list[dict[str, Any]], number: int | None) -> dict[str, Any]:
    return next((one for one in told if one.get("number") == number), {})


def _of_clause(clause: Mapping[str, Any], own: Mapping[str, Any]) -> tuple[Line, ...]:
    newest = clause["versions"][-1]
    version = _numbered(own.get("versions") or [], newest.get("number"))
    lines = [
        Line("title", clause.get("title", ""), own.get("title", "")),
        Line("text", newest.get("text", ""), version.get("text", "")),
    ]
    if clause.get("explanation"):
        lines.append(Line("explanation", clause["explanation"], own.get("explanation", "")))
    for example in clause.get("examples") or []:
        told = (own.get("examples") or {}).get(example["uid"], {})
        lines += [
            Line(f"example-{example['uid']}-{name}", example[name], told.get(name, ""))
            for name in ("text", "verdict")
        ]
    return tuple(lines)


def _is_stale(
    kind: Kind, body: Mapping[str, Any], base: Mapping[str, Any], unit: Unit, source: str
) -> bool:
    if not any(line.target for line in unit.lines):
        return False
    if unit.stored_in != unit.part:
        held, own = get(kind, base, unit.part), get(kind, base, unit.stored_in)
        if unit.word in ("section", "clause") and held and own:
            same = own == get(kind, body, unit.stored_in)
            changed = _words(held, unit) != _words(get(kind, body, unit.part), unit)
            return bool(changed and same)
    if unit.word == "fact":
        told = get(kind, body, unit.stored_in) or []
        number = get(kind, body, unit.part)["versions"][-1].get("number")
        of = _numbered(told, number).get("of")
        return bool(of) and of != text_digest(unit.lines[0].source)
    held = get(kind, base, unit.part)
    if unit.stored_in != unit.part or not isinstance(held, dict):
        return False
    before = {line.name: line for line in _of_maps(held, tuple(held), source, "")}
    return any(
        line.name in before and before[line.name].source != line.source for line in unit.lines
    )


def _words(entry: Any, unit: Unit) -> Any:
    """What of an entry a translation is made from."""
    if unit.word == "clause":
        return [
            entry.get("title"),
            entry["versions"],
            entry.get("explanation"),
            entry.get("examples"),
        ]
    return entry


def translated(
    kind: Kind, body: Mapping[str, Any], unit: Unit, language: str, texts: Mapping[str, str]
) -> Any:
    """The value of the part that keeps the unit's translation, with these texts.

    A section or fact without any text is not translated at all: None.
    """
    told = {name: text.strip() for name, text in texts.items()}
    if unit.stored_in == unit.part:
        return _with_maps(get(kind, body, unit.part), language, told)
    key = unit.part.rpartition("/")[2]
    if unit.word == "section":
        whole = {"uid": key, "heading": told.get("heading", ""), "body": told.get("body", "")}
        return whole if any(told.values()) else None
    if unit.word == "fact":
        number = get(kind, body, unit.part)["versions"][-1]["number"]
        kept = [one for one in get(kind, body, unit.stored_in) or [] if one["number"] != number]
        if told.get("statement"):
            kept.append({"number": number, "statement": told["statement"]})
        return sorted(kept, key=lambda one: int(one["number"])) or None
    return _with_clause(kind, body, unit, told)


def _with_maps(entry: Any, language: str, told: Mapping[str, str]) -> Any:
    changed = dict(entry)
    for name, text in told.items():
        if name.startswith("position-"):
            number = int(name.removeprefix("position-"))
            positions = [dict(one) for one in changed["positions"]]
            positions[number]["value"] = _put(positions[number].get("value"), language, text)
            changed["positions"] = positions
        else:
            changed[name] = _put(changed.get(name), language, text)
    return changed


def _put(held: Any, language: str, text: str) -> dict[str, str]:
    kept = {key: one for key, one in (held or {}).items() if key != language}
    return {**kept, language: text} if text else kept


def _with_clause(kind: Kind, body: Mapping[str, Any], unit: Unit, told: Mapping[str, str]) -> Any:
    if not any(told.values()):
        return None
    clause, own = get(kind, body, unit.part), get(kind, body, unit.stored_in) or {}
    number = clause["versions"][-1]["number"]
    versions = [one for one in own.get("versions") or [] if one["number"] != number]
    if told.get("text"):
        versions.append({"number": number, "text": told["text"]})
    changed: dict[str, Any] = {"title": told.get("title", ""), "versions": versions}
    if told.get("explanation"):
        changed["explanation"] = told["explanation"]
    examples = {}
    for example in clause.get("examples") or []:
        texts = {
            name: told.get(f"example-{example['uid']}-{name}", "") for name in ("text", "verdict")
        }
        if any(texts.values()):
            examples[example["uid"]] = texts
    return {**changed, "examples": examples} if examples else changed
