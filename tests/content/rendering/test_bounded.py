import io
import json
import os
import time

import pytest

from content.rendering import bounded, close_workers, render, render_bounded, render_inline, worker
from content.rendering.shaping import Shape, Source, shape
from core.problems import ProblemsFound
from tests.content.rendering.library import Library

SOURCE = "# A\n\n*b* [fact:arrests] c[^1]\n\n[^1]: d\n[^2]: never cited\n"


@pytest.fixture(autouse=True)
def no_worker_stays():
    close_workers()
    yield
    close_workers()


@pytest.fixture
def slow(monkeypatch):
    """Make the other process one that never answers, or that ends, after its greeting."""

    def start(code):
        greeting = json.dumps({"html": "", "spots": [], "problems": []})
        program = f"import sys, time\nprint({greeting!r}, flush=True)\n{code}"
        monkeypatch.setattr(bounded, "COMMAND", ("-c", program))

    return start


def test_the_other_process_gives_the_same_rendering():
    options = {"resolver": Library(), "prefix": "l", "file": "a.md", "first_line": 4}

    assert render_bounded(SOURCE, **options) == render(SOURCE, **options)


def test_inline_goes_the_same_way_when_seconds_are_given():
    options = {"resolver": Library(), "prefix": "l"}

    assert render_inline("*a*", seconds=10, **options) == render_inline("*a*", **options)


def test_faults_found_by_the_other_process_have_their_places():
    with pytest.raises(ProblemsFound) as caught:
        render_bounded(
            "a\n\n![*b*](c)", resolver=Library(), prefix="l", file="a.md", first_line=2, key="text"
        )

    assert str(caught.value).splitlines()[1] == "a.md:4: text: pictures have no place in a text"


def test_lone_surrogates_and_other_scripts_pass_the_pipe():
    assert bounded.shape_bounded(Source("*漢字* 🙂"), seconds=10) == shape(Source("*漢字* 🙂"))
    assert bounded.shape_bounded(Source("*\ud800*"), seconds=10) == shape(Source("*\ud800*"))


def test_plain_and_far_too_large_sources_need_no_other_process(monkeypatch):
    monkeypatch.setattr(bounded, "COMMAND", ("-c", "raise SystemExit"))

    assert bounded.shape_bounded(Source("Plain words."), seconds=1).html == "<p>Plain words.</p>"
    assert len(bounded.shape_bounded(Source("*" * 300_000), seconds=1).problems) == 1


def test_a_source_that_takes_too_long_is_an_error_and_the_process_is_gone(slow):
    slow("time.sleep(60)")
    start = time.monotonic()

    with pytest.raises(ProblemsFound) as caught:
        render_bounded("*a*", resolver=Library(), prefix="l", file="a.md", seconds=0.3)

    assert str(caught.value) == (
        "a.md:1: cannot be read within 0.3 seconds; make it simpler or split it"
    )
    assert time.monotonic() - start < 30


def test_a_process_that_dies_is_replaced(slow, monkeypatch):
    command = bounded.COMMAND
    slow("sys.stdin.readline(); raise SystemExit(1)")
    assert bounded.shape_bounded(Source("*a*"), seconds=5).html == ""

    monkeypatch.setattr(bounded, "COMMAND", command)
    assert bounded.shape_bounded(Source("*a*"), seconds=10).html == "<p><em>a</em></p>"


def test_a_kept_process_that_died_meanwhile_is_replaced():
    bounded.shape_bounded(Source("*a*"), seconds=10)
    (kept,) = bounded._pool()._free
    kept._process.kill()
    kept._process.wait()

    assert bounded.shape_bounded(Source("*b*"), seconds=10).html == "<p><em>b</em></p>"


def test_writing_to_a_process_that_is_gone_is_no_answer():
    bounded.shape_bounded(Source("*a*"), seconds=10)
    (kept,) = bounded._pool()._free
    kept._process.kill()
    kept._process.wait()

    assert kept.ask(Source("*b*"), 5) is None


def test_one_process_is_kept_and_used_again():
    bounded.shape_bounded(Source("*a*"), seconds=10)
    (kept,) = bounded._pool()._free
    bounded.shape_bounded(Source("*b*"), seconds=10)

    assert bounded._pool()._free == [kept]


def test_when_all_are_busy_waiting_ends_too(monkeypatch):
    pool = bounded._pool()
    for _ in range(bounded.MAX_WORKERS):
        pool._turns.acquire()

    made = bounded.shape_bounded(Source("*a*"), seconds=0.05)

    assert made.problems[0].message.startswith("cannot be read within 0.05 seconds")


def test_a_process_made_by_forking_has_a_pool_of_its_own(monkeypatch):
    pool = bounded._pool()
    monkeypatch.setattr(os, "getpid", lambda: pool.owner + 1)

    assert bounded._pool() is not pool


def test_the_other_process_knows_no_secret(monkeypatch):
    monkeypatch.setenv("CASEBOOK_SECRET_KEY", "secret")
    bounded.shape_bounded(Source("*a*"), seconds=10)

    assert "CASEBOOK_SECRET_KEY" not in bounded.environment()


def test_the_worker_answers_line_by_line(monkeypatch, capsys):
    monkeypatch.setattr(worker, "limit_memory", lambda: None)
    asked = json.dumps({"text": "*a*", "file": "f", "first_line": 1, "key": "", "inline": False})
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{asked}\n{asked}\n"))

    worker.main()

    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert answers == [{"html": "<p><em>a</em></p>", "spots": [], "problems": []}] * 2


def test_the_worker_survives_a_source_that_needs_too_much_memory(monkeypatch):
    def too_much(source):
        raise MemoryError

    monkeypatch.setattr(worker, "shape", too_much)

    assert worker.answer('{"text": "*a*"}') == "null"


def test_the_worker_limits_its_memory(monkeypatch):
    resource = pytest.importorskip("resource")
    told = []
    monkeypatch.setattr(resource, "setrlimit", lambda *given: told.append(given))

    worker.limit_memory()

    assert told == [(resource.RLIMIT_AS, (worker.MAX_MEMORY, worker.MAX_MEMORY))]


def test_a_system_without_limits_goes_without(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "resource", None)

    assert worker.limit_memory() is None


def test_an_empty_shape_is_written_as_data():
    assert json.loads(worker.written(Shape("", (), ()))) == {
        "html": "", "spots": [], "problems": [],
    }  # fmt: skip
