"""A lesson's page: the choice before it, its text with notes, and what comes next."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from content.intensity import is_intense
from core.masthead import TOKEN
from courses.delivery.fragments import fragment
from courses.delivery.pages.case import case_page
from courses.delivery.pages.outline import Outline, OutlineSlot
from courses.delivery.pages.passages import Notes
from courses.delivery.ways import OWN, Ways
from courses.enrolment.models import Enrolment
from courses.progress.carrying import slot_digest
from courses.releases.manifest import LessonEntry, SlotEntry
from courses.releases.selectors import manifest_name, part


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
class LessonPage:
    """Everything that a lesson's page shows but the outline."""

    uid: str
    slot_uid: str
    kind: str
    title: str
    topic: str
    minutes: int
    intensity: int
    is_taken_out: bool
    asks_first: bool
    accounts: list[Account]
    later_href: str
    text: SafeString
    end: SafeString


@dataclass(frozen=True)
class LessonEnd:
    """What stands under a lesson's text: the form that completes it, and what comes next."""

    uid: str
    kind: str
    accounts: list[Account]
    next_title: str
    next_minutes: int
    shown: str
    complete_href: str


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
    enrolment: Enrolment,
    is_chosen: bool,
    is_done: bool,
    outline: Outline,
    ways: Ways = OWN,
) -> LessonPage:
    """Return a lesson's page from its parts; no query when they are in the process cache.

    The release's last redaction is minded, so that no process shows what was redacted. An
    intense lesson asks first: its text is left out until an account was chosen.
    """
    language = enrolment.language
    since = enrolment.release.redacted_at if enrolment.release else None
    digest = lesson.parts.get(language) or next(iter(lesson.parts.values()))
    body = part(digest, since=since)
    asks_first = is_intense(lesson.intensity) and not is_chosen and not is_done
    accounts = _accounts(slot, ways.lesson(outline.slug, slot.uid), language)
    return LessonPage(
        uid=lesson.uid,
        slot_uid=slot.uid,
        kind=lesson.kind,
        title=body["title"],
        topic=body.get("topic", ""),
        minutes=lesson.minutes,
        intensity=lesson.intensity,
        is_taken_out=body.get("is_redacted", False),
        asks_first=asks_first,
        accounts=accounts,
        later_href=ways.later(),
        text=SafeString("") if asks_first else _text(digest, body, since),
        end=SafeString("")
        if asks_first
        else _end(slot, lesson, enrolment, outline, accounts, ways),
    )


def _text(digest: str, body: Mapping[str, Any], since: dt.datetime | None) -> SafeString:
    """Return a lesson's text drawn with its notes: the same for everyone who reads the part."""

    def draw() -> str:
        case = part(body["case"], since=since) if body.get("case") else None
        context = {
            "prefix": body["prefix"],
            "passages": Notes(body["notes"]).passages(body["blocks"]),
            "case": case_page(case) if case else None,
        }
        return render_to_string("courses/delivery/_lesson_text.html", context)

    return fragment("text", digest, since, draw=draw)


def _end(
    slot: SlotEntry,
    lesson: LessonEntry,
    enrolment: Enrolment,
    outline: Outline,
    accounts: list[Account],
    ways: Ways,
) -> SafeString:
    """Return the end of a lesson, drawn with a mark where the token of a request comes in."""
    following = _following(outline, slot.uid)

    def draw() -> str:
        end = LessonEnd(
            uid=lesson.uid,
            kind=lesson.kind,
            accounts=accounts,
            next_title=following.title if following else "",
            next_minutes=following.minutes if following else 0,
            shown=slot_digest(slot, enrolment.language) or "",
            complete_href=ways.complete(outline.slug, slot.uid),
        )
        template = "courses/delivery/_lesson_end.html"
        return render_to_string(template, {"page": end, "csrf_token": TOKEN})

    return fragment(
        "end",
        manifest_name(enrolment.release) if enrolment.release else "",
        enrolment.language,
        slot.uid,
        lesson.uid,
        following.uid if following else "",
        ways,
        draw=draw,
    )


def _accounts(slot: SlotEntry, url: str, language: str) -> list[Account]:
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


def _following(outline: Outline, slot_uid: str) -> OutlineSlot | None:
    """Return the next slot after this one that is not done, else any that is waiting."""
    lines = [slot for module in outline.modules for slot in module.slots]
    place = next(index for index, slot in enumerate(lines) if slot.uid == slot_uid)
    waiting = [slot for slot in lines[place + 1 :] + lines[:place] if not slot.is_done]
    return waiting[0] if waiting else None
