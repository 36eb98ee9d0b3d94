"""`regrade --check [--since DAY] [--after ID]`: do stored marks hold, worked out again?"""

import datetime as dt
from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from courses.assessment.checking import check_attempts

TELL_EVERY = 10_000


def _day(text: str) -> dt.datetime:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}” is no day: write it as 2026-11-22") from error
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def _attempts(count: int) -> str:
    return f"{count} attempt" if count == 1 else f"{count} attempts"


class Command(BaseCommand):
    help = (
        "Work the marks of finished attempts out again and print those that differ. Writes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", required=True)
        parser.add_argument("--since", type=_day, default=None, help="closed on this day or later")
        parser.add_argument(
            "--after", type=int, default=0, help="go on after this attempt's number"
        )

    def handle(self, *args: Any, since: dt.datetime | None, after: int, **options: Any) -> None:
        count, differing, last = 0, 0, after
        try:
            for one in check_attempts(since=since, after=after):
                count, last = count + 1, one.attempt_id
                if one.differs:
                    differing += 1
                    self.stdout.write(f"{one.attempt_id} {one.public_id}: {'; '.join(one.differs)}")
                if count % TELL_EVERY == 0:
                    self.stderr.write(f"{_attempts(count)}; to go on from here: --after {last}")
        except KeyboardInterrupt:
            raise CommandError(f"stopped; to go on from here: --after {last}") from None
        if differing:
            verb = "differs" if differing == 1 else "differ"
            raise CommandError(f"{differing} of {_attempts(count)} {verb}")
        self.stdout.write(
            f"{_attempts(count)}, {'as it was' if count == 1 else 'all as they were'}"
        )
