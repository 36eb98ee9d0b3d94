"""What frames a course, translated: its title and summary, and the titles of its modules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from accounts.models import User
from courses.catalogue import items
from courses.catalogue.checking import checked_head, checked_titles
from courses.catalogue.drafts import CourseDraft, HeadWords, ModuleDraft
from courses.catalogue.errors import EditedMeanwhile, ItemRefused
from courses.catalogue.items import ItemKey
from courses.catalogue.models import Course
from courses.catalogue.selectors import head_for_edit, last_version, read_head, read_outline
from courses.catalogue.services.editing import Change, keep, lock
from courses.catalogue.services.writing_rows import write_outline


@transaction.atomic
def save_head_words(
    *,
    course: Course,
    language: str,
    words: HeadWords,
    made_from: str,
    base: str,
    by: User | None,
    at: datetime,
) -> str:
    """Write a translation of what frames a course, and return what its editor sees then.

    `made_from` is the digest of the source that it follows. Modules that are not there any more
    are left out. Raises EditedMeanwhile (`current` is what stands there now) and ItemRefused.
    """
    lock(course)
    if language not in course.languages[1:]:
        raise ItemRefused([(("language",), "is no language that this course is translated to")])
    now = head_for_edit(course, language)
    if now.base != base:
        last = last_version(course, ItemKey(items.SETTINGS))
        raise EditedMeanwhile(
            current=now, by=last.by if last else None, at=last.at if last else None
        )
    before, outline = read_head(course), read_outline(course)
    after = _translated(before, language, words)
    languages = tuple(course.languages)
    modules = tuple(_named(one, language, words, languages) for one in outline)
    if made_from:
        course.head_sources = {**course.head_sources, language: made_from}
    course.titles = _with(course.titles, language, after.titles.get(language, ""))
    course.summaries = _with(course.summaries, language, after.summaries.get(language, ""))
    course.save(update_fields=["titles", "summaries", "head_sources"])
    if modules != outline:
        write_outline(course, outline, modules)
    changes = [
        Change(ItemKey(items.SETTINGS), items.settings_body(before), items.settings_body(after)),
        Change(ItemKey(items.OUTLINE), items.outline_body(outline), items.outline_body(modules)),
    ]
    keep(course=course, changes=changes, by=by, at=at, action="words_saved", is_typing=True)
    return head_for_edit(course, language).base


def _translated(head: CourseDraft, language: str, words: HeadWords) -> CourseDraft:
    return checked_head(
        replace(
            head,
            titles=_with(head.titles, language, words.title),
            summaries=_with(head.summaries, language, words.summary),
        )
    )


def _with(texts: Mapping[str, str], language: str, text: str) -> dict[str, str]:
    """The texts with that one; an empty one is taken out."""
    return {one: told for one, told in {**texts, language: text}.items() if told}


def _named(
    module: ModuleDraft, language: str, words: HeadWords, languages: tuple[str, ...]
) -> ModuleDraft:
    text = words.modules.get(module.uid, module.titles.get(language, ""))
    return replace(module, titles=checked_titles(_with(module.titles, language, text), languages))
