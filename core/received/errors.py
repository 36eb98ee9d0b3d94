"""Why a file is not taken."""


class NotReceivable(Exception):
    """The file is refused as a whole; `code` says why, `name` which member of it, if one."""

    def __init__(self, code: str, name: str = "") -> None:
        self.code = code
        self.name = name[:120]
        super().__init__(f"{code}: {self.name}" if name else code)
