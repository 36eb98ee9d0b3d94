"""From a bare machine to our own environment; run by `make` with whatever Python there is.

    python3 config/bootstrap.py runtime|dev|s3 [command …]

Finds a Python that is new enough, makes .venv, installs the pinned requirements with their hashes
if they changed, then becomes the command inside of it (`python` there is .venv's). Standard library
only, and understood by any Python 3.6 or later, so that an old one can still say what is wrong.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import List

OLDEST = (3, 12)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "requirements"
# Which sets hold what a set needs: development has everything, s3 the runtime and its own.
COVERED_BY = {"runtime": ("runtime", "s3", "dev"), "s3": ("s3", "dev"), "dev": ("dev",)}


def main(arguments: List[str]) -> None:
    if not arguments or arguments[0] not in COVERED_BY:
        stop("usage: bootstrap.py runtime|dev|s3 [command …]")
    name, command = arguments[0], arguments[1:]
    if name == "runtime" and os.environ.get("FILES_URL", "").startswith("s3:"):
        name = "s3"
    os.chdir(str(ROOT))
    if not works(str(PYTHON)):
        make_environment()
    install(name)
    if command:
        os.environ["PATH"] = f"{PYTHON.parent}{os.pathsep}{os.environ.get('PATH', '')}"
        os.environ["VIRTUAL_ENV"] = str(VENV)
        os.execvp(command[0], command)


def works(python: str) -> bool:
    """Whether this Python starts and is new enough."""
    test = f"import sys; sys.exit(sys.version_info < {OLDEST!r})"
    return run([python, "-c", test], quiet=True)


def candidates() -> List[str]:
    """Every Python that this machine may have, the likeliest first; uv may fetch one at last."""
    found = [sys.executable]
    found += [shutil.which(f"python3.{minor}") or "" for minor in (13, 14, 12)]
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    found += [str(path) for path in sorted(pyenv.glob("versions/3.*/bin/python3"))]
    return [python for python in found if python]


def from_uv() -> str:
    """A Python that uv has or can fetch; empty where there is no uv."""
    if not shutil.which("uv"):
        return ""
    command = ["uv", "python", "find", "3.13"]
    found = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if found.returncode and run(["uv", "python", "install", "3.13"]):
        found = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    return found.stdout.decode().strip()


def make_environment() -> None:
    python = next((found for found in candidates() if works(found)), "") or from_uv()
    if not python:
        stop(
            f"Casebook needs Python {OLDEST[0]}.{OLDEST[1]} or later and found none: install one "
            "(for example with your system's packages, uv or pyenv) and start again."
        )
    say(f"Making the environment with {python}")
    if run([python, "-m", "venv", "--clear", str(VENV)], quiet=True):
        return
    if shutil.which("uv") and run(["uv", "venv", "--clear", "--seed", "-p", python, str(VENV)]):
        return
    shutil.rmtree(str(VENV), ignore_errors=True)
    stop(
        f"{python} cannot make an environment: install its venv package (Debian and Ubuntu: "
        "python3-venv) and start again."
    )


def install(name: str) -> None:
    """The set is installed as pinned; nothing happens if that was done before."""
    wanted = {kind: digest(kind) for kind in COVERED_BY}
    if any(installed(kind) == wanted[kind] for kind in COVERED_BY[name]):
        return
    say(f"Installing requirements/{name}.txt (once, and after a change)")
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if not run([*command, "--require-hashes", "--requirement", str(REQUIREMENTS / f"{name}.txt")]):
        stop("The requirements could not be installed: the lines above say why.")
    for kind in COVERED_BY:
        if kind != name and mark(kind).exists():
            mark(kind).unlink()
    mark(name).write_text(wanted[name])


def digest(kind: str) -> str:
    return hashlib.sha256((REQUIREMENTS / f"{kind}.txt").read_bytes()).hexdigest()


def mark(kind: str) -> Path:
    return VENV / f"installed-{kind}"


def installed(kind: str) -> str:
    return mark(kind).read_text() if mark(kind).exists() else ""


def run(command: List[str], quiet: bool = False) -> bool:
    """Whether the command could be run and succeeded."""
    output = subprocess.DEVNULL if quiet else None
    try:
        return subprocess.call(command, stdout=output, stderr=output) == 0
    except OSError:
        return False


def say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def stop(text: str) -> None:
    say(text)
    sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
