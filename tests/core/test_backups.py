"""A backup holds all that cannot be made again, and a damaged one touches nothing."""

import sqlite3
import stat
import tarfile
from pathlib import Path

import pytest

from tests.real_site import RealSite

SQL = (
    "CREATE TABLE IF NOT EXISTS kept (word text); DELETE FROM kept; INSERT INTO kept VALUES ('{}')"
)


@pytest.fixture
def site(tmp_path: Path) -> RealSite:
    """A site that is not running, on SQLite, with a key, a file and one word in its database."""
    folder = tmp_path / "data"
    site = RealSite(folder, DATABASE_URL=f"sqlite://{folder / 'casebook.sqlite3'}")
    (folder / "files").mkdir(parents=True)
    (folder / "secret-key").write_text("first key, which is long enough to be one\n")
    (folder / "files" / "certificate.pdf").write_bytes(b"first")
    say(site, "first")
    return site


def say(site: RealSite, word: str) -> None:
    with sqlite3.connect(site.folder / "casebook.sqlite3") as link:
        link.executescript(SQL.format(word))
    link.close()


def said(site: RealSite) -> str:
    link = sqlite3.connect(site.folder / "casebook.sqlite3")
    try:
        return str(link.execute("SELECT word FROM kept").fetchone()[0])
    finally:
        link.close()


def state(site: RealSite) -> tuple[str, bytes, str]:
    return (
        said(site),
        (site.folder / "files" / "certificate.pdf").read_bytes(),
        (site.folder / "secret-key").read_text()[:5],
    )


def change(site: RealSite) -> None:
    say(site, "other")
    (site.folder / "files" / "certificate.pdf").write_bytes(b"other")
    (site.folder / "secret-key").write_text("other key, which is long enough to be one\n")


def test_what_was_backed_up_comes_back_and_what_was_there_is_put_aside(
    site: RealSite, tmp_path: Path
) -> None:
    archive = tmp_path / "backup.tar.gz"
    written = site.manage("backup", str(archive))
    assert written.returncode == 0, written.stderr
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    change(site)
    restored = site.manage("restore", str(archive), "--yes")
    assert restored.returncode == 0, restored.stderr
    assert state(site) == ("first", b"first", "first")
    (aside,) = site.folder.glob("replaced-*")
    assert sorted(path.name for path in aside.iterdir() if "-" not in path.suffix) == [
        "casebook.sqlite3",
        "files",
        "secret-key",
    ]
    assert (aside / "files" / "certificate.pdf").read_bytes() == b"other"


def test_a_backup_is_whole_while_somebody_writes(site: RealSite, tmp_path: Path) -> None:
    link = sqlite3.connect(site.folder / "casebook.sqlite3", isolation_level=None)
    link.execute("PRAGMA journal_mode=WAL")
    link.execute("BEGIN IMMEDIATE")
    link.execute("UPDATE kept SET word = 'half'")
    archive = tmp_path / "backup.tar.gz"
    assert site.manage("backup", str(archive)).returncode == 0
    link.execute("COMMIT")
    link.close()
    assert site.manage("restore", str(archive), "--yes").returncode == 0
    assert said(site) == "first"


@pytest.mark.parametrize("kept", [0, 100, 0.5, 0.8], ids=["empty", "start", "half", "most"])
def test_half_an_archive_is_refused_and_nothing_is_touched(
    kept: float, site: RealSite, tmp_path: Path
) -> None:
    archive = tmp_path / "backup.tar.gz"
    assert site.manage("backup", str(archive)).returncode == 0
    content = archive.read_bytes()
    archive.write_bytes(content[: int(kept * len(content)) if kept < 1 else int(kept)])
    change(site)
    refused = site.manage("restore", str(archive), "--yes")
    assert refused.returncode == 1
    assert refused.stderr == f"CommandError: {archive} is not a whole backup of Casebook.\n"
    assert state(site) == ("other", b"other", "other")


def test_an_archive_that_was_changed_is_refused(site: RealSite, tmp_path: Path) -> None:
    archive, folder = tmp_path / "backup.tar.gz", tmp_path / "unpacked"
    assert site.manage("backup", str(archive)).returncode == 0
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    (folder / "files" / "certificate.pdf").write_bytes(b"forged")
    with tarfile.open(archive, "w:gz") as tar:
        for path in folder.iterdir():
            tar.add(path, arcname=path.name)
    change(site)
    refused = site.manage("restore", str(archive), "--yes")
    assert (refused.returncode, "is damaged" in refused.stderr) == (1, True)
    assert state(site) == ("other", b"other", "other")


def test_it_asks_before_it_replaces(site: RealSite, tmp_path: Path) -> None:
    refused = site.manage("restore", str(tmp_path / "backup.tar.gz"))
    assert (refused.returncode, "say --yes" in refused.stderr) == (1, True)


def test_a_backup_overwrites_nothing(site: RealSite, tmp_path: Path) -> None:
    archive = tmp_path / "backup.tar.gz"
    archive.write_text("mine")
    refused = site.manage("backup", str(archive))
    assert (refused.returncode, refused.stderr) == (
        1,
        f"CommandError: {archive} exists already.\n",
    )
    assert archive.read_text() == "mine"


def test_a_running_site_is_not_restored_into(site: RealSite, tmp_path: Path) -> None:
    from core import data_folder

    archive = tmp_path / "backup.tar.gz"
    assert site.manage("backup", str(archive)).returncode == 0
    with data_folder.locked(site.folder):
        refused = site.manage("restore", str(archive), "--yes")
    assert (refused.returncode, "Another Casebook is running" in refused.stderr) == (1, True)
