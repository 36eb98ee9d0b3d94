"""`manage.py restore PATH --yes`: put a backup in place; what was there is put aside."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core import backups
from core.data_folder import FolderRefused


class Command(BaseCommand):
    help = "Put a backup in place of the database, files and key; the site must be stopped."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="an archive that `backup` wrote")
        parser.add_argument("--yes", action="store_true", help="do it: replace what is there")

    def handle(self, *, path: Path, yes: bool, **options: object) -> None:
        if not yes:
            raise CommandError("This replaces database, files and key: say --yes to do it.")
        try:
            aside = backups.restore(path.resolve())
        except (backups.BackupRefused, FolderRefused) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Restored. What was there before is in {aside}.")
