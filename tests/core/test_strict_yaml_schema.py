from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, RootModel, field_validator

from core.problems import ProblemsFound
from core.strict_yaml import parse, read


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")

    label: str
    rank: int | None = None
    when: date | None = None


class Settings(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    required: bool = False
    count: int = 0
    share: Decimal = Decimal(0)
    ratio: float = 0.0
    at: datetime | None = None
    kind: Literal["one", "many"] = "one"
    items: list[Inner] = []
    pair: tuple[int, int] = (0, 0)
    marks: dict[str, int] = {}
    tags: frozenset[str] = frozenset()
    loose: str | list[str] = ""
    frm: str = Field("", validation_alias="from")

    @field_validator("name")
    @classmethod
    def in_lower_case(cls, value):
        if value != value.lower():
            raise ValueError("must be in lower case")
        return value


class Listed(RootModel[list[Inner]]):
    pass


def problems(text, model=Settings):
    with pytest.raises(ProblemsFound) as caught:
        parse(model, text, file="f.yaml")
    return [(one.line, one.key, one.message) for one in caught.value.problems]


def test_the_schema_types_what_was_written():
    made = parse(
        Settings,
        "name: 'no'\nrequired: true\ncount: -3\nshare: 1.10\nratio: 0.5\nat: 2026-11-22T14:00Z\n"
        "items: [{label: NO, rank: 2, when: 2026-11-22}]\npair: [1, 2]\nmarks: {a: 1}\nfrom: x\n"
        "tags: [a]\n",
        file="f",
    )

    assert made == Settings.model_validate(
        {
            "name": "no",
            "required": True,
            "count": -3,
            "share": Decimal("1.10"),
            "ratio": 0.5,
            "at": "2026-11-22T14:00Z",
            "items": [{"label": "NO", "rank": 2, "when": date(2026, 11, 22)}],
            "pair": (1, 2),
            "marks": {"a": 1},
            "from": "x",
            "tags": ["a"],
        }
    )


def test_a_part_of_a_document_is_parsed_with_its_places():
    part = read("x:\n  - label: a\n    rank: b\n", file="f.yaml").at("x", 0)

    with pytest.raises(ProblemsFound) as caught:
        parse(Inner, part, file="f.yaml")

    assert str(caught.value) == "f.yaml:3: x.0.rank: must be a whole number"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name: a\nitems:\n  - rank: 1\n", [(3, "items.0.label", "is required")]),
        ("name: a\nnome: b\n", [(2, "nome", "is no known key here")]),
        ("name: A\n", [(1, "name", "must be in lower case")]),
        ("name:\n", [(1, "name", "must be text")]),
        ("- a\n", [(1, "", "must be a mapping of keys")]),
        ("", [(1, "", "must be a mapping of keys")]),
        ("name: a\nitems: x\n", [(2, "items", "must be a list")]),
        ("name: a\nkind: few\n", [(2, "kind", "should be 'one' or 'many'")]),
        ("name: a\nmarks: {a: x}\n", [(2, "marks.a", "must be a whole number")]),
        ("name: a\npair: [1, x]\n", [(2, "pair.1", "must be a whole number")]),
        (
            "name: a\nloose: {x: y}\n",
            [(2, "loose", "must be a list"), (2, "loose", "must be text")],
        ),
    ],
)
def test_faults_are_told_with_line_and_key(text, expected):
    assert sorted(problems(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("required: yes", "must be true or false"),
        ("required: 'True'", "must be true or false"),
        ("required: 1", "must be true or false"),
        ("required: maybe", "must be true or false"),
        ("count: 1_000", "must be a whole number"),
        ("count: 2.0", "must be a whole number"),
        ("count: ' 2 '", "must be a whole number"),
        ("share: 1e3", "must be a number such as 1.5"),
        ("share: NaN", "should be a finite number"),
        ("ratio: inf", "must be a number such as 1.5"),
        ("at: '1700000000'", "must be a date and time: 2026-11-22T14:00Z"),
        ("items: [{label: a, when: '1700006400'}]", "must be a date: 2026-11-22"),
        ("pair: [1, '2.0']", "must be a whole number"),
        ("marks: {a: +1}", "must be a whole number"),
    ],
)
def test_only_the_plain_forms_of_numbers_dates_and_truth_pass(line, message):
    ((place, _key, said),) = problems(f"name: a\n{line}\n")

    assert (place, said) == (2, message)


def test_a_loose_form_in_a_list_of_models_is_told_at_its_line():
    assert problems("- label: a\n- label: b\n  rank: 1_0\n", Listed) == [
        (3, "1.rank", "must be a whole number")
    ]


def test_keys_of_a_mapping_have_types_too():
    class Keyed(BaseModel):
        by: dict[Annotated[str, Field(pattern="^[a-z]+$")], str]

    ((line, key, message),) = problems("by:\n  A1: x\n", Keyed)

    assert (line, key) == (2, "by.A1")
    assert "pattern" in message
