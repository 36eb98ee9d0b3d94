"""Archives that people bring: every member is judged by the directory before any is unpacked.

Bounded in time and memory whatever the bytes are: how many members there may be is known before
the directory is read, and no member gives more bytes than it said, or than the limits allow.
"""

import io
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from core.received.errors import NotReceivable
from core.received.sniffing import is_packed

LONGEST_NAME = 240
DEEPEST = 8
# Below this, a member that packs very well is only well packed.
SMALL = 1_000_000
_DIRECTORY_ENTRY = b"PK\x01\x02"
_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, NotImplementedError,
    ValueError, IndexError, EOFError, OSError, OverflowError, RuntimeError,
)  # fmt: skip


@dataclass(frozen=True)
class Limits:
    """How much an archive may hold: members, bytes of one and of all, bytes from one packed."""

    members: int = 2_000
    member_bytes: int = 2_000_000
    total_bytes: int = 40_000_000
    ratio: int = 200


class Archive:
    """An archive whose directory was found harmless. Folders are not among its members."""

    def __init__(self, opened: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> None:
        self._opened = opened
        self._members = members

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the members, with `/` between folders, in the order of the archive."""
        return tuple(self._members)

    def read(self, name: str) -> bytes:
        """Return the bytes of a member; raise NotReceivable if it is not as its entry says."""
        entry = self._members[name]
        try:
            with self._opened.open(entry) as member:
                data = member.read(entry.file_size + 1)
        except _BROKEN as error:
            raise NotReceivable("broken", name) from error
        if len(data) != entry.file_size:
            raise NotReceivable("broken", name)
        return data


def open_archive(data: bytes, limits: Limits | None = None) -> Archive:
    """Return the archive, unpacked nowhere yet. Raises NotReceivable.

    Refused are, by code: `broken`, `empty`, `members`, `size`, `total`, `ratio`, `encrypted`,
    `method` (a way of packing other than storing and deflating), `link` (and every other thing
    that is no plain file), `path` and `duplicate`.
    """
    limits = limits or Limits()
    # An entry cannot be without this signature, so it counts them before any memory is given.
    if data.count(_DIRECTORY_ENTRY) > limits.members:
        raise NotReceivable("members")
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise NotReceivable("broken") from error
    members: dict[str, zipfile.ZipInfo] = {}
    seen: set[str] = set()
    total = 0
    for entry in opened.infolist():
        _refuse_entry(entry, limits)
        total += entry.file_size
        if total > limits.total_bytes:
            raise NotReceivable("total")
        alike = unicodedata.normalize("NFC", entry.filename.rstrip("/")).casefold()
        if alike in seen:
            raise NotReceivable("duplicate", entry.filename)
        seen.add(alike)
        if not entry.is_dir():
            members[entry.filename] = entry
    if not members:
        raise NotReceivable("empty")
    return Archive(opened, members)


def unpack(data: bytes, limits: Limits | None = None) -> dict[str, bytes]:
    """Return the bytes of every member by name. Raises NotReceivable, also for a `nested` archive.

    What an operating system adds beside the files is left packed (`is_furniture`).
    """
    archive = open_archive(data, limits)
    found = {}
    for name in archive.names:
        if is_furniture(name):
            continue
        found[name] = archive.read(name)
        if is_packed(found[name]):
            raise NotReceivable("nested", name)
    if not found:
        raise NotReceivable("empty")
    return found


def pack(files: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of these files by name: the same files always give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, date_time=(2020, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, files[name])
    return out.getvalue()


def is_furniture(name: str) -> bool:
    """Say whether a member is none of the files: hidden, or kept by an operating system."""
    steps = name.split("/")
    hidden = any(step.startswith(".") for step in steps)
    return hidden or steps[0] == "__MACOSX" or steps[-1] in ("Thumbs.db", "desktop.ini")


def _refuse_entry(entry: zipfile.ZipInfo, limits: Limits) -> None:
    name = entry.orig_filename
    if _is_path_trick(name) or entry.filename != name:
        raise NotReceivable("path", printable(name))
    kind = stat.S_IFMT(entry.external_attr >> 16)
    plain = (0, stat.S_IFREG, *((stat.S_IFDIR,) if entry.is_dir() else ()))
    if kind not in plain:
        raise NotReceivable("link", name)
    if entry.flag_bits & 0x41:
        raise NotReceivable("encrypted", name)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise NotReceivable("method", name)
    if entry.is_dir() and entry.file_size:
        raise NotReceivable("broken", name)
    if entry.file_size > limits.member_bytes:
        raise NotReceivable("size", name)
    packed = max(entry.compress_size, 1)
    if entry.file_size > SMALL and entry.file_size > limits.ratio * packed:
        raise NotReceivable("ratio", name)


def _is_path_trick(name: str) -> bool:
    steps = name.removesuffix("/").split("/")
    return (
        not name
        or len(name) > LONGEST_NAME
        or len(steps) > DEEPEST
        or "\\" in name
        or ":" in name
        or any(step.strip() in ("", ".", "..") or step.endswith((" ", ".")) for step in steps)
        or any(unicodedata.category(letter) in ("Cc", "Cf", "Cs") for letter in name)
    )


def printable(name: str) -> str:
    """Return a name that can be shown whatever it holds."""
    return "".join(
        letter if unicodedata.category(letter)[0] != "C" else "\ufffd" for letter in name
    )
