"""`manage.py import_article`: what it prints, what it saves, how it refuses."""

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from content.importing.models import Article
from tests.content.importing.articles import TEXT


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    return path


def run(*args: object) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("import_article", *map(str, args), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_json_prints_what_was_found_and_touches_no_database(report: Path) -> None:
    out, _err = run(report, "--json", "--publisher", "Sample Wire")

    told = json.loads(out)
    text = told["received"]["text"]
    assert text == TEXT
    assert told["source"]["publisher"] == "Sample Wire"
    figures = {fact["key"]: fact["figure"] for fact in told["facts"] if "figure" in fact}
    assert {"countries": 19, "arrests": 25, "suspects": 273}.items() <= figures.items()
    assert all(text[fact["start"] : fact["end"]] == fact["quote"] for fact in told["facts"])
    assert [event["on"] for event in told["timeline"]] == ["2024-11", "2025-02-26"]
    assert run(report, "--json", "--publisher", "Sample Wire")[0] == out


def test_without_json_proposals_are_kept(report: Path, units: SimpleNamespace) -> None:
    out, _err = run(report, "--published-on", "2025-02-28", "--owner", "north")

    article = Article.objects.get()
    assert (article.state, article.owner) == ("ready", units.north)
    assert article.published_on == "2025-02-28"
    assert f"imported article {article.public_id}" in out


@pytest.mark.parametrize(
    ("name", "body", "more"),
    [
        ("none.txt", None, []),
        ("a.pdf", b"x", []),
        ("a.txt", b"  ", []),
        ("a.txt", b"\x00\xff", []),
        ("a.txt", b"text", ["--published-on", "yesterday"]),
        ("a.txt", b"text", ["--url", "ftp://x"]),
        ("a.txt", b"text", ["--title", "x" * 501]),
    ],
)
def test_bad_input_is_told_in_one_line(
    tmp_path: Path, name: str, body: bytes | None, more: list[str]
) -> None:
    path = tmp_path / name
    if body is not None:
        path.write_bytes(body)
    err = io.StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("import_article", str(path), "--json", *more, stderr=err)

    assert ended.value.code == 1
    assert err.getvalue().count("\n") == 1
