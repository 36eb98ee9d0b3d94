"""Whether what was typed is an item that a draft may hold. Pure; raises ItemRefused.

A draft may be unfinished: what is missing is found by compiling. What is there has to be well
formed, so that every draft can be read, compiled and kept as files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Annotated, Any

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from content.schema_types import Intensity, Languages, Slug, Strict
from content.texts import SLUG_LENGTH
from core.canonical import NotCanonical, canonical_bytes
from core.text import control_at
from courses.catalogue.drafts import (
    CourseDraft,
    LessonDraft,
    LessonWords,
    PoolDraft,
    QuestionDraft,
    QuestionWords,
)
from courses.catalogue.errors import ItemRefused
from courses.catalogue.lesson_settings import SETTINGS, ClauseReference, LessonSettings, dumped
from courses.questions import registry
from courses.questions.errors import FaultsFound, UnknownQuestionType

type Fault = tuple[tuple[str | int, ...], str]

LONGEST_BODY = 200_000
LONGEST_QUESTION = 200_000
CODE = r"^[A-Za-z0-9][A-Za-z0-9.-]{0,31}$"
# A lesson's file would be taken for one of questions.
RESERVED = "questions"


class _LessonFields(Strict):
    uid: Slug
    minutes: Annotated[int, Field(ge=1, le=600)]
    intensity: Intensity
    covers: Annotated[list[ClauseReference], Field(max_length=200)]


class _QuestionFields(Strict):
    uid: Slug
    type: Annotated[str, Field(max_length=32)]
    marks: Annotated[int, Field(ge=1, le=100)]
    difficulty: Annotated[int, Field(ge=1, le=3)]
    intensity: Intensity
    tags: Annotated[list[Slug], Field(max_length=50)]
    covers: Annotated[list[ClauseReference], Field(max_length=200)]


class _CourseFields(Strict):
    slug: Slug
    code: Annotated[str, Field(pattern=CODE)]
    languages: Languages
    harm_areas: list[Slug]
    requires: list[Slug]
    certificate_months: Annotated[int, Field(ge=1, le=240)] | None


def check_uid(uid: str, *, is_lesson: bool = False) -> None:
    """Refuse what is no uid, and what would name another file than a lesson's."""
    try:
        TypeAdapter(Slug).validate_python(uid)
    except ValidationError:
        message = f"is made of a-z, 0-9 and -, at most {SLUG_LENGTH} characters"
        raise ItemRefused([(("uid",), message)]) from None
    if is_lesson and uid.startswith(RESERVED):
        raise ItemRefused([(("uid",), f"cannot begin with “{RESERVED}”")])


def checked_lesson(lesson: LessonDraft) -> LessonDraft:
    """Return the lesson with its settings as the schema dumps them; its texts are left alone."""
    check_uid(lesson.uid, is_lesson=True)
    if lesson.kind not in SETTINGS:
        raise ItemRefused([(("kind",), "is no kind of lesson")])
    _parsed(
        _LessonFields,
        {
            "uid": lesson.uid,
            "minutes": lesson.minutes,
            "intensity": lesson.intensity,
            "covers": list(lesson.covers),
        },
    )
    covers = tuple(dict.fromkeys(lesson.covers))
    return replace(lesson, covers=covers, settings=checked_settings(lesson.kind, lesson.settings))


