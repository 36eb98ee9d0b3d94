"""Every text that a question can hold is called something, in every language."""

import typing
from collections.abc import Iterator

import pytest
from django.utils import translation
from pydantic import BaseModel

from courses.questions import registry
from courses.workshop.pages.writing.leaf_words import WORDS, words_of_leaf


def shapes(model: type[BaseModel], left_out: frozenset[str]) -> Iterator[tuple[str, ...]]:
    for name, field in model.model_fields.items():
        if name not in left_out:
            yield from ((name, *rest) for rest in _below(field.annotation))


def _below(told: object) -> Iterator[tuple[str, ...]]:
    parts = [one for one in typing.get_args(told) if one is not type(None)]
    if typing.get_origin(told) is dict:
        yield from (("*", *rest) for rest in _below(parts[1]))
    elif isinstance(told, type) and issubclass(told, BaseModel):
        yield from shapes(told, frozenset())
    elif parts and typing.get_origin(told) is not tuple:
        yield from _below(parts[0])
    else:
        yield ()


@pytest.mark.parametrize("key", registry.keys())
def test_every_text_of_a_type_has_words(key: str) -> None:
    kind = registry.get(key)
    found = set(shapes(kind.Texts, kind.compiled_text_keys))
    assert found
    assert found - set(WORDS) == set()


def test_words_name_what_the_author_named() -> None:
    assert words_of_leaf(["criteria", "law", "levels", "full"]) == "Criterion law, level full"
    assert words_of_leaf(["new_thing", "a"]) == "new thing · a"
    with translation.override("es"):
        assert words_of_leaf(["options", "a"]) == "Opción a"
