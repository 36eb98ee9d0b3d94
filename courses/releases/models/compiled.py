"""Candidates, releases, the parts they share, and what they cite.

Publishing compiles: a draft becomes a candidate (a small manifest and immutable parts keyed by
digest), and publishing only numbers a candidate.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

DIGEST_LENGTH = 64


class Part(models.Model):
    """One immutable piece of a compiled course, under the SHA-256 of its canonical bytes.

    Written by `compile_candidate`, shared between candidates and releases, and removed when none
    holds it. Only a redaction by two people empties its text; then `redacted_at` is set and the
    digest stays, so that the same text can not come back under it.
    """

    class Kind(models.TextChoices):
        LESSON = "lesson", "Lesson"
        CASE = "case", "Case"
        QUESTION = "question", "Question"
        FORM = "form", "Decision form"

    digest = models.CharField(max_length=DIGEST_LENGTH, primary_key=True)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    schema = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField()
    body = models.TextField()
    made_at = models.DateTimeField(db_default=Now())
    redacted_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.digest[:12]}"


class CompiledPart(models.Model):
    """What a part was made from: the digest of every input that decides its bytes.

    Lets a compile skip rendering what was rendered before. Safe to empty at any time. `outcome`
    keeps what the rendering found besides the part: references, problems, word count.
    """

    input_digest = models.CharField(max_length=DIGEST_LENGTH, primary_key=True)
    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="inputs")
    outcome = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.input_digest[:12]


class Candidate(models.Model):
    """A compiled course without a number, until it is published or expires.

    Written once by `compile_candidate`. `digest` is that of the manifest; `warnings` and
    `languages_report` are what the compile had to say; `citations` is what publishing writes out
    as rows; `draft` is the draft that it was compiled from, as JSON, so that a draft can be made
    from an old release (empty for candidates of before, and where words were taken out). Only a
    redaction empties texts of the manifest; the digest stays. Deleted after `expires_at` if no
    release came of it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(
        "courses.Course", on_delete=models.PROTECT, related_name="candidates"
    )
    digest = models.CharField(max_length=DIGEST_LENGTH, db_index=True)
    manifest = models.TextField()
    as_of_on = models.DateField()
    draft_revision = models.PositiveIntegerField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="candidates"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    warnings = models.JSONField(default=list)
    languages_report = models.JSONField(default=dict)
    citations = models.TextField()
    draft = models.TextField(blank=True, default="")
    parts = models.ManyToManyField(Part, through="CandidatePart", related_name="candidates")

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("made_at")),
                name="%(app_label)s_%(class)s_expires_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course_id} {self.digest[:12]}"


class CandidatePart(models.Model):
    """One part that a candidate, and the release made of it, holds; written with the candidate."""

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="candidate_parts"
    )
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="candidate_parts")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "part"], name="%(app_label)s_%(class)s_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id}: {self.part_id}"


class Release(models.Model):
    """A published candidate: numbered, and from then on only withdrawn or redacted.

    Written by `publish`; never deleted. `manifest_digest` repeats the candidate's, so that a warm
    page needs no query for the manifest, and `languages` the manifest's. `redacted_at` is the
    last redaction of its notes, titles or parts; nobody starts on it before `embargo_until`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey("courses.Course", on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    candidate = models.OneToOneField(Candidate, on_delete=models.PROTECT, related_name="release")
    manifest_digest = models.CharField(max_length=DIGEST_LENGTH)
    languages = models.JSONField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="published_releases",
    )
    notes = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="withdrawn_releases",
    )
    withdrawn_reason = models.TextField(blank=True)
    redacted_at = models.DateTimeField(null=True, blank=True)
    embargo_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["course", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "number"], name="%(app_label)s_%(class)s_number_in_course"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="%(app_label)s_%(class)s_counts_from_one"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="%(app_label)s_%(class)s_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course_id} release {self.number}"


class Redaction(models.Model):
    """A request to take words out for good, and the second person's approval. Never deleted.

    `digests` are the parts that are emptied, `words` what goes beside them: for each its name
    (`releases.redaction_of_words`) and the hash of what it said.
    """

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="redactions")
    digests = models.JSONField()
    words = models.JSONField(
        blank=True, default=list, db_default=models.Value([], models.JSONField())
    )
    reason = models.TextField()
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="requested_redactions"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="approved_redactions",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="%(app_label)s_%(class)s_approval_whole",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=models.F("requested_by")),
                name="%(app_label)s_%(class)s_by_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"redaction of {self.release_id}"


class ReleaseCitation(models.Model):
    """One version of a fact or clause that a lesson or question of a release rests on.

    Written in bulk by `publish`, append-only. Impact and currency are joins on these rows.
    `question_uid` is empty where the lesson itself cites.
    """

    class Role(models.TextChoices):
        COVERS = "covers", "Trains or tests"
        MENTIONS = "mentions", "Mentions"
        TEACHES = "teaches", "Teaches"
        CASE = "case", "Case"

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="citations")
    lesson_uid = models.CharField(max_length=64)
    question_uid = models.CharField(max_length=64, blank=True)
    fact_version = models.ForeignKey(
        "content.FactVersion",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="release_citations",
    )
    clause_version = models.ForeignKey(
        "content.ClauseVersion",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="release_citations",
    )
    role = models.CharField(max_length=16, choices=Role.choices)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(fact_version__isnull=True, clause_version__isnull=False)
                | Q(fact_version__isnull=False, clause_version__isnull=True),
                name="%(app_label)s_%(class)s_fact_or_clause",
            ),
            models.UniqueConstraint(
                fields=["release", "lesson_uid", "question_uid", "clause_version", "role"],
                condition=Q(clause_version__isnull=False),
                name="%(app_label)s_%(class)s_clause_once",
            ),
            models.UniqueConstraint(
                fields=["release", "lesson_uid", "question_uid", "fact_version", "role"],
                condition=Q(fact_version__isnull=False),
                name="%(app_label)s_%(class)s_fact_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["clause_version", "role", "release"], name="courses_citation_by_clause"
            ),
            models.Index(
                fields=["fact_version", "role", "release"], name="courses_citation_by_fact"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release_id} {self.lesson_uid} {self.role}"


class CompileRequest(models.Model):
    """A wish for a candidate, made on a page and fulfilled by a task or the sweep.

    One open request per course. `beat_at` is renewed while it runs, so that a request whose worker
    died is taken up again. `problems` are those that stopped it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        STOPPED = "stopped", "Stopped by problems"
        FAILED = "failed", "Failed"

    OPEN = (State.WAITING, State.RUNNING)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(
        "courses.Course", on_delete=models.PROTECT, related_name="compile_requests"
    )
    as_of_on = models.DateField()
    state = models.CharField(max_length=16, choices=State.choices, default=State.WAITING)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="compile_requests"
    )
    requested_at = models.DateTimeField()
    beat_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    steps_done = models.PositiveIntegerField(default=0)
    steps_total = models.PositiveIntegerField(default=0)
    candidate = models.ForeignKey(
        Candidate, null=True, blank=True, on_delete=models.SET_NULL, related_name="requests"
    )
    problems = models.JSONField(default=list)

    class Meta:
        ordering = ["-requested_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["course"],
                condition=Q(state__in=["waiting", "running"]),
                name="%(app_label)s_%(class)s_one_open",
            ),
        ]
        indexes = [
            models.Index(
                fields=["state", "beat_at"],
                condition=Q(state__in=["waiting", "running"]),
                name="courses_compile_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course_id} {self.state}"
