"""What the file models of every capability are made of: strict, with named types (pure)."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from content.texts import is_partial_date

LONGEST_TEXT = 100_000


def _not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("needs some text")
    return value


def _one_line(value: str) -> str:
    if "\n" in value or "\r" in value:
        raise ValueError("stands in one line")
    return _not_blank(value)


def _partial(value: str) -> str:
    if not is_partial_date(value):
        raise ValueError("is a date as 2026, 2026-03 or 2026-03-01")
    return value


def _given_or_not(value: str) -> str:
    return value if value == NOT_GIVEN else _partial(value)


def _url(value: str) -> str:
    if value and not value.startswith(("https://", "http://")):
        raise ValueError("is an address that starts with https:// or http://")
    if any(ord(letter) <= 32 or letter in "<>\"'`" for letter in value):
        raise ValueError("is an address without spaces, quotes or angle brackets")
    return value


NOT_GIVEN = "not given"
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,64}$")]
Code = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$", max_length=64)
]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$")]
Text = Annotated[str, StringConstraints(max_length=LONGEST_TEXT), AfterValidator(_not_blank)]
Line = Annotated[str, StringConstraints(max_length=300), AfterValidator(_one_line)]
PartialDate = Annotated[str, AfterValidator(_partial)]
SourceDate = Annotated[str, AfterValidator(_given_or_not)]
Url = Annotated[str, StringConstraints(max_length=2000), AfterValidator(_url)]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Number = Annotated[int, Field(ge=1, le=9999)]
Intensity = Annotated[int, Field(ge=0, le=3)]
Lines = dict[Language, Line]
Texts = dict[Language, Text]
Languages = Annotated[list[Language], Field(min_length=1, max_length=40)]


class Strict(BaseModel):
    """What every part of a file shares: no unknown keys, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)
