"""What can stop a candidate or a release; each text is a sentence for people."""

from typing import ClassVar


class ReleaseError(Exception):
    """Something about candidates and releases that cannot be done as asked.

    `code` is kept where the refusal is told later, in the language of who reads it.
    """

    code: ClassVar[str] = "refused"


class DraftMoved(ReleaseError):
    """The draft was edited since it was compiled, or while it was."""

    code = "draft-moved"


class CandidateExpired(ReleaseError):
    """The candidate is too old to be published."""

    code = "expired"


class AlreadyPublished(ReleaseError):
    """The candidate was published before, or says the same as the live release."""

    code = "already-published"


class ReferencesMoved(ReleaseError):
    """Some references would mean another version on the day of publishing."""

    code = "references-moved"

    def __init__(self, moved: tuple[str, ...]) -> None:
        self.moved = moved
        super().__init__(f"These would mean another version on this day: {', '.join(moved)}.")


class ApprovalMissing(ReleaseError):
    """A second person has to approve first."""

    code = "approval-missing"


class NotReviewable(ReleaseError):
    """This review cannot be asked for or given as it is."""


class NotPlannable(ReleaseError):
    """This cannot be published at that time, or looked at by this person."""


class NothingKept(ReleaseError):
    """The release was made before drafts were kept with it."""


class NotWithdrawable(ReleaseError):
    """The release was withdrawn before."""


class NotRedactable(ReleaseError):
    """The redaction cannot be asked for or approved as it is."""


class CompileInterrupted(ReleaseError):
    """What the compile relied on was cleared away meanwhile; compiling again helps."""
