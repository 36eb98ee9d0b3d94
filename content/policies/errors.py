"""What can go wrong with clause versions and editions."""


class PolicyError(Exception):
    """The base of these."""


class ClauseRewritten(PolicyError):
    """A clause version that the library holds was given other words; versions never change."""

    def __init__(self, code: str, number: int) -> None:
        super().__init__(f"{code}@{number}")
        self.code = code
        self.number = number


class EditionRewritten(PolicyError):
    """An edition that is in effect was changed or left out."""

    def __init__(self, uid: str) -> None:
        super().__init__(uid)
        self.uid = uid
