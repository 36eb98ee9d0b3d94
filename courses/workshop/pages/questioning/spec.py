"""What an editor can ask: fields, rows of fields, and groups of them. Pure.

`at` is where an answer stands in the entry of a question file, as `texts.options.{option}`:
`{option}` is the key of the row, `{option#}` its place in the list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

type Words = object  # text, or text to be translated when it is shown
type Choices = tuple[tuple[str, Words], ...]
type Node = Field | Rows | Group

Kind = Literal[
    "prose",  # Markdown of several lines
    "line",  # one line, or a number as it is typed
    "percent",  # a share, kept in quanta
    "flag",  # yes or no
    "lines",  # a list, one in a line
    "tags",  # a list with commas
    "pick",  # one of several
    "picks",  # any of several
    "chosen",  # the one row that is right
    "chosen_many",  # the rows that are right
]


@dataclass(frozen=True)
class Field:
    """One thing to type or choose. One that is optional and left empty is left out."""

    name: str
    at: str
    kind: Kind
    label: Words
    help: Words = ""
    is_optional: bool = False
    choices: Choices = ()
    choices_from: str = ""
    default: str = ""
    datalist: str = ""
    is_folded: bool = False


@dataclass(frozen=True)
class Rows:
    """Fields that stand there several times, in an order.

    `holds` says what the list at `at` keeps of a row: its key alone, a mapping with the key,
    or just the value of its one field. `variants` are rows of several kinds. Rows that are
    `fixed` are given, and count where the field `kept_by` says something.
    """

    name: str
    at: str
    row: str
    title: Words
    one: Words
    fields: tuple[Node, ...] = ()
    help: Words = ""
    holds: Literal["keys", "dicts", "values"] = "keys"
    variants: Mapping[str, tuple[Words, tuple[Node, ...]]] = field(default_factory=dict)
    start: int = 0
    most: int = 26
    keys: Literal["random", "letters"] = "random"
    key_as: str = "key"
    fixed: Choices = ()
    kept_by: str = ""

    def fields_of(self, row: Mapping[str, object]) -> tuple[Node, ...]:
        """Return what is asked in this row."""
        if self.variants:
            return self.variants[str(row.get("kind"))][1]
        return self.fields


@dataclass(frozen=True)
class Group:
    """Fields that belong together; asked only on demand, if `is_folded`.

    `kept_by` names a flag within: without it nothing of the group is kept.
    """

    name: str
    title: Words
    fields: tuple[Node, ...]
    help: Words = ""
    is_folded: bool = False
    kept_by: str = ""