def checked_settings(kind: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings of a kind of lesson; what is missing may be missing still."""
    given = {key: value for key, value in settings.items() if value is not None}
    try:
        return dumped(SETTINGS[kind].model_validate(given))
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        wrong = [one for one in found if one["type"] != "missing"]
        if wrong:
            raise ItemRefused([_fault(one) for one in wrong]) from error
    return _unfinished(SETTINGS[kind], given)


def _unfinished(model: type[LessonSettings], given: Mapping[str, Any]) -> dict[str, Any]:
    """What was given of settings that lack something, without what stands at its default."""
    _canonical(given)
    kept = {}
    for name, value in given.items():
        field = model.model_fields[name]
        plain = TypeAdapter(field.rebuild_annotation()).validate_python(value)
        if field.is_required() or plain != field.default:
            kept[name] = TypeAdapter(field.rebuild_annotation()).dump_python(
                plain, mode="json", exclude_defaults=True
            )
    return kept


def checked_lesson_words(words: LessonWords) -> LessonWords:
    """Return the words; a title is needed, topic and text may still be missing."""
    found: list[Fault] = [
        ((name,), "holds a character that cannot be kept")
        for name in ("title", "topic", "body")
        if control_at(getattr(words, name)) is not None
    ]
    found += [
        ((name,), "stands in one line")
        for name in ("title", "topic")
        if "\n" in getattr(words, name) or "\r" in getattr(words, name)
    ]
    if not words.title.strip():
        found.append((("title",), "needs some text"))
    found += [
        ((name,), f"has at most {most:,} characters")
        for name, most in (("title", 200), ("topic", 300))
        if len(getattr(words, name)) > most
    ]
    if len(words.body.encode(errors="replace")) > LONGEST_BODY:
        found.append((("body",), f"has at most {LONGEST_BODY // 1000} kB"))
    if found:
        raise ItemRefused(found)
    return words


def checked_question(question: QuestionDraft, source_language: str) -> QuestionDraft:
    """Return the question as its type dumps it.

    A question whose words are not ready may be unfinished: it is kept as it is given. One that
    is ready holds together.
    """
    check_uid(question.uid)
    _parsed(
        _QuestionFields,
        {
            "uid": question.uid,
            "type": question.type,
            "marks": question.marks,
            "difficulty": question.difficulty,
            "intensity": question.intensity,
            "tags": list(question.tags),
            "covers": list(question.covers),
        },
    )
    words = question.texts.get(source_language)
    if words is None:
        raise ItemRefused([(("texts",), "are needed in the language of the course")])
    try:
        kind = registry.get(question.type)
    except UnknownQuestionType:
        raise ItemRefused([(("type",), "is no type of question")]) from None
    _canonical({"definition": dict(question.definition), "texts": dict(words.texts)})
    try:
        definition = kind.parse_definition(dict(question.definition))
        texts = kind.parse_texts(dict(words.texts))
        if faults := kind.check(definition, texts):
            raise FaultsFound(faults)
    except FaultsFound as found:
        if words.is_ready:
            raise ItemRefused([(fault.path, fault.message) for fault in found.faults]) from found
        return _once(question)
    said = replace(words, texts=kind.to_json(texts))
    whole = replace(
        question,
        definition=kind.to_json(definition),
        texts={**question.texts, source_language: said},
    )
    return _once(whole)


def checked_question_words(question: QuestionDraft, words: QuestionWords) -> QuestionWords:
    """Return a translation as the question's type dumps it; unfinished only if not ready."""
    _canonical({"texts": dict(words.texts)})
    try:
        kind = registry.get(question.type)
        texts = kind.parse_texts(dict(words.texts))
        definition = kind.parse_definition(dict(question.definition))
        if faults := kind.check_texts(definition, texts):
            raise FaultsFound(faults)
    except FaultsFound as found:
        if words.is_ready:
            raise ItemRefused([(fault.path, fault.message) for fault in found.faults]) from found
        return words
    return replace(words, texts=kind.to_json(texts))


def checked_head(draft: CourseDraft) -> CourseDraft:
    """Return the settings of a course with texts in its own languages alone."""
    _parsed(
        _CourseFields,
        {
            "slug": draft.slug,
            "code": draft.code,
            "languages": list(draft.languages),
            "harm_areas": list(draft.harm_areas),
            "requires": list(draft.requires),
            "certificate_months": draft.certificate_months,
        },
    )
    found: list[Fault] = []
    if len(set(draft.languages)) < len(draft.languages):
        found.append((("languages",), "names a language twice"))
    if draft.slug in draft.requires:
        found.append((("requires",), "names the course itself"))
    if not draft.titles.get(draft.source_language, "").strip():
        found.append((("titles", draft.source_language), "needs some text"))
    for name, most in (("titles", 300), ("summaries", 100_000)):
        found += _faults_of_texts(name, getattr(draft, name), most, is_line=name == "titles")
    if found:
        raise ItemRefused(found)
    months = draft.certificate_months if draft.gives_certificate else None
    return replace(
        draft,
        titles=said(draft.titles, draft.languages),
        summaries=said(draft.summaries, draft.languages),
        certificate_months=months,
    )


def checked_titles(titles: Mapping[str, str], languages: tuple[str, ...]) -> dict[str, str]:
    """Return the titles of a module in the languages of its course."""
    found = _faults_of_texts("titles", titles, 300, is_line=True)
    if not titles.get(languages[0], "").strip():
        found.append((("titles", languages[0]), "needs some text"))
    if found:
        raise ItemRefused(found)
    return said(titles, languages)


def checked_pool(pool: PoolDraft) -> PoolDraft:
    """Return the pool with its title as it is kept."""
    check_uid(pool.uid)
    title = pool.title.strip()
    found = [
        (("title",), message)
        for _place, message in _faults_of_texts("title", {"": title}, 200, is_line=True)
    ]
    if not title:
        found.append((("title",), "needs some text"))
    if pool.visibility not in ("internal", "restricted"):
        found.append((("visibility",), "is internal or restricted"))
    if found:
        raise ItemRefused(found)
    return replace(pool, title=title)


def said(texts: Mapping[str, str], languages: Iterable[str]) -> dict[str, str]:
    """Return what is said in these languages, without what is blank."""
    return {one: texts[one].strip() for one in languages if texts.get(one, "").strip()}


def _faults_of_texts(
    name: str, texts: Mapping[str, str], most: int, *, is_line: bool
) -> list[Fault]:
    found: list[Fault] = []
    for language, text in texts.items():
        if control_at(text) is not None:
            found.append(((name, language), "holds a character that cannot be kept"))
        if is_line and ("\n" in text or "\r" in text):
            found.append(((name, language), "stands in one line"))
        if len(text) > most:
            found.append(((name, language), f"has at most {most:,} characters"))
    return found


def _once(question: QuestionDraft) -> QuestionDraft:
    return replace(
        question,
        tags=tuple(dict.fromkeys(question.tags)),
        covers=tuple(dict.fromkeys(question.covers)),
    )


def _parsed(model: type[BaseModel], values: Mapping[str, Any]) -> None:
    try:
        model.model_validate(values)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        raise ItemRefused([_fault(one) for one in found]) from error


def _fault(error: Any) -> Fault:
    return tuple(error["loc"]), str(error["msg"]).removeprefix("Value error, ")


def _canonical(value: Mapping[str, Any]) -> None:
    """Refuse what no database keeps, and what is far too long for one question."""
    try:
        size = len(canonical_bytes(dict(value)))
    except NotCanonical:
        raise ItemRefused([((), "holds a character that cannot be kept")]) from None
    if size > LONGEST_QUESTION:
        raise ItemRefused([((), f"has at most {LONGEST_QUESTION // 1000} kB")])
    _refuse_control(value)


def _refuse_control(value: object) -> None:
    if isinstance(value, str):
        if control_at(value) is not None:
            raise ItemRefused([((), "holds a character that cannot be kept")])
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            _refuse_control(key)
            _refuse_control(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_control(inner)
