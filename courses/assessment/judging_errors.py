"""Why something could not be contested, marked or decided."""

from courses.assessment.errors import AssessmentError


class JudgingError(AssessmentError):
    """Base of what judging refuses; the text is shown to the person."""


class NotContestable(JudgingError):
    """The answer cannot be contested: the attempt is open, or its answers are gone."""


class ContestedAlready(JudgingError):
    """This answer was contested before."""


class AlreadyDecided(JudgingError):
    """Somebody decided this before."""


class NotAboutOneself(JudgingError):
    """Nobody decides about their own answers."""


class ClaimLost(JudgingError):
    """The claim ran out, or somebody else holds the turn."""


class NothingToMark(JudgingError):
    """No answer is free to be marked by this person."""


class CannotWaive(JudgingError):
    """The turn is the first, or was taken."""
