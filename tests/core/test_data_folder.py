import stat
from pathlib import Path

import pytest

from core import data_folder


def test_the_folder_and_its_key_are_for_their_owner_and_the_key_is_made_once(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "deep" / "data"
    data_folder.make(folder)
    data_folder.make_key(folder)
    key = (folder / "secret-key").read_text()
    data_folder.make_key(folder)
    assert (folder / "secret-key").read_text() == key
    assert len(key) > 50
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "secret-key")]
    assert modes == [0o700, 0o600]
    assert [path.name for path in folder.iterdir()] == ["secret-key"]


def test_one_holder_at_a_time(tmp_path: Path) -> None:
    with (
        data_folder.locked(tmp_path),
        pytest.raises(data_folder.FolderRefused, match=r"^Another Casebook is running on"),
        data_folder.locked(tmp_path),
    ):
        pass
    with data_folder.locked(tmp_path):
        pass


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
tmpfs {here}/ram tmpfs rw 0 0
server:/share {here}/share nfs4 rw 0 0
//server/with {here}/with\\040space cifs rw 0 0
/dev/sdb {here}/share/disk xfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("elsewhere", "ext4"),
        ("ram/data", "tmpfs"),
        ("share", "nfs4"),
        ("share/data", "nfs4"),
        ("shared", "ext4"),
        ("with space/data", "cifs"),
        ("share/disk/data", "xfs"),
    ],
)
def test_the_file_system_is_that_of_the_deepest_mount(
    folder: str, kind: str, tmp_path: Path
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS.format(here=tmp_path))
    assert data_folder.file_system_of(tmp_path / folder, mounts) == kind


def test_a_system_that_does_not_tell_is_trusted(tmp_path: Path) -> None:
    assert data_folder.file_system_of(tmp_path, tmp_path / "nothing") == ""


def test_a_network_file_system_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_folder, "NETWORK_FILE_SYSTEMS", {data_folder.file_system_of(tmp_path)})
    with pytest.raises(data_folder.FolderRefused, match="is on a network file system"):
        data_folder.make(tmp_path)
