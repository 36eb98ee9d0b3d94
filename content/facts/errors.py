"""What can go wrong with versions."""


class VersionRewritten(Exception):
    """A version that the library holds was given other words; versions never change."""

    def __init__(self, key: str, number: int) -> None:
        super().__init__(f"{key}@{number}")
        self.key = key
        self.number = number
