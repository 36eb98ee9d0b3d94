"""A draft beside what the library tells now, part by part (pure)."""

from collections.abc import Iterable, Mapping
from typing import Any

from content.library.drafting.entries import Body
from content.library.drafting.errors import Difference
from content.library.drafting.parts import HEAD_PART, PLACES, entries, get, names, put
from content.library.kinds import Kind

FIRST_CHANGE = {"fact": "substantive", "clause": "change"}


def differences(kind: Kind, *, base: Body, ours: Body, theirs: Body) -> tuple[Difference, ...]:
    """Every part that the library tells otherwise than when the draft was opened."""
    found = []
    for part in dict.fromkeys([*names(kind, base), *names(kind, theirs)]):
        one = Difference(
            part=part,
            base=get(kind, base, part),
            ours=get(kind, ours, part),
            theirs=get(kind, theirs, part),
        )
        if one.theirs != one.base:
            found.append(one)
    return tuple(found)


def merged(
    kind: Kind,
    found: Iterable[Difference],
    *,
    choices: Mapping[str, str],
    ours: Body,
    theirs: Body,
) -> dict[str, Any]:
    """The values by part that bring the draft up to date; ours stays where that was chosen."""
    values: dict[str, Any] = {}
    for one in found:
        if not one.is_conflict or choices[one.part] == "theirs":
            values[one.part] = one.theirs
        else:
            values[one.part] = _kept(one)
    body = ours
    for part, value in values.items():
        body = put(kind, body, part, value)
    for word, place in PLACES[kind].items():
        if place.key and not place.is_per_language:
            order = list(entries(kind, theirs, word))
            own = [key for key in entries(kind, body, word) if key not in order]
            if order:
                values[f"order/{word}"] = [*order, *own]
    return values


def _kept(one: Difference) -> Any:
    """What is ours, on top of what is theirs: their versions stay, ours come after them."""
    word = one.part.partition("/")[0]
    if one.theirs is None or one.ours is None:
        return one.ours
    if word == "head" and one.part == HEAD_PART:
        base = one.base or {}
        changed = {key: value for key, value in one.ours.items() if base.get(key) != value}
        gone = {key for key in base if key not in one.ours}
        kept = {key: value for key, value in one.theirs.items() if key not in gone}
        return {**kept, **changed}
    if word in FIRST_CHANGE:
        known = len((one.base or {}).get("versions", []))
        versions = list(one.theirs["versions"])
        for version in one.ours["versions"][known:]:
            number = len(versions) + 1
            change = version.get("change") or FIRST_CHANGE[word]
            versions.append({**version, "number": number, "change": change})
        return {**one.ours, "versions": versions}
    return one.ours
