"""The bench's own data: people with sessions, and one course of 30 lessons and a quiz."""

import json
import random
import sys
from pathlib import Path

import django

django.setup()

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.utils import timezone

from accounts.models import Membership, Unit, User
from content.library.shipped import load_shipped
from courses.catalogue.drafts import (
    CourseDraft,
    LessonDraft,
    LessonWords,
    ModuleDraft,
    QuestionDraft,
    QuestionWords,
    SlotDraft,
)
from courses.catalogue.services import replace_draft
from courses.releases.services import compile_candidate, publish

LESSONS = 30
WORDS_A_LESSON = 1500
QUESTIONS = 20
PASSWORD = "bench only, loopback only"  # noqa: S105 -- of people who exist in this run alone
WORDS = "policy report clause decision evidence account seat duty source figure notice reason"


def main(people: int, out: Path) -> None:
    """Fill the database and write what the driver needs to know into a file."""

    now = timezone.now()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    load_shipped(at=now)
    course = replace_draft(draft=_draft(), by=None, at=now)
    release = publish(
        candidate=compile_candidate(course=course, by=None, at=now), by=None, at=now, notes=""
    )
    unit = _unit()
    hashed = make_password(PASSWORD)
    users = User.objects.bulk_create(
        User(
            employer=unit,
            employee_number=f"b{number}",
            display_name=f"Bench {number}",
            password=hashed,
        )
        for number in range(people)
    )
    Membership.objects.bulk_create(
        Membership(user=user, unit=unit, started_at=now) for user in users
    )
    told = {
        "slug": course.slug,
        "release": release.number,
        "sign_ins": [f"{unit.short_code}-b{number}" for number in range(people)],
        "password": PASSWORD,
        "session_cookie": settings.SESSION_COOKIE_NAME,
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        "questions": [f"q{number}" for number in range(QUESTIONS)],
    }
    out.write_text(json.dumps(told))


def _unit() -> Unit:

    unit = Unit(kind=Unit.Kind.VENDOR, name="Bench", short_code="bench", path="pending")
    unit.save()
    unit.path = f"{unit.pk:06d}."
    unit.save()
    return unit


def _draft() -> CourseDraft:

    chance = random.Random(7)  # noqa: S311 -- the same text in every run
    lessons = [
        LessonDraft(
            uid=f"lesson-{number}",
            kind="reading",
            minutes=6,
            texts={"en": LessonWords(f"Lesson {number}", "A text", _text(chance))},
        )
        for number in range(LESSONS)
    ]
    quiz = LessonDraft(
        uid="quiz",
        kind="quiz",
        minutes=10,
        settings={
            "preset": "check",
            "draw": [{"questions": [f"q{number}" for number in range(QUESTIONS)]}],
        },
        texts={"en": LessonWords("Quiz", "Twenty questions", "Answer them.")},
    )
    questions = tuple(
        QuestionDraft(
            uid=f"q{number}",
            type="single/1",
            definition={"options": ["a", "b", "c", "d"], "correct": "b"},
            texts={
                "en": QuestionWords(
                    {
                        "stem": _sentence(chance),
                        "options": {key: _sentence(chance) for key in "abcd"},
                        "feedback": _sentence(chance),
                    }
                )
            },
        )
        for number in range(QUESTIONS)
    )
    slots = tuple(SlotDraft(lesson.uid, (lesson.uid,)) for lesson in lessons)
    return CourseDraft(
        slug="bench",
        code="BENCH-1",
        languages=("en",),
        titles={"en": "A course to measure"},
        summaries={"en": "Thirty lessons and a quiz."},
        visibility="open",
        modules=(
            ModuleDraft("reading", {"en": "Reading"}, slots),
            ModuleDraft("proof", {"en": "Proof"}, (SlotDraft("quiz", ("quiz",)),)),
        ),
        lessons=(*lessons, quiz),
        questions=questions,
    )


def _sentence(chance: random.Random, length: int = 12) -> str:
    return " ".join(chance.choices(WORDS.split(), k=length)).capitalize() + "."


def _text(chance: random.Random) -> str:
    """Paragraphs under headings, one in three with a cited fact, as lessons have."""
    parts: list[str] = []
    for number in range(WORDS_A_LESSON // 60):
        if number % 6 == 0:
            parts.append(f"## {' '.join(chance.choices(WORDS.split(), k=4)).capitalize()}")
        cited = "Police arrested 25 people [fact:cumberland/arrests]. " if number % 3 == 0 else ""
        parts.append(cited + " ".join(_sentence(chance) for _count in range(5)))
    return "\n\n".join(parts)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
