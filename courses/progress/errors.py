"""Why progress could not be recorded."""


class ProgressError(Exception):
    """Base of what this room refuses; the text is shown to the person."""


class SlotLocked(ProgressError):
    """Slots that must come first are not complete."""


class WrongCompletion(ProgressError):
    """This kind of lesson is not completed in this way."""


class LessonMoved(ProgressError):
    """What the person had before them is not what stands at this slot by now."""
