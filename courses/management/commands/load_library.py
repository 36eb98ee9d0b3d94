"""`load_library`: everything shipped is here, and published if the database is new."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from courses.releases.services import load_library
from courses.releases.telling import tell_problems, told


class Command(BaseCommand):
    help = "Load the shipped cases, policies and courses; what is unchanged is left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        with told(self.stderr):
            loaded = load_library(at=timezone.now(), tell=self.stdout.write)
        tell_problems(loaded.warnings, self.stderr)
