"""`python -m bench.found FILE`: prints how many of the answers named in a file are in the log."""

import json
import sys
from itertools import batched
from pathlib import Path

import django

django.setup()

from courses.assessment.models import Step


def main(told: Path) -> None:
    """Count the names (attempt, tab, sequence) that have a step."""
    wanted = {(attempt, tab, sequence) for attempt, tab, sequence in json.loads(told.read_text())}
    kept: set[tuple[str, str, int]] = set()
    for attempts in batched(sorted({attempt for attempt, _tab, _number in wanted}), 200):
        rows = Step.objects.filter(attempt__public_id__in=attempts).values_list(
            "attempt__public_id", "tab", "sequence"
        )
        kept.update((str(attempt), str(tab), sequence) for attempt, tab, sequence in rows)
    print(len(wanted & kept))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
