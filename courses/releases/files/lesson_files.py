"""Lesson files: front matter with the settings, and the text below it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from content.library.files import Files
from core import strict_yaml
from core.problems import ProblemsFound
from courses.catalogue.drafts import LessonDraft, LessonWords
from courses.catalogue.lesson_settings import SETTINGS, dumped
from courses.releases.files.models import HEADS, LessonHead, TranslatedHead
from courses.releases.files.places import FilePlaces

LONGEST_BODY = 200_000
_COMMON = frozenset(LessonHead.model_fields)


def read_lessons(
    files: Files,
    places: FilePlaces,
    languages: tuple[str, ...],
    names: dict[str, dict[str, str]],
) -> list[LessonDraft]:
    """Return the lessons whose files are sound; what is not is a problem in `files`."""
    found = []
    for uid, by_language in names.items():
        if languages[0] not in by_language:
            for name in by_language.values():
                files.add(name, (), f"has no source: {uid}.{languages[0]}.md is missing")
            continue
        lesson = _source(files, places, uid, languages[0], by_language[languages[0]])
        texts = {
            language: words
            for language in languages[1:]
            if language in by_language
            and (words := _translation(files, places, uid, language, by_language[language]))
        }
        if lesson is not None:
            found.append(_joined(lesson, languages[0], texts))
    return found


def _joined(lesson: LessonDraft, source: str, texts: dict[str, LessonWords]) -> LessonDraft:
    """Put the translations beside the source; what names no origin was made from it as it is."""
    now = lesson.texts[source].digest
    made = {
        language: replace(words, made_from=words.made_from or now)
        for language, words in texts.items()
    }
    return replace(lesson, texts={source: lesson.texts[source], **made})


def _source(
    files: Files, places: FilePlaces, uid: str, language: str, name: str
) -> LessonDraft | None:
    read = _split(files, name)
    if read is None:
        return None
    document, body, body_line = read
    places.know_lesson(uid, language, document, body_line)
    kind = document.value.get("kind") if isinstance(document.value, dict) else None
    if not isinstance(kind, str) or kind not in HEADS:
        files.add(name, ("kind",), f"must be one of {', '.join(HEADS)}")
        return None
    head = _parsed(files, HEADS[kind], document)
    if head is None or not _named_as(files, name, uid, head.uid):
        return None
    own: dict[str, Any] = {
        key: value for key, value in head.model_dump().items() if key not in _COMMON
    }
    return LessonDraft(
        uid=uid,
        kind=kind,
        minutes=head.minutes,
        intensity=head.intensity,
        covers=tuple(head.covers),
        settings=dumped(SETTINGS[kind].model_validate(own)),
        texts={language: LessonWords(head.title, head.topic, body, is_ready=head.ready)},
    )


def _translation(
    files: Files, places: FilePlaces, uid: str, language: str, name: str
) -> LessonWords | None:
    read = _split(files, name)
    if read is None:
        return None
    document, body, body_line = read
    places.know_lesson(uid, language, document, body_line)
    head = _parsed(files, TranslatedHead, document)
    if head is None or not _named_as(files, name, uid, head.uid):
        return None
    return LessonWords(head.title, head.topic, body, head.of or "", head.ready)


def _split(files: Files, name: str) -> tuple[strict_yaml.Document, str, int] | None:
    text = files.plain_text(name)
    if text is None:
        return None
    try:
        document, body, line = strict_yaml.read_front_matter(text, file=files.label(name))
    except ProblemsFound as found:
        files.problems.extend(found.problems)
        return None
    files.documents[name] = document
    if body.startswith("\n"):
        body, line = body[1:], line + 1
    if len(body.encode()) > LONGEST_BODY:
        place = document.problem((), f"the text is longer than {LONGEST_BODY:,} bytes")
        files.problems.append(replace(place, line=line))
        return None
    return document, body.removesuffix("\n"), line


def _parsed[M: LessonHead | TranslatedHead](
    files: Files, model: type[M], document: strict_yaml.Document
) -> M | None:
    try:
        return strict_yaml.parse(model, document, file=document.file)
    except ProblemsFound as found:
        files.problems.extend(found.problems)
        return None


def _named_as(files: Files, name: str, uid: str, said: str) -> bool:
    if said != uid:
        files.add(name, ("uid",), f"is “{said}”, but the file is named for “{uid}”")
    return said == uid
