"""Why an enrolment could not be made or started."""


class EnrolmentError(Exception):
    """Base of what this room refuses; the text is shown to the person."""


class NoLiveRelease(EnrolmentError):
    """The course has nothing published that could be taken."""


class PrerequisiteMissing(EnrolmentError):
    """A course that must be passed first is not passed."""

    def __init__(self, message: str, *, slugs: tuple[str, ...]) -> None:
        super().__init__(message)
        self.slugs = slugs


class EnrolmentClosed(EnrolmentError):
    """The enrolment was passed or withdrawn and takes no more work."""


class LanguageMissing(EnrolmentError):
    """The release does not exist in the language asked for."""
