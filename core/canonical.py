"""One way to write a JSON value as bytes, so that equal values have equal digests.

Keys are sorted, there is no space between tokens, text is UTF-8 as given: it is neither
normalised nor escaped beyond what JSON asks for. Parts, manifests and drawn questions are
keyed by the digest of these bytes, so the form never changes without a new schema number.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence

type Json = (
    Mapping[str, "Json"] | Sequence["Json"] | dict[str, "Json"] | str | int | float | bool | None
)


class NotCanonical(ValueError):
    """The value has no canonical form: NaN, a lone surrogate, or a key that is no text."""


def canonical_bytes(value: Json) -> bytes:
    """Return the one byte string that stands for this JSON value.

    Raises NotCanonical for NaN and infinities, lone surrogates, keys that are not text
    (JSON would turn 1 and "1" into one key) and anything that is not JSON.
    """
    _refuse_other_keys(value)
    try:
        text = json.dumps(
            value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
        )
        return text.encode("utf-8")
    except (TypeError, ValueError, RecursionError) as error:
        raise NotCanonical(str(error)) from error


def digest(value: Json) -> str:
    """Return the SHA-256 of the canonical bytes, as 64 hex digits."""
    return hashlib.sha256(canonical_bytes(value)).hexdigest()


def _refuse_other_keys(value: object) -> None:
    waiting = [value]
    seen = 0
    while waiting:
        seen += 1
        current = waiting.pop()
        if isinstance(current, dict):
            for key in current:
                if not isinstance(key, str):
                    raise NotCanonical(f"a key is not text: {key!r}")
            waiting.extend(current.values())
        elif isinstance(current, list | tuple):
            waiting.extend(current)
        if seen > _MOST_VALUES:
            raise NotCanonical("the value is endless or far too large")


_MOST_VALUES = 5_000_000
