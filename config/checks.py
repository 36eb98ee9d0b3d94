"""`make check`: everything about the code that a machine can see without running the tests.

    python -m config.checks [name …] [--format]

Runs all of them, or those named, and says at the end which failed.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APPS = ("core", "accounts", "content", "courses", "config")


def commands(*, put_in_form: bool) -> dict[str, Sequence[str]]:
    """Each check by name."""
    templates = sorted(str(path) for app in APPS for path in Path(app).rglob("templates/**/*.html"))
    manage = (sys.executable, "manage.py")
    mode = () if put_in_form else ("--check",)
    return {
        "format": ("ruff", "format", *mode, "."),
        "lint": ("ruff", "check", "."),
        "templates": ("djangofmt", *mode, *templates),
        "template-lint": ("djangofmt", "check", *templates),
        "layers": ("lint-imports",),
        "types": ("mypy", *APPS, "bench"),
        "migrations": (*manage, "makemigrations", "--check", "--dry-run"),
        "deploy": (*manage, "check", "--deploy", "--fail-level", "WARNING"),
    }


def environment(folder: str) -> Mapping[str, str]:
    """A site at work, as the deploy checks should see one; nothing of this machine's own."""
    return {
        **os.environ,
        # The tools of this environment, also where it was not activated.
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "CASEBOOK_DATA": folder,
        "CASEBOOK_URL": "https://casebook.example.org",
        "CASEBOOK_SECRET_KEY": "only-for-checks-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEF",
        "DATABASE_URL": "sqlite://:memory:",
    }


def main(arguments: Sequence[str]) -> int:
    """Run the checks; 1 if one of them failed."""
    os.chdir(ROOT)
    every = commands(put_in_form="--format" in arguments)
    names = [name for name in arguments if not name.startswith("-")] or list(every)
    failed = []
    with tempfile.TemporaryDirectory(prefix="casebook-checks-") as folder:
        given = environment(folder)
        os.environ["PATH"] = given["PATH"]  # where a program is looked for
        for name in names:
            sys.stdout.write(f"== {name}\n")
            sys.stdout.flush()
            done = subprocess.run(every[name], env=given, check=False)
            if done.returncode:
                failed.append(name)
    sys.stdout.write(f"FAILED: {', '.join(failed)}\n" if failed else "All checks passed.\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
