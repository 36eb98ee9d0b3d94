"""Making a draft from an old release."""

from datetime import datetime

from accounts.models import User
from courses.catalogue.models import Course
from courses.catalogue.services import replace_draft
from courses.releases.errors import NothingKept
from courses.releases.kept_drafts import read
from courses.releases.models import Release


def draft_from(*, release: Release, by: User, at: datetime) -> Course:
    """The course's draft says what the release was compiled from; what it said is in its history.

    Raises NothingKept for a release of before drafts were kept, or one that was redacted: its
    words would come back.
    """
    kept = release.candidate.draft
    if not kept or release.redacted_at is not None:
        raise NothingKept("The draft of this release was not kept.")
    return replace_draft(draft=read(kept), by=by, at=at)
