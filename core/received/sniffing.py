"""What a file is by its first bytes, whatever it is called (pure)."""

from typing import Literal

type Sniffed = Literal["zip", "old-office", "text", "other"]

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# Word and Excel before 2007, and newer ones that a password protects.
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKED = (
    b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b",
    b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd",
)  # fmt: skip


def sniff(data: bytes) -> Sniffed:
    """Return what the bytes begin like; text is whatever is UTF-8 and holds no NUL."""
    if data.startswith(ZIP):
        return "zip"
    if data.startswith(OLD_OFFICE):
        return "old-office"
    return "text" if is_text(data) else "other"


def is_packed(data: bytes) -> bool:
    """Say whether the bytes begin like an archive of any kind."""
    return data.startswith(_PACKED)


def is_text(data: bytes) -> bool:
    """Say whether the bytes are UTF-8 without a NUL."""
    if b"\x00" in data:
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
