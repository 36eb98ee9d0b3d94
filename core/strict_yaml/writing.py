"""Writing values back: the same value always gives the same text, and reading it the value."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from core.strict_yaml.composing import MAX_KEY
from core.text import control_at

_STEP = 2
# One line that begins with nothing YAML gives a meaning to, and holds neither ": " nor " #".
_PLAIN = re.compile(
    r"""[^\s\-?:,\[\]{}#&*!|>'"%@`.<=~\ufeff]"""
    r"(?:[^\n\t\r:# \u2028\u2029\ufeff]|:(?=[^\s])|(?<=[^\s])#|[ ](?=[^\s#]))*"
)
_QUOTED_ONLY = re.compile("[\r\u2028\u2029\ufeff]")
_ESCAPED = re.compile('[\\\\"\n\r\t\u2028\u2029\ufeff]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class NotWritable(ValueError):
    """The value holds something that the format has no place for."""


def write(value: object) -> str:
    """Return the YAML of dicts, lists, texts and None, so that reading gives the same value.

    Other scalars (numbers, true and false, dates) are written as their text. Keys keep
    their order. Texts of several lines stand as blocks. Raises NotWritable for a control
    character, a lone surrogate, or a key that is empty or too long.
    """
    if _is_block(value):
        lines = _block(value, 0)
    else:
        text = _scalar(value, 0)
        lines = [text] if text else []
    return "".join(f"{line}\n" for line in lines)


def _is_block(value: object) -> bool:
    return isinstance(value, Mapping | list | tuple) and bool(value)


def _block(value: object, indent: int) -> list[str]:
    lines: list[str] = []
    margin = " " * indent
    if isinstance(value, Mapping):
        for key, inner in value.items():
            head = f"{margin}{_key(key)}:"
            if _is_block(inner):
                lines += [head, *_block(inner, indent + _STEP)]
            else:
                lines.append(_joined(head, _scalar(inner, indent)))
    for item in value if isinstance(value, list | tuple) else ():
        if _is_block(item):
            # What is inside begins behind the dash: `- uid: …`.
            first, *rest = _block(item, indent + _STEP)
            lines += [f"{margin}- {first[indent + _STEP :]}", *rest]
        else:
            lines.append(_joined(f"{margin}-", _scalar(item, indent)))
    return lines


def _joined(head: str, text: str) -> str:
    return f"{head} {text}" if text else head


def _key(key: object) -> str:
    if not isinstance(key, str) or not key or len(key) > MAX_KEY:
        raise NotWritable(f"not usable as a key: {key!r:.60}")
    _refuse_control(key)
    return key if _PLAIN.fullmatch(key) else _quoted(key)


def _scalar(value: object, indent: int) -> str:
    match value:
        case None:
            return ""
        case str():
            return _text(str.__str__(value), indent)
        case bool():
            return "true" if value else "false"
        case int() | float() | Decimal():
            return str(value)
        case date():
            return value.isoformat()
        case Mapping():
            return "{}"
        case list() | tuple():
            return "[]"
    raise NotWritable(f"no text stands for {type(value).__name__}")


def _text(text: str, indent: int) -> str:
    _refuse_control(text)
    if _PLAIN.fullmatch(text):
        return text
    if "\n" not in text or _QUOTED_ONLY.search(text) or not text.strip(" \n"):
        return _quoted(text)
    return _literal(text, indent)


def _literal(text: str, indent: int) -> str:
    """Write a block scalar, the indentation told where the first line would mislead."""
    told = str(_STEP) if text[0] in " \n" else ""
    kept = "" if text.endswith("\n") else "-"
    if text.endswith("\n\n") or text.rstrip(" \n") != text.rstrip("\n"):
        kept = "+" if text.endswith("\n") else "-"
    lines = text.removesuffix("\n").split("\n")
    margin = " " * (indent + _STEP)
    return "\n".join([f"|{told}{kept}", *(f"{margin}{line}" if line else "" for line in lines)])


def _quoted(text: str) -> str:
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    return _ESCAPES.get(character) or f"\\u{ord(character):04x}"


def _refuse_control(text: str) -> None:
    if control_at(text) is not None:
        raise NotWritable("holds a control character or a lone surrogate")
