"""What is known of a case or a policy chapter that a module can be made of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from content.cases.models import CaseText
from content.facts.models import Fact
from content.facts.selectors.shown import effective_version
from content.importing.selectors import QuestionAccepted, accepted_question_proposals
from content.policies.models import Chapter, Clause, Policy
from content.texts import pick
from courses.catalogue.drafts import QuestionDraft
from courses.catalogue.models import Course, Question
from courses.catalogue.selectors import read_questions
from courses.workshop.selectors.editing import ClauseChoice

MOST_REPORTS = 500


@dataclass(frozen=True)
class CaseKnown:
    """A case in one language, what its facts say by key, and the questions accepted on it."""

    slug: str
    title: str
    standfirst: str
    topic: str
    intensity: int
    statements: dict[str, str]
    glance: tuple[str, ...]
    proposals: tuple[QuestionAccepted, ...]


@dataclass(frozen=True)
class ChapterKnown:
    """A chapter with its clauses."""

    policy: str
    uid: str
    title: str
    clauses: tuple[ClauseChoice, ...]


def case_known(slug: str, language: str, *, on: date) -> CaseKnown | None:
    """Return what is known of a case, in seven queries, or None if there is no such case."""
    texts = {
        one.language: one for one in CaseText.objects.filter(case__slug=slug).select_related("case")
    }
    if not texts:
        return None
    source = next(iter(texts.values())).case.languages[0]
    told = texts.get(language) or texts[source]
    return CaseKnown(
        slug=slug,
        title=told.title,
        standfirst=told.standfirst,
        topic=told.topic,
        intensity=told.case.intensity,
        statements=_statements(slug, language, on),
        glance=tuple(told.case.glance.order_by("position").values_list("fact__key", flat=True)),
        proposals=accepted_question_proposals(slug),
    )


def _statements(slug: str, language: str, on: date) -> dict[str, str]:
    rows = Fact.objects.filter(fact_set__slug=slug, is_retired=False)
    found = {}
    for fact in rows.order_by("pk").prefetch_related("versions__texts"):
        version = effective_version(fact.versions.all(), on)
        if version is not None:
            told = {text.language: text.statement for text in version.texts.all()}
            found[fact.key] = told.get(language, version.statement)
    return found


def chapter_known(user: User, policy: str, uid: str, language: str) -> ChapterKnown | None:
    """Return a chapter of a policy that the person may read, or None; in two queries."""
    visible = Policy.objects.visible_to(user)
    chapter = (
        Chapter.objects.filter(policy__slug=policy, policy__in=visible, uid=uid)
        .select_related("policy")
        .first()
    )
    if chapter is None:
        return None
    languages = chapter.policy.languages
    rows = Clause.objects.filter(chapter=chapter, is_retired=False).order_by("chapter_position")
    clauses = tuple(
        ClauseChoice(f"{policy}/{code}", pick(titles, language, languages))
        for code, titles in rows.values_list("code", "titles")
    )
    return ChapterKnown(policy, uid, pick(chapter.titles, language, languages), clauses)


@dataclass(frozen=True)
class ReportKnown:
    """A decision item of a bank, ready to be decided on, and the code of its course."""

    course: str
    code: str
    question: QuestionDraft


def reports_fitting(
    user: User, course: Course, *, form: str, seat: str, clauses: Collection[str], most: int
) -> list[ReportKnown]:
    """Return ready decision items on this form and seat that cover one of the clauses or offer it.

    Those that cover most of them first, then those that offer most; of this course and of those
    whose banks the person may copy from. At most two queries for
    each of their courses, and two more.
    """
    wanted = set(clauses)
    rows = Question.objects.reusable_by(user).filter(
        type__startswith="decision/",
        is_retired=False,
        definition__form=form,
        definition__seat=seat,
        texts__language=course.source_language,
        texts__is_ready=True,
    )
    found = [
        ((-len(wanted & set(covers)), -len(wanted & set(offered or ()))), code, pk, uid)
        for pk, code, uid, covers, offered in rows.order_by(
            "course__code", "position", "uid"
        ).values_list("course", "course__code", "uid", "covers", "definition__clauses")[
            :MOST_REPORTS
        ]
        if wanted & {*covers, *(offered or ())}
    ]
    chosen = sorted(found, key=lambda one: one[0])[:most]
    banks = Course.objects.in_bulk({pk for _fits, _code, pk, _uid in chosen})
    read = {
        (pk, question.uid): question
        for pk, bank in banks.items()
        for question in read_questions(bank, [uid for _f, _c, of, uid in chosen if of == pk])
    }
    return [ReportKnown(banks[pk].slug, code, read[pk, uid]) for _fits, code, pk, uid in chosen]


def uids_in(course: Course) -> set[str]:
    """Return every uid that a module, slot, lesson or question of the course has, in one query."""
    names = [
        rows.order_by().values_list("uid")
        for rows in (course.modules, course.slots, course.lessons, course.questions)
    ]
    return {uid for (uid,) in names[0].union(*names[1:]).order_by()}
