"""Makes the demo people and writes their passwords into the data folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.errors import AccountsError
from accounts.services.demo import CAST, existing, is_complete, make_demo_people, new_password

FILE_NAME = "demo-people.txt"


class Command(BaseCommand):
    help = "Make the demo people, where demo is allowed. Their passwords stand in the data folder."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Demo people are not allowed here. They exist on loopback or with CASEBOOK_DEMO=1."
            )
        path = Path(settings.DATA_DIR) / FILE_NAME
        if path.is_file() and all(is_complete(cast) for cast in CAST):
            self.stdout.write("The demo people are there already.")
            return
        passwords = {cast.key: new_password() for cast in CAST} | known_passwords(path)
        try:
            make_demo_people(passwords=passwords, at=timezone.now())
        except AccountsError as error:
            raise CommandError(f"Real people have the demo people's numbers: {error}") from error
        lines = [f"{cast.key}, {cast.sign_in_name}, {passwords[cast.key]}" for cast in CAST]
        write_private(path, "\n".join(lines) + "\n")
        self.stdout.write(f"{len(CAST)} demo people; how they sign in stands in {FILE_NAME}.")


def known_passwords(path: Path) -> dict[str, str]:
    """The passwords in the file, by key, of those who can still sign in; a new one joins them."""
    if not path.is_file():
        return {}
    lines = [line.split(", ") for line in path.read_text(encoding="utf-8").splitlines()]
    told = {line[0]: line[-1] for line in lines if len(line) == 3}
    return {cast.key: told[cast.key] for cast in CAST if cast.key in told and existing(cast)}


def write_private(path: Path, text: str) -> None:
    """The file holds `text` and is its owner's alone, from its first moment on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
