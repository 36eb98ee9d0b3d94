"""The building blocks of definitions and texts: strict, frozen, bounded pydantic models.

Every scalar may come as a string, since the course file format reads plain strings and the
schema types them. What has an order is a list, never a mapping: canonical JSON sorts keys.
"""

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
)

from courses.questions.errors import Fault, FaultsFound, Path
from courses.questions.typed import refusal_of_authored

MOST_OPTIONS = 26
PROSE_LIMIT = 10_000
LINE_LIMIT = 2_000


class Shape(BaseModel):
    """Part of a question: knows its fields and no others, and is never changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


@dataclass(frozen=True)
class Markdown:
    """Marks a text that the compiler renders; inline ones stand in a line, without a paragraph."""

    inline: bool


def _checked(value: str, limit: int) -> str:
    if not value.strip():
        raise ValueError("is empty")
    if len(value) > limit:
        raise ValueError(f"is longer than {limit:,} characters")
    if code := refusal_of_authored(value):
        raise ValueError(f"holds a character that cannot be kept ({code.replace('_', ' ')})")
    return value


def _is_compiled(info: ValidationInfo) -> bool:
    return bool(isinstance(info.context, Mapping) and info.context.get("compiled"))


def _prose(value: str, info: ValidationInfo) -> str:
    return value if _is_compiled(info) else _checked(value, PROSE_LIMIT)


def _line(value: str, info: ValidationInfo) -> str:
    if _is_compiled(info):
        return value
    if re.search(r"\n[ \t]*\n", value.strip()):
        raise ValueError("is one line of text: a blank line begins a second paragraph")
    return _checked(value, LINE_LIMIT)


def _label(value: str) -> str:
    if "\n" in value or "\r" in value:
        raise ValueError("is a label and stands in one line")
    return _checked(value, LINE_LIMIT)


def _flag(value: object) -> object:
    if value in ("true", "false"):
        return value == "true"
    if isinstance(value, bool):
        return value
    raise ValueError("is true or false")


def _whole(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value, re.ASCII):
        return int(value)
    if type(value) is int:
        return value
    raise ValueError("is a whole number")


def unique[S: Sequence[Hashable]](values: S) -> S:
    """Return the values; raise ValueError if one of them stands there twice."""
    if len(set(values)) != len(values):
        twice = next(value for index, value in enumerate(values) if value in values[:index])
        raise ValueError(f"holds “{twice}” twice")
    return values


Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,64}$")]
Prose = Annotated[str, AfterValidator(_prose), Markdown(inline=False)]
Line = Annotated[str, AfterValidator(_line), Markdown(inline=True)]
Label = Annotated[str, AfterValidator(_label)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Whole = Annotated[int, BeforeValidator(_whole)]
Keys = Annotated[
    tuple[Key, ...], Field(min_length=1, max_length=MOST_OPTIONS), AfterValidator(unique)
]
OptionKeys = Annotated[
    tuple[Key, ...], Field(min_length=2, max_length=MOST_OPTIONS), AfterValidator(unique)
]


def read[S: Shape](model: type[S], value: object, *, at: Path = (), compiled: bool = False) -> S:
    """Return the value as this model; raise FaultsFound with every fault and its path.

    `compiled` is for texts that hold rendered HTML: the limits of what a person may type
    do not bind them.
    """
    try:
        return model.model_validate(value, context={"compiled": compiled})
    except ValidationError as error:
        raise FaultsFound(_faults(error, at)) from error


def _faults(error: ValidationError, at: Path) -> list[Fault]:
    return [
        Fault(
            (*at, *(step for step in found["loc"] if step != "[key]")),
            found["msg"].removeprefix("Value error, "),
        )
        for found in error.errors(include_url=False, include_input=False, include_context=False)
    ]


def as_json(shape: Shape) -> dict[str, Any]:
    """Return the shape as JSON without what stands at its default.

    A field that a later version adds therefore leaves the digest of older parts alone.
    """
    return shape.model_dump(mode="json", exclude_defaults=True)


def as_strings(value: object) -> object:
    """Return the JSON value with every scalar as the string that a person would type."""
    if isinstance(value, dict):
        return {key: as_strings(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_strings(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
