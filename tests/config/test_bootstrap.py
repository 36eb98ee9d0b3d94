"""The first step on a bare machine, in a copy of the checkout that holds nothing else."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
OLD = sorted(Path.home().glob(".pyenv/versions/3.[6-9].*/bin/python3"))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for folder in ("config", "requirements"):
        (tmp_path / folder).mkdir()
    shutil.copy(ROOT / "config" / "bootstrap.py", tmp_path / "config")
    for kind in ("runtime", "dev", "s3"):
        (tmp_path / "requirements" / f"{kind}.txt").write_text("# nothing to install\n")
    return tmp_path


def boot(
    copy: Path, *arguments: str, python: str = sys.executable, path: str = os.environ["PATH"]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [python, str(copy / "config" / "bootstrap.py"), *arguments],
        env={"PATH": path, "HOME": str(copy)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_makes_the_environment_once_and_becomes_the_command(copy: Path) -> None:
    print_prefix = ("runtime", "python", "-c", "import sys; print(sys.prefix)")
    first = boot(copy, *print_prefix)
    assert (first.returncode, first.stdout) == (0, f"{copy / '.venv'}\n")
    assert "Making the environment" in first.stderr
    second = boot(copy, *print_prefix)
    assert (second.returncode, second.stdout, second.stderr) == (0, f"{copy / '.venv'}\n", "")


def test_it_installs_again_when_the_pins_changed_and_development_covers_the_rest(
    copy: Path,
) -> None:
    assert "requirements/dev.txt" in boot(copy, "dev").stderr
    assert boot(copy, "runtime").stderr == ""
    (copy / "requirements" / "dev.txt").write_text("# changed\n")
    assert "requirements/dev.txt" in boot(copy, "dev").stderr


def test_a_package_without_its_hash_is_not_installed(copy: Path) -> None:
    (copy / "requirements" / "runtime.txt").write_text("polib==1.2.0\n")
    done = boot(copy, "runtime")
    assert done.returncode == 1
    assert done.stderr.endswith("could not be installed: the lines above say why.\n")


def test_no_python_that_is_new_enough_is_one_sentence(copy: Path) -> None:
    script = copy / "config" / "bootstrap.py"
    script.write_text(script.read_text().replace("OLDEST = (3, 12)", "OLDEST = (9, 0)"))
    done = boot(copy, "runtime", path="/nowhere")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "Casebook needs Python 9.0 or later and found none: install one (for example with your "
        "system's packages, uv or pyenv) and start again.\n"
    )


@pytest.mark.parametrize(
    "python", sorted({str(path) for path in OLD[:1] + OLD[-1:]}) or [sys.executable]
)
def test_an_old_python_finds_a_newer_one(python: str, copy: Path) -> None:
    newer = str(Path(sys.executable).resolve().parent)
    done = boot(
        copy,
        "runtime",
        "python",
        "-c",
        "import sys; print(sys.version_info >= (3, 12))",
        python=python,
        path=newer,
    )
    assert (done.returncode, done.stdout) == (0, "True\n"), done.stderr
