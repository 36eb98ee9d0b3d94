"""Why an attempt could not be started, saved to, or handed in."""

import datetime as dt


class AssessmentError(Exception):
    """Base of what this room refuses; the text is shown to the person."""


class AttemptClosed(AssessmentError):
    """The attempt was handed in or reached its end."""


class AnswersNotKept(AttemptClosed):
    """The answers were deleted when their time was over: nothing is saved or graded any more."""


class AttemptStillOpen(AssessmentError):
    """The answers have not been handed in yet."""


class NotLate(AssessmentError):
    """The answer did not come after the end of this attempt."""


class NoTryLeft(AssessmentError):
    """The answer to this question was found, or its tries are used up."""


class LessonClosed(AssessmentError):
    """The last day on which the lesson takes answers is over."""


class ResultAwaited(AssessmentError):
    """A person still has to look at the attempt before."""


class AttemptsUsedUp(AssessmentError):
    """No attempt is left."""


class AttemptsLeft(AssessmentError):
    """An attempt is open, or left: there is no need to allow another."""


class AlreadyComplete(AssessmentError):
    """The lesson is complete: there is nothing to allow another attempt for."""


class MustWait(AssessmentError):
    """The next attempt may start later."""

    def __init__(self, message: str, *, until: dt.datetime) -> None:
        super().__init__(message)
        self.until = until


class NotDrawn(AssessmentError):
    """The question is not part of this attempt."""


class FeedbackNotYet(AssessmentError):
    """This attempt gives feedback only after handing in."""


class NotAnAssessment(AssessmentError):
    """The lesson is not one that is answered."""
