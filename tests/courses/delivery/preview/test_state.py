"""What the session holds of previews stays small, and says so when it is full."""

import json
import uuid
from typing import Any

import pytest

from courses.delivery.desks.state import (
    MOST_BYTES,
    PreviewFull,
    PreviewState,
    forget_state,
    keep_state,
    read_state,
)


def attempt(size: int, *, closed: bool) -> dict[str, Any]:
    return {"closed_at": "2026-01-01T00:00:00+00:00" if closed else None, "text": "x" * size}


def test_the_oldest_preview_goes_first_and_then_the_oldest_attempt() -> None:
    session: dict[str, Any] = {}
    first, second = uuid.uuid4(), uuid.uuid4()
    keep_state(session, first, PreviewState("en", attempts=[attempt(50_000, closed=False)]))
    closed = [attempt(number, closed=True) for number in (30_000, 30_001, 30_002)]
    keep_state(session, second, PreviewState("en", {"a"}, {}, [*closed, attempt(9, closed=False)]))
    assert list(session["previews"]) == [str(second)]
    keep_state(
        session, second, PreviewState("en", {"a"}, {}, [*closed, attempt(9_000, closed=False)])
    )
    assert len(json.dumps(session["previews"])) <= MOST_BYTES
    sizes = [len(one["text"]) for one in read_state(session, second).attempts]
    assert sizes == [30_001, 30_002, 9_000]
    assert read_state(session, second).done == {"a"}
    assert read_state(session, first) == PreviewState()


def test_an_open_attempt_that_is_too_large_is_refused_and_nothing_is_lost() -> None:
    session: dict[str, Any] = {}
    key = uuid.uuid4()
    keep_state(session, key, PreviewState("en"))
    with pytest.raises(PreviewFull):
        keep_state(session, key, PreviewState("en", attempts=[attempt(MOST_BYTES, closed=False)]))
    assert read_state(session, key) == PreviewState("en")
    forget_state(session, key)
    assert session["previews"] == {}
