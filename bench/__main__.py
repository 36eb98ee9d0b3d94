"""`python -m bench [--people N]`: measure on SQLite and, where it answers, on PostgreSQL."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from bench import importing
from bench.driving import Measured, Person
from bench.figures import measure_figures
from bench.journey import Journey, count_queries, take_round, throughput
from bench.killing import found_share, save_under_load
from bench.postgres import database_for_the_bench
from bench.server import environment, free_port, running

PEOPLE = 1000
AT_ONCE = (1, 8, 32)
UNDER_LOAD = 16
# So many that the ticks in which processor time is counted (10 ms) do not make the ratio.
PEOPLE_A_ROUND = {1: 48, 8: 96, 32: 96}
AIMS = {"lesson": ("floor page", 2.5), "save": ("floor write", 2.0)}
AIMS |= dict.fromkeys(("start", "hand in"), ("floor page", 6.0))


def main() -> None:
    """Measure and print; the exit status says only whether it could."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    asked = parser.parse_args()
    importing.main()
    if asked.only != "postgresql":
        measure("SQLite", "", asked.people)
        measure_figures("SQLite", "")
    if asked.only != "sqlite":
        with database_for_the_bench() as url:
            if url:
                measure("PostgreSQL", url, asked.people)
                measure_figures("PostgreSQL", url)
            else:
                print("PostgreSQL: none answers, left out")


def measure(title: str, database_url: str, people: int) -> None:
    """Run the whole journey on one database and print its table."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="casebook-bench-") as name:
        folder = Path(name)
        told_file = folder / "told.json"
        env = environment(folder, port, database_url)
        subprocess.run(  # noqa: S603 -- our own module
            [sys.executable, "-m", "bench.data", str(people), str(told_file)],
            env=env,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        told = json.loads(told_file.read_text())
        with running(folder, port, database_url=database_url) as server:
            _say(f"\n{title}: {people} people, 30 lessons, 20 questions; {os.cpu_count()} cores")
            people_left = iter(told["sign_ins"])

            def fresh(number: int) -> list[Person]:
                return [
                    Person(port, next(people_left), told["password"], told["csrf_cookie"])
                    for _one in range(number)
                ]

            first = fresh(1)[0]
            first.enter()
            journey = Journey(told, page_size=0)
            journey.begin(first)
            journey.page_size = len(journey.lesson(first)[1])
            counted = count_queries(journey, fresh(1)[0])
            for at_once in AT_ONCE:
                entered = fresh(PEOPLE_A_ROUND[at_once])
                rows = take_round(journey, entered, at_once=at_once, cpu_of_server=server.cpu)
                _table(rows, at_once, counted, server.memory())
            shares = throughput(journey, entered, cpu_of_server=server.cpu)
            _say(
                "throughput of lesson pages, 32 at once against 8, in turns: "
                f"median {median(shares):.2f} of {', '.join(f'{share:.2f}' for share in shares)}"
            )
            for kills in (False, True):
                people_at_quiz = fresh(UNDER_LOAD)
                for person in people_at_quiz:
                    person.enter()
                    journey.begin(person)
                    journey.start(person)
                    person.leave()
                answers, killed = save_under_load(journey, people_at_quiz, server, kills=kills)
                found, told_of = found_share(answers, folder, port, database_url)
                _say(
                    f"quiz under load, {UNDER_LOAD} at once, {killed} workers killed: {told_of} "
                    f"answers acknowledged, {found} of them found ({found / (told_of or 1):.4%}), "
                    f"p50 {answers.quantile(0.5):.0f} ms, p95 {answers.quantile(0.95):.0f} ms, "
                    f"{answers.cut_off} requests cut off and sent again"
                )


def _table(rows: list[Measured], at_once: int, counted: dict[str, int], memory: float) -> None:
    """Print one round."""
    by_name = {row.name: row for row in rows}
    _say(f"\n{at_once} at once, {memory:.0f} MB")
    _say(
        f"{'':<12}{'req/s':>8}{'p50 ms':>8}{'p95':>8}{'p99':>8}{'errors':>8}"
        f"{'queries':>8}{'CPU ms':>8}{'x floor':>8}{'aim':>6}"
    )
    for row in rows:
        base, aim = AIMS.get(row.name, ("floor page", 0.0))
        ratio = row.cpu_ms / by_name[base].cpu_ms if by_name[base].cpu_ms else 0.0
        _say(
            f"{row.name:<12}{row.rate:>8.1f}{row.quantile(0.5):>8.1f}{row.quantile(0.95):>8.1f}"
            f"{row.quantile(0.99):>8.1f}{row.errors:>8}{counted.get(row.name, 0):>8}"
            f"{row.cpu_ms:>8.2f}{ratio:>8.2f}{aim or '':>6}"
        )


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
