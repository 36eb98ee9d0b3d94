"""A module from a case or a policy chapter: what will be made, before it is made.

The same source always makes the same plan. Its words are in the language that the course is
written in; what nobody knows yet is named in `missing`, so that it is not found at compiling.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from courses.catalogue.drafts import (
    LessonDraft,
    LessonWords,
    ModuleDraft,
    QuestionDraft,
    QuestionWords,
    SlotDraft,
)
from courses.catalogue.models import Course
from courses.catalogue.naming import fresh_uid, uid_from
from courses.workshop.pages.editing.proposals import question_from
from courses.workshop.pages.words import kind_of_lesson
from courses.workshop.selectors.building import CaseKnown, ChapterKnown, ReportKnown, uids_in

MOST_GLANCE = 8
# A fact that is named without its set: inside of a case's own texts that is the case's.
_OWN_FACT = re.compile(r"\[fact:([^\[\]/\n]+)\]")


@dataclass(frozen=True)
class Wish:
    """What the module is to be made from and of."""

    title: str
    case: CaseKnown | None = None
    chapter: ChapterKnown | None = None
    form: str = ""
    seat: str = ""
    items: int = 2
    reports: tuple[ReportKnown, ...] = ()

    @property
    def covers(self) -> tuple[str, ...]:
        """The clauses that the module trains."""
        return tuple(one.key for one in self.chapter.clauses) if self.chapter else ()

    @property
    def intensity(self) -> int:
        """As that of the case."""
        return self.case.intensity if self.case else 0


@dataclass(frozen=True)
class Missing:
    """What a person has to write, and in which lesson or question."""

    uid: str
    what: str
    is_question: bool = False


@dataclass(frozen=True)
class PlanLine:
    """One lesson that will be made."""

    title: str
    kind: str
    minutes: int
    body: str


@dataclass(frozen=True)
class ReportLine:
    """A report to decide on that a bank has already: from which course, and what it says."""

    code: str
    uid: str
    words: str


@dataclass
class ModulePlan:
    """Everything that will be made."""

    module: ModuleDraft
    lessons: list[LessonDraft] = field(default_factory=list)
    questions: list[QuestionDraft] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    reports: list[ReportLine] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The title of the module."""
        return next(iter(self.module.titles.values()))

    @property
    def lines(self) -> list[PlanLine]:
        """The lessons in their order, in words."""
        return [
            PlanLine(words.title, kind_of_lesson(one.kind), one.minutes, words.body)
            for one in self.lessons
            for words in one.texts.values()
        ]


def module_plan(course: Course, wish: Wish) -> ModulePlan:
    """Return what will be made of a wish; uids are free in the course as it is now."""
    with translation.override(course.source_language):
        return _Planner(course, wish).plan()


