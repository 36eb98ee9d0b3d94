"""Archives are judged by their directory, before any of it is unpacked."""

import io
import stat
import tracemalloc
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.received import NotReceivable
from core.received.archives import Limits, open_archive, pack, unpack
from tests.core.received.office import zipped


def entry(name: str, *, mode: int = 0, data: bytes = b"x", method: int = 0) -> bytes:
    """An archive of one member with these marks."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        told = zipfile.ZipInfo(name)
        told.external_attr = mode << 16
        told.compress_type = method or zipfile.ZIP_DEFLATED
        archive.writestr(told, data)
    return out.getvalue()


def renamed(name: bytes) -> bytes:
    """An archive whose member has a name that no tool would give it."""
    return entry("n" * len(name)).replace(b"n" * len(name), name)


def encrypted() -> bytes:
    data = bytearray(entry("a.txt"))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def twice(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (entry("../out.txt"), "path"),
        (entry("a/../../out.txt"), "path"),
        (entry("/etc/out.txt"), "path"),
        (entry("C:/out.txt"), "path"),
        (renamed(b"a\\b.txt"), "path"),
        (renamed(b"a.txt\x00.yaml"), "path"),
        (entry("a//b.txt"), "path"),
        (entry("a/./b.txt"), "path"),
        (entry("a\u202e.txt"), "path"),
        (entry("x" * 300), "path"),
        (entry("/".join("abcdefghi") + "/j"), "path"),
        (entry("link", mode=stat.S_IFLNK | 0o777, data=b"/etc/passwd"), "link"),
        (entry("pipe", mode=stat.S_IFIFO | 0o644), "link"),
        (encrypted(), "encrypted"),
        (entry("a.txt", method=zipfile.ZIP_LZMA), "method"),
        (entry("a.txt", method=zipfile.ZIP_BZIP2), "method"),
        (twice("a.txt", "A.TXT"), "duplicate"),
        (twice("caf\u00e9.md", "cafe\u0301.md"), "duplicate"),
        (zipped({"inner.bin": zipped({"a": "b"})}), "nested"),
        (zipped({"inner.txt": b"\x1f\x8b\x08rest"}), "nested"),
        (zipped({}), "empty"),
        (zipped({"__MACOSX/._a.md": "x", ".DS_Store": "x"}), "empty"),
        (b"", "broken"),
        (b"PK\x03\x04 and nothing else", "broken"),
        (entry("a.txt", data=b"some words")[:-8], "broken"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_an_archive_may_not_be(data: bytes, code: str) -> None:
    with pytest.raises(NotReceivable) as refused:
        unpack(data)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(members=2), "members"),
        (Limits(member_bytes=9), "size"),
        (Limits(total_bytes=29), "total"),
    ],
)
def test_an_archive_is_bounded(limits: Limits, code: str) -> None:
    with pytest.raises(NotReceivable) as refused:
        open_archive(zipped({"a": "0123456789", "b": "0123456789", "c": "0123456789"}), limits)
    assert refused.value.code == code


def test_a_bomb_is_refused_by_its_directory_in_no_space() -> None:
    bomb = zipped({"a.md": b"0" * 1_900_000})
    many = zipped({f"{n}.md": b"" for n in range(2_100)})
    tracemalloc.start()
    for data, code in ((bomb, "ratio"), (many, "members")):
        with pytest.raises(NotReceivable) as refused:
            unpack(data)
        assert refused.value.code == code
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2_000_000


def test_a_member_that_holds_more_than_it_says_is_not_read_on() -> None:
    data = bytearray(zipped({"a.md": b"0" * 100_000}))
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = (10).to_bytes(4, "little")
    with pytest.raises(NotReceivable) as refused:
        unpack(bytes(data))
    assert refused.value.code == "broken"


def test_what_an_operating_system_adds_stays_packed() -> None:
    data = zipped({"c/a.md": "words", "__MACOSX/c/._a.md": "x", "c/.DS_Store": b"\x00\x01"})
    assert unpack(data) == {"c/a.md": b"words"}


names = st.from_regex(r"[a-z]{1,8}(/[a-z]{1,8}){0,3}\.md", fullmatch=True)
files = st.dictionaries(names, st.text(max_size=50), min_size=1, max_size=5)


@given(files)
@settings(max_examples=30, deadline=None)
def test_what_was_packed_is_unpacked(texts: dict[str, str]) -> None:
    assert unpack(pack(texts)) == {name: text.encode() for name, text in texts.items()}
    assert pack(texts) == pack(dict(reversed(texts.items())))


def any_bytes() -> st.SearchStrategy[bytes]:
    """Bytes of any kind, and archives in which some bytes were changed."""

    def spoilt(told: tuple[dict[str, str], list[tuple[int, int]]]) -> bytes:
        data = bytearray(pack(told[0]))
        for place, value in told[1]:
            data[place % len(data)] = value
        return bytes(data)

    changes = st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 255)), max_size=8)
    return st.binary(max_size=200) | st.tuples(files, changes).map(spoilt)


@given(any_bytes())
@settings(max_examples=150, deadline=None)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    with suppress(NotReceivable):
        assert unpack(data)
