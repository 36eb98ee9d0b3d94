"""A lesson's page: the choice before it, its text with notes, and what comes next."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from courses.delivery.links import product_links
from courses.delivery.pages.outline import Outline
from courses.releases.manifest import LessonEntry, SlotEntry
from courses.releases.selectors import part

# From this intensity on the choice comes before the text (DESIGN, Words: intense is 2 or 3).
INTENSE = 2


@dataclass(frozen=True)
class Account:
    """One account of a slot that the learner may choose."""

    uid: str
    title: str
    minutes: int
    intensity: int
    topic: str
    href: str


@dataclass(frozen=True)
class Passage:
    """One block of a text and the notes that it cites first."""

    html: SafeString
    notes: list[dict[str, Any]]


@dataclass(frozen=True)
class LessonPage:
    """Everything that a lesson's page shows but the outline."""

    uid: str
    slot_uid: str
    kind: str
    title: str
    topic: str
    minutes: int
    intensity: int
    asks_first: bool
    accounts: list[Account]
    prefix: str
    passages: list[Passage]
    case: dict[str, Any] | None
    next_title: str
    next_minutes: int


def chosen_variant(slot: SlotEntry, *, wanted: str, taken: str) -> tuple[LessonEntry, bool]:
    """Return the account to show and whether the person has chosen it, now or before.

    An unknown wish shows the first account, as if nothing had been chosen.
    """
    by_uid = {variant.uid: variant for variant in slot.variants}
    for uid in (wanted, taken):
        if uid in by_uid:
            return by_uid[uid], True
    return slot.variants[0], False


def lesson_page(
    slot: SlotEntry,
    lesson: LessonEntry,
    *,
    language: str,
    is_chosen: bool,
    is_done: bool,
    outline: Outline,
    since: dt.datetime | None,
) -> LessonPage:
    """Return a lesson's page from its parts; no query when they are in the process cache.

    `since` is the release's last redaction, so that no process shows what was redacted. An
    intense lesson asks first: its text is left out until an account was chosen.
    """
    body = part(lesson.parts.get(language) or next(iter(lesson.parts.values())), since=since)
    asks_first = lesson.intensity >= INTENSE and not is_chosen and not is_done
    following = _following(outline, slot.uid)
    return LessonPage(
        uid=lesson.uid,
        slot_uid=slot.uid,
        kind=lesson.kind,
        title=body["title"],
        topic=body.get("topic", ""),
        minutes=lesson.minutes,
        intensity=lesson.intensity,
        asks_first=asks_first,
        accounts=_accounts(slot, outline.slug, language),
        prefix=lesson.uid,
        passages=[] if asks_first else passages(body),
        case=None if asks_first else _case(body, since),
        next_title=following.title if following else "",
        next_minutes=following.minutes if following else 0,
    )


def passages(body: dict[str, Any]) -> list[Passage]:
    """Return the blocks of a part with their notes as the page shows them."""
    notes = body.get("notes", {})
    return [
        Passage(html=_safe(html), notes=[notes[key] for key in keys])
        for html, keys in body.get("blocks", [])
    ]


def _case(body: dict[str, Any], since: dt.datetime | None) -> dict[str, Any] | None:
    """Return the case of a case lesson with its texts ready to show."""
    digest = body.get("case")
    if not digest:
        return None
    case = part(digest, since=since)
    notes = case["notes"]
    shown = body.get("sections")
    return {
        **case,
        "sections": [
            {**section, "passages": passages({"blocks": section["blocks"], "notes": notes})}
            for section in case["sections"]
            if not shown or section["uid"] in shown
        ],
        "timeline": [
            {
                **event,
                "html": _safe(event["html"]),
                "notes": [notes[key] for key in event["notes"]],
            }
            for event in case["timeline"]
        ],
        "conflicts": [
            {**row, "taught": _safe(row["taught"]), "why": _safe(row["why"])}
            for row in case["conflicts"]
        ],
        "open_questions": [{**row, "html": _safe(row["html"])} for row in case["open_questions"]],
        "decision": passages({"blocks": case["decision"], "notes": notes}),
    }


def _accounts(slot: SlotEntry, course_slug: str, language: str) -> list[Account]:
    url = reverse("courses:delivery:lesson_detail", args=[course_slug, slot.uid])
    return [
        Account(
            uid=variant.uid,
            title=variant.titles.get(language) or next(iter(variant.titles.values())),
            minutes=variant.minutes,
            intensity=variant.intensity,
            topic=variant.topics.get(language, ""),
            href=f"{url}?account={variant.uid}",
        )
        for variant in slot.variants
    ]


def _following(outline: Outline, slot_uid: str) -> Any:
    lines = [slot for module in outline.modules for slot in module.slots]
    place = next(index for index, slot in enumerate(lines) if slot.uid == slot_uid)
    waiting = [slot for slot in lines[place + 1 :] if not slot.is_done]
    return (
        waiting[0]
        if waiting
        else outline.next
        if outline.next and outline.next.uid != slot_uid
        else None
    )


def _safe(html: str) -> SafeString:
    # The compiler rendered and cleaned it (content.rendering); the links become the product's.
    return mark_safe(product_links(html))  # noqa: S308 -- cleaned at compile, see above
