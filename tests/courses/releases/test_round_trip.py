"""import(export(x)) == x, for the example course and for whatever a draft can hold."""

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from courses.catalogue.drafts import (
    CourseDraft,
    LessonDraft,
    LessonWords,
    ModuleDraft,
    PoolDraft,
    QuestionDraft,
    QuestionWords,
    SlotDraft,
)
from courses.catalogue.models import Course
from courses.catalogue.selectors import read_draft
from courses.catalogue.services import replace_draft
from courses.releases.files.reading import read_course
from courses.releases.files.writing import course_files, write_course
from tests.courses.releases.conftest import EXAMPLE, NOW

uids = st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True)
# What people type: letters of many scripts, YAML's own signs, line breaks where there may be any.
characters = st.characters(
    codec="utf-8",
    exclude_categories=("Cc", "Cs", "Cn"),
    exclude_characters="\u2028\u2029\ufeff",
    include_characters="",
)
lines = (
    st.text(characters | st.sampled_from(list("-:#'\"|>&*!%@`{}[],~? ")), min_size=1, max_size=40)
    .filter(lambda text: bool(text.strip()))
    .map(lambda text: text.replace("\ufdd0", ""))
    .filter(lambda text: bool(text.strip()))
)
prose = st.lists(lines | st.just(""), min_size=1, max_size=6).map("\n".join)
texts = prose.filter(lambda text: bool(text.strip()))
digests = st.from_regex(r"[0-9a-f]{64}", fullmatch=True)


@st.composite
def lesson_words(draw: st.DrawFn, *, is_source: bool) -> LessonWords:
    return LessonWords(
        title=draw(lines),
        topic=draw(lines),
        body=draw(prose),
        made_from="" if is_source else draw(digests),
        is_ready=draw(st.booleans()),
    )


SETTINGS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "reading": st.just({}),
    "attestation": st.just({}),
    "case": st.sampled_from([{"case": "harbour"}, {"case": "harbour", "sections": ["a", "b"]}]),
    "quiz": st.sampled_from(
        [
            {"draw": [{"tag": "law", "take": 3}], "shuffle": False},
            {"draw": [{"questions": ["a", "b"]}, {"questions": ["c"], "take": 1}], "attempts": 2},
            {"draw": [{"pool": "hard", "difficulty": 2, "take": 1}]},
            {"draw": [{"tag": "law", "take": 1}], "preset": "assessment", "time_limit_minutes": 9},
        ]
    ),
    "exercise": st.just({"form": "house/reasons", "seat": "front-line", "questions": ["a"]}),
}


@st.composite
def lesson_drafts(draw: st.DrawFn, uid: str, languages: tuple[str, ...]) -> LessonDraft:
    kind = draw(st.sampled_from(sorted(SETTINGS)))
    told = [languages[0], *draw(st.sets(st.sampled_from(languages)))]
    return LessonDraft(
        uid=uid,
        kind=kind,
        minutes=draw(st.integers(1, 600)),
        intensity=draw(st.integers(0, 3)),
        covers=tuple(draw(st.lists(st.sampled_from(["house/FEE-1", "law/X.2@3"]), max_size=2))),
        settings=draw(SETTINGS[kind]),
        texts={
            language: draw(lesson_words(is_source=language == languages[0]))
            for language in dict.fromkeys(told)
        },
    )


@st.composite
def question_drafts(
    draw: st.DrawFn, uid: str, languages: tuple[str, ...], pools: list[str]
) -> QuestionDraft:
    def words(*, is_source: bool) -> QuestionWords:
        said = {
            "stem": draw(texts),
            "options": {"this": draw(lines), "that": draw(lines)},
            "feedback": draw(texts),
        }
        return QuestionWords(said, "" if is_source else draw(digests), draw(st.booleans()))

    told = [languages[0], *draw(st.sets(st.sampled_from(languages)))]
    return QuestionDraft(
        uid=uid,
        type="single/1",
        definition={
            "options": ["this", "that"],
            "correct": draw(st.sampled_from(["this", "that"])),
        },
        marks=draw(st.integers(1, 100)),
        difficulty=draw(st.integers(1, 3)),
        intensity=draw(st.integers(0, 3)),
        tags=tuple(draw(st.lists(uids, max_size=2))),
        pools=tuple(sorted(draw(st.sets(st.sampled_from(pools))))) if pools else (),
        is_retired=draw(st.booleans()),
        texts={one: words(is_source=one == languages[0]) for one in dict.fromkeys(told)},
    )