class _Planner:
    def __init__(self, course: Course, wish: Wish) -> None:
        self.language, self.slug = course.source_language, course.slug
        self.wish = wish
        self.taken = uids_in(course)
        self.uid = self._uid(wish.title, "module")
        self.slots: list[SlotDraft] = []
        self.made = ModulePlan(ModuleDraft(self.uid, {self.language: wish.title}))

    def plan(self) -> ModulePlan:
        self._reading()
        if self.wish.case:
            self._case(self.wish.case)
        if self.wish.form and self.wish.items:
            self._exercise()
        self._quiz()
        self._attestation()
        self.made.module = replace(self.made.module, slots=tuple(self.slots))
        return self.made

    def _reading(self) -> None:
        body = "\n\n".join(_passages(self.wish))
        uid = self._lesson(
            "reading",
            _("What you need to know"),
            _("The facts and the rules of: %(title)s") % {"title": self.wish.title},
            body=body,
            minutes=_minutes(body),
        )
        if not body:
            self.made.missing.append(Missing(uid, _("the text")))

    def _case(self, case: CaseKnown) -> None:
        words = sum(len(one.split()) for one in case.statements.values())
        self._lesson(
            "case",
            case.title[:200],
            case.topic,
            minutes=max(5, math.ceil(words / 100)),
            settings={"case": case.slug},
        )

    def _exercise(self) -> None:
        items = [self._known(one) for one in self.wish.reports[: self.wish.items]]
        items += [self._item(number) for number in range(len(items) + 1, self.wish.items + 1)]
        self._lesson(
            "exercise",
            _("Decide"),
            _("Reports to decide on: %(title)s") % {"title": self.wish.title},
            minutes=3 * len(items),
            intensity=self._most([one.question for one in self.wish.reports[: self.wish.items]]),
            settings={
                "form": self.wish.form,
                "seat": self.wish.seat,
                "questions": items,
            },
        )

    def _most(self, asked: Sequence[QuestionDraft]) -> int:
        """The intensity of a lesson that asks these: that of the case, or of one that is higher."""
        return max([self.wish.intensity, *(one.intensity for one in asked)])

    def _known(self, known: ReportKnown) -> str:
        """A report of a bank: this course's own is asked, another's is copied."""
        report = known.question
        told = report.texts[self.language].texts.get("report")
        words = str(told.get("post") or "") if isinstance(told, Mapping) else ""
        self.made.reports.append(ReportLine(known.code, report.uid, words))
        if known.course == self.slug:
            return report.uid
        uid = fresh_uid(report.uid, self.taken)
        self.taken.add(uid)
        texts = {self.language: replace(report.texts[self.language], made_from="")}
        self.made.questions.append(replace(report, uid=uid, texts=texts))
        return uid

    def _item(self, number: int) -> str:
        """An empty decision item that says what a person has to write; its uid."""
        uid = self._uid(f"{self.uid}-report-{number}", "report")
        definition = {
            "form": self.wish.form,
            "seat": self.wish.seat,
            "clauses": list(self.wish.covers[:40]),
            "fields": {},
        }
        item = QuestionDraft(
            uid=uid,
            type="decision/1",
            definition=definition,
            intensity=self.wish.intensity,
            tags=("report",),
            covers=self.wish.covers,
            texts={self.language: QuestionWords({"report": {"post": ""}}, is_ready=False)},
        )
        self.made.questions.append(item)
        self.made.missing.append(
            Missing(uid, _("the report, the right decision and the feedback"), is_question=True)
        )
        return uid

    def _quiz(self) -> None:
        asked = list(self._proposed())
        if not asked:
            asked = [self._empty_question()]
        self._lesson(
            "quiz",
            _("Check"),
            _("Questions on: %(title)s") % {"title": self.wish.title},
            minutes=max(3, 2 * len(asked)),
            intensity=self._most(asked),
            settings={"preset": "check", "draw": [{"questions": [one.uid for one in asked]}]},
        )

    def _proposed(self) -> Iterator[QuestionDraft]:
        case = self.wish.case
        for one in case.proposals if case else ():
            data = one.data.get("data")
            told = data if isinstance(data, dict) else one.data
            facts = one.data.get("facts")
            found = question_from(
                case,  # type: ignore[arg-type]  # there are proposals of a case alone
                one.kind,
                {"facts": facts, **told},
                language=self.language,
            )
            if found is None:
                continue
            uid = self._uid(f"{self.uid}-{one.uid}", "question")
            question = replace(found, uid=uid, covers=self.wish.covers)
            self.made.questions.append(question)
            if not question.texts[self.language].is_ready:
                self.made.missing.append(Missing(uid, _("the right answer"), is_question=True))
            yield question

    def _empty_question(self) -> QuestionDraft:
        uid = self._uid(f"{self.uid}-question", "question")
        question = QuestionDraft(
            uid=uid,
            type="single/1",
            definition={"options": ["first", "second"], "correct": "first"},
            covers=self.wish.covers,
            texts={
                self.language: QuestionWords(
                    {"stem": "", "options": {"first": "", "second": ""}, "feedback": ""},
                    is_ready=False,
                )
            },
        )
        self.made.questions.append(question)
        self.made.missing.append(Missing(uid, _("a question, its answers"), is_question=True))
        return question

    def _attestation(self) -> None:
        body = _("I have read “%(title)s” and the rules that it names.")
        self._lesson(
            "attestation",
            _("I have read this"),
            _("Attesting to having read: %(title)s") % {"title": self.wish.title},
            body=body % {"title": self.wish.title},
            minutes=1,
            intensity=0,
        )

    def _lesson(
        self,
        kind: str,
        title: str,
        topic: str,
        *,
        minutes: int,
        body: str = "",
        settings: dict[str, Any] | None = None,
        intensity: int | None = None,
    ) -> str:
        uid = self._uid(f"{self.uid}-{kind}", kind)
        self.made.lessons.append(
            LessonDraft(
                uid=uid,
                kind=kind,
                minutes=minutes,
                intensity=self.wish.intensity if intensity is None else intensity,
                covers=self.wish.covers,
                settings=settings or {},
                texts={self.language: LessonWords(title, " ".join(topic.split())[:300], body)},
            )
        )
        after = (self.slots[-1].uid,) if self.slots else ()
        self.slots.append(SlotDraft(uid, (uid,), after))
        return uid

    def _uid(self, words: str, fallback: str) -> str:
        made = uid_from(words, fallback)
        uid = fresh_uid(f"on-{made}"[:60] if made.startswith("questions") else made, self.taken)
        self.taken.add(uid)
        return uid


def _passages(wish: Wish) -> Iterator[str]:
    """What the reading says: the case in short with its facts, the clauses by title."""
    if wish.case:
        yield _OWN_FACT.sub(rf"[fact:{wish.case.slug}/\1]", wish.case.standfirst.strip())
        chosen = _to_list(wish.case)
        lines = [
            f"- {wish.case.statements[key].rstrip('.')} [fact:{wish.case.slug}/{key}]."
            for key in chosen
        ]
        if lines:
            yield _("What is known:")
            yield "\n".join(lines)
    if wish.chapter:
        yield f"## {wish.chapter.title}"
        yield "\n".join(f"- [clause:{one.key}] {one.title}" for one in wish.chapter.clauses)


def _to_list(case: CaseKnown) -> list[str]:
    """Return the facts that the reading lists: those at a glance, without what was just said."""
    said = set(_OWN_FACT.findall(case.standfirst))
    glance = [key for key in case.glance if key in case.statements and key not in said]
    return (glance or [key for key in case.statements if key not in said])[:MOST_GLANCE]


def _minutes(body: str) -> int:
    return max(2, math.ceil(len(body.split()) / 150))
