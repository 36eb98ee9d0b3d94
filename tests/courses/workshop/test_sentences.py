"""What the rooms find wrong is known where it is shown, and told in the reader's language."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from courses.workshop.pages.sentences import recognised, told

ROOT = Path(__file__).parents[3]
ROOMS = (
    "content/library", "content/rendering", "content/cases/sections.py", "content/schema_types.py",
    "courses/releases/compiling", "courses/releases/files", "courses/questions",
    "courses/releases/sheets", "courses/releases/services/bringing_folders.py",
    "core/received/sheets.py", "core/received/workbook.py",
    "courses/catalogue/checking.py", "courses/catalogue/lesson_settings.py", "core/strict_yaml",
)  # fmt: skip
# What learners' answers, people without a page, commands and the code itself are told.
ELSEWHERE = (
    "answers.py", "services.py", "errors.py", "store.py", "shipped.py", "question_type.py",
    "needs its", "complete the", "complete first", "usable as a", "ordering/question.py",
    "the headings of a text", "XX” XX", "XX XX",
)  # fmt: skip
SINKS = {"problem", "add", "Problem", "_problem", "Fault", "ProblemsFound", "ValueError", "refuse",
         "note", "append", "PydanticCustomError", "said", "RowFault", "Cell"}  # fmt: skip


def _words(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(one.value) if isinstance(one, ast.Constant) else "XX" for one in node.values
        )
    return None


def _said(path: Path) -> Iterator[tuple[str, str]]:
    """Sentences that are handed to what collects problems, or kept in `message`."""
    for node in ast.walk(ast.parse(path.read_text())):
        given: list[ast.expr] = []
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            given = list(node.args) if name in SINKS else []
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "message":
            given = [node.value]
        for one in given:
            words = _words(one)
            if words and " " in words.strip() and not words.startswith(("<", "\n")):
                yield f"{path.relative_to(ROOT)}:{one.lineno}", words


def test_every_sentence_of_the_rooms_is_known() -> None:
    files = [
        file
        for room in ROOMS
        for file in ([ROOT / room] if room.endswith(".py") else sorted((ROOT / room).rglob("*.py")))
    ]
    unknown = [
        (place, words)
        for file in files
        for place, words in _said(file)
        if recognised(words) is None and not any(one in f"{place}{words}" for one in ELSEWHERE)
    ]
    assert unknown == []


@pytest.mark.parametrize(
    ("message", "code", "parameters"),
    [
        (
            "there is no clause “AB-1” in clauses.yaml",
            "there is no clause “{code}” in {file}",
            {"code": "AB-1", "file": "clauses.yaml"},
        ),
        (
            "es stays out of the release; missing: lesson intro, question one and 3 more",
            "{language} stays out of the release; missing: {few} and {count} more",
            {"language": "es", "few": "lesson intro, question one", "count": "3"},
        ),
        (
            "[fact:a/b] refers to nothing that exists",
            "{typed} refers to nothing that exists",
            {"typed": "[fact:a/b]"},
        ),
    ],
)
def test_a_sentence_is_its_code_and_what_stands_in_its_holes(
    message: str, code: str, parameters: dict[str, str]
) -> None:
    assert recognised(message) == (code, parameters)


def test_what_is_not_known_stays_as_it_was_said() -> None:
    with override("es"):
        assert told("something that nobody says") == "something that nobody says"


def test_a_language_is_told_by_its_name() -> None:
    assert told("is not translated into es") == "is not translated into Spanish"
    with override("es"):
        assert "inglés" in told("is not translated into en")