@st.composite
def drafts(draw: st.DrawFn) -> CourseDraft:
    languages = tuple(draw(st.sampled_from([["en"], ["es", "en"], ["pt-BR", "ar", "en"]])))
    lessons = draw(st.lists(uids, min_size=1, max_size=4, unique=True))
    slots = draw(st.lists(uids, min_size=len(lessons), max_size=len(lessons), unique=True))
    modules = draw(st.lists(uids, min_size=1, max_size=1))
    questions = draw(st.lists(uids, max_size=3, unique=True))
    pools = sorted(draw(st.sets(uids, max_size=2)))
    kept_to = st.sampled_from(["internal", "restricted"])

    def told() -> dict[str, str]:
        return {one: draw(lines) for one in languages}

    return CourseDraft(
        slug=draw(uids),
        code=draw(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9.-]{0,9}", fullmatch=True)),
        languages=languages,
        titles=told(),
        summaries={languages[0]: draw(texts)},
        visibility=draw(st.sampled_from(["open", "internal", "restricted"])),
        harm_areas=tuple(draw(st.lists(uids, max_size=2, unique=True))),
        gives_certificate=(gives := draw(st.booleans())),
        certificate_months=draw(st.none() | st.integers(1, 240)) if gives else None,
        modules=(
            ModuleDraft(
                modules[0],
                told(),
                tuple(
                    SlotDraft(slot, (lesson,), tuple(sorted(slots[:place][:2])))
                    for place, (slot, lesson) in enumerate(zip(slots, lessons, strict=True))
                ),
            ),
        ),
        lessons=tuple(draw(lesson_drafts(uid, languages)) for uid in sorted(lessons)),
        questions=tuple(draw(question_drafts(uid, languages, pools)) for uid in questions),
        pools=tuple(PoolDraft(uid, draw(lines)[:200], draw(kept_to)) for uid in pools),
    )


def written_and_read(draft: CourseDraft) -> CourseDraft:
    with tempfile.TemporaryDirectory() as folder:
        write_course(draft, Path(folder) / "c")
        return read_course(Path(folder) / "c").draft


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=80)
@given(drafts())
def test_reading_what_was_written_gives_the_same_draft(draft: CourseDraft) -> None:
    assert written_and_read(draft) == draft


def test_the_example_course_survives_files_and_tables(db: None) -> None:
    draft = read_course(EXAMPLE).draft
    first, *rest = draft.questions
    pools = (PoolDraft("first", "First day"), PoolDraft("hard", "Hard ones", "restricted"))
    standing = replace(first, pools=("first", "hard"))
    draft = replace(draft, pools=pools, questions=(standing, *rest))

    course = replace_draft(draft=draft, by=None, at=NOW)

    assert read_draft(course) == draft
    assert written_and_read(read_draft(Course.objects.get())) == draft


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(prose)
@example("---")
@example("---\nuid: other\n---")
@example("\n\n  indented\n")
def test_any_text_stands_below_its_front_matter(body: str) -> None:
    draft = read_course(EXAMPLE).draft
    words = replace(draft.lessons[0].texts["en"], body=body)
    lesson = replace(draft.lessons[0], texts={"en": words})
    changed = replace(draft, lessons=(lesson, *draft.lessons[1:]))

    assert written_and_read(changed) == changed


def test_many_questions_are_split_over_files_that_can_be_read() -> None:
    draft = read_course(EXAMPLE).draft
    long = QuestionWords({**draft.questions[0].texts["en"].texts, "feedback": "word " * 1_500})
    questions = tuple(
        replace(draft.questions[0], uid=f"q-{number}", texts={"en": long}) for number in range(400)
    )
    large = replace(draft, questions=questions)

    files = course_files(large)

    assert [name for name in files if name.startswith("questions")] == [
        "questions.yaml",
        "questions-2.yaml",
        "questions-3.yaml",
        "questions-4.yaml",
    ]
    assert written_and_read(large).questions == questions


def test_a_translation_without_an_origin_follows_the_source_as_it_is() -> None:
    draft = read_course(EXAMPLE).draft

    assert {
        words.made_from == lesson.texts["en"].digest
        for lesson in draft.lessons
        for language, words in lesson.texts.items()
        if language != "en"
    } == {True}
