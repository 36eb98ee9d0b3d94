"""The whole compile: one way through the draft, every problem collected, nothing written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from content.vocabulary.models import HarmArea
from core.canonical import canonical_bytes, digest
from core.problems import Problem, ProblemsFound
from courses.catalogue.drafts import CourseDraft, SlotDraft
from courses.catalogue.models import Course
from courses.releases import manifest, schemas
from courses.releases.compiling.ahead import Ahead
from courses.releases.compiling.cases import case_pieces
from courses.releases.compiling.context import Context
from courses.releases.compiling.languages import check_pieces, check_texts, warn_of_missing
from courses.releases.compiling.lessons import check_seats, form_pieces, lesson_pieces
from courses.releases.compiling.library import Library
from courses.releases.compiling.outline import PlacedLesson, circle_from, read_outline
from courses.releases.compiling.pieces import Piece, Pieces, PreparedPart, Progress
from courses.releases.compiling.questions import question_pieces
from courses.releases.compiling.report import Report
from courses.releases.compiling.settings import manifest_settings
from courses.releases.linting import lint_draft
from courses.releases.places import Places

type CitationRow = tuple[str, str, str, str, int, str]  # lesson, question, kind, key, version, role


@dataclass(frozen=True)
class Compiled:
    """All that a candidate is made of. `parts` holds only those that were made just now."""

    manifest: str
    digest: str
    part_digests: tuple[str, ...]
    parts: Mapping[str, PreparedPart]
    made: Mapping[str, tuple[str, dict[str, Any]]]
    citations: tuple[CitationRow, ...]
    resolved: Mapping[str, int]
    warnings: tuple[Problem, ...]
    languages: Mapping[str, Any]


def nothing_to_tell(done: int, total: int) -> None:
    """Tell nobody how far it is."""


def compile_draft(
    draft: CourseDraft,
    *,
    as_of: date,
    places: Places | None = None,
    requirements: Mapping[str, tuple[str, ...]] | None = None,
    progress: Progress = nothing_to_tell,
    ahead: Ahead | None = None,
    hidden: Collection[str] = (),
) -> Compiled:
    """Return the compiled course; raises ProblemsFound with every error and warning there is.

    `requirements` says which course requires which, where they are about to be written together;
    without it the tables say so. Reads the library and what was compiled before, writes nothing;
    `ahead` is the library where it was read already, as it will be. What the policies in `hidden`
    say is not there for this course.
    """
    places = places or Places(draft.source_language)
    report = Report(draft.languages)
    library = ahead.library if ahead else Library(as_of=as_of, hidden=hidden)
    outline = read_outline(draft, places, report)
    _check_course(draft, places, requirements, report)
    check_texts(draft, places, outline, library, report)
    # What is missing in the source language is an error by now; the rest is looked through still.
    outline.lessons = {
        uid: lesson
        for uid, lesson in outline.lessons.items()
        if draft.source_language in lesson.draft.texts
    }
    context = Context(draft, places, library, report, outline, report.complete)
    stages = _settled(context, Pieces(report, progress))
    check_pieces(context, stages.all)
    warn_of_missing(context)
    report.extend(lint_draft(context, ahead.evidence if ahead else None))
    covers = {
        lesson.draft.uid: context.covers(
            lesson.draft.covers, places.lesson(lesson.draft.uid, "covers")
        )
        for lesson in outline.lessons.values()
    }
    if report.errors:
        raise ProblemsFound(report.problems)
    return _compiled(context, stages, covers)


@dataclass
class _Stages:
    pieces: Pieces
    forms: list[Piece]
    questions: list[Piece]
    cases: list[Piece]
    lessons: list[Piece]

    @property
    def all(self) -> list[Piece]:
        return [*self.forms, *self.questions, *self.cases, *self.lessons]


def _settled(context: Context, pieces: Pieces) -> _Stages:
    check_seats(context)
    forms = list(form_pieces(context))
    questions = list(question_pieces(context))
    cases = list(case_pieces(context))
    lessons = len(context.outline.lessons) * len(context.languages)
    pieces.expect(len(forms) + len(questions) + len(cases) + lessons)
    for stage in (forms, questions, cases):
        pieces.settle(stage)
    last = list(lesson_pieces(context, _digests(questions), _digests(cases), _digests(forms)))
    pieces.settle(last)
    return _Stages(pieces, forms, questions, cases, last)


def _digests(pieces: Iterable[Piece]) -> dict[tuple[str, str], str]:
    return {(piece.uid, piece.language): piece.digest for piece in pieces}


def _check_course(
    draft: CourseDraft,
    places: Places,
    requirements: Mapping[str, tuple[str, ...]] | None,
    report: Report,
) -> None:
    known = required_courses() if requirements is None else requirements
    for index, slug in enumerate(draft.requires):
        if slug not in known:
            place = places.course("requires", index)
            report.add(place.problem(f"there is no course “{slug}”"))
    edges = {**known, draft.slug: draft.requires}
    if circle := circle_from(draft.slug, edges):
        message = f"goes round in a circle: {' → '.join(circle)}"
        report.add(places.course("requires").problem(message))
    areas = set(HarmArea.objects.filter(slug__in=draft.harm_areas).values_list("slug", flat=True))
    for index, slug in enumerate(draft.harm_areas):
        if slug not in areas:
            place = places.course("harm_areas", index)
            report.add(place.problem(f"there is no harm area “{slug}”"))


def required_courses() -> dict[str, tuple[str, ...]]:
    """Return for every course which ones it requires, in two queries."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys(
        Course.objects.order_by("slug").values_list("slug", flat=True), ()
    )
    for slug, needed in Course.requires.through.objects.values_list(
        "from_course__slug", "to_course__slug"
    ):
        found[slug] = (*found[slug], needed)
    return found


