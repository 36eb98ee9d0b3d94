"""What stands above every page of a preview: what it is, and the ways back to the workshop."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Band:
    """The band of a preview. `notes` say what else is true of what is shown."""

    title: str
    notes: list[str]
    back_href: str
    back_words: str
    edit_href: str
    edit_words: str
    restart_href: str
