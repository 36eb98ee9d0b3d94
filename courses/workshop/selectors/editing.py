"""What the pages of making a course offer to choose from, through what the person may see."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.utils.text import slugify

from accounts.models import Unit, User
from accounts.selectors import people_page, people_visible_to, units_visible_to
from content.cases.models import Case, CaseText
from content.policies.models import Chapter, Clause, DecisionForm, FormVersion, Policy
from content.texts import pick
from content.vocabulary.models import HarmArea
from core.orm import for_list
from courses.catalogue.models import (
    Course,
    CourseGrant,
    DraftEdit,
    ItemVersion,
    Lesson,
    Pool,
    Question,
)

MOST_CLAUSES = 2_000
MOST_ITEMS = 500
_NUMBERED = re.compile(r"(?P<word>[A-Za-z0-9.-]*?)(?P<number>[0-9]{1,9})")


@dataclass(frozen=True)
class ClauseChoice:
    """A clause that something can cover."""

    key: str
    title: str


@dataclass(frozen=True)
class FormChoice:
    """A decision form with its seats."""

    key: str
    title: str
    seats: tuple[tuple[str, str], ...]


def owners_for(user: User) -> QuerySet[Unit]:
    """Return the units that a new course of the person can belong to."""
    return units_visible_to(user, "trainer").filter(closed_at=None).order_by("path")


def clauses_for(user: User, language: str) -> list[ClauseChoice]:
    """Return the clauses that the person may read, by policy and place, in one query."""
    rows = (
        Clause.objects.filter(policy__in=Policy.objects.visible_to(user), is_retired=False)
        .order_by("policy__slug", "position")
        .values_list("policy__slug", "policy__languages", "code", "titles")[:MOST_CLAUSES]
    )
    return [
        ClauseChoice(f"{policy}/{code}", pick(titles, language, languages))
        for policy, languages, code, titles in rows
    ]


def cases_in(language: str) -> list[tuple[str, str]]:
    """Return (slug, title) of every case of the library, by title, in one query."""
    told: QuerySet[CaseText] = CaseText.objects.filter(case=OuterRef("pk"))
    rows = Case.objects.annotate(
        own=Subquery(told.filter(language=language).values("title")[:1]),
        any=Subquery(told.order_by("made_from").values("title")[:1]),
    )
    found = rows.values_list("slug", "own", "any")
    return sorted(
        ((slug, own or some or slug) for slug, own, some in found), key=lambda one: one[1]
    )


def case_named(slug: str, language: str) -> tuple[str, str]:
    """Return title and topic of a case, in the language or the first; in one query."""
    rows = CaseText.objects.filter(case__slug=slug).order_by("made_from")
    told = {one.language: (one.title, one.topic) for one in rows}
    return told.get(language) or next(iter(told.values()), (slug, ""))


def forms_for(user: User, language: str) -> list[FormChoice]:
    """Return the decision forms of the policies that the person may read, in two queries."""
    newest = FormVersion.objects.filter(form=OuterRef("pk")).order_by("-number")
    forms = DecisionForm.objects.filter(
        policy__in=Policy.objects.visible_to(user), is_retired=False
    ).annotate(version=Subquery(newest.values("pk")[:1]))
    named = {
        version: f"{policy}/{slug}"
        for version, policy, slug in forms.order_by("policy__slug", "position").values_list(
            "version", "policy__slug", "slug"
        )
        if version
    }
    versions = FormVersion.objects.in_bulk(named)
    return [_form(named[pk], versions[pk].definition, versions[pk].texts, language) for pk in named]


def _form(
    key: str, definition: Mapping[str, Any], texts: Mapping[str, Any], language: str
) -> FormChoice:
    told: Mapping[str, Any] = texts.get(language) or next(iter(texts.values()), {})
    labels = told.get("seats") or {}
    seats = definition.get("seats") or []
    keys = [one["key"] if isinstance(one, Mapping) else str(one) for one in seats]
    return FormChoice(
        key, str(told.get("title") or key), tuple((one, str(labels.get(one, one))) for one in keys)
    )


def harm_areas(language: str) -> list[tuple[str, str]]:
    """Return (slug, label) of every harm area, in one query."""
    # The newest taxonomy names an area last.
    found = {one.slug: one.label(language) for one in HarmArea.objects.order_by("slug", "pk")}
    return list(found.items())


def chapters_for(user: User, language: str) -> list[tuple[str, str, str, str]]:
    """Return (policy, policy's title, chapter, its title) for every chapter that may be read."""
    rows = (
        Chapter.objects.filter(policy__in=Policy.objects.visible_to(user))
        .order_by("policy__slug", "position")
        .values_list("policy__slug", "policy__titles", "policy__languages", "uid", "titles")
    )
    return [
        (slug, pick(named, language, languages), uid, pick(titles, language, languages))
        for slug, named, languages, uid, titles in rows
    ]


def decision_items(course: Course) -> list[Question]:
    """Return the decision items of the bank that are in use, in its order."""
    rows = Question.objects.filter(course=course, is_retired=False, type__startswith="decision/")
    return list(for_list(rows.order_by("position", "uid"))[:MOST_ITEMS])


def requirable_courses(user: User, course: Course) -> QuerySet[Course]:
    """Return the courses that can come first: what the person may find or edit."""
    found = Course.objects.visible_to(user).values("pk")
    edited = Course.objects.editable_by(user).values("pk")
    rows = Course.objects.filter(Q(pk__in=found) | Q(pk__in=edited)).exclude(pk=course.pk)
    return for_list(rows.order_by("code"))


def copy_targets(user: User) -> QuerySet[Course]:
    """Return the drafts that the person may edit, by code."""
    return for_list(Course.objects.editable_by(user).order_by("code"))


def drafts_telling(user: User, case: str) -> QuerySet[Course]:
    """Return the drafts that the person may edit and that have a lesson on the case, by code."""
    told = Lesson.objects.filter(course=OuterRef("pk"), kind="case", settings__case=case)
    rows = Course.objects.editable_by(user).filter(Q(Exists(told)))
    return for_list(rows.order_by("code"))


def next_code(user: User) -> str:
    """Return a code after the last one of the person's drafts, as CB-103 after CB-102; or ""."""
    codes = Course.objects.editable_by(user).values_list("code", flat=True)
    numbered = [found for code in codes if (found := _NUMBERED.fullmatch(code))]
    if not numbered:
        return ""
    last = max(numbered, key=lambda one: int(one["number"]))
    width = len(last["number"])
    return f"{last['word']}{int(last['number']) + 1:0{width}}"[:32]


def free_course_slug(slug: str, code: str) -> str:
    """Return the slug, with the code behind it where another course is called so."""
    if not Course.objects.filter(slug=slug).exists():
        return slug
    return f"{slug[:31]}-{slugify(code.replace('.', '-'))}"[:64].strip("-")


def grants_of(course: Course) -> list[CourseGrant]:
    """Return who writes, reviews and marks, by role and name."""
    rows = CourseGrant.objects.filter(course=course).select_related("user", "granted_by")
    return list(for_list(rows.order_by("role", "user__display_name", "pk")))


def people_to_grant(user: User, q: str) -> QuerySet[User]:
    """Return the people whom the person may see, by name; nobody without a word to look for."""
    return for_list(people_page(user, q=q).filter(is_active=True)) if q else User.objects.none()


def edits_of(course: Course, *, q: str = "", uid: str = "") -> QuerySet[DraftEdit]:
    """Return who edited what, the newest first, with the person.

    Keystrokes of one sitting stand in the edit that began it. `q` is looked for in names of
    people and items; `uid` keeps the edits of one item.
    """
    kept = ItemVersion.objects.filter(course=course, revision=OuterRef("revision"))
    rows = DraftEdit.objects.filter(course=course).select_related("by")
    rows = rows.exclude(~Q(Exists(kept)), action__in=("words_saved", "question_saved"))
    if uid:
        rows = rows.filter(Exists(kept.filter(uid=uid)))
    if q:
        rows = rows.filter(Q(item__icontains=q) | Q(by__display_name__icontains=q))
    return for_list(rows.order_by("-revision"))


def versions_of(course: Course, revisions: Collection[int]) -> list[ItemVersion]:
    """Return what these edits kept, without what was said, in one query."""
    rows = ItemVersion.objects.filter(course=course, revision__in=revisions).defer("body")
    return list(for_list(rows.order_by("-revision", "kind", "uid", "language")))


def version_of(course: Course, version_id: int) -> ItemVersion | None:
    """Return one row of the history with who edited, or None."""
    rows = ItemVersion.objects.filter(course=course, pk=version_id)
    return rows.select_related("by", "course").first()


def version_after(version: ItemVersion) -> ItemVersion | None:
    """Return the next row of the same item's history, or None for the newest."""
    rows = ItemVersion.objects.filter(
        course_id=version.course_id,
        kind=version.kind,
        uid=version.uid,
        language=version.language,
        revision__gt=version.revision,
    )
    return rows.order_by("revision").first()


def units_to_share(user: User) -> QuerySet[Unit]:
    """Return the open units of which the person knows as trainer, from the top down."""
    return units_visible_to(user, "trainer").filter(closed_at=None).order_by("path")


def people_seen(user: User) -> QuerySet[User]:
    """Return the people whom the person may look up and who are here."""
    return people_visible_to(user).filter(is_active=True, erased_on=None)


def intensity_in(course: Course, kind: str, uid: str) -> int:
    """Return how intense a lesson or question of the draft is; 0 for anything else, or gone."""
    rows = course.questions if kind.startswith("question") else course.lessons
    found: int | None = rows.filter(uid=uid).values_list("intensity", flat=True).first()
    return found or 0


def reusable_course(user: User, slug: str) -> Course | None:
    """Return a course whose questions the person may read and copy, or None."""
    return Course.objects.reusable_by(user).filter(slug=slug).first()


def banks_for(user: User, course: Course, *, q: str, language: str) -> QuerySet[Course]:
    """Return the courses from whose banks the person may copy into this one, by code.

    With how many questions each has in use that the person may read, and how many of these are
    written in this course's language. `q` is looked for in code, title and pools.
    """
    rows = Course.objects.reusable_by(user).exclude(pk=course.pk)
    if q:
        spoken = enumerate(sorted({language or "en", "en"}))
        told = {f"title_{number}": KeyTextTransform(one, "titles") for number, one in spoken}
        matches = Q(code__icontains=q) | Q(slug__icontains=q)
        for name in told:
            matches |= Q(**{f"{name}__icontains": q})
        named = Pool.objects.visible_to(user).filter(course=OuterRef("pk"), title__icontains=q)
        matches |= Q(Exists(named))
        rows = rows.annotate(**told).filter(matches)
    readable = Question.objects.reusable_by(user).filter(is_retired=False)
    used = readable.filter(course=OuterRef("pk")).order_by()
    counted = used.values("course").annotate(count=Count("pk"))
    fitting = counted.filter(texts__language=course.source_language)
    held = rows.filter(Exists(used)).annotate(
        in_use=Subquery(counted.values("count")), fitting=Subquery(fitting.values("count"))
    )
    return for_list(held.order_by("code"))