def _compiled(context: Context, stages: _Stages, covers: Mapping[str, tuple[str, ...]]) -> Compiled:
    languages = context.report.complete
    body = manifest.to_json(_manifest(context, stages, covers, languages))
    used = [piece for piece in stages.all if piece.language in languages]
    digests = {piece.digest for piece in used}
    made = {key: value for key, value in stages.pieces.made.items() if value[0] in digests}
    return Compiled(
        manifest=canonical_bytes(body).decode(),
        digest=digest(body),
        part_digests=tuple(sorted(digests)),
        parts={one: part for one, part in stages.pieces.parts.items() if one in digests},
        made=made,
        citations=tuple(_citations(context, used, covers)),
        resolved=context.library.resolved(),
        warnings=tuple(context.report.warnings),
        languages=context.report.languages_as_json(),
    )


def _manifest(
    context: Context,
    stages: _Stages,
    covers: Mapping[str, tuple[str, ...]],
    languages: tuple[str, ...],
) -> manifest.Manifest:
    draft = context.draft
    parts = _digests(stages.lessons)

    def slot(told: SlotDraft, module_uid: str) -> manifest.SlotEntry:
        variants = tuple(
            _entry(
                context.outline.lessons[uid],
                covers[uid],
                {one: parts[uid, one] for one in languages},
            )
            for uid in told.lessons
        )
        return manifest.SlotEntry(told.uid, module_uid, told.after, variants)

    return manifest.Manifest(
        schema=schemas.CURRENT["manifest"],
        course_slug=draft.slug,
        course_code=draft.code,
        titles={one: draft.titles[one] for one in languages},
        summaries={one: draft.summaries[one] for one in languages},
        languages=languages,
        gives_certificate=draft.gives_certificate,
        certificate_months=draft.certificate_months,
        requires=draft.requires,
        harm_areas=draft.harm_areas,
        modules=tuple(
            manifest.ModuleEntry(
                uid=module.uid,
                titles={one: module.titles[one] for one in languages},
                slots=tuple(slot(told, module.uid) for told in module.slots),
            )
            for module in draft.modules
        ),
    )


def _entry(
    lesson: PlacedLesson, covers: tuple[str, ...], parts: Mapping[str, str]
) -> manifest.LessonEntry:
    return manifest.LessonEntry(
        uid=lesson.draft.uid,
        slot_uid=lesson.slot_uid,
        kind=lesson.draft.kind,
        minutes=lesson.draft.minutes,
        intensity=lesson.draft.intensity,
        titles={one: lesson.draft.texts[one].title for one in parts},
        topics={one: lesson.draft.texts[one].topic for one in parts},
        covers=covers,
        parts=parts,
        settings=manifest_settings(lesson.settings),
    )


def _citations(
    context: Context, pieces: Iterable[Piece], covers: Mapping[str, tuple[str, ...]]
) -> Iterable[CitationRow]:
    """Return what each lesson and question rests on, each row once, in a stable order."""
    rows: set[CitationRow] = set()
    asked_in: dict[str, list[str]] = {}
    for lesson in context.outline.lessons.values():
        rows |= {_covered(lesson.draft.uid, "", key) for key in covers[lesson.draft.uid]}
        for uid in lesson.questions:
            asked_in.setdefault(uid, []).append(lesson.draft.uid)
    for uid, question in context.asked.items():
        keys = context.covers(question.covers, context.places.question(uid, "covers"))
        rows |= {_covered(one, uid, key) for one in asked_in[uid] for key in keys}
    for piece in pieces:
        question_uid = piece.uid if piece.kind == "question" else ""
        lessons = asked_in[piece.uid] if question_uid else [piece.uid]
        for kind, key, version in piece.references:
            role = _role(piece.kind, kind)
            rows |= {(one, question_uid, kind, key, version, role) for one in lessons}
    return sorted(rows)


def _covered(lesson_uid: str, question_uid: str, key: str) -> CitationRow:
    clause, _, version = key.rpartition("@")
    return (lesson_uid, question_uid, "clause", clause, int(version), "covers")


def _role(piece_kind: str, reference_kind: str) -> str:
    if piece_kind == "case":
        return "case"
    return "teaches" if reference_kind == "fact" else "mentions"
