"""What answering at random gives, counted by hand."""

from typing import Any

import pytest

from courses.insight.guessing import guess_score


@pytest.mark.parametrize(
    ("kind", "definition", "share"),
    [
        ("single/1", {"options": ["a", "b", "c", "d"], "correct": "b"}, 1 / 4),
        # Of seven choices {a}, {b} give a half and {a, b} all; whatever holds c gives nothing.
        ("multiple/1", {"options": ["a", "b", "c"], "correct": ["a", "b"]}, 2 / 7),
        ("numeric/1", {"answer": "4", "tolerance": "0"}, 0),
        # Of six orders one is right, two have one pair of three the wrong way round.
        ("ordering/1", {"items": ["x", "y", "z"]}, (1 + 1 / 3 + 1 / 3) / 6),
        (
            "matching/1",
            {
                "prompts": ["p", "q"],
                "choices": ["x", "y", "z"],
                "pairs": {"p": "x", "q": "y"},
            },
            1 / 3,
        ),
        ("ordering/1", {"items": ["a", "b", "c", "d", "e", "f", "g"]}, None),
        ("unheard-of/1", {}, None),
    ],
)
def test_guess_score(kind: str, definition: dict[str, Any], share: float | None) -> None:
    found = guess_score({"type": kind, "definition": definition})
    assert found == (None if share is None else pytest.approx(share))
