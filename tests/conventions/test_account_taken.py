"""Which account a learner read stands in one table, and two rooms read it.

Held by looking at every module: whoever imports the table, its selector, or follows the relation
`variants_taken` in a query must be one of the rooms of the learner's own pages.
"""

import ast
from pathlib import Path

import pytest

from tests.conventions.sources import of_apps, text

PRIVATE = {"VariantTaken", "variants_taken", "varianttaken", "courses_varianttaken"}
ALLOWED = ("courses/progress/", "courses/delivery/", "courses/migrations/")
# Where Django collects the models of the app; it hands the table to nobody.
REEXPORT = "courses/models.py"


def mentions(source: str) -> set[str]:
    """The private names that code names: in imports, names, attributes, keywords and strings."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.alias(name=name, asname=other):
                found |= _private(f"{name}.{other or ''}")
            case ast.Name(id=name) | ast.Attribute(attr=name):
                found |= _private(name)
            case ast.keyword(arg=str(name)):
                found |= _private(name)
            case ast.Constant(value=str(value)) if " " not in value:
                found |= _private(value)
    return found


def _private(words: str) -> set[str]:
    parts = words.replace("__", ".").split(".")
    return PRIVATE & set(parts)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from courses.models import VariantTaken", {"VariantTaken"}),
        ("from courses.progress.selectors import variants_taken as v", {"variants_taken"}),
        ("q.filter(variants_taken__lesson_uid='x')", {"variants_taken"}),
        ("q.values('enrolment__variants_taken__lesson_uid')", {"variants_taken"}),
        ("apps.get_model('courses.VariantTaken')", {"VariantTaken"}),
        ("enrolment.variants_taken.all()", {"variants_taken"}),
        ("variants = slot.variants", set()),
    ],
)
def test_a_mention_is_seen(source: str, found: set[str]) -> None:
    assert mentions(source) == found


def test_only_the_learners_rooms_read_the_account_taken() -> None:
    named = {
        _under_root(path): found
        for path in of_apps(".py")
        if not _under_root(path).startswith(ALLOWED) and (found := mentions(text(path)))
    }
    assert named == {REEXPORT: {"VariantTaken"}}


def _under_root(path: Path) -> str:
    root = Path(__file__).resolve().parents[2]
    return path.relative_to(root).as_posix() if path.is_absolute() else path.as_posix()
