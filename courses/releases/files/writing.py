"""From a draft to the files of a course folder: the same draft always gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from core.strict_yaml import write
from courses.catalogue.drafts import (
    CourseDraft,
    LessonDraft,
    LessonWords,
    QuestionDraft,
    QuestionWords,
    SlotDraft,
)
from courses.questions import registry
from courses.releases.files.models import FORMAT

# Well below what the reader takes, so that what was written can be read.
LARGEST_FILE = 1_000_000
MOST_QUESTIONS_A_FILE = 2_000

type Entry = dict[str, object]


def write_course(draft: CourseDraft, folder: Path) -> None:
    """Write the files of a course into a folder, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in course_files(draft).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def course_files(draft: CourseDraft) -> dict[str, str]:
    """Return the texts of all files of a course folder by name."""
    files = {"course.yaml": write(_head(draft))}
    for lesson in draft.lessons:
        for language, words in lesson.texts.items():
            is_source = language == draft.source_language
            head = _lesson_head(lesson, words) if is_source else _translated_head(lesson, words)
            text = f"---\n{write(head)}---\n\n{words.body}\n"
            files[f"{lesson.uid}.{language}.md"] = text
    for language in draft.languages:
        is_source = language == draft.source_language
        entries = (
            _question(question, said) if is_source else _translated_question(question, said)
            for question in draft.questions
            if (said := question.texts.get(language))
        )
        infix = "" if is_source else f".{language}"
        for number, text in enumerate(_pages(entries), start=1):
            part = "" if number == 1 else f"-{number}"
            files[f"questions{part}{infix}.yaml"] = text
    return files


def _pages(entries: Iterator[Entry]) -> Iterator[str]:
    """Join entries to files that stay well below the limits of the reader."""
    page: list[str] = []
    size = 0
    for entry in entries:
        text = write([entry])
        if page and (
            size + len(text.encode()) > LARGEST_FILE or len(page) >= 2 * MOST_QUESTIONS_A_FILE
        ):
            yield "".join(page)
            page, size = [], 0
        if page and not page[-1].endswith("\n\n"):
            # A gap for people; but not where it would belong to the text before it.
            page.append("\n")
        page.append(text)
        size += len(text.encode())
    if page:
        yield "".join(page)


def _head(draft: CourseDraft) -> Entry:
    certificate: object = None
    if draft.gives_certificate:
        months = draft.certificate_months
        certificate = {} if months is None else {"valid_months": months}
    return {
        "format": FORMAT,
        "slug": draft.slug,
        "code": draft.code,
        "languages": list(draft.languages),
        "title": _texts(draft, draft.titles),
        "summary": _texts(draft, draft.summaries),
        "visibility": draft.visibility,
        **_given(harm_areas=list(draft.harm_areas)),
        "certificate": certificate,
        **_given(requires=list(draft.requires)),
        **_pools(draft),
        "modules": [
            {
                "uid": module.uid,
                "title": _texts(draft, module.titles),
                "slots": [_slot(slot) for slot in module.slots],
            }
            for module in draft.modules
        ],
    }


def _pools(draft: CourseDraft) -> Entry:
    if not draft.pools:
        return {}
    return {
        "pools": [
            {"uid": pool.uid, "title": pool.title, "visibility": pool.visibility}
            for pool in draft.pools
        ]
    }


def _texts(draft: CourseDraft, texts: Mapping[str, str]) -> Entry:
    return {language: texts[language] for language in draft.languages if language in texts}


def _slot(slot: SlotDraft) -> Entry:
    if len(slot.lessons) == 1:
        return {"uid": slot.uid, "lesson": slot.lessons[0], **_given(after=list(slot.after))}
    return {"uid": slot.uid, "variants": list(slot.lessons), **_given(after=list(slot.after))}


def _lesson_head(lesson: LessonDraft, words: LessonWords) -> Entry:
    return {
        "uid": lesson.uid,
        "kind": lesson.kind,
        "title": words.title,
        "topic": words.topic,
        "minutes": lesson.minutes,
        "intensity": lesson.intensity,
        **_given(covers=list(lesson.covers)),
        **lesson.settings,
        **_not_ready(words.is_ready),
    }


def _translated_head(lesson: LessonDraft, words: LessonWords) -> Entry:
    return {
        "uid": lesson.uid,
        "title": words.title,
        "topic": words.topic,
        "of": words.made_from,
        **_not_ready(words.is_ready),
    }


def _question(question: QuestionDraft, words: QuestionWords) -> Entry:
    kind = registry.get(question.type)
    definition = kind.parse_definition(dict(question.definition))
    entry = kind.to_entry(definition, kind.parse_texts(dict(words.texts)))
    texts = entry.pop("texts")
    return {
        "uid": question.uid,
        "type": question.type,
        "marks": question.marks,
        "difficulty": question.difficulty,
        "intensity": question.intensity,
        **_given(
            tags=list(question.tags), covers=list(question.covers), pools=list(question.pools)
        ),
        **({"retired": True} if question.is_retired else {}),
        **_not_ready(words.is_ready),
        **entry,
        "texts": texts,
    }


def _translated_question(question: QuestionDraft, words: QuestionWords) -> Entry:
    kind = registry.get(question.type)
    texts = kind.texts_to_entry(kind.parse_texts(dict(words.texts)))
    return {
        "uid": question.uid,
        "of": words.made_from,
        **_not_ready(words.is_ready),
        "texts": texts,
    }


def _given(**lists: list[str]) -> Entry:
    return {key: values for key, values in lists.items() if values}


def _not_ready(is_ready: bool) -> Entry:  # noqa: FBT001 -- the one thing it is about
    return {} if is_ready else {"ready": False}
