"""Every question type by its key. A change that alters any score is a new number here."""

from courses.questions.cloze.question import Cloze
from courses.questions.decision.question import Decision
from courses.questions.errors import UnknownQuestionType
from courses.questions.freetext.question import FreeText
from courses.questions.matching.question import Matching
from courses.questions.multiple.question import Multiple
from courses.questions.numeric.question import Numeric
from courses.questions.ordering.question import Ordering
from courses.questions.question_type import AnyQuestionType
from courses.questions.short.question import Short
from courses.questions.single.question import Single

_TYPES: dict[str, AnyQuestionType] = {
    known.key: known
    for known in (
        Single(),
        Multiple(),
        Numeric(),
        Short(),
        Ordering(),
        Matching(),
        Cloze(),
        FreeText(),
        Decision(),
    )
}


def get(key: str) -> AnyQuestionType:
    """Return the type with this key, as `single/1`; raise UnknownQuestionType."""
    try:
        return _TYPES[key]
    except KeyError as error:
        raise UnknownQuestionType(key) from error


def keys() -> tuple[str, ...]:
    """Return the key of every type."""
    return tuple(_TYPES)
