"""The rules of an attempt, from what a lesson says to what the manifest keeps. Pure."""

from __future__ import annotations

from courses.catalogue.lesson_settings import (
    AnsweredSettings,
    ExerciseSettings,
    LessonSettings,
    QuizSettings,
)
from courses.releases import manifest


def manifest_settings(settings: LessonSettings) -> manifest.QuizSettings | None:
    """Return how a lesson that is answered behaves; None for one that is not."""
    if not isinstance(settings, AnsweredSettings):
        return None
    quiz = settings if isinstance(settings, QuizSettings) else None
    exercise = settings if isinstance(settings, ExerciseSettings) else None
    return manifest.QuizSettings(
        preset=settings.preset,
        pass_mark=settings.pass_mark,
        attempts=settings.attempts,
        wait_minutes=quiz.wait_minutes if quiz else 0,
        time_limit_minutes=quiz.time_limit_minutes if quiz else None,
        shuffle=quiz.shuffle if quiz else False,
        form=exercise.form if exercise else "",
        seat=exercise.seat if exercise else "",
        feedback=settings.feedback or "",
        tries=settings.tries,
        penalty=settings.penalty,
        certainty=settings.certainty,
        result=settings.result,
        closes_on=settings.closes_on.isoformat() if settings.closes_on else "",
        grace_seconds=quiz.grace_seconds if quiz else 30,
        must=tuple(settings.must or ()),
        test_out=settings.test_out,
    )
