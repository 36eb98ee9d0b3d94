"""`import_course PATH`: courses come in as drafts, cases and policies into the library."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from accounts.models import Unit
from courses.releases.errors import ReleaseError
from courses.releases.services import import_path
from courses.releases.telling import tell_problems, told


class Command(BaseCommand):
    help = "Take in a folder of one course, case or policy, or one that holds several."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument(
            "--owner", default="", help="short code of the unit that owns new courses"
        )

    def handle(self, *args: Any, path: Path, owner: str, **options: Any) -> None:
        with told(self.stderr):
            unit = _unit(owner) if owner else None
            imported = import_path(path, by=None, at=timezone.now(), owner=unit)
        tell_problems(imported.warnings, self.stderr)
        for name in imported.knowledge:
            self.stdout.write(f"imported {name}")
        for course in imported.courses:
            revision = course.draft_revision
            self.stdout.write(f"imported course {course.slug} as draft, revision {revision}")


def _unit(short_code: str) -> Unit:
    unit = Unit.objects.filter(short_code__iexact=short_code).first()
    if unit is None:
        raise ReleaseError(f"There is no unit with the short code “{short_code}”.")
    return unit
