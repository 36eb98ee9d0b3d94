"""One archive that holds what cannot be made again: database, files, secret key.

`write` works while the site runs: SQLite is copied by its own backup call, PostgreSQL by pg_dump.
`restore` wants the site stopped and puts what it replaces aside. The archive names the digest of
each member, so half an archive is refused before anything is touched.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
import zlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages
from django.db import connection, connections
from django.utils import timezone

from core import data_folder

BROKEN = (OSError, EOFError, zlib.error, tarfile.TarError, ValueError, KeyError, TypeError)
FORMAT = "casebook-backup/1"
SQLITE_MEMBER = "database.sqlite3"
POSTGRES_MEMBER = "database.dump"


class BackupRefused(Exception):
    """The backup or restore cannot be done; the text says why."""


def write(path: Path) -> None:
    """The archive stands at `path`, whole and readable by its owner only; never half of one."""
    if path.exists():
        raise BackupRefused(f"{path} exists already.")
    half = path.with_name(f"{path.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as name:
            folder = Path(name)
            members = _collect(folder)
            _write_contents(folder, members)
            half.touch(mode=0o600)
            with tarfile.open(half, mode="w:gz") as tar:
                for member in ("contents.json", *members):
                    tar.add(folder / member, arcname=member)
        half.rename(path)
    except OSError as error:
        raise BackupRefused(f"{path} cannot be written ({error.strerror}).") from error
    finally:
        half.unlink(missing_ok=True)


def restore(path: Path) -> Path:
    """The archive's database, files and key are in place; returns the folder of what was there.

    Refused while a Casebook of this machine runs on the data folder, and for an archive that is
    damaged or of the other kind of database; then nothing was touched.
    """
    home = settings.DATA_DIR
    data_folder.make(home)
    with (
        data_folder.locked(home),
        tempfile.TemporaryDirectory(dir=home, prefix=".restore-") as name,
    ):
        folder = Path(name)
        members = _unpack(path, folder)
        _check_kind(members)
        aside = home / f"replaced-{timezone.now():%Y%m%dT%H%M%S%fZ}"
        aside.mkdir(mode=0o700)
        connections.close_all()
        _restore_database(folder, aside)
        for kept in ("files", data_folder.KEY_FILE):
            if kept in {member.split("/")[0] for member in members}:
                _replace(folder / kept, home / kept, aside)
    return aside


def _collect(folder: Path) -> list[str]:
    members = [_dump_database(folder)]
    key = settings.DATA_DIR / data_folder.KEY_FILE
    if key.is_file():
        shutil.copyfile(key, folder / data_folder.KEY_FILE)
        members.append(data_folder.KEY_FILE)
    if (store := _file_folder()) and store.is_dir():
        shutil.copytree(store, folder / "files")
        found = (file for file in sorted((folder / "files").rglob("*")) if file.is_file())
        members += [str(file.relative_to(folder)) for file in found]
    return members


def _file_folder() -> Path | None:
    """Where files are kept, if that is a folder; a bucket has backups of its own."""
    store = storages["default"]
    return Path(store.location) if isinstance(store, FileSystemStorage) else None


def _write_contents(folder: Path, members: list[str]) -> None:
    contents = {
        "format": FORMAT,
        "written_at": timezone.now().isoformat(),
        "members": {member: _digest(folder / member) for member in members},
    }
    (folder / "contents.json").write_text(json.dumps(contents, indent=1), encoding="utf-8")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _dump_database(folder: Path) -> str:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        target = sqlite3.connect(folder / SQLITE_MEMBER)
        try:
            connection.connection.backup(target)
        finally:
            target.close()
        return SQLITE_MEMBER
    output = folder / POSTGRES_MEMBER
    _postgres("pg_dump", "--format=custom", "--no-owner", f"--file={output}")
    return POSTGRES_MEMBER


def _postgres(tool: str, *arguments: str) -> None:
    if not shutil.which(tool):
        raise BackupRefused(f"{tool} is not installed: it comes with PostgreSQL's client programs.")
    known: dict[str, Any] = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    given = {name: str(known[key]) for name, key in names.items() if known[key]}
    done = subprocess.run(  # noqa: S603 -- a known tool, and arguments of our own
        [tool, *arguments, f"--dbname={known['NAME']}"],
        env={**os.environ, **given},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupRefused(f"{tool} did not succeed: {done.stderr.strip()[-400:]}")


def _unpack(path: Path, folder: Path) -> list[str]:
    try:
        with tarfile.open(path) as tar:
            tar.extractall(folder, filter="data")
        contents = json.loads((folder / "contents.json").read_text(encoding="utf-8"))
        members: dict[str, str] = contents["members"]
        whole = contents["format"] == FORMAT and all(
            _digest(folder / member) == digest for member, digest in members.items()
        )
    except BROKEN as error:
        raise BackupRefused(f"{path} is not a whole backup of Casebook.") from error
    if not whole:
        raise BackupRefused(f"{path} is damaged: a part of it is not as it was written.")
    return list(members)


def _check_kind(members: list[str]) -> None:
    expected = SQLITE_MEMBER if connection.vendor == "sqlite" else POSTGRES_MEMBER
    if expected not in members:
        raise BackupRefused(
            "The archive is of another kind of database than DATABASE_URL names; see "
            "docs/operations.md for how to move from one to the other."
        )


def _restore_database(folder: Path, aside: Path) -> None:
    if connection.vendor != "sqlite":
        _postgres("pg_dump", "--format=custom", f"--file={aside / POSTGRES_MEMBER}")
        dump = str(folder / POSTGRES_MEMBER)
        _postgres("pg_restore", "--clean", "--if-exists", "--no-owner", dump)
        return
    database = Path(connection.settings_dict["NAME"])
    for extra in ("-wal", "-shm"):
        beside = Path(f"{database}{extra}")
        if beside.exists():
            shutil.move(beside, aside / beside.name)
    _replace(folder / SQLITE_MEMBER, database, aside)


def _replace(new: Path, place: Path, aside: Path) -> None:
    if place.exists():
        shutil.move(place, aside / place.name)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.move(new, place)
    if place.is_file():
        place.chmod(0o600)
