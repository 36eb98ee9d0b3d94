"""What holds for the repository as a whole."""

import ast
import re
from pathlib import Path

from django.apps import apps
from django.core.management import get_commands
from django.db.migrations.loader import MigrationLoader

from tests.conventions.sources import APPS, files, of_apps, text

LINES = {".py": 400, ".js": 400, ".css": 400, ".html": 150}
FUNCTION_LINES = 40
VIEW_LINES = 25


def test_files_are_short_enough_to_be_one_room() -> None:
    too_long = {
        str(path): count
        for suffix, most in LINES.items()
        for path in of_apps(suffix)
        if (count := len(text(path).splitlines())) > most
    }
    assert too_long == {}


def functions(source: str) -> list[tuple[str, int]]:
    """Every function with the lines of its body, its docstring not counted."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
        found.append((node.name, (body[-1].end_lineno or 0) - body[0].lineno + 1))
    return found


def is_view(path: Path) -> bool:
    return path.name == "views.py" or "views" in path.parts


def test_functions_are_short_enough_to_be_read_at_once() -> None:
    too_long = {
        f"{path}:{name}": count
        for path in of_apps(".py")
        for name, count in functions(text(path))
        if count > (VIEW_LINES if is_view(path) else FUNCTION_LINES)
    }
    assert too_long == {}


def test_each_app_has_one_line_of_migrations() -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    for label in ("core", "accounts", "content", "courses"):
        assert len(loader.graph.leaf_nodes(label)) <= 1
        for (app, name), migration in loader.disk_migrations.items():
            before = [key for key in migration.dependencies if key[0] == label]
            if app == label:
                assert len(before) <= 1, f"{name} joins two lines"


def test_requirements_hold_pins_with_hashes_and_no_address() -> None:
    for path in (path for path in files() if path.parts[0] == "requirements"):
        if path.suffix != ".txt":
            continue
        content = text(path)
        assert not re.search(r"https?:|file:|index|find-links|trusted-host|/opt/|@ ", content)
        for entry in re.split(r"\n(?=\S)", content.replace("\\\n", " ").strip()):
            assert re.match(r"[a-z0-9-]+(\[[a-z0-9,-]+\])?==\S+ ", entry), entry
            assert "--hash=sha256:" in entry, entry


def test_no_file_names_a_place_on_one_machine() -> None:
    place = re.compile(r"(?<![\w.])/(?:work|root|farm|home/\w+)/")
    found = [
        str(path)
        for path in files()
        if path.suffix in {".py", ".html", ".md", ".txt", ".toml", ".yaml", ".sh", ".js", ".css"}
        and path.parts[:2] != ("tests", "conventions")
        and place.search(text(path))
    ]
    assert found == []


def test_every_dependency_has_its_reason_beside_it() -> None:
    block = text(Path("pyproject.toml")).split("dependencies = [", 1)[1].split("[tool.", 1)[0]
    entries = [line.strip() for line in block.splitlines() if line.strip().startswith('"')]
    assert len(entries) > 20
    assert [line for line in entries if not re.search(r'",\s+# \w', line)] == []


def test_the_operations_guide_names_every_command_of_ours() -> None:
    ours = {name for name, app in get_commands().items() if app in APPS}
    guide = text(Path("docs/operations.md"))
    assert [name for name in sorted(ours) if f"`{name}" not in guide] == []


def test_the_architecture_page_names_every_signal() -> None:
    declared = {
        match
        for path in of_apps(".py")
        if path.name == "signals.py"
        for match in re.findall(r"^(\w+)\s*(?::[^=]+)?= Signal\(", text(path), re.MULTILINE)
    }
    page = text(Path("docs/architecture.md"))
    assert declared
    assert [name for name in sorted(declared) if f"`{name}`" not in page] == []


def test_tasks_are_declared_with_the_one_decorator() -> None:
    raw = [
        str(path)
        for path in of_apps(".py")
        if re.search(r"\bshared_task\b|\.delay\(|\.apply_async\(", text(path))
        and path not in {Path("core/tasks.py"), Path("core/enqueue.py")}
    ]
    assert raw == []


def test_every_app_is_installed() -> None:
    assert {config.label for config in apps.get_app_configs()} >= set(APPS) - {"config"}
