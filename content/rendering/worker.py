"""The other process: takes sources from its input, one a line, and answers with shapes.

Started by `bounded` and by nobody else. It ends when its input does, and limits its own
memory where the system can.
"""

import json
import sys
from dataclasses import asdict

from content.rendering.shaping import Shape, Source, shape

MAX_MEMORY = 1_500_000_000


def answer(line: str) -> str:
    """Return the shape of the source in this line of JSON, as a line of JSON."""
    try:
        made = shape(Source(**json.loads(line)))
    except MemoryError:
        return json.dumps(None)
    return written(made)


def written(made: Shape) -> str:
    """Return a shape as one line of JSON."""
    return json.dumps(asdict(made))


def limit_memory() -> None:
    """Let this process take no more memory than it can sensibly need."""
    try:
        import resource  # noqa: PLC0415 -- not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


def main() -> None:
    """Answer line by line until the input ends."""
    limit_memory()
    for line in sys.stdin:
        sys.stdout.write(answer(line) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":  # pragma: no cover -- what `bounded` starts
    main()
