"""The question bank of a draft, with texts per language, and its pools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from accounts.models.unit import below
from content.policies.models import Policy
from content.visibility import Visibility
from courses.catalogue.models.course import REUSERS, UID_LENGTH, Course

if TYPE_CHECKING:
    from accounts.models import User


def _unread_by(user: User) -> QuerySet[Policy]:
    readable = Policy.objects.visible_to(user).values("pk")
    return Policy.objects.filter(visibility=Visibility.RESTRICTED).exclude(pk__in=readable)


def _names_one_of(policies: QuerySet[Policy]) -> Q:
    """A question covers a clause of the policies, asks on a form of theirs, or cites them."""
    named = policies.annotate(
        key=Concat(Value('"'), "slug", Value("/")),
        told=Concat(
            Cast(OuterRef("covers"), TextField()), Cast(OuterRef("definition"), TextField())
        ),
    ).filter(told__contains=F("key"))
    cited = policies.annotate(
        key=Concat(Value(":"), "slug", Value("/")), told=Cast(OuterRef("texts"), TextField())
    ).filter(told__contains=F("key"))
    citing = QuestionText.objects.filter(Exists(cited), question=OuterRef("pk"))
    return Q(Exists(named)) | Q(Exists(citing))


class QuestionQuerySet(models.QuerySet["Question"]):
    """Questions, filtered by who is asking."""

    def reusable_by(self, user: User) -> QuestionQuerySet:
        """Keep what `user` may read and copy of the banks that they may read.

        Of a draft that they edit that is everything. Of any other bank a question that stands in
        restricted pools alone is kept only if they may find one of these, and one that names a
        policy which they may not read is left out: it would tell them of it.
        """
        standing = Pool.questions.through.objects.filter(question=OuterRef("pk"))
        found = standing.filter(pool__in=Pool.objects.visible_to(user).values("pk"))
        own = Course.objects.editable_by(user).values("pk")
        shared = (~Q(Exists(standing)) | Q(Exists(found))) & ~_names_one_of(_unread_by(user))
        return self.filter(
            Q(course__in=own) | shared,
            course__in=Course.objects.reusable_by(user).values("pk"),
        )


class Question(models.Model):
    """One question of a course's bank, without its texts.

    `definition` is the type's own structure with the keys and never a sentence; the type's schema
    checks it on the way in. A retired question stays in old releases and enters no new one.
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="questions")
    uid = models.CharField(max_length=UID_LENGTH)
    position = models.PositiveIntegerField(default=0)
    type = models.CharField(max_length=32)
    definition = models.JSONField(default=dict)
    marks = models.PositiveSmallIntegerField(default=1)
    difficulty = models.PositiveSmallIntegerField(default=1)
    intensity = models.PositiveSmallIntegerField(default=0)
    tags = models.JSONField(default=list, blank=True)
    covers = models.JSONField(default=list, blank=True)
    is_retired = models.BooleanField(default=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["course", "position", "uid"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "uid"], name="%(app_label)s_%(class)s_uid_in_course"
            ),
            models.CheckConstraint(
                condition=Q(intensity__lte=3), name="%(app_label)s_%(class)s_intensity_in_range"
            ),
            models.CheckConstraint(
                condition=Q(difficulty__gte=1, difficulty__lte=3),
                name="%(app_label)s_%(class)s_difficulty_in_range",
            ),
            models.CheckConstraint(
                condition=Q(marks__gte=1), name="%(app_label)s_%(class)s_is_worth_something"
            ),
        ]

    def __str__(self) -> str:
        return self.uid


class QuestionText(models.Model):
    """The words of a question in one language, in the shape of its type; see `LessonText`."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=16)
    texts = models.JSONField(default=dict)
    source_digest = models.CharField(max_length=64, blank=True)
    is_ready = models.BooleanField(default=True)

    class Meta:
        ordering = ["question", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "language"], name="%(app_label)s_%(class)s_one_per_language"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}.{self.language}"


class PoolQuerySet(models.QuerySet["Pool"]):
    """Pools, filtered by who is asking."""

    def visible_to(self, user: User) -> PoolQuerySet:
        """Keep the pools that `user` may find.

        Who edits a draft finds all of its pools. Of another bank that they may find, those who
        reuse find the internal ones, and a restricted one where they reuse at a named unit, above
        it or below it.
        """
        seen = Q(course__in=Course.objects.editable_by(user).values("pk"))
        if held := user.paths_held(*REUSERS):
            above = {int(step) for path in held for step in path.split(".") if step}
            named = Pool.restricted_units.through.objects.filter(
                Q(unit__in=above) | below(held, field="unit__path"), pool=OuterRef("pk")
            )
            told = Q(visibility="internal") | Q(Exists(named), visibility="restricted")
            seen |= told & Q(course__in=Course.objects.visible_to(user).values("pk"))
        return self.filter(seen)


class Pool(models.Model):
    """A named set of questions of one bank, from which quizzes draw and others copy.

    It is found by whoever may find its bank, or where it is restricted only in the named units,
    above and below them; who edits the draft finds it always. Its uid never changes.
    """

    class Visibility(models.TextChoices):
        INTERNAL = "internal", _("as the course")
        RESTRICTED = "restricted", _("restricted")

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="pools")
    uid = models.CharField(max_length=UID_LENGTH)
    title = models.CharField(max_length=200)
    visibility = models.CharField(
        max_length=16, choices=Visibility.choices, default=Visibility.INTERNAL
    )
    restricted_units = models.ManyToManyField(
        "accounts.Unit", blank=True, related_name="restricted_pools"
    )
    questions = models.ManyToManyField(Question, blank=True, related_name="pools")

    objects = PoolQuerySet.as_manager()

    class Meta:
        ordering = ["course", "title", "uid"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "uid"], name="%(app_label)s_%(class)s_uid_in_course"
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=["internal", "restricted"]),
                name="%(app_label)s_%(class)s_visibility_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title
