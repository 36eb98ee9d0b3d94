"""`manage.py rotate`: remove old kept mail, leftovers of the broker and ended sessions now."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from core.housekeeping import rotate


class Command(BaseCommand):
    help = "Remove old kept mail, leftovers of the broker and ended sessions."

    def handle(self, **options: object) -> None:
        self.stdout.write(f"Removed {rotate(at=timezone.now())} files.")
