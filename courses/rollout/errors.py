"""Why a run was not started, or one of its items not done."""


class RolloutError(Exception):
    """Base of what this room refuses; the text is shown to the person."""


class RunGoesOn(RolloutError):
    """A run of this kind is under way for the course."""


class NotReady(RolloutError):
    """What the run rests on is missing: no preview that is finished, or one of long ago."""


class CannotAct(Exception):
    """One item cannot be done; `code` says why and stands in its outcome."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class HasToWait(Exception):
    """One item cannot be done yet; `code` says what it waits for, and the sweep tries again."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
