"""A course itself: made, and set up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from accounts.models import Unit, User
from accounts.services import record
from courses.catalogue import items
from courses.catalogue.checking import checked_head
from courses.catalogue.drafts import CourseDraft
from courses.catalogue.errors import CodeTaken, ItemRefused, SlugTaken, UnknownCourses
from courses.catalogue.items import ItemKey
from courses.catalogue.models import Course
from courses.catalogue.selectors import head_words, read_head
from courses.catalogue.services.editing import Change, keep, lock, note_edit, refuse_edited


@transaction.atomic
def create_course(
    *,
    slug: str,
    code: str,
    title: str,
    language: str,
    owner: Unit | None,
    by: User | None,
    at: datetime,
    summary: str = "",
) -> Course:
    """Make a course with nothing in it but title and summary.

    Raises SlugTaken, CodeTaken, ItemRefused.
    """
    head = checked_head(
        CourseDraft(
            slug=slug,
            code=code,
            languages=(language,),
            titles={language: title},
            summaries={language: summary} if summary else {},
        )
    )
    if Course.objects.filter(slug=slug).exists():
        raise SlugTaken(slug)
    _refuse_taken_code(code, slug)
    course = Course.objects.create(
        slug=slug,
        code=code,
        languages=[language],
        titles=dict(head.titles),
        summaries=dict(head.summaries),
        owner=owner,
        draft_revision=0,
        created_at=at,
    )
    note_edit(course=course, by=by, at=at, action="created")
    record(
        action="course.draft_created",
        by=by,
        target=course,
        new={"slug": slug, "revision": course.draft_revision},
        at=at,
        unit=owner,
    )
    return course


@transaction.atomic
def save_settings(
    *, course: Course, head: CourseDraft, base: str | None, by: User | None, at: datetime
) -> str:
    """Write the settings of a course, and return their new digest.

    Of `head` everything counts but slug, visibility and content. The language that a course is
    written in stays once something is written. Raises EditedMeanwhile (`current` is the head as it
    is now), CodeTaken, UnknownCourses and ItemRefused.
    """
    lock(course)
    now = read_head(course)
    before = items.settings_body(now)
    key = ItemKey(items.SETTINGS)
    refuse_edited(course=course, key=key, now=before, base=base, current=now)
    head = checked_head(replace(head, slug=course.slug))
    if head.source_language != course.source_language and _has_content(course):
        message = f"begin with {course.source_language}, in which the course is written"
        raise ItemRefused([(("languages",), message)])
    write_settings(course, head)
    after = items.settings_body(head)
    change = Change(key, before, after)
    keep(course=course, changes=[change], by=by, at=at, action="settings_saved")
    return items.digest_of(after) or ""


def write_settings(course: Course, head: CourseDraft) -> None:
    """Write the row of a course that is locked. Raises CodeTaken and UnknownCourses."""
    _refuse_taken_code(head.code, course.slug)
    required = {row.slug: row for row in Course.objects.filter(slug__in=head.requires)}
    if missing := [slug for slug in head.requires if slug not in required]:
        raise UnknownCourses(missing)
    course.code = head.code
    course.languages = list(head.languages)
    said = {one: _said(course, one) for one in head.languages}
    course.titles = _merged(course.titles, head.titles, head.languages)
    course.summaries = _merged(course.summaries, head.summaries, head.languages)
    # Who writes a translation beside its source has seen that source.
    source = head_words(course, course.source_language).digest
    changed = [one for one in head.languages[1:] if said[one] != _said(course, one)]
    course.head_sources = {**course.head_sources, **dict.fromkeys(changed, source)}
    course.harm_areas = list(head.harm_areas)
    course.has_certificate = head.gives_certificate
    course.certificate_valid_months = head.certificate_months
    course.save(
        update_fields=[
            "code",
            "languages",
            "titles",
            "summaries",
            "head_sources",
            "harm_areas",
            "has_certificate",
            "certificate_valid_months",
        ]
    )
    course.requires.set(required.values())


def _said(course: Course, language: str) -> tuple[str, str]:
    return course.titles.get(language, ""), course.summaries.get(language, "")


def _merged(
    kept: dict[str, str], told: Mapping[str, str], languages: tuple[str, ...]
) -> dict[str, str]:
    """What is told, and what stands in languages that the course does not have at the moment."""
    others = {one: text for one, text in kept.items() if one not in languages}
    return {**others, **told}


def _refuse_taken_code(code: str, slug: str) -> None:
    if Course.objects.exclude(slug=slug).filter(code=code).exists():
        raise CodeTaken(f"Another course has the code {code}.")


def _has_content(course: Course) -> bool:
    return course.lessons.exists() or course.questions.exists() or course.modules.exists()
