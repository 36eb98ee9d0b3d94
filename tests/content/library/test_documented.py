"""The guide to the file format names every key that a file may hold."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from content.cases import schemas as cases
from content.facts import schemas as facts
from content.policies import form_schemas as forms
from content.policies import schemas as policies
from content.sources import schemas as sources
from content.vocabulary import schemas as vocabulary

GUIDE = Path(__file__).parents[3] / "docs" / "file-format.md"
MODELS = sorted(
    {
        found
        for module in (cases, facts, forms, policies, sources, vocabulary)
        for found in vars(module).values()
        if isinstance(found, type) and issubclass(found, BaseModel)
    },
    key=lambda model: model.__name__,
)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_stands_in_the_guide(model: type[BaseModel]) -> None:
    words = set(re.findall(r"[a-z_]+", GUIDE.read_text()))
    keys = set(model.model_fields) - {"root"}

    assert keys - words - ({"heading", "body"} if model is cases.SectionEntry else set()) == set()


def test_every_status_stands_in_the_guide() -> None:
    guide = GUIDE.read_text()
    statuses = [*facts.FactStatus.__args__, *policies.LawStatus.__args__]

    assert [status for status in statuses if status not in guide] == []
