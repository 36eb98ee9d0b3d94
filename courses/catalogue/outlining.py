"""What can be done to an outline. Pure: an outline in, the new one out, or OutlineRefused.

An outline that holds together stays so: module and slot uids are unique, each lesson stands in
one slot, no slot is empty, `after` names slots that are there and never goes round in a circle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from courses.catalogue.drafts import ModuleDraft, SlotDraft
from courses.catalogue.errors import OutlineRefused, UidTaken, UnknownItem

type Outline = tuple[ModuleDraft, ...]

MOST_VARIANTS = 10


def slots_of(outline: Outline) -> Iterator[SlotDraft]:
    """Yield every slot in order."""
    for module in outline:
        yield from module.slots


def slot_of(outline: Outline, uid: str) -> SlotDraft:
    """Return a slot. Raises UnknownItem."""
    for slot in slots_of(outline):
        if slot.uid == uid:
            return slot
    raise UnknownItem(uid)


def module_of(outline: Outline, uid: str) -> ModuleDraft:
    """Return a module. Raises UnknownItem."""
    for module in outline:
        if module.uid == uid:
            return module
    raise UnknownItem(uid)


def slot_with(outline: Outline, lesson_uid: str) -> SlotDraft | None:
    """Return the slot in which a lesson stands, if it stands in one."""
    return next((slot for slot in slots_of(outline) if lesson_uid in slot.lessons), None)


def add_module(
    outline: Outline, uid: str, titles: Mapping[str, str], to: int | None = None
) -> Outline:
    """Add an empty module, at the end unless told."""
    if any(module.uid == uid for module in outline):
        raise UidTaken(uid)
    return _inserted(outline, ModuleDraft(uid, dict(titles)), to)


def rename_module(outline: Outline, uid: str, titles: Mapping[str, str]) -> Outline:
    """Give a module other titles."""
    module_of(outline, uid)
    return _with_module(outline, uid, lambda module: replace(module, titles=dict(titles)))


def move_module(outline: Outline, uid: str, to: int) -> Outline:
    """Move a module to a place among the modules, counted without it."""
    module = module_of(outline, uid)
    return _inserted(tuple(one for one in outline if one.uid != uid), module, to)


def remove_module(outline: Outline, uid: str) -> Outline:
    """Take a module out with its slots; nothing waits for them any more."""
    gone = {slot.uid for slot in module_of(outline, uid).slots}
    return _forgetting(tuple(one for one in outline if one.uid != uid), gone)


def add_slot(outline: Outline, module_uid: str, slot: SlotDraft, to: int | None = None) -> Outline:
    """Add a slot to a module; its lessons may stand nowhere else."""
    module_of(outline, module_uid)
    if any(one.uid == slot.uid for one in slots_of(outline)):
        raise UidTaken(slot.uid)
    if not slot.lessons:
        raise OutlineRefused("empty", slot.uid)
    for lesson in slot.lessons:
        if slot_with(outline, lesson):
            raise OutlineRefused("placed", lesson)
    grown = _with_module(
        outline,
        module_uid,
        lambda module: replace(module, slots=_inserted(module.slots, replace(slot, after=()), to)),
    )
    return order_slot(grown, slot.uid, slot.after) if slot.after else grown


def move_slot(outline: Outline, uid: str, module_uid: str, to: int) -> Outline:
    """Move a slot to a place in a module, counted without it."""
    slot = slot_of(outline, uid)
    module_of(outline, module_uid)
    without = _without_slots(outline, {uid})
    return _with_module(
        without,
        module_uid,
        lambda module: replace(module, slots=_inserted(module.slots, slot, to)),
    )


def step_slot(outline: Outline, uid: str, by: int) -> Outline:
    """Move a slot one place up (-1) or down (1), into the next module at the edge of its own."""
    for place, module in enumerate(outline):
        uids = [slot.uid for slot in module.slots]
        if uid not in uids:
            continue
        target = uids.index(uid) + by
        if 0 <= target < len(uids):
            return move_slot(outline, uid, module.uid, target)
        neighbour = place + by
        if not 0 <= neighbour < len(outline):
            return outline
        end = len(outline[neighbour].slots) if by < 0 else 0
        return move_slot(outline, uid, outline[neighbour].uid, end)
    raise UnknownItem(uid)


def step_module(outline: Outline, uid: str, by: int) -> Outline:
    """Move a module one place up (-1) or down (1)."""
    place = outline.index(module_of(outline, uid))
    return move_module(outline, uid, max(0, place + by))


def remove_slot(outline: Outline, uid: str) -> Outline:
    """Take a slot out; its lessons stand in no slot any more."""
    slot_of(outline, uid)
    return _forgetting(_without_slots(outline, {uid}), {uid})


def place_lesson(
    outline: Outline, slot_uid: str, lesson_uid: str, to: int | None = None
) -> Outline:
    """Make a lesson a variant of a slot; it leaves the slot where it stood, if any."""
    slot = slot_of(outline, slot_uid)
    if lesson_uid not in slot.lessons:
        if len(slot.lessons) >= MOST_VARIANTS:
            raise OutlineRefused("full", slot_uid)
        if slot_with(outline, lesson_uid):
            outline = take_out_lesson(outline, lesson_uid)
    return _with_slot(
        outline,
        slot_uid,
        lambda one: replace(
            one,
            lessons=_inserted(
                tuple(uid for uid in one.lessons if uid != lesson_uid), lesson_uid, to
            ),
        ),
    )


def take_out_lesson(outline: Outline, lesson_uid: str) -> Outline:
    """Take a lesson out of its slot; a slot that held no other goes with it."""
    slot = slot_with(outline, lesson_uid)
    if slot is None:
        return outline
    if len(slot.lessons) == 1:
        return remove_slot(outline, slot.uid)
    return _with_slot(
        outline,
        slot.uid,
        lambda one: replace(one, lessons=tuple(uid for uid in one.lessons if uid != lesson_uid)),
    )


def order_slot(outline: Outline, uid: str, after: tuple[str, ...]) -> Outline:
    """Say which slots come before a slot. Refused if it would wait for itself."""
    slot_of(outline, uid)
    edges = {slot.uid: slot.after for slot in slots_of(outline)}
    for first in after:
        if first not in edges:
            raise UnknownItem(first)
    edges[uid] = after
    if _waits_for_itself(uid, edges):
        raise OutlineRefused("circle", uid)
    kept = tuple(sorted(set(after)))
    return _with_slot(outline, uid, lambda slot: replace(slot, after=kept))


def faults(outline: Outline) -> list[str]:
    """Return why an outline does not hold together, by code; empty if it does."""
    slots = list(slots_of(outline))
    edges = {slot.uid: slot.after for slot in slots}
    lessons = [uid for slot in slots for uid in slot.lessons]
    found = []
    if len({module.uid for module in outline}) < len(outline) or len(edges) < len(slots):
        found.append("uid")
    if len(set(lessons)) < len(lessons):
        found.append("placed")
    if not all(slot.lessons for slot in slots):
        found.append("empty")
    if any(first not in edges for slot in slots for first in slot.after):
        found.append("unknown")
    if any(_waits_for_itself(uid, edges) for uid in edges):
        found.append("circle")
    return found


def _waits_for_itself(start: str, edges: Mapping[str, tuple[str, ...]]) -> bool:
    seen: set[str] = set()
    waiting = list(edges.get(start, ()))
    while waiting:
        uid = waiting.pop()
        if uid == start:
            return True
        if uid not in seen:
            seen.add(uid)
            waiting.extend(edges.get(uid, ()))
    return False


def _inserted[T](row: tuple[T, ...], one: T, to: int | None) -> tuple[T, ...]:
    place = len(row) if to is None else max(0, min(to, len(row)))
    return (*row[:place], one, *row[place:])


def _with_module(
    outline: Outline, uid: str, change: Callable[[ModuleDraft], ModuleDraft]
) -> Outline:
    return tuple(change(module) if module.uid == uid else module for module in outline)


def _with_slot(outline: Outline, uid: str, change: Callable[[SlotDraft], SlotDraft]) -> Outline:
    return tuple(
        replace(
            module,
            slots=tuple(change(slot) if slot.uid == uid else slot for slot in module.slots),
        )
        for module in outline
    )


def _without_slots(outline: Outline, uids: set[str]) -> Outline:
    return tuple(
        replace(module, slots=tuple(slot for slot in module.slots if slot.uid not in uids))
        for module in outline
    )


def _forgetting(outline: Outline, gone: set[str]) -> Outline:
    return tuple(
        replace(
            module,
            slots=tuple(
                replace(slot, after=tuple(uid for uid in slot.after if uid not in gone))
                for slot in module.slots
            ),
        )
        for module in outline
    )
