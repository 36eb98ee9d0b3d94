"""The data folder: made, checked and locked before anything writes to it.

Standard library only, for the supervisor uses it before Django is set up. Every refusal is one
sentence for a person.
"""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# SQLite's locks and ours are not to be trusted on these.
NETWORK_FILE_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ncpfs", "glusterfs"}
NETWORK_FILE_SYSTEMS |= {"ceph", "lustre", "fuse.sshfs", "fuse.glusterfs", "fuse.s3fs", "davfs"}
KEY_FILE = "secret-key"
LOCK_FILE = "lock"


class FolderRefused(Exception):
    """The data folder cannot be used; the text says why."""


def make(folder: Path) -> None:
    """The folder is there, ours alone to read, writable, and on a disk of this machine."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = folder / f".probe-{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise FolderRefused(
            f"The data folder {folder} cannot be written to ({error.strerror}): "
            "set CASEBOOK_DATA to a folder that can."
        ) from error
    kind = file_system_of(folder)
    if kind in NETWORK_FILE_SYSTEMS:
        raise FolderRefused(
            f"The data folder {folder} is on a network file system ({kind}), where locks cannot be "
            "trusted: set CASEBOOK_DATA to a folder on a local disk."
        )


def file_system_of(folder: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """The type of the file system the folder is on; empty where the system does not tell."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    path = folder.resolve()
    best, kind = -1, ""
    for fields in (line.split() for line in lines):
        # The table writes a space in a name as \040.
        point = Path(fields[1].replace("\\040", " "))
        if path.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), fields[2]
    return kind


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder for this process; refused at once while another process holds it."""
    descriptor = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise FolderRefused(
                f"Another Casebook is running on the data folder {folder}: stop it first, or set "
                "CASEBOOK_DATA to another folder."
            ) from error
        yield
    finally:
        os.close(descriptor)


def make_key(folder: Path) -> None:
    """A secret key stands in the folder; it is made once and readable by its owner only."""
    path = folder / KEY_FILE
    if path.exists():
        return
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(secrets.token_urlsafe(50) + "\n")
