"""From a course folder to a draft: every file read strictly, every fault with its place."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from content.library.files import Files
from core.problems import ProblemsFound
from courses.catalogue.drafts import (
    CourseDraft,
    LessonDraft,
    ModuleDraft,
    PoolDraft,
    QuestionDraft,
    SlotDraft,
)
from courses.releases.files.lesson_files import read_lessons
from courses.releases.files.models import CourseFile
from courses.releases.files.places import FilePlaces
from courses.releases.files.question_files import read_questions

HEAD = "course.yaml"
MOST_FILES = 20_000
LESSON_NAME = re.compile(r"(?P<uid>[a-z0-9-]{1,64})\.(?P<language>[A-Za-z0-9-]{2,24})\.md")
QUESTIONS_NAME = re.compile(
    r"questions(?P<part>-[1-9][0-9]?)?(\.(?P<language>[A-Za-z0-9-]{2,24}))?\.yaml"
)


@dataclass(frozen=True)
class CourseFolder:
    """What was read from a folder: the draft, and where each of its pieces stands."""

    draft: CourseDraft
    places: FilePlaces


def read_course(path: Path, *, name: str = "") -> CourseFolder:
    """Return the draft that a course folder says.

    Raises ProblemsFound with every fault of form and of keys inside the folder; what it refers to
    outside is checked by compiling. `name` stands before the file names in problems.
    """
    files = Files(root=path, name=name or path.name, most_entries=MOST_FILES)
    present = files.names()
    head = files.parse(CourseFile, HEAD)
    if head is None:
        raise ProblemsFound(files.problems)
    languages = tuple(head.languages)
    _refuse_strangers(files, present, languages)
    places = FilePlaces(files, languages[0])
    lessons = read_lessons(files, places, languages, _lesson_names(present, languages))
    questions = read_questions(files, places, languages, _question_names(present, languages))
    _check_head(files, head)
    _check_outline(files, head, {lesson.uid for lesson in lessons}, present)
    _check_pools(files, places, head, questions)
    if files.has_errors:
        raise ProblemsFound(files.problems)
    return CourseFolder(_draft(head, lessons, questions), places)


def _draft(
    head: CourseFile, lessons: list[LessonDraft], questions: list[QuestionDraft]
) -> CourseDraft:
    return CourseDraft(
        slug=head.slug,
        code=head.code,
        languages=tuple(head.languages),
        titles=head.title,
        summaries=head.summary,
        visibility=head.visibility,
        harm_areas=tuple(head.harm_areas),
        gives_certificate=head.certificate is not None,
        certificate_months=head.certificate.valid_months if head.certificate else None,
        requires=tuple(sorted(head.requires)),
        modules=tuple(
            ModuleDraft(
                uid=module.uid,
                titles=module.title,
                slots=tuple(
                    SlotDraft(slot.uid, slot.lessons, tuple(sorted(slot.after)))
                    for slot in module.slots
                ),
            )
            for module in head.modules
        ),
        lessons=tuple(sorted(lessons, key=lambda lesson: lesson.uid)),
        questions=tuple(questions),
        pools=tuple(
            PoolDraft(pool.uid, pool.title, pool.visibility)
            for pool in sorted(head.pools, key=lambda one: one.uid)
        ),
    )


def _lesson_names(present: list[str], languages: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """Return file names by lesson uid and language."""
    found: dict[str, dict[str, str]] = {}
    for name in present:
        parts = LESSON_NAME.fullmatch(name)
        if parts and parts["language"] in languages:
            found.setdefault(parts["uid"], {})[parts["language"]] = name
    return found


def _question_names(present: list[str], languages: tuple[str, ...]) -> dict[str, list[str]]:
    """Return the names of question files by language, in the order of their numbers."""
    found: dict[str, list[tuple[int, str]]] = {}
    for name in present:
        parts = QUESTIONS_NAME.fullmatch(name)
        if parts:
            language = parts["language"] or languages[0]
            found.setdefault(language, []).append((int((parts["part"] or "-1")[1:]), name))
    return {language: [name for _, name in sorted(names)] for language, names in found.items()}


def _refuse_strangers(files: Files, present: list[str], languages: tuple[str, ...]) -> None:
    for name in present:
        if name == HEAD:
            continue
        parts = LESSON_NAME.fullmatch(name) or QUESTIONS_NAME.fullmatch(name)
        language = parts["language"] if parts else None
        if not parts:
            files.add(name, (), "is no file of a course folder")
        elif language and language not in languages:
            files.add(name, (), f"is in a language that {HEAD} does not list")
        elif language == languages[0] and name.startswith("questions"):
            files.add(
                name, (), f"{language} is the source language: its texts stand in questions.yaml"
            )


def _check_head(files: Files, head: CourseFile) -> None:
    source = head.languages[0]
    for key, texts in (("title", head.title), ("summary", head.summary)):
        _check_texts(files, (key,), texts, head.languages)
        if source not in texts:
            files.add(HEAD, (key,), f"is missing in the source language ({source})")
    for place, module in enumerate(head.modules):
        path = ("modules", place, "title")
        _check_texts(files, path, module.title, head.languages)
        if source not in module.title:
            files.add(HEAD, path, f"is missing in the source language ({source})")
    for key, values in (
        ("languages", head.languages),
        ("requires", head.requires),
        ("harm_areas", head.harm_areas),
    ):
        for twice in _twice(values):
            files.add(HEAD, (key,), f"names “{twice}” twice")
    if head.slug in head.requires:
        files.add(HEAD, ("requires",), "names the course itself")


def _check_texts(
    files: Files, path: tuple[str | int, ...], texts: dict[str, str], languages: list[str]
) -> None:
    for language in texts:
        if language not in languages:
            files.add(HEAD, (*path, language), "is in a language that `languages` does not list")


def _check_outline(files: Files, head: CourseFile, lessons: set[str], present: list[str]) -> None:
    for twice in _twice([module.uid for module in head.modules]):
        files.add(HEAD, ("modules",), f"the uid “{twice}” stands twice")
    slots = [
        (("modules", m, "slots", s), slot)
        for m, module in enumerate(head.modules)
        for s, slot in enumerate(module.slots)
    ]
    uids = {slot.uid for _, slot in slots}
    seen: set[str] = set()
    for path, slot in slots:
        if slot.uid in seen:
            files.add(HEAD, (*path, "uid"), f"the uid “{slot.uid}” stands twice")
        seen.add(slot.uid)
        for uid in slot.lessons:
            name = f"{uid}.{head.languages[0]}.md"
            if uid not in lessons and name not in present:
                files.add(HEAD, path, f"there is no lesson “{uid}”: the file {name} is missing")
        for twice in _twice(slot.lessons):
            files.add(HEAD, (*path, "variants"), f"names “{twice}” twice")
        for uid in slot.after:
            if uid not in uids:
                files.add(HEAD, (*path, "after"), f"there is no slot “{uid}”")
        for twice in _twice(slot.after):
            files.add(HEAD, (*path, "after"), f"names “{twice}” twice")


def _check_pools(
    files: Files, places: FilePlaces, head: CourseFile, questions: list[QuestionDraft]
) -> None:
    known = [pool.uid for pool in head.pools]
    for twice in _twice(known):
        files.add(HEAD, ("pools",), f"the uid “{twice}” stands twice")
    for question in questions:
        for uid in question.pools:
            if uid not in known:
                place = places.question(question.uid, "pools")
                files.problems.append(place.problem(f"there is no pool “{uid}”"))


def _twice(values: list[str] | tuple[str, ...]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]
