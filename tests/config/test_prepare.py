"""What is done before the processes start: once, and with a backup before data is changed."""

import subprocess
import sys
from pathlib import Path

import pytest

from core import data_folder
from tests.real_site import ROOT, RealSite

pytestmark = pytest.mark.xdist_group("prepare")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> RealSite:
    """A site on SQLite that was never started, but was prepared once, by its own key."""
    folder = tmp_path_factory.mktemp("prepare") / "data"
    data_folder.make(folder)
    data_folder.make_key(folder)
    site = RealSite(folder, DATABASE_URL=f"sqlite://{folder / 'casebook.sqlite3'}")
    prepare(site)
    return site


def prepare(site: RealSite) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "config.run.prepare"],
        cwd=ROOT,
        env=site.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def backups(site: RealSite) -> list[Path]:
    return sorted((site.folder / "backups").glob("before-migrate-*.tar.gz"))


def test_a_backup_is_made_before_migrations_where_there_is_data(site: RealSite) -> None:
    assert backups(site) == []
    collected = (site.folder / "static" / "staticfiles.json").stat().st_mtime_ns
    prepare(site)
    assert backups(site) == []
    assert (site.folder / "static" / "staticfiles.json").stat().st_mtime_ns == collected
    assert site.manage("migrate", "sessions", "zero").returncode == 0
    prepare(site)
    assert len(backups(site)) == 1
    assert site.manage("migrate", "--check").returncode == 0


def test_a_new_machine_takes_a_backup_in(site: RealSite, tmp_path: Path) -> None:
    archive = tmp_path / "backup.tar.gz"
    assert site.manage("backup", str(archive)).returncode == 0
    folder = tmp_path / "new"
    new = RealSite(folder, DATABASE_URL=f"sqlite://{folder / 'casebook.sqlite3'}")
    command = [sys.executable, "-m", "config.run.restore", str(archive)]
    assert subprocess.run(command, cwd=ROOT, env=new.environment, check=False).returncode == 0
    assert new.manage("migrate", "--check").returncode == 0
    assert (folder / "secret-key").read_text() == (site.folder / "secret-key").read_text()
