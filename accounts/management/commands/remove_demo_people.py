"""Takes the demo people away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.management.commands.demo_people import FILE_NAME
from accounts.services.demo import remove_demo_people


class Command(BaseCommand):
    help = "Erase the demo people, so that none of them can sign in, and their password file."

    def handle(self, *args: Any, **options: Any) -> None:
        count = remove_demo_people(at=timezone.now())
        (Path(settings.DATA_DIR) / FILE_NAME).unlink(missing_ok=True)
        self.stdout.write(f"{count} demo people removed.")
