"""One golden document per kind and schema: what was stored once is read for good.

`compiled` says what the example course comes out as today. If that changes although nobody meant
it to, these tests fail; if it was meant, the schema (or RENDERER_VERSION, COMPILER_VERSION) is
raised and a new golden document is put beside the old one, which stays.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from courses.catalogue.models import Course
from courses.releases import schemas
from courses.releases.manifest import from_json, to_json
from courses.releases.models import Candidate
from courses.releases.selectors import manifest, part
from courses.releases.services import compile_candidate
from tests.courses.releases.conftest import NOW

GOLDEN = Path(__file__).parent / "golden"


def compiled(candidate: Candidate) -> dict[str, Any]:
    told = manifest(candidate)
    quiz = part(told.lesson("quiz").parts["es"])
    full = part(told.lesson("the-case-full").parts["en"])
    decide = part(told.lesson("decide").parts["en"])
    return {
        "manifest-1": json.loads(candidate.manifest),
        "lesson-1": part(told.lesson("how-it-works").parts["en"]),
        "lesson-1-quiz": quiz,
        "case-1": part(full["case"]),
        "question-1": part(decide["questions"]["link-drop"]),
        "question-1-short": part(quiz["questions"]["words"]),
        "form-1": part(decide["form"]),
    }


def golden(name: str) -> Any:
    return json.loads((GOLDEN / f"{name}.json").read_text())


def test_the_example_course_comes_out_as_its_golden_documents(course: Course) -> None:
    candidate = compile_candidate(course=course, by=None, at=NOW)

    assert compiled(candidate) == {name: golden(name) for name in compiled(candidate)}


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.stem)
def test_a_golden_document_lifts_to_the_current_schema(path: Path) -> None:
    kind = path.stem.split("-")[0]

    body = schemas.lifted(kind, json.loads(path.read_text()))

    assert body["schema"] == schemas.CURRENT[kind]


def test_a_manifest_survives_the_way_through_objects() -> None:
    assert to_json(from_json(golden("manifest-1"))) == golden("manifest-1")


def test_an_old_body_is_lifted_one_schema_at_a_time() -> None:
    lifts = {
        ("lesson", 1): lambda body: {**body, "schema": 2, "second": True},
        ("lesson", 2): lambda body: {**body, "schema": 3, "third": True},
    }

    body = schemas.lifted("lesson", {"schema": 1}, current={"lesson": 3}, lifts=lifts)

    assert body == {"schema": 3, "second": True, "third": True}


def test_a_body_of_a_later_program_is_refused() -> None:
    with pytest.raises(schemas.UnknownSchema, match="lesson of schema 9"):
        schemas.lifted("lesson", {"schema": 9})
