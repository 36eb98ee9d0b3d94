"""`python -m config.run.prepare`: the database, static files and the library are up to date.

Safe to run at every start: what has not changed is not done again.
"""

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from config.run.site import ROOT
from core import translations

PREPARING = 0x0CA5EB00C  # any number that is ours
FINGERPRINT = ".sources"


def main() -> None:
    """Bring everything up to date, the database first and after a backup if it holds data."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    translations.compile_changed(ROOT / "locale")  # before anything reads a translation
    django.setup()
    _collect_static()
    with _alone():
        _prepare_database()


def _prepare_database() -> None:
    _migrate()
    call_command("createcachetable", verbosity=0)
    # Each belongs to another app; what is installed decides.
    for command in ("load_library", "demo_people"):
        if command in get_commands() and (command != "demo_people" or settings.DEMO):
            _run(command)


def _run(command: str) -> None:
    try:
        call_command(command)
    except CommandError as error:
        # The site as it was is worth more than no site; the command says what is wrong.
        sys.stderr.write(f"{command}: {error}\n")


@contextmanager
def _alone() -> Iterator[None]:
    """No other machine of the site prepares the database at the same time."""
    if connection.vendor != "postgresql":
        yield  # the lock of the data folder does it
        return
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 0")  # another machine may take its time
        cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [PREPARING])


def _migrate() -> None:
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not pending:
        return
    if executor.loader.applied_migrations:
        _backup_before(len(pending))
    call_command("migrate", interactive=False, verbosity=0)


def _backup_before(pending: int) -> None:
    from core import backups  # noqa: PLC0415 -- needs Django set up

    folder = settings.DATA_DIR / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"before-migrate-{timezone.now():%Y%m%dT%H%M%SZ}.tar.gz"
    try:
        backups.write(path)
    except backups.BackupRefused as refusal:
        # At work the database has backups of its own; a missing tool must not stop an upgrade.
        sys.stderr.write(f"No backup before {pending} migrations: {refusal}\n")
    else:
        sys.stdout.write(f"Backup before {pending} migrations: {path}\n")


def _collect_static() -> None:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            with storage.open(name) as file:
                digest.update(f"{name} {file.size}\n".encode() + file.read())
    mark = settings.STATIC_ROOT / FINGERPRINT
    if mark.is_file() and mark.read_text() == digest.hexdigest():
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(digest.hexdigest())


if __name__ == "__main__":
    main()
