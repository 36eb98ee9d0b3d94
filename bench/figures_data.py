"""`python -m bench.figures_data ATTEMPTS QUESTIONS`: graded attempts as rows, then their figures.

Runs in the environment that the bench gives it, on a database of the bench's own. Prints one JSON
line: how long reading and computing took, how often the worker told its progress, and how much
more it takes where some of the questions are matchings, whose wrong choices are read from answers.
"""

import json
import random
import sys
import time
from collections.abc import Sequence
from datetime import datetime
from itertools import batched
from uuid import UUID

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from accounts.models import User
from courses.assessment.models import Attempt, Grading, Response, Step
from courses.catalogue.models import Course
from courses.enrolment.models import Enrolment
from courses.insight import services
from courses.insight.asked import Asked
from courses.insight.computing import compute
from courses.insight.models import QuizFigures
from courses.insight.reading import read_quiz
from courses.questions import registry
from courses.releases.models import Candidate, Release

BATCH = 5_000
OPTIONS = "abcd"
# Of the questions, so many are matchings when wrong choices are measured; prompts with their key.
CHOOSING = 4
PROMPTS = {"one": "a", "two": "b", "three": "c"}
TAB = UUID(int=7)


def main(attempts: int, questions: int) -> None:
    """Fill, compute, print."""
    call_command("migrate", verbosity=0)
    chance, now = random.Random(7), timezone.now()  # noqa: S311 -- the same marks in every run
    release = _release(f"figures-{attempts}", now)
    for start in range(0, attempts, BATCH):
        _write(release, start, min(BATCH, attempts - start), questions, chance, now)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    figures = services.request_figures(course=release.course, slot_uid="quiz", at=now)
    heard = _Heard()
    started, cpu = time.perf_counter(), time.process_time()
    with connection.execute_wrapper(heard):
        services.fulfil(figures_id=figures.pk, at=now)
    seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    found = QuizFigures.objects.get(pk=figures.pk)
    print(
        json.dumps(
            {
                "attempts": found.attempts,
                "questions": found.questions.filter(which="last").count(),
                "seconds": seconds,
                "cpu": cpu,
                "told": heard.progress,
                "alpha": found.quiz["last"]["alpha"],
                "choices": _wrong_choices(release, now),
            }
        )
    )


def _wrong_choices(release: Release, now: datetime) -> dict[str, float]:
    """Write answers to some matchings; return how much CPU reading them costs, of what."""
    asked = {f"question-{number:03}": _matching() for number in range(CHOOSING)}
    rows = Attempt.objects.filter(release=release).order_by("pk").values_list("pk", flat=True)
    chance, answers = random.Random(7), 0  # noqa: S311 -- the same answers in every run
    for some in batched(rows.iterator(), BATCH, strict=False):
        answers += _answer(some, list(asked), chance, now)
    taken = []
    for questions in ({}, asked):
        cpu = time.process_time()
        reading = read_quiz(
            release.course_id, "quiz", told=lambda done, total: None, questions=questions
        )
        compute(reading)
        taken.append(time.process_time() - cpu)
    return {"answers": answers, "cpu": taken[1] - taken[0]}


def _matching() -> Asked:
    definition = {"prompts": [*PROMPTS], "choices": [*OPTIONS], "pairs": PROMPTS}
    kind = registry.get("matching/1")
    return Asked(kind, kind.parse_definition(definition))


def _answer(
    attempts: Sequence[int], uids: Sequence[str], chance: random.Random, now: datetime
) -> int:
    """One answer to each of these questions in each attempt; return how many."""
    steps = Step.objects.bulk_create(
        Step(
            attempt_id=pk,
            tab=TAB,
            sequence=place,
            question_uid=uid,
            answer={"pairs": {prompt: chance.choice(OPTIONS) for prompt in PROMPTS}},
            accepted_at=now,
        )
        for pk in attempts
        for place, uid in enumerate(uids, start=1)
    )
    Response.objects.bulk_create(
        Response(
            attempt_id=step.attempt_id,
            question_uid=step.question_uid,
            answer=step.answer,
            step=step,
            tab=TAB,
            newest={},
            saved_at=now,
        )
        for step in steps
    )
    return len(steps)


class _Heard:
    """Counts how often progress was written."""

    progress = 0

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        self.progress += "steps_done" in sql and "beat_at" in sql and "state" not in sql
        return execute(sql, params, many, context)


def _release(slug: str, now: datetime) -> Release:
    course = Course.objects.create(slug=slug, code=slug.upper(), languages=["en"])
    candidate = Candidate.objects.create(
        course=course,
        digest="0" * 64,
        manifest=json.dumps(
            {
                "schema": 1,
                "course": {
                    "slug": slug,
                    "code": slug,
                    "titles": {"en": slug},
                    "summaries": {"en": slug},
                    "languages": ["en"],
                    "certificate": None,
                    "requires": [],
                    "harm_areas": [],
                },
                "modules": [],
            }
        ),
        as_of_on=now.date(),
        draft_revision=1,
        made_at=now,
        expires_at=now.replace(year=now.year + 1),
        citations="[]",
    )
    return Release.objects.create(
        course=course,
        number=1,
        candidate=candidate,
        manifest_digest=candidate.digest,
        languages=["en"],
        published_at=now,
    )


def _write(
    release: Release, start: int, count: int, questions: int, chance: random.Random, now: datetime
) -> None:
    """So many people with an attempt each, the order of questions shuffled as in life."""
    uids = [f"question-{number:03}" for number in range(questions)]
    people = User.objects.bulk_create(
        User(display_name=f"Bench {start + number}") for number in range(count)
    )
    enrolments = Enrolment.objects.bulk_create(
        Enrolment(
            user=person,
            course=release.course,
            release=release,
            language="en" if number % 3 else "es",
            created_at=now,
            started_at=now,
        )
        for number, person in enumerate(people)
    )
    made = []
    for enrolment in enrolments:
        drawn = chance.sample(uids, questions)
        made.append(
            Attempt(
                enrolment=enrolment,
                release=release,
                slot_uid="quiz",
                lesson_uid="quiz",
                number=1,
                preset="assessment",
                state="handed_in",
                drawn=[{"uid": uid, "arrangement": {"options": list(OPTIONS)}} for uid in drawn],
                started_at=now,
                closed_at=now,
            )
        )
    made = Attempt.objects.bulk_create(made)
    gradings = Grading.objects.bulk_create(_grading(one, chance, now) for one in made)
    for one, grading in zip(made, gradings, strict=True):
        one.current_grading = grading
    Attempt.objects.bulk_update(made, ["current_grading"], batch_size=400)


def _grading(attempt: Attempt, chance: random.Random, now: datetime) -> Grading:
    ability = chance.random()
    marks: dict[str, int] = {}
    outcomes: dict[str, dict[str, str]] = {}
    for uid in attempt.question_uids:
        if chance.random() < 0.3 + 0.6 * ability:
            marks[uid], outcomes[uid] = 10_000, {"b": "right"}
        else:
            marks[uid], outcomes[uid] = 0, {chance.choice("acd"): "wrong", "b": "missed"}
    return Grading(
        attempt=attempt,
        number=1,
        release_id=attempt.release_id,
        policy="first",
        grader_version=1,
        marks=marks,
        possible=dict.fromkeys(marks, 10_000),
        outcomes=outcomes,
        total=sum(marks.values()),
        total_possible=10_000 * len(marks),
        graded_at=now,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
