"""Courses out: as a folder, alone or with all that they cite beside them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from content.library.fetch import fetch
from content.library.kinds import OWN, Kind
from content.library.order import REFERENCE, references_of
from content.library.services import export_background, export_case, export_policy
from core.whole_folders import made_whole
from courses.catalogue.drafts import CourseDraft
from courses.catalogue.models import Course
from courses.catalogue.selectors import read_draft
from courses.releases.errors import ReleaseError
from courses.releases.files.writing import course_files, write_course

_EXPORT = {
    Kind.CASE: export_case,
    Kind.POLICY: export_policy,
    Kind.BACKGROUND: export_background,
}


class NoSuchCourse(ReleaseError):
    """There is no course of that slug."""


def export_course(slug: str, path: Path, *, with_cited: bool = False) -> list[str]:
    """The draft stands at `path` as a folder; with what it cites, in folders side by side there.

    What the cited cases and policies refer to themselves comes along, so that the whole can be
    imported elsewhere. Returns the slugs written. Whole or not at all: raises NoSuchCourse and
    FolderTaken, and then nothing was written.
    """
    course = Course.objects.filter(slug=slug).first()
    if course is None:
        raise NoSuchCourse(f"There is no course “{slug}”.")
    draft = read_draft(course)
    with made_whole(path) as folder:
        if not with_cited:
            write_course(draft, folder)
            return [slug]
        write_course(draft, folder / slug)
        cited = cited_by(draft)
        for name, kind in cited.items():
            _EXPORT[kind](name, folder / name)
    return [slug, *cited]


def cited_by(draft: CourseDraft) -> dict[str, Kind]:
    """Return everything in the library that the draft leads to, however far, with its kind."""
    found: dict[str, Kind] = {}
    waiting = list(dict.fromkeys(_cited(draft)))
    seen: set[str] = set()
    while waiting:
        slug = waiting.pop(0)
        if slug in seen:
            continue
        seen.add(slug)
        for kind in OWN:
            bundle = fetch(kind, slug)
            if bundle is not None:
                found[slug] = kind
                waiting += sorted(references_of(bundle))
                break
    return found


def _cited(draft: CourseDraft) -> Iterator[str]:
    for lesson in draft.lessons:
        if "case" in lesson.settings:
            yield str(lesson.settings["case"])
        if "form" in lesson.settings:
            yield str(lesson.settings["form"]).partition("/")[0]
        yield from (key.partition("/")[0] for key in lesson.covers)
        for words in lesson.texts.values():
            yield from (found["key"] for found in REFERENCE.finditer(words.body))
    for question in draft.questions:
        yield from (key.partition("/")[0] for key in question.covers)
        for name in ("form", *question.definition.get("clauses", ())):
            key = question.definition.get(name) if name == "form" else name
            if isinstance(key, str):
                yield key.partition("/")[0]
    for text in course_files(draft).values():
        yield from (found["key"] for found in REFERENCE.finditer(text))
