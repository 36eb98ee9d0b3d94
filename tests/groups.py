"""Test files that share something dear, such as a started site, go to one test process.

pytest-xdist does this by itself (`--dist loadgroup`), but up to 3.8 it writes the group into a node
id that pytest 9.2 no longer reads, and every process then starts a site of its own. Here the mark
is read from the file, so it stands at the head of it:

    pytestmark = pytest.mark.xdist_group("site")
"""

import re
from functools import cache
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).resolve().parent.parent
MARK = re.compile(r'^pytestmark = .*\bxdist_group\("(\w+)"\)', re.MULTILINE)


@cache
def group_of(file: str) -> str:
    """The group that a test file names at its head; empty if it names none."""
    found = MARK.search((ROOT / file).read_text())
    return found[1] if found else ""


class ByGroup(LoadScopeScheduling):
    """Whole groups, the largest first, then one test after another."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid.partition("::")[0]) or nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByGroup:
    """Asked by pytest-xdist once, whatever `--dist` says."""
    return ByGroup(config, log)
