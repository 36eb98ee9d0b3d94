"""What a candidate holds: languages, citations, parts shared and not made twice."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.cases.models import CaseSection
from content.facts.models import FactVersion
from core.problems import ProblemsFound
from courses.catalogue.drafts import CourseDraft, LessonWords
from courses.catalogue.models import Course, LessonText, QuestionText
from courses.catalogue.selectors import read_draft
from courses.catalogue.services import note_edit
from courses.releases.compiling.compiler import compile_draft
from courses.releases.errors import DraftMoved
from courses.releases.models import Candidate, Part
from courses.releases.selectors import manifest, part
from courses.releases.services import compile_candidate
from tests.courses.releases.conftest import NOW
from tests.factories.catalogue import (
    course_draft,
    lesson_draft,
    make_course,
    question_draft,
    quiz_draft,
)


def made(course: Course) -> Candidate:
    return compile_candidate(course=course, by=None, at=NOW)


def test_the_same_draft_gives_the_same_digests(course: Course) -> None:
    first, second = made(course), made(course)

    assert first.digest == second.digest
    assert set(first.parts.values_list("digest")) == set(second.parts.values_list("digest"))


def test_a_second_compile_makes_no_part_again(course: Course) -> None:
    first = compile_draft(read_draft(course), as_of=NOW.date())
    made(course)

    second = compile_draft(read_draft(course), as_of=NOW.date())

    assert len(first.parts) == len(first.part_digests)
    assert second.parts == {}
    assert second.part_digests == first.part_digests


def test_an_edit_of_one_lesson_changes_one_part(course: Course) -> None:
    before = set(made(course).parts.values_list("digest", flat=True))
    LessonText.objects.filter(lesson__uid="attest", language="en").update(title="Signed")

    after = set(made(course).parts.values_list("digest", flat=True))

    assert len(after - before) == 1
    assert len(before - after) == 1


def test_covers_and_citations_are_full_keys_with_versions(course: Course) -> None:
    candidate = made(course)

    cited = json.loads(candidate.citations)
    assert [
        row for row in cited["rows"] if row[0] in ("decide", "how-it-works", "the-case-short")
    ] == [
        ["decide", "", "clause", "house/FEE-1.2", 1, "covers"],
        ["decide", "", "clause", "house/FEE-2.1", 1, "covers"],
        ["decide", "link-drop", "clause", "house/FEE-1.1", 1, "mentions"],
        ["decide", "link-drop", "clause", "house/FEE-1.2", 1, "covers"],
        ["decide", "link-drop", "clause", "house/FEE-1.2", 1, "mentions"],
        ["decide", "link-drop", "clause", "house/FEE-2.1", 1, "mentions"],
        ["how-it-works", "", "clause", "house/FEE-2.1", 1, "covers"],
        ["how-it-works", "", "clause", "house/FEE-2.1", 1, "mentions"],
        ["how-it-works", "", "fact", "harbour/countries", 1, "teaches"],
        ["the-case-short", "", "clause", "house/FEE-1.1", 1, "case"],
        ["the-case-short", "", "clause", "house/FEE-1.1", 1, "covers"],
        ["the-case-short", "", "clause", "house/FEE-1.2", 1, "covers"],
        ["the-case-short", "", "fact", "harbour/arrests", 1, "case"],
        ["the-case-short", "", "fact", "harbour/countries", 1, "case"],
    ]
    assert cited["resolved"] == {
        "clause:house/FEE-1.1": 1,
        "clause:house/FEE-1.2": 1,
        "clause:house/FEE-2.1": 1,
        "fact:harbour/arrests": 1,
        "fact:harbour/countries": 1,
    }
    assert manifest(candidate).lesson("decide").covers == ("house/FEE-1.2@1", "house/FEE-2.1@1")


def test_a_key_means_the_version_of_the_as_of_date(course: Course) -> None:
    later = compile_candidate(course=course, by=None, at=NOW, as_of=NOW.date().replace(year=2027))

    assert later.as_of_on.isoformat() == "2027-11-22"
    assert manifest(later).lesson("quiz").covers == ("house/FEE-1.1@2",)


def test_the_date_itself_is_not_in_the_digest(course: Course) -> None:
    today, tomorrow = (
        made(course),
        compile_candidate(course=course, by=None, at=NOW, as_of=NOW.date() + timedelta(days=1)),
    )

    assert today.digest == tomorrow.digest


def test_no_product_address_is_in_a_part(course: Course) -> None:
    made(course)

    assert not [
        body
        for body in Part.objects.values_list("body", flat=True)
        if 'href=\\"/' in body or "http://" in body
    ]


def test_the_key_is_the_same_in_every_language(course: Course) -> None:
    told = manifest(made(course))
    quiz = {language: part(digest) for language, digest in told.lesson("quiz").parts.items()}

    assert quiz["en"]["draws"] == quiz["es"]["draws"]
    definitions = [
        {uid: part(digest)["definition"] for uid, digest in quiz[language]["questions"].items()}
        for language in ("en", "es")
    ]
    assert definitions[0] == definitions[1]
    accepted = definitions[0]["words"]["accepted"]["charged"]
    assert sorted(accepted) == ["accused", "acusada", "acusado", "charged"]


def test_notes_are_numbered_through_the_page_of_a_case(course: Course) -> None:
    told = manifest(made(course))
    case = part(part(told.lesson("the-case-full").parts["en"])["case"])

    assert {name: note["number"] for name, note in case["notes"].items()} == {
        "harbour/arrests@1": 1,
        "harbour/countries@1": 2,
    }
    assert [section["uid"] for section in case["sections"]] == ["what-happened", "what-followed"]
    assert (
        'href="#l-the-case-full-note-2" role="doc-noteref">2<'
        in case["sections"][1]["blocks"][0][0]
    )
    assert [one["taught"] for one in case["conflicts"]] == ["12, as the police say."]


def test_a_shorter_account_tells_the_chosen_sections(course: Course) -> None:
    told = manifest(made(course))
    case = part(part(told.lesson("the-case-short").parts["es"])["case"])

    assert case["is_shortened"] is True
    assert [section["heading"] for section in case["sections"]] == ["Qué pasó"]


# Languages


def without_es(draft: CourseDraft, uid: str) -> CourseDraft:
    return replace(
        draft,
        lessons=tuple(
            replace(one, texts={"en": one.texts["en"]}) if one.uid == uid else one
            for one in draft.lessons
        ),
    )


def test_an_incomplete_language_stays_out_and_is_listed(course: Course) -> None:
    LessonText.objects.filter(lesson__uid="attest", language="es").delete()
    QuestionText.objects.filter(question__uid="origin", language="es").update(is_ready=False)

    candidate = made(course)

    told = manifest(candidate)
    assert told.languages == ("en",)
    assert set(told.lesson("quiz").parts) == {"en"}
    assert candidate.languages_report["es"] == {
        "missing": ["lesson attest", "question origin"],
        "stale": [],
    }
    assert [problem["message"] for problem in candidate.warnings] == [
        "es stays out of the release; missing: lesson attest, question origin"
    ]


def test_a_stale_translation_is_in_with_a_warning(course: Course) -> None:
    LessonText.objects.filter(lesson__uid="attest", language="en").update(body="I have read all.")

    candidate = made(course)

    assert manifest(candidate).languages == ("en", "es")
    assert candidate.languages_report["es"]["stale"] == ["lesson attest"]
    assert [(problem["file"], problem["message"]) for problem in candidate.warnings] == [
        ("attest.es.md", "lesson attest was translated from an older text")
    ]


def test_a_translation_that_cites_otherwise_is_warned_of(course: Course) -> None:
    LessonText.objects.filter(lesson__uid="how-it-works", language="es").update(body="Nada.")

    candidate = made(course)

    assert [problem["message"] for problem in candidate.warnings] == [
        "cites other facts or clauses than the source text"
    ]


def test_a_case_that_is_not_told_in_a_language_keeps_it_out(course: Course) -> None:
    CaseSection.objects.filter(language="es").delete()

    candidate = made(course)

    assert manifest(candidate).languages == ("en",)
    assert candidate.languages_report["es"]["missing"] == ["case harbour"]


def test_a_fact_that_is_not_told_in_a_language_keeps_it_out(db: None, library: None) -> None:
    version = FactVersion.objects.get(fact__key="countries")
    english = LessonWords(
        "Read", "Topic", "Police of 4 countries took part [fact:harbour/countries]."
    )
    spanish = LessonWords(
        "Lea", "Tema", "Participaron policías de 4 países [fact:harbour/countries].", english.digest
    )
    danish = LessonWords(
        "Læs", "Emne", "Politi fra 4 lande deltog [fact:harbour/countries].", english.digest
    )
    texts = {"en": english, "es": spanish, "da": danish}
    lesson = replace(lesson_draft("intro"), texts=texts)
    titles = {"en": "A", "es": "B", "da": "C"}
    draft = course_draft(lesson, languages=("en", "es", "da"), titles=titles, summaries=titles)
    draft = replace(draft, modules=(replace(draft.modules[0], titles=titles),))

    compiled = compile_draft(draft, as_of=NOW.date())

    assert version.texts.count() == 1
    assert compiled.languages["es"] == {"missing": [], "stale": []}
    assert compiled.languages["da"] == {"missing": ["fact harbour/countries"], "stale": []}


# Without a library


def test_a_course_that_cites_nothing_needs_no_library(db: None) -> None:
    draft = course_draft(lesson_draft("intro"), quiz_draft(), questions=3)

    told = manifest(made(make_course(draft)))

    assert [slot.uid for slot in told.slots] == ["intro", "quiz"]
    assert part(told.lesson("quiz").parts["en"])["draws"] == [
        {"fixed": ["question-0", "question-1", "question-2"]}
    ]


def test_draws_by_tag_take_from_the_tagged(db: None) -> None:
    quiz = lesson_draft("quiz", "quiz", settings={"draw": [{"tag": "law", "take": 1}]})
    draft = course_draft(quiz)
    draft = replace(
        draft,
        questions=(
            question_draft("a", tags=("law",)),
            question_draft("b", tags=("law",), is_retired=True),
            question_draft("c", tags=("other",)),
            question_draft("d", tags=("other", "law")),
        ),
    )

    told = manifest(made(make_course(draft)))

    body = part(told.lesson("quiz").parts["en"])
    assert body["draws"] == [{"take": 1, "of": ["a", "d"]}]
    assert set(body["questions"]) == {"a", "d"}


def test_what_is_wrong_in_the_tables_is_told_by_uid(db: None) -> None:
    quiz = lesson_draft("quiz", "quiz", settings={"draw": [{"take": 1}], "pass_mark": 0})
    broken = replace(question_draft("question-0"), definition={"options": ["right"]})
    exercise = lesson_draft("test", "quiz", settings={"draw": [{"questions": ["question-0"]}]})
    draft = replace(course_draft(quiz, exercise), questions=(broken,))

    with pytest.raises(ProblemsFound) as found:
        made(make_course(draft))

    assert [str(problem) for problem in found.value.problems] == [
        "questions.yaml:1: question-0.correct: Field required",
        "questions.yaml:1: question-0.options:"
        " Tuple should have at least 2 items after validation, not 1",
        "quiz.en.md:1: draw.0: names either questions, or a pool, tag, clause or difficulty",
        "quiz.en.md:1: pass_mark: Input should be greater than or equal to 1",
    ]


def test_a_missing_source_text_is_an_error_and_no_crash(db: None) -> None:
    draft = course_draft(lesson_draft("intro"), quiz_draft(questions=1), questions=1)
    bare = replace(
        draft,
        lessons=tuple(
            replace(one, texts={}) if one.uid == "intro" else one for one in draft.lessons
        ),
        questions=tuple(replace(one, texts={}) for one in draft.questions),
    )

    with pytest.raises(ProblemsFound) as found:
        made(make_course(bare))

    assert [problem.message for problem in found.value.problems] == [
        "lesson intro is missing or not ready in en",
        "question question-0 is missing or not ready in en",
    ]


def test_an_edit_during_the_compile_stops_it(db: None) -> None:
    course = make_course()

    def edited(done: int, total: int) -> None:
        note_edit(course=Course.objects.get(pk=course.pk), by=None, at=NOW, action="text")

    with pytest.raises(DraftMoved):
        compile_candidate(course=course, by=None, at=NOW, progress=edited)

    assert not Candidate.objects.exists()


def test_progress_is_told_for_every_part(course: Course) -> None:
    told: list[tuple[int, int]] = []

    compile_candidate(
        course=course, by=None, at=NOW, progress=lambda done, total: told.append((done, total))
    )

    parts = Part.objects.count()
    assert told == [(done, parts) for done in range(1, parts + 1)]


@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow_with_the_course(db: None, count: int) -> None:
    lessons = [lesson_draft(f"read-{n}") for n in range(count)]
    course = make_course(course_draft(*lessons, quiz_draft(questions=count), questions=count))
    made(course)

    with CaptureQueriesContext(
        connection,
    ) as captured:
        made(course)

    work = [one for one in captured if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN"))]
    assert len(work) == 22


def test_reading_a_draft_takes_eleven_queries(
    course: Course, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(11):
        draft = read_draft(course)

    assert [slot.uid for slot in draft.slots] == [
        "how-it-works",
        "the-case",
        "decide",
        "quiz",
        "attest",
    ]
