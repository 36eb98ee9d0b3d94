"""The guide to the file format names every key that a course folder may hold."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from courses.catalogue import lesson_settings
from courses.questions import registry
from courses.releases.files import models

GUIDE = Path(__file__).parents[3] / "docs" / "file-format.md"
MODELS = sorted(
    {
        found
        for module in (models, lesson_settings)
        for found in vars(module).values()
        if isinstance(found, type) and issubclass(found, BaseModel)
    },
    key=lambda model: model.__name__,
)


def words() -> set[str]:
    return set(re.findall(r"[a-z_]+", GUIDE.read_text().partition("\n## Courses\n")[2]))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_stands_in_the_guide(model: type[BaseModel]) -> None:
    assert set(model.model_fields) - words() == set()


@pytest.mark.parametrize("key", registry.keys())
def test_every_key_of_a_type_stands_in_the_guide(key: str) -> None:
    kind = registry.get(key)
    typed = set(kind.Definition.model_fields) - kind.compiled_definition_keys
    told = set(kind.Texts.model_fields) - kind.compiled_text_keys

    assert (typed | told) - words() == set()
    assert f"`{key}`" in GUIDE.read_text()
