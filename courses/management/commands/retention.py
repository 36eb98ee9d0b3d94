"""`retention`: what has been kept for as long as it may be is gone."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from courses.releases.telling import told
from courses.retention import services
from courses.retention.periods import schedule


class Command(BaseCommand):
    help = "Delete what data_retention.yaml lets lapse; prints tables and counts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only say what would go.")

    def handle(self, *args: Any, **options: Any) -> None:
        act = services.find_lapsed if options["dry_run"] else services.delete_lapsed
        with told(self.stderr):
            found = act(at=timezone.now())
        for lapsed in found:
            after = schedule().periods[lapsed.period].after
            self.stdout.write(
                f"{lapsed.table}: {lapsed.rows} from before {lapsed.before:%Y-%m-%d} ({after})"
            )
        if not found:
            self.stdout.write("Nothing has lapsed.")
