"""A module from a case or a chapter: shown first, made whole, undone whole, and compiled."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from core.problems import ProblemsFound
from courses.catalogue import services
from courses.catalogue.drafts import QuestionDraft
from courses.catalogue.models import Course
from courses.catalogue.selectors import read_draft, read_question
from courses.releases.compiling.compiler import compile_draft
from courses.workshop.pages.editing.building import Wish, module_plan
from courses.workshop.pages.editing.proposals import question_from
from courses.workshop.selectors.building import CaseKnown, case_known
from tests.courses.workshop.conftest import SLUG, url

DAY = date(2026, 11, 22)
LOOK = {"look": "1", "case": "harbour", "items": "2"}


@pytest.fixture
def empty(draft, units, trainer, now) -> Course:
    """A course with nothing in it, beside the library that the example brought."""
    course = services.create_course(
        slug="fresh",
        code="FR-1",
        title="Fresh",
        language="en",
        owner=units.north,
        by=trainer,
        at=now,
    )
    course.summaries = {"en": "A summary."}
    course.save(update_fields=["summaries"])
    return course


def problems_of(course: Course) -> list[str]:
    try:
        compile_draft(read_draft(course), as_of=DAY)
    except ProblemsFound as found:
        return [
            f"{one.file} {one.key}: {one.message}" for one in found.problems if one.level == "error"
        ]
    return []


def test_it_is_shown_before_it_is_made_and_undone_whole(as_trainer: Client, empty) -> None:
    where = url("module_build", "fresh")
    assert as_trainer.get(where).status_code == 200
    page = as_trainer.get(where, LOOK)
    plan = page.context["plan"]
    assert [one.kind for one in plan.lessons] == ["reading", "case", "quiz", "attestation"]
    assert not empty.lessons.exists()
    before = read_draft(empty)
    answer = as_trainer.post(where, LOOK)
    empty.refresh_from_db()
    assert [one.kind for one in read_draft(empty).lessons].count("case") == 1
    assert f"done={empty.draft_revision}" in answer["Location"]
    as_trainer.post(url("draft_undo", "fresh", empty.draft_revision))
    empty.refresh_from_db()
    assert read_draft(empty) == before


def test_without_proposals_the_problems_say_in_few_words_what_to_write(
    as_trainer: Client, empty
) -> None:
    as_trainer.post(url("module_build", "fresh"), {**LOOK, "form": "house/reasons front-line"})
    told = problems_of(empty)
    assert told
    assert len(told) <= 15
    assert all(one.startswith(("questions.yaml ", "harbour")) for one in told), told


def test_from_a_chapter_its_clauses_are_covered(as_trainer: Client, empty) -> None:
    page = as_trainer.get(url("module_build", "fresh"))
    groups = dict(page.context["form"].fields["chapter"].choices[1:])
    [(chapter, title), *_others] = next(iter(groups.values()))
    as_trainer.post(url("module_build", "fresh"), {"look": "1", "chapter": chapter})
    draft = read_draft(empty)
    assert draft.modules[0].titles == {"en": title}
    covered = {one.covers for one in draft.lessons}
    assert len(covered) == 1
    assert all(key.startswith("house/") for key in covered.pop())


PROPOSALS = {
    "print-as-fact": {
        "statements": [
            {"quote": "25 people were arrested", "fact": "no-fact", "print_as_fact": True},
            {"quote": "Hundreds are suspected", "fact": "no-fact", "print_as_fact": False},
        ]
    },
    "status": {"options": ["alleged", "charged"], "right": "charged", "quote": "was charged"},
    "order": {
        "events": [{"on": "2025-02-26", "quote": "second"}, {"on": "2024-11", "quote": "first"}]
    },
    "role": {"actors": [{"actor": "One", "role": "lead"}, {"actor": "Two", "role": "support"}]},
    "number": {"ask": "How many?", "right": "19", "unit": "countries", "facts": ["no-fact"]},
}


@pytest.mark.parametrize("kind", PROPOSALS)
def test_an_accepted_proposal_becomes_a_question_that_holds_together(kind: str, empty, now) -> None:
    known = case_known("harbour", "en", on=DAY)
    made = question_from(known, kind, PROPOSALS[kind], language="en")
    question = replace(made, uid=f"from-{kind}")
    services.save_question(course=empty, question=question, base=None, by=None, at=now)
    assert read_question(empty, question.uid).texts["en"].is_ready


@pytest.mark.parametrize("kind", [*PROPOSALS, "date", "nothing"])
def test_a_proposal_that_says_too_little_makes_none_or_says_so(kind: str, draft) -> None:
    known = case_known("harbour", "en", on=DAY)
    made = question_from(known, kind, {}, language="en")
    assert made is None or not made.texts["en"].is_ready


def test_a_module_of_what_is_known_compiles_as_it_is(empty, now, trainer) -> None:
    from content.importing.selectors import QuestionAccepted

    known = case_known("harbour", "en", on=DAY)
    accepted = tuple(
        QuestionAccepted("article", kind, kind, {"data": data}) for kind, data in PROPOSALS.items()
    )
    wish = Wish("Harbour", case=replace(known, proposals=accepted))
    plan = module_plan(empty, wish)
    assert plan.missing == []
    services.build_module(
        course=empty,
        module=plan.module,
        lessons=plan.lessons,
        questions=plan.questions,
        by=trainer,
        at=now,
    )
    assert problems_of(empty) == []
    # A second one beside it takes other names.
    again = module_plan(empty, wish)
    assert not {one.uid for one in again.lessons} & {one.uid for one in plan.lessons}


def a_report(course: Course, like: QuestionDraft, uid: str, **changes: Any) -> None:
    """A report to decide on in the bank of the course, ready unless told otherwise."""
    words = like.texts["en"]
    told = {**words.texts, "report": {**words.texts["report"], "post": f"Says {uid}."}}
    texts = {"en": replace(words, texts=told, is_ready=changes.pop("is_ready", True))}
    question = replace(like, uid=uid, texts=texts, **changes)
    services.save_question(
        course=course, question=question, base=None, by=None, at=course.created_at
    )


def test_ready_reports_of_the_banks_that_fit_the_chapter_come_along(
    as_trainer: Client, draft, empty
) -> None:
    where = url("module_build", "fresh")
    groups = dict(as_trainer.get(where).context["form"].fields["chapter"].choices[1:])
    [(chapter, _title), *_others] = next(iter(groups.values()))
    like = next(one for one in read_draft(draft).questions if one.type == "decision/1")
    seat = f"{like.definition['form']} {like.definition['seat']}"
    wanted = {"look": "1", "chapter": chapter, "form": seat, "items": "2"}
    covered = as_trainer.get(where, wanted).context["plan"].lessons[0].covers
    a_report(draft, like, "fits", covers=covered, intensity=2)
    a_report(draft, like, "not-ready", covers=covered, is_ready=False)

    plan = as_trainer.get(where, wanted).context["plan"]
    first = plan.reports[0]
    assert (first.code, first.uid, first.words) == (draft.code, "fits", "Says fits.")
    assert "not-ready" not in [one.uid for one in plan.reports]
    exercise = next(one for one in plan.lessons if one.kind == "exercise")
    assert (exercise.settings["questions"][0], exercise.intensity) == ("fits", 2)
    assert len(exercise.settings["questions"]) == 2
    copied = next(one for one in plan.questions if one.uid == "fits")
    assert (copied.definition, set(copied.texts)) == (like.definition, {"en"})
    without = as_trainer.get(where, {**wanted, "reports": "empty"}).context["plan"]
    assert without.reports == []
    # This course's own is asked, and not copied.
    a_report(empty, like, "own", covers=covered)
    own = as_trainer.get(where, wanted).context["plan"]
    assert {one.uid for one in own.reports} == {"fits", "own"}
    assert "own" not in [one.uid for one in own.questions]


def test_what_is_not_there_is_refused(as_trainer: Client, empty) -> None:
    where = url("module_build", "fresh")
    for sent in ({"look": "1", "case": ""}, {"look": "1", "case": "nowhere"}):
        assert as_trainer.get(where, sent).status_code == 422
        assert as_trainer.post(where, sent).status_code == 422


def test_building_keeps_to_15_queries(
    as_trainer: Client, draft, django_assert_max_num_queries
) -> None:
    where = url("module_build", SLUG)
    as_trainer.get(where)
    with django_assert_max_num_queries(15):
        as_trainer.get(where)
    with django_assert_max_num_queries(15):
        as_trainer.get(where, {**LOOK, "form": "house/reasons front-line"})


def test_unknown_cases_are_none(draft) -> None:
    assert case_known("nowhere", "en", on=DAY) is None
    assert isinstance(case_known("harbour", "es", on=DAY), CaseKnown)
