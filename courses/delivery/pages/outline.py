"""The outline of a course as one person sees it: which slots are done, open or still locked."""

from collections.abc import Collection, Hashable
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from content.texts import pick
from courses.delivery.fragments import fragment
from courses.delivery.ways import OWN, Ways
from courses.enrolment.models import Enrolment
from courses.progress import completion
from courses.releases.cache import BoundedCache
from courses.releases.manifest import Manifest, SlotEntry
from courses.releases.selectors import manifest, manifest_name


@dataclass(frozen=True)
class OutlineSlot:
    """One line of the outline."""

    uid: str
    title: str
    kind: str
    minutes: int
    intensity: int
    href: str
    state: str
    condition: str
    is_done: bool
    is_locked: bool
    current: bool
    has_shorter_account: bool


@dataclass(frozen=True)
class OutlineModule:
    """A titled run of slots, with how many of them are done."""

    title: str
    slots: list[OutlineSlot]
    share: completion.Share
    sentence: str


@dataclass(frozen=True)
class Outline:
    """The whole outline in the words of one language, and the place to go on."""

    slug: str
    title: str
    href: str
    modules: list[OutlineModule]
    share: completion.Share
    minutes_left: int
    next: OutlineSlot | None
    sentence: str

    @property
    def done(self) -> int:
        """How many slots are complete."""
        return self.share.done

    @property
    def total(self) -> int:
        """How many slots there are."""
        return self.share.total


KIND_WORDS = {
    "reading": lambda: _("Reading"),
    "case": lambda: _("Case"),
    "exercise": lambda: _("Decision exercise"),
    "quiz": lambda: _("Quiz"),
    "attestation": lambda: _("Attestation"),
}


def kind_word(kind: str) -> str:
    """Return the word for a kind of lesson in the language of the page."""
    return KIND_WORDS[kind]()


def intensity_words(intensity: int) -> str:
    """Return how heavy a text is, in words with its number; empty for 0."""
    if intensity == 0:
        return ""
    return _("Intensity %(level)s of 3") % {"level": intensity}


def minutes_words(minutes: int) -> str:
    """Return about how long something takes, in words."""
    return ngettext("about %(count)s minute", "about %(count)s minutes", minutes) % {
        "count": minutes
    }


OUTLINE_CACHE_BYTES = 16 * 1024 * 1024
_SLOT_BYTES = 900
_outlines: BoundedCache[tuple[Hashable, ...], "Outline"] = BoundedCache(OUTLINE_CACHE_BYTES)


def pinned_outline(
    enrolment: Enrolment,
    completed: frozenset[str],
    *,
    current: str = "",
    ways: Ways = OWN,
) -> Outline:
    """Return the outline of a started enrolment's release as its person stands in it.

    Many people stand at the same place of the same release: the outline is kept by the process
    under release, languages, completed slots and current slot, and holds nothing of a person.
    """
    release = enrolment.release
    if release is None:
        raise ValueError("the enrolment is not started")
    key = (get_language(), manifest_name(release), enrolment.language, completed, current, ways)
    kept = _outlines.get(key)
    if kept is None:
        kept = outline_of(
            manifest(release),
            language=enrolment.language,
            completed=completed,
            is_started=True,
            current=current,
            ways=ways,
        )
        weight = _SLOT_BYTES * (kept.total + 1)
        _outlines.put(key, kept, weight=weight, read_at=timezone.now())
    return kept


def rail_of(
    enrolment: Enrolment,
    outline: Outline,
    completed: frozenset[str],
    slot_uid: str,
    *,
    ways: Ways = OWN,
) -> SafeString:
    """Return the outline drawn as the rail beside a lesson."""
    name = manifest_name(enrolment.release) if enrolment.release else ""
    return fragment(
        "rail",
        name,
        enrolment.language,
        completed,
        slot_uid,
        ways,
        draw=lambda: render_to_string("courses/delivery/_rail.html", {"outline": outline}),
    )


def outline_of(
    outline: Manifest,
    *,
    language: str,
    completed: Collection[str],
    is_started: bool,
    current: str = "",
    ways: Ways = OWN,
) -> Outline:
    """Return the outline of a release for one person; makes no query.

    Before the start every slot can be seen and none can be opened.
    """
    modules = [
        _module(
            module.slots,
            pick(module.titles, language, outline.languages),
            outline,
            language,
            completed,
            current,
            ways if is_started else None,
        )
        for module in outline.modules
    ]
    share = completion.share(outline.slots, completed)
    following = completion.next_slot(outline.slots, completed)
    lines = {slot.uid: slot for module in modules for slot in module.slots}
    minutes_left = sum(slot.minutes for slot in outline.slots if slot.uid not in completed)
    return Outline(
        slug=outline.course_slug,
        title=pick(outline.titles, language, outline.languages),
        href=ways.course(outline.course_slug),
        modules=modules,
        share=share,
        minutes_left=minutes_left,
        next=None if following is None else lines[following.uid],
        sentence=progress_sentence(share, minutes_left),
    )


@lru_cache(maxsize=4096)
def _lesson_url(ways: Ways, course_slug: str, slot_uid: str) -> str:
    return ways.lesson(course_slug, slot_uid)


def progress_sentence(share: completion.Share, minutes_left: int) -> str:
    """Return where the person stands in one sentence."""
    if share.is_complete:
        return _("All %(total)s done.") % {"total": share.total}
    return _("%(done)s of %(total)s done. %(left)s left.") % {
        "done": share.done,
        "total": share.total,
        "left": minutes_words(minutes_left).capitalize(),
    }


def _module(
    slots: tuple[SlotEntry, ...],
    title: str,
    outline: Manifest,
    language: str,
    completed: Collection[str],
    current: str,
    ways: Ways | None,
) -> OutlineModule:
    share = completion.share(slots, completed)
    return OutlineModule(
        title=title,
        slots=[_slot(slot, outline, language, completed, current, ways) for slot in slots],
        share=share,
        sentence=_("%(done)s of %(total)s done") % {"done": share.done, "total": share.total},
    )


def _slot(
    slot: SlotEntry,
    outline: Manifest,
    language: str,
    completed: Collection[str],
    current: str,
    ways: Ways | None,
) -> OutlineSlot:
    is_done = slot.uid in completed
    is_locked = not completion.is_unlocked(slot, completed)
    state = _("done") if is_done else _("%(minutes)s min") % {"minutes": slot.minutes}
    condition = ""
    if is_locked:
        first = outline.slot(completion.missing_before(slot, completed)[0])
        title = pick(first.titles, language, outline.languages)
        condition = _("Opens after “%(title)s”.") % {"title": title}
    elif slot.is_test_out and not is_done:
        condition = _("Can be taken first: passing it stands for the lessons that it covers.")
    return OutlineSlot(
        uid=slot.uid,
        title=pick(slot.titles, language, outline.languages),
        kind=slot.kind,
        minutes=slot.minutes,
        intensity=max(variant.intensity for variant in slot.variants),
        href=_lesson_url(ways, outline.course_slug, slot.uid) if ways and not is_locked else "",
        state=state,
        condition=condition,
        is_done=is_done,
        is_locked=is_locked,
        current=slot.uid == current,
        has_shorter_account=len(slot.variants) > 1,
    )
