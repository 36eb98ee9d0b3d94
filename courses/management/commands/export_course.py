"""`export_course SLUG PATH`: the draft as a folder, with `--with-cited` beside what it cites."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from courses.releases.services import export_course
from courses.releases.telling import told


class Command(BaseCommand):
    help = "Write a course as a folder, alone or with the cases and policies that it cites."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("path", type=Path)
        parser.add_argument("--with-cited", action="store_true")

    def handle(self, *args: Any, slug: str, path: Path, with_cited: bool, **options: Any) -> None:
        with told(self.stderr):
            written = export_course(slug, path, with_cited=with_cited)
        for name in written:
            self.stdout.write(f"wrote {name}")
