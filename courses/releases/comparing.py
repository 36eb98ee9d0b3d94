"""What changed between two compiled courses, told from their manifests and part digests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from courses.releases.manifest import LessonEntry, Manifest
from courses.releases.models import Candidate, Release
from courses.releases.selectors import manifest, parts

type Kind = Literal["course", "module", "slot", "lesson", "question"]
type State = Literal["added", "changed", "removed", "moved"]


@dataclass(frozen=True)
class Change:
    """One difference: of what, which uid, with its title, and in which respects."""

    kind: Kind
    uid: str
    title: str
    state: State
    respects: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Every difference, in the order of the newer outline; what was removed comes last."""

    changes: tuple[Change, ...] = ()
    languages_added: tuple[str, ...] = ()
    languages_removed: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the two say the same."""
        return not (self.changes or self.languages_added or self.languages_removed)


@dataclass
class _Found:
    changes: list[Change] = field(default_factory=list)

    def add(self, kind: Kind, uid: str, title: str, state: State, *respects: str) -> None:
        self.changes.append(Change(kind, uid, title, state, respects))


def compare(
    old: Release | Candidate | None, new: Release | Candidate, *, language: str = ""
) -> Comparison:
    """Return what changed from `old` to `new`; everything is new where there was nothing.

    Titles are told in `language`, or in the source language. Two queries where nothing is cached.
    """
    after = manifest(new)
    before = manifest(old) if old is not None else None
    found = _Found()
    if before is not None:
        _course(before, after, found)
    _outline(before, after, found, language)
    _questions(before, after, found)
    old_languages = before.languages if before else ()
    return Comparison(
        changes=tuple(found.changes),
        languages_added=tuple(one for one in after.languages if one not in old_languages),
        languages_removed=tuple(one for one in old_languages if one not in after.languages),
    )


def _course(before: Manifest, after: Manifest, found: _Found) -> None:
    respects = [
        name
        for name, is_same in (
            ("title", before.titles == after.titles),
            ("summary", before.summaries == after.summaries),
            ("code", before.course_code == after.course_code),
            ("requires", before.requires == after.requires),
            ("harm_areas", before.harm_areas == after.harm_areas),
            (
                "certificate",
                (before.gives_certificate, before.certificate_months)
                == (after.gives_certificate, after.certificate_months),
            ),
        )
        if not is_same
    ]
    if respects:
        found.add("course", after.course_slug, after.title(""), "changed", *respects)


def _outline(before: Manifest | None, after: Manifest, found: _Found, language: str) -> None:
    modules = {module.uid: module for module in before.modules} if before else {}
    slots = {slot.uid: slot for slot in before.slots} if before else {}
    lessons = dict(before.lessons) if before else {}
    order = [slot.uid for slot in before.slots] if before else []
    kept = [slot.uid for slot in after.slots if slot.uid in slots]
    was = [uid for uid in order if uid in set(kept)]
    for module in after.modules:
        if module.uid not in modules:
            found.add("module", module.uid, _told(module.titles, language), "added")
        elif module.titles != modules[module.uid].titles:
            found.add("module", module.uid, _told(module.titles, language), "changed", "title")
        for slot in module.slots:
            title = _told(slot.titles, language)
            old = slots.get(slot.uid)
            if old is None:
                found.add("slot", slot.uid, title, "added")
            elif old.module_uid != slot.module_uid or was.index(slot.uid) != kept.index(slot.uid):
                found.add("slot", slot.uid, title, "moved")
            elif old.after != slot.after:
                found.add("slot", slot.uid, title, "changed", "after")
            for lesson in slot.variants:
                _lesson(lessons.get(lesson.uid), lesson, found, language)
    for uid, lesson in lessons.items():
        if uid not in after.lessons:
            found.add("lesson", uid, _told(lesson.titles, language), "removed")
    for uid, old in slots.items():
        if uid not in {slot.uid for slot in after.slots}:
            found.add("slot", uid, _told(old.titles, language), "removed")


def _lesson(old: LessonEntry | None, new: LessonEntry, found: _Found, language: str) -> None:
    title = _told(new.titles, language)
    if old is None:
        found.add("lesson", new.uid, title, "added")
        return
    respects = [
        name
        for name in ("kind", "minutes", "intensity", "titles", "topics", "covers", "settings")
        if getattr(old, name) != getattr(new, name)
    ]
    respects += [
        f"text:{one}" for one in new.parts if one in old.parts and old.parts[one] != new.parts[one]
    ]
    if respects:
        found.add("lesson", new.uid, title, "changed", *respects)


def _questions(before: Manifest | None, after: Manifest, found: _Found) -> None:
    old = _question_digests(before) if before else {}
    new = _question_digests(after)
    for uid, digests in new.items():
        if uid not in old:
            found.add("question", uid, uid, "added")
        elif changed := [
            f"text:{one}" for one in digests if old[uid].get(one, digests[one]) != digests[one]
        ]:
            found.add("question", uid, uid, "changed", *changed)
    for uid in old.keys() - new.keys():
        found.add("question", uid, uid, "removed")


def _question_digests(of: Manifest) -> dict[str, dict[str, str]]:
    """Return the digests of every question by uid and language."""
    asked = [lesson for lesson in of.lessons.values() if lesson.settings is not None]
    bodies = parts(digest for lesson in asked for digest in lesson.parts.values())
    found: dict[str, dict[str, str]] = {}
    for lesson in asked:
        for language, digest in lesson.parts.items():
            for uid, question in bodies[digest].get("questions", {}).items():
                found.setdefault(uid, {})[language] = question
    return found


def _told(titles: Mapping[str, str], language: str) -> str:
    return titles.get(language) or next(iter(titles.values()), "")
