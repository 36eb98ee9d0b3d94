"""What may stand in text that a person typed: visible characters in their natural order.

Refused are control characters and NUL, lone surrogates, characters that turn the direction
of writing, and characters that nobody can see. The two joiners are allowed where the
spelling of Arabic, Syriac, Indic and South-East Asian scripts needs them: between two
letters or marks of such a script.
"""

import re

_NUL = re.compile("\x00")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(
    "[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff]"
)
_BREAK = re.compile("[\n\r]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2060-\u2065"
    "\u206a-\u206f\u3164\ufeff\uffa0\U000e0000-\U000e0fff]"
)
_NEEDS_JOINERS = "[\u0600-\u08ff\u0900-\u0dff\u0e00-\u109f\u1780-\u17ff\ufb50-\ufdff\ufe70-\ufefe]"
_STRAY_JOINER = re.compile(
    f"(?<!{_NEEDS_JOINERS})[\u200c\u200d]|[\u200c\u200d](?!{_NEEDS_JOINERS})"
)

_OF_EVERY_TEXT = (
    ("nul", _NUL),
    ("lone_surrogate", _SURROGATE),
    ("control_character", _CONTROL),
    ("direction_override", _DIRECTION),
)
_OF_ANSWERS = (("invisible_character", _INVISIBLE), ("invisible_character", _STRAY_JOINER))


def refusal_of(text: str, *, multiline: bool) -> str | None:
    """Return the code of the first reason to refuse a learner's text, or None."""
    for code, pattern in _OF_EVERY_TEXT + _OF_ANSWERS:
        if pattern.search(text):
            return code
    if not multiline and _BREAK.search(text):
        return "line_break"
    return None


def refusal_of_authored(text: str) -> str | None:
    """Return the code of the first reason to refuse an author's text, or None.

    Authors may set marks of direction and joiners, since whole texts in some languages
    need them; overrides and embeddings of direction are refused to them too.
    """
    for code, pattern in _OF_EVERY_TEXT:
        if pattern.search(text):
            return code
    return None


def with_plain_breaks(text: str) -> str:
    """Return the text with every line break as a line feed, as a form may send three kinds."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
