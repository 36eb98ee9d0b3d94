"""Texts per language, partial dates and digests of texts, for all of content (pure)."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import date

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SLUG_LENGTH = 64
CLAUSE_CODE = re.compile(r"[A-Za-z0-9]+([.\-][A-Za-z0-9]+)*")

type Texts = dict[str, str]


def pick(texts: Mapping[str, str], language: str, languages: Sequence[str]) -> str:
    """The text in that language, else in the source language (the first one), else in any."""
    for candidate in (language, *languages, *sorted(texts)):
        if texts.get(candidate):
            return texts[candidate]
    return ""


def text_digest(*parts: str) -> str:
    """What a translation keeps of the text it was made from."""
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()


def is_partial_date(value: str) -> bool:
    """Whether this is an ISO date of which the day, or day and month, may be absent."""
    return first_day(value) is not None


def first_day(value: str) -> date | None:
    """The first day that a partial ISO date can mean; None if it is not one."""
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", value):
        return None
    year, month, day = (*value.split("-"), "01", "01")[:3]
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
