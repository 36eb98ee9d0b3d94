"""`validate_course PATH`: what an import would refuse or warn of; nothing is written."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from courses.releases.services import validate_path
from courses.releases.telling import tell_problems, told


class Command(BaseCommand):
    help = "Check a folder of one course, case or policy, or a folder that holds several."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path)

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        with told(self.stderr):
            problems = validate_path(path, at=timezone.now())
        if tell_problems(problems, self.stderr):
            raise SystemExit(1)
        self.stdout.write("Nothing stands in the way of an import.")
