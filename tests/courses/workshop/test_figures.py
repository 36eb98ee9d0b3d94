"""The pages of figures: what they show, to whom, and with how many queries."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry
from content.models import ClauseVersion
from courses.catalogue.models import Question
from courses.insight import services
from courses.insight.models import QuizFigures
from courses.releases.models import Release, ReleaseCitation
from courses.workshop.pages.figures import question
from courses.workshop.pages.figures.labels import part_words
from tests.courses.insight.answered import attempt, be_sure, quiz_release
from tests.courses.questions.examples import MATCHING
from tests.courses.workshop.conftest import PASSWORD
from tests.factories.catalogue import NOW

pytestmark = pytest.mark.django_db

# Eight people in each third; question-3 is right only for those who are wrong elsewhere.
ROWS = [(0, 0, 0, 1)] * 8 + [(1, 0, 0, 1)] * 8 + [(1, 1, 1, 0)] * 8


@pytest.fixture
def release(units) -> Release:
    made = quiz_release(questions=4)
    made.course.owner = units.north
    made.course.save(update_fields=["owner"])
    return made


@pytest.fixture
def figures(release: Release) -> QuizFigures:
    return computed(release, ROWS)


def computed(release: Release, rows: list[tuple[int, ...]]) -> QuizFigures:
    for marks in rows:
        attempt(release, marks)
    at = NOW + timedelta(hours=1)
    made = services.request_figures(course=release.course, slot_uid="quiz", at=at)
    services.fulfil(figures_id=made.pk, at=at)
    return QuizFigures.objects.get()


def url(name: str, *args: object) -> str:
    return reverse(f"courses:workshop:figures_{name}", args=["small", *args])


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_list_tells_each_quiz(as_trainer: Client, figures: QuizFigures) -> None:
    page = text(as_trainer, url("list"))
    assert "Title of quiz" in page
    assert url("quiz", "quiz") in page
    assert "1 question" in " ".join(page.split())


def test_a_course_without_answers_says_what_will_come(as_trainer: Client, release: Release) -> None:
    assert "No figures yet" in text(as_trainer, url("list"))
    text(as_trainer, url("quiz", "quiz"), 404)


def test_a_quiz_tells_its_figures_and_flags_what_discriminates_the_wrong_way(
    as_trainer: Client, figures: QuizFigures
) -> None:
    page = " ".join(text(as_trainer, url("quiz", "quiz")).split())
    assert "24 people have finished." in page
    assert "discriminates the wrong way" in page
    assert "Internal consistency" in page


def test_a_question_tells_who_chose_what(as_trainer: Client, figures: QuizFigures) -> None:
    page = " ".join(text(as_trainer, url("question", "quiz", "question-1")).split())
    assert "Which is right in question-1?" in page
    assert "<svg" in page
    assert "A. This one" in page
    assert "best third" in page
    assert "24 people have been shown this question" in page
    assert " style=" not in page
    text(as_trainer, url("question", "quiz", "no-such"), 404)


def test_the_bank_tells_the_figures_and_leads_to_them(
    as_trainer: Client, figures: QuizFigures
) -> None:
    bank = reverse("courses:workshop:question_list", args=["small"])
    page = " ".join(text(as_trainer, bank).split())
    told = re.findall(r'href="([^"]*)" *>(\d+ % of the marks in \d+ answers)', page)
    assert told == [
        (url("question", "quiz", f"question-{number}"), f"{percent} % of the marks in 24 answers")
        for number, percent in enumerate((67, 33, 33, 67))
    ]
    assert page.count("worth a look") == 1


def test_parts_of_a_decision_are_called_by_their_labels_and_not_by_their_feedback() -> None:
    body = {
        "texts": {
            "field_feedback": {"ground": "Neither."},
            "blank_feedback": {"who": "The court."},
            "labels": {
                "fields": {
                    "account": {"label": "What happens to the account?"},
                    "ground": {"label": "What is it?", "options": {}},
                }
            },
            "report": {"account": "Opened a year ago.", "post": "A post."},
        }
    }
    told = [part_words(body, key) for key in ("account", "ground", "who")]
    assert told == ["What happens to the account?", "What is it?", "who"]


def test_a_part_that_is_never_judged_is_not_told_as_wrong() -> None:
    answers = {
        "sizes": [24, 8, 8, 8],
        "parts": {
            "ground": {"right": [20, 5, 7, 8], "unanswered": [4, 3, 1, 0]},
            "rationale": {"unanswered": [4, 3, 1, 0]},
            "report": {"unanswered": [24, 8, 8, 8]},
        },
    }
    told = [(key, counts[0]) for key, counts, _is_key in question._counted(answers, [])]
    assert told == [("ground", 20), ("report", 0)]


def test_a_few_people_have_no_figures(as_trainer: Client, release: Release) -> None:
    computed(release, ROWS[:4])
    page = text(as_trainer, url("quiz", "quiz"))
    assert "Too few people yet" in page
    assert "figure-front" not in page
    page = text(as_trainer, url("question", "quiz", "question-0"))
    assert "Too few people yet" in page
    assert "figure-front" not in page


def test_attempts_that_are_not_told_are_not_found(as_trainer: Client, figures: QuizFigures) -> None:
    assert "Last attempts" in text(as_trainer, url("quiz", "quiz") + "?which=all")
    text(as_trainer, url("quiz", "quiz") + "?which=worst", 404)


def test_confident_errors_are_told_by_clause_and_never_by_person(
    as_trainer: Client, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    from courses.workshop.pages.figures import quiz

    real = quiz.questions_asked
    monkeypatch.setattr(
        quiz,
        "questions_asked",
        lambda *args: {
            uid: {**body, "covers": ["platform/CSE-2.1@1"]} for uid, body in real(*args).items()
        },
    )
    for number in range(6):
        be_sure(attempt(release, (number % 2, 1, 0, 0)), "question-0", 3)
    computed(release, [])
    page = " ".join(text(as_trainer, url("quiz", "quiz")).split())
    assert "CSE-2.1" in page
    assert "Sure, differs from the key" in page
    assert "Person" not in page


def test_confident_errors_of_a_course_are_summed_over_its_quizzes(
    as_trainer: Client, release: Release, published: Release, django_assert_num_queries
) -> None:
    clause = ClauseVersion.objects.filter(clause__code="FEE-1.1").first()
    assert clause is not None
    where = reverse("courses:workshop:figures_clauses", args=["small"])
    assert "Nothing to tell yet" in text(as_trainer, where)
    for uid in ("question-0", "question-1"):
        ReleaseCitation.objects.create(
            release=release,
            lesson_uid="quiz",
            question_uid=uid,
            clause_version=clause,
            role=ReleaseCitation.Role.COVERS,
        )
    counts = {"people": 6, "answers": 6, "sure": 4, "errors": 3}
    for slot_uid, certainty in (
        ("quiz", {"question-0": counts, "question-1": counts}),
        ("exam", {"question-0": counts}),
    ):
        QuizFigures.objects.create(
            course=release.course,
            slot_uid=slot_uid,
            release=release,
            changed_at=NOW,
            certainty=certainty,
        )
        as_trainer.get(where)
        with django_assert_num_queries(6):  # with one quiz and with two
            as_trainer.get(where)
    page = " ".join(text(as_trainer, where).split())
    assert "FEE-1.1" in page
    assert "9 <span" in page
    assert "(75 %)" in page.replace("\xa0", " ")
    assert where in text(as_trainer, url("list"))


def test_a_question_with_parts_tells_what_was_chosen_instead(
    as_trainer: Client, figures: QuizFigures, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = {
        "type": MATCHING.key,
        "definition": MATCHING.type.to_json(MATCHING.definition),
        "texts": MATCHING.type.to_json(MATCHING.texts),
    }
    monkeypatch.setattr(question, "questions_asked", lambda *args: {"question-1": body})
    row = figures.questions.get(which="last", question_uid="question-1")
    row.answers |= {
        "chosen": {
            "sizes": [24, 8, 8, 8],
            "parts": {"hand": {"boot": [12, 8, 4, 0], "glove": [12, 0, 4, 8]}},
        }
    }
    row.save()
    page = " ".join(text(as_trainer, url("question", "quiz", "question-1")).split())
    assert "What was chosen instead" in page
    assert "Of 24 answers that are still kept." in page
    assert page.index("What was chosen instead") < page.index("boot")


def test_newer_figures_can_be_asked_for(
    as_trainer: Client, figures: QuizFigures, django_capture_on_commit_callbacks
) -> None:
    attempt(figures.release, (1, 1, 1, 1))
    with django_capture_on_commit_callbacks(execute=True):
        answer = as_trainer.post(url("refresh", "quiz"))
    assert answer.status_code == 302
    assert QuizFigures.objects.get().attempts == 25


def test_htmx_is_told_how_far_it_is(as_trainer: Client, figures: QuizFigures) -> None:
    headers = {"HX-Request": "true"}
    answer = as_trainer.post(url("refresh", "quiz"), headers=headers).content.decode()
    assert "Waiting for the worker" in answer
    QuizFigures.objects.update(state="running", beat_at=NOW, steps_done=3, steps_total=25)
    answer = as_trainer.get(url("refresh", "quiz"), headers=headers).content.decode()
    assert "3 of 25 people" in " ".join(answer.replace("\n", " ").split())
    QuizFigures.objects.update(state="")
    answer = as_trainer.get(url("refresh", "quiz"), headers=headers).content.decode()
    assert "hx-trigger" not in answer
    assert as_trainer.get(url("refresh", "quiz")).status_code == 302


def test_an_export_is_recorded_and_runs_no_formula(
    as_trainer: Client, figures: QuizFigures, trainer
) -> None:
    answer = as_trainer.post(url("export", "quiz"), {"which": "last"})
    rows = answer.content.decode("utf-8-sig").splitlines()
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert len(rows) == 5
    assert rows[1].startswith("question-0,Which is right in question-0?,24,24,24,0.6667,")
    assert rows[4].endswith("a wrong option draws the best people")
    entry = AuditEntry.objects.get(action="figures.exported")
    assert (entry.by, entry.new) == (str(trainer.public_id), {"which": "last", "rows": 4})


def test_an_export_asks_who_it_is(client: Client, figures: QuizFigures, trainer) -> None:
    trainer.set_password(PASSWORD)
    trainer.save()
    client.force_login(trainer)
    answer = client.post(url("export", "quiz"), {"which": "last"})
    assert answer["Location"].startswith("/account/reauthenticate/")
    assert not AuditEntry.objects.filter(action="figures.exported").exists()


def test_a_leaked_question_is_retired_in_one_step(as_trainer: Client, figures: QuizFigures) -> None:
    answer = as_trainer.post(url("retire", "quiz", "question-1"), follow=True)
    assert Question.objects.get(uid="question-1").is_retired
    page = answer.content.decode()
    assert "no new release asks it" in page
    assert "Retire this question" not in page
    assert as_trainer.post(url("retire", "quiz", "no-such")).status_code == 404


@pytest.mark.parametrize("people", [6, 24])
@pytest.mark.parametrize(
    ("name", "args", "queries"),
    [("list", (), 8), ("quiz", ("quiz",), 7), ("question", ("quiz", "question-0"), 8)],
)
def test_queries_do_not_grow(
    as_trainer: Client,
    release: Release,
    people: int,
    name: str,
    args: tuple[str, ...],
    queries: int,
    django_assert_num_queries,
) -> None:
    computed(release, ROWS[-people:])
    as_trainer.get(url(name, *args))
    with django_assert_num_queries(queries):
        as_trainer.get(url(name, *args))
