"""What can stop a write to a draft."""


class CatalogueError(Exception):
    """A draft cannot be written as asked; the text is a sentence for people."""


class UnknownCourses(CatalogueError):
    """The draft requires courses that are not there."""

    def __init__(self, slugs: list[str]) -> None:
        self.slugs = slugs
        super().__init__(f"These courses are not there: {', '.join(slugs)}.")


class CodeTaken(CatalogueError):
    """Another course has this code."""
