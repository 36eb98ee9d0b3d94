"""Item statistics: how long the worker takes over small and large quizzes."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.server import environment, free_port

# Attempts, questions, and the seconds that are aimed at.
SIZES = ((1_000, 20, 0.3), (100_000, 40, 10.0))


def measure_figures(title: str, database_url: str) -> None:
    """Compute the figures of each size with nothing cached, in a process of its own; print."""
    print(f"\n{title}: item statistics, cold", flush=True)
    head = (
        f"{'attempts':>9}{'questions':>11}{'seconds':>9}{'CPU s':>8}{'aim':>7}{'progress told':>15}"
        f"{'answers read':>14}{'more CPU s':>12}"
    )
    print(head, flush=True)
    for attempts, questions, aim in SIZES:
        with tempfile.TemporaryDirectory(prefix="casebook-bench-") as name:
            done = subprocess.run(  # noqa: S603 -- our own module
                [sys.executable, "-m", "bench.figures_data", str(attempts), str(questions)],
                env=environment(Path(name), free_port(), database_url),
                check=True,
                capture_output=True,
                text=True,
            )
        found = json.loads(done.stdout.strip().splitlines()[-1])
        print(
            f"{found['attempts']:>9}{found['questions']:>11}{found['seconds']:>9.2f}"
            f"{found['cpu']:>8.2f}{aim:>7}{found['told']:>15}"
            f"{found['choices']['answers']:>14}{found['choices']['cpu']:>12.2f}",
            flush=True,
        )


if __name__ == "__main__":
    measure_figures("SQLite", "")
