"""Every variable that is read is listed in .env.example, and nothing else is."""

import ast
import re
from pathlib import Path

from tests.conventions.sources import of_apps, text

READERS = {"env_str", "env_bool", "env_int", "env_list", "env_secret"}
# What other programs or the pip environment define; not ours to list.
FOREIGN = {"PATH", "PYENV_ROOT", "DJANGO_SETTINGS_MODULE", "VIRTUAL_ENV", "PYTHONUNBUFFERED"}


def names_read(source: str) -> set[str]:
    """The variables that a module reads: through env.py, os.environ[…] or os.environ.get(…)."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = ast.unparse(node.func)
            if called in READERS or called == "os.environ.get":
                found.add(node.args[0].value)
        if (
            isinstance(node, ast.Subscript)
            and ast.unparse(node.value) == "os.environ"
            and isinstance(node.slice, ast.Constant)
            and isinstance(node.ctx, ast.Load)
        ):
            found.add(node.slice.value)
    return found


def test_names_are_found_however_they_are_read() -> None:
    source = "env_int('A', 1)\nos.environ.get('B')\nos.environ['C']\nos.environ['D'] = 'x'\n"
    assert names_read(source) == {"A", "B", "C"}


def test_the_list_of_variables_is_complete_and_has_no_other() -> None:
    read = set().union(*(names_read(text(path)) for path in of_apps(".py"))) - FOREIGN
    listed = re.findall(r"^#([A-Z][A-Z0-9_]*)=", text(Path(".env.example")), re.MULTILINE)
    assert sorted(listed) == sorted(read)
