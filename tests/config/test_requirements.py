"""What a site at work imports is pinned in requirements/runtime.txt; development has more."""

import os
import re
import subprocess
import sys
from importlib.metadata import packages_distributions

import pytest

from tests.real_site import ROOT

# Modules that are imported only once an address names them.
CHOSEN_BY_ADDRESS = [
    "kombu.transport.filesystem",
    "kombu.transport.pyamqp",
    "kombu.transport.redis",
    "django.core.cache.backends.redis",
    "django.db.backends.postgresql.base",
    "redis",
]
# Refuses whatever was not pinned for work, then imports what is given.
ONLY_PINNED = """
import importlib, sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {refused}:
            raise ModuleNotFoundError("not in requirements/runtime.txt: " + name, name=name)
sys.meta_path.insert(0, Refuse())
import django
django.setup()
for name in {names}:
    importlib.import_module(name)
"""


def pinned() -> set[str]:
    text = (ROOT / "requirements/runtime.txt").read_text()
    return {canonical(name) for name in re.findall(r"^([\w.-]+)==", text, re.MULTILINE)}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def refused() -> set[str]:
    """The modules that nothing brings but what is pinned for development alone."""
    known = pinned()
    return {
        module
        for module, distributions in packages_distributions().items()
        if not known & {canonical(name) for name in distributions}
    }


def our_modules() -> list[str]:
    found = [
        path.relative_to(ROOT).with_suffix("")
        for folder in ("core", "accounts", "content", "courses", "config")
        for path in (ROOT / folder).rglob("*.py")
    ]
    names = {".".join(path.parts).removesuffix(".__init__") for path in found}
    return sorted(name for name in names if name != "config.checks")


def imported(names: list[str]) -> subprocess.CompletedProcess[str]:
    source = ONLY_PINNED.format(refused=refused(), names=names)
    return subprocess.run(
        [sys.executable, "-c", source],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("names", [our_modules(), CHOSEN_BY_ADDRESS], ids=["ours", "by address"])
def test_what_is_pinned_for_work_is_enough(names: list[str]) -> None:
    done = imported(names)
    assert done.returncode == 0, done.stderr


def test_what_is_pinned_for_development_alone_is_refused() -> None:
    done = imported(["hypothesis"])
    assert "not in requirements/runtime.txt: hypothesis" in done.stderr
