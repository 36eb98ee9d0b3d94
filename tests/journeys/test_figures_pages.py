"""The pages of figures and a person's own report in a real browser, wide and narrow."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from content.models import ClauseVersion
from courses.catalogue.drafts import QuestionDraft, QuestionWords
from courses.insight import services
from courses.insight.models import QuizFigures
from courses.releases.models import Release, ReleaseCitation
from tests.courses.conftest import _no_part_of_another_test, published  # noqa: F401 -- fixtures
from tests.courses.insight.answered import attempt, respond
from tests.courses.questions.examples import MATCHING
from tests.factories.catalogue import NOW, course_draft, make_release, quiz_draft
from tests.journeys.looking import look_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OPTIONS = {
    "a": "Remove the post, and say which clause of the policy it goes against",
    "b": "Leave the post as it is",
    "c": "Remove the post and suspend the account of whoever wrote it",
    "d": "Pass it on to a specialist",
}
QUESTIONS = 6


def question(number: int) -> QuestionDraft:
    texts = {
        "stem": f"A report says that a post shares the link of a closed group ({number}). What do"
        " you decide, by the rule on solicitation and the duties that come with it?",
        "options": OPTIONS,
        "feedback": "By the rule.",
    }
    return QuestionDraft(
        uid=f"question-{number}",
        type="single/1",
        definition={"options": list(OPTIONS), "correct": "a"},
        texts={"en": QuestionWords(texts)},
    )


def pairs() -> QuestionDraft:
    """A question with parts, of which the figures tell what was chosen in each."""
    entry = {key: value for key, value in MATCHING.entry.items() if key not in ("uid", "texts")}
    return QuestionDraft(
        uid=f"question-{QUESTIONS}",
        type=entry.pop("type"),
        definition=entry,
        texts={"en": QuestionWords(MATCHING.entry["texts"])},
    )


@pytest.fixture
def release(units) -> Release:
    draft = course_draft(quiz_draft(questions=QUESTIONS + 1, preset="check"))
    asked = (*(question(number) for number in range(QUESTIONS)), pairs())
    draft = replace(draft, questions=asked)
    made = make_release(draft)
    made.course.owner = units.north
    made.course.save(update_fields=["owner"])
    return made


@pytest.fixture
def answered(release: Release) -> QuizFigures:
    """Sixty people; the last question is answered wrongly by those who know much."""
    chance = random.Random(11)
    for number in range(60):
        ability = number / 60
        marks: list[int] = []
        outcomes = {}
        for place in range(QUESTIONS):
            likely = 0.9 - 0.7 * ability if place == QUESTIONS - 1 else 0.25 + 0.7 * ability
            marks.append(int(chance.random() < likely))
            wrong = "c" if place == QUESTIONS - 1 else chance.choice("bbcd")
            outcomes[f"question-{place}"] = (
                {"a": "right"} if marks[-1] else {wrong: "wrong", "a": "missed"}
            )
        marks.append(int(number > 30))
        answer = MATCHING.full if number > 30 else MATCHING.wrong
        read = MATCHING.type.parse_answer(MATCHING.definition, answer)
        graded = MATCHING.type.grade(MATCHING.definition, read)
        outcomes[f"question-{QUESTIONS}"] = dict(graded.outcomes)
        language = "en" if number % 3 else "es"
        made = attempt(release, marks, language=language, outcomes=outcomes)
        respond(made, answer, uid=f"question-{QUESTIONS}")
    at = NOW + timedelta(hours=1)
    figures = services.request_figures(course=release.course, slot_uid="quiz", at=at)
    services.fulfil(figures_id=figures.pk, at=at)
    return QuizFigures.objects.get()


def test_pages_of_figures(page, live_server, sign_in, trainer, answered: QuizFigures) -> None:
    sign_in(trainer)
    for name, args in (
        ("list", ()),
        ("quiz", ("quiz",)),
        ("question", ("quiz", "question-1")),
        ("question", ("quiz", "question-5")),
        ("question", ("quiz", f"question-{QUESTIONS}")),
    ):
        page.goto(
            live_server.url + reverse(f"courses:workshop:figures_{name}", args=["small", *args])
        )
        for details in page.locator("main details").all():
            details.evaluate("details => details.open = true")
        look_at(page, "-".join(("figures", name, *args[1:])))
    assert page.locator("table", has_text="Option hand").count() == 2


def test_confident_errors_across_a_course(
    page,
    live_server,
    sign_in,
    trainer,
    published,  # noqa: F811 -- a fixture
    answered: QuizFigures,
) -> None:
    sign_in(trainer)
    where = live_server.url + reverse("courses:workshop:figures_clauses", args=["small"])
    page.goto(where)
    page.get_by_text("Nothing to tell yet").wait_for()
    look_at(page, "figures-clauses-empty")
    counts = {"people": 60, "answers": 60, "sure": 40, "errors": 13}
    QuizFigures.objects.update(certainty={"question-0": counts, "question-1": counts})
    for number, clause in enumerate(ClauseVersion.objects.order_by("pk")[:2]):
        ReleaseCitation.objects.create(
            release=answered.release,
            lesson_uid="quiz",
            question_uid=f"question-{number}",
            clause_version=clause,
            role=ReleaseCitation.Role.COVERS,
        )
    page.goto(where)
    page.get_by_text("Answers by clause, never by person.").wait_for()
    look_at(page, "figures-clauses")


def test_newer_figures_are_waited_for_on_the_page(
    page, live_server, sign_in, trainer, answered: QuizFigures
) -> None:
    QuizFigures.objects.update(state="running", beat_at=NOW, steps_done=20, steps_total=60)
    sign_in(trainer)
    page.goto(live_server.url + reverse("courses:workshop:figures_quiz", args=["small", "quiz"]))
    page.get_by_text("20 of 60 people").wait_for()
    look_at(page, "figures-waiting")
    QuizFigures.objects.update(state="")
    page.get_by_text("The figures are up to date.").first.wait_for()
    assert page.locator("#state[hx-trigger]").count() == 0


def test_an_empty_list_of_figures(page, live_server, sign_in, trainer, release: Release) -> None:
    sign_in(trainer)
    page.goto(live_server.url + reverse("courses:workshop:figures_list", args=["small"]))
    page.get_by_text("No figures yet").wait_for()
    look_at(page, "figures-empty")
