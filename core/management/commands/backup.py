"""`manage.py backup PATH`: database, files and key in one archive, while the site runs."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core import backups


class Command(BaseCommand):
    help = "Write database, files and key to one archive, while the site runs."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="the archive to write, ending in .tar.gz")

    def handle(self, *, path: Path, **options: object) -> None:
        try:
            backups.write(path.resolve())
        except backups.BackupRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Written: {path}. It holds the secret key: keep it as you keep a key.")
