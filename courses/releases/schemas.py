"""The schema numbers of parts and manifest, and the lifts that bring old ones up. Pure.

A stored body is never rewritten: it is lifted each time it is read, one number at a time. A change
of what a body means takes a new number here, a lift from the one before, and a golden document in
tests/courses/releases/golden/.
"""

from collections.abc import Callable, Mapping
from typing import Any

type Body = dict[str, Any]
type Lift = Callable[[Body], Body]

CURRENT: Mapping[str, int] = {"manifest": 1, "lesson": 1, "case": 1, "question": 1, "form": 1}
LIFTS: Mapping[tuple[str, int], Lift] = {}


class UnknownSchema(Exception):
    """The body is of a newer schema than this program knows."""


def lifted(
    kind: str,
    body: Body,
    *,
    current: Mapping[str, int] = CURRENT,
    lifts: Mapping[tuple[str, int], Lift] = LIFTS,
) -> Body:
    """Return the body in the current schema of its kind; raises UnknownSchema for a newer one."""
    while body["schema"] != current[kind]:
        lift = lifts.get((kind, body["schema"]))
        if lift is None:
            raise UnknownSchema(f"{kind} of schema {body['schema']}")
        body = lift(body)
    return body
