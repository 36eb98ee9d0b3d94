"""What was computed from gradings, kept until a newer grading makes it stale."""

from django.db import models
from django.db.models import Q


class Which(models.TextChoices):
    """Which attempts of each person a figure is over."""

    FIRST = "first", "first attempts"
    LAST = "last", "last attempts"
    BEST = "best", "best attempts"
    ALL = "all", "all attempts"


class QuizFigures(models.Model):
    """The figures of one quiz or exercise of a course: one row a slot, computed by the worker.

    Written by `insight.services` alone; can be computed again at any time. `changed_at` is the
    newest grading that the sweep saw, `computed_at` the moment before the figures were read:
    they are stale while a grading is newer. `quiz` holds the statistics by kind of attempt,
    `certainty` by question how many answers were sure and how many of these differ from the key.
    Where fewer than k people stand behind a figure it is not kept at all. A person is nowhere
    in here.
    """

    class State(models.TextChoices):
        IDLE = "", "nothing to do"
        WAITING = "waiting", "asked for"
        RUNNING = "running", "being computed"

    course = models.ForeignKey(
        "courses.Course", on_delete=models.CASCADE, related_name="quiz_figures"
    )
    slot_uid = models.CharField(max_length=64)
    changed_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.IDLE, blank=True)
    beat_at = models.DateTimeField(null=True, blank=True)
    steps_done = models.PositiveIntegerField(default=0)
    steps_total = models.PositiveIntegerField(default=0)
    computed_at = models.DateTimeField(null=True, blank=True)
    milliseconds = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    release = models.ForeignKey(
        "courses.Release", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    quiz = models.JSONField(default=dict, blank=True)
    certainty = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "slot_uid"], name="%(app_label)s_%(class)s_one_a_slot"
            ),
            models.CheckConstraint(
                condition=~Q(state="running") | Q(beat_at__isnull=False),
                name="%(app_label)s_%(class)s_running_has_beat",
            ),
        ]

    def __str__(self) -> str:
        return f"figures of {self.slot_uid}"


class QuestionFigures(models.Model):
    """The figures of one question in one quiz over one kind of attempts; see `QuizFigures`.

    `more` holds what is shown on demand, `answers` what was answered by thirds of the score,
    `languages` facility and discrimination by language. `shown_to` is how many people have been
    shown the question, those included who are still answering.
    """

    figures = models.ForeignKey(QuizFigures, on_delete=models.CASCADE, related_name="questions")
    which = models.CharField(max_length=5, choices=Which)
    question_uid = models.CharField(max_length=64)
    n = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    shown_to = models.PositiveIntegerField()
    facility = models.FloatField(null=True)
    discrimination = models.FloatField(null=True)
    more = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    languages = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["figures", "which", "question_uid"],
                name="%(app_label)s_%(class)s_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_uid}, {self.which}"


class SweptGradings(models.Model):
    """How far the sweep has looked at gradings: one row. All up to `grading_id` were seen."""

    grading_id = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"up to {self.grading_id}"
