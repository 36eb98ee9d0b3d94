"""Strict reading of what a browser or a program sends as an answer.

Nothing is guessed and nothing unknown is passed over: a value either has the shape that the
question asks for or the answer is refused with a code and a path. Every check is bounded by
the size of the question, not of what was sent.
"""

from collections.abc import Collection, Mapping, Sequence

from courses.questions.errors import AnswerRefused, Path
from courses.questions.typed import refusal_of, with_plain_breaks

type FormData = Mapping[str, Sequence[str]]
type Raw = dict[str, object]

SHORT_TEXT = 500
LONG_TEXT = 5_000

_MESSAGES = {
    "nul": "holds a NUL character",
    "lone_surrogate": "holds half a character (a lone surrogate)",
    "control_character": "holds a control character",
    "direction_override": "holds a character that turns the direction of writing",
    "invisible_character": "holds a character that cannot be seen",
    "line_break": "stands in one line",
}


def read_object(raw: object, allowed: Collection[str], path: Path = ()) -> Mapping[str, object]:
    """Return the raw value as a mapping whose keys are all allowed."""
    if not isinstance(raw, dict):
        raise AnswerRefused("wrong_type", path, "is not an object")
    if len(raw) > len(allowed):
        raise AnswerRefused("unknown_key", path, "has more keys than the question")
    for key in raw:
        if not isinstance(key, str) or key not in allowed:
            raise AnswerRefused("unknown_key", path, "has a key that the question does not know")
    return raw


def read_key(value: object, allowed: Collection[str], path: Path) -> str:
    """Return the value as one of the allowed keys."""
    if not isinstance(value, str):
        raise AnswerRefused("wrong_type", path, "is not a key")
    if value not in allowed:
        raise AnswerRefused("unknown_key", path, "is none of the keys of the question")
    return value


def read_keys(value: object, allowed: Sequence[str], path: Path) -> list[str]:
    """Return the value as distinct allowed keys, in the order of the question."""
    if not isinstance(value, list):
        raise AnswerRefused("wrong_type", path, "is not a list of keys")
    if len(value) > len(allowed):
        raise AnswerRefused("too_many", path, "names more keys than the question has")
    chosen = [read_key(item, allowed, path) for item in value]
    if len(set(chosen)) != len(chosen):
        raise AnswerRefused("duplicate", path, "names a key twice")
    return [key for key in allowed if key in chosen]


def read_text(value: object, path: Path, *, limit: int, multiline: bool = False) -> str:
    """Return the value as text without space around it, of visible characters only."""
    if not isinstance(value, str):
        raise AnswerRefused("wrong_type", path, "is not text")
    if len(value) > limit:
        raise AnswerRefused("too_long", path, f"is longer than {limit} characters")
    text = with_plain_breaks(value).strip() if multiline else value.strip()
    if code := refusal_of(text, multiline=multiline):
        raise AnswerRefused(code, path, _MESSAGES[code])
    return text


def sent_one(data: FormData, name: str) -> object:
    """Return what a form sent under a name: None, one string, or a list if there are several.

    A list where one value belongs is left for the reading of the answer to refuse.
    """
    sent = data.get(name, ())
    if len(sent) > 1:
        return list(sent)
    return (sent[0] or None) if sent else None


def sent_all(data: FormData, name: str) -> list[str]:
    """Return every value that a form sent under a name, without empty ones."""
    return [value for value in data.get(name, ()) if value]


def sent_under(data: FormData, stem: str) -> Raw:
    """Return what a form sent under names that begin with the stem, by the rest of the name."""
    names = (name for name in data if name.startswith(stem))
    found = {name.removeprefix(stem): sent_one(data, name) for name in names}
    return {key: value for key, value in found.items() if value is not None}
