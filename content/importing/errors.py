"""What stands in the way of working on an article."""


class ImportingError(Exception):
    """Base of these; the words are for a log, pages say it in theirs."""


class NothingToUndo(ImportingError):
    """The person decided nothing that still stands as decided."""


class StillReading(ImportingError):
    """The article is not read yet."""


class BadSpan(ImportingError):
    """A redaction needs a span inside of the text and a reason."""
