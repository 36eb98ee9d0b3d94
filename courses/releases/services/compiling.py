"""Making a candidate: compiled outside the transaction, kept in a short one."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.services import record
from content.policies.selectors import slugs_kept_from
from core.canonical import canonical_bytes
from courses.catalogue.models import Course
from courses.catalogue.selectors import read_draft
from courses.releases.compiling.compiler import Compiled, compile_draft, nothing_to_tell
from courses.releases.compiling.pieces import Progress
from courses.releases.compiling.report import problem_as_json
from courses.releases.errors import CompileInterrupted, DraftMoved
from courses.releases.kept_drafts import written
from courses.releases.models import Candidate, CandidatePart, CompiledPart, Part

KEPT_FOR = timedelta(days=30)
_BATCH = 500


def compile_candidate(
    *,
    course: Course,
    by: User | None,
    at: datetime,
    as_of: date | None = None,
    progress: Progress = nothing_to_tell,
) -> Candidate:
    """Compile the draft to a candidate that can be previewed, compared and published.

    Keys without a version mean what is in effect on `as_of` (default: the day of `at`). Parts are
    stored before the transaction, in batches: those of a compile that fails are cleared away
    later. Raises ProblemsFound with every error and warning, and DraftMoved if the draft was
    edited meanwhile.
    """
    course.refresh_from_db()
    revision = course.draft_revision
    on = as_of or at.date()
    draft = read_draft(course)
    compiled = compile_draft(
        draft, as_of=on, progress=progress, hidden=slugs_kept_from(course.owner)
    )
    _store_parts(compiled, at)
    try:
        return _keep(course, revision, compiled, draft=written(draft), by=by, at=at, as_of=on)
    except IntegrityError as error:
        raise CompileInterrupted("Parts were cleared away meanwhile. Compile again.") from error


def _store_parts(compiled: Compiled, at: datetime) -> None:
    Part.objects.bulk_create(
        (
            Part(
                digest=part.digest,
                kind=part.kind,
                schema=part.schema,
                size=part.size,
                body=part.text,
                made_at=at,
            )
            for part in compiled.parts.values()
        ),
        batch_size=_BATCH,
        ignore_conflicts=True,
    )
    CompiledPart.objects.bulk_create(
        (
            CompiledPart(input_digest=key, part_id=digest, outcome=outcome)
            for key, (digest, outcome) in compiled.made.items()
        ),
        batch_size=_BATCH,
        ignore_conflicts=True,
    )


@transaction.atomic
def _keep(
    course: Course,
    revision: int,
    compiled: Compiled,
    *,
    draft: str,
    by: User | None,
    at: datetime,
    as_of: date,
) -> Candidate:
    locked = Course.objects.select_for_update().get(pk=course.pk)
    if locked.draft_revision != revision:
        raise DraftMoved("The draft was edited while it was compiled. Compile again.")
    cited: dict[str, Any] = {
        "rows": [list(row) for row in compiled.citations],
        "resolved": dict(compiled.resolved),
    }
    candidate = Candidate.objects.create(
        course=course,
        digest=compiled.digest,
        manifest=compiled.manifest,
        as_of_on=as_of,
        draft_revision=revision,
        made_by=by,
        made_at=at,
        expires_at=at + KEPT_FOR,
        warnings=[problem_as_json(problem) for problem in compiled.warnings],
        languages_report=dict(compiled.languages),
        citations=canonical_bytes(cited).decode(),
        draft=draft,
    )
    CandidatePart.objects.bulk_create(
        (CandidatePart(candidate=candidate, part_id=digest) for digest in compiled.part_digests),
        batch_size=_BATCH,
    )
    new = {"digest": compiled.digest, "revision": revision}
    record(action="candidate.made", by=by, target=candidate, new=new, at=at, unit=locked.owner)
    return candidate
