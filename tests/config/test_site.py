import socket
from pathlib import Path

import pytest

from config.run.site import Site, StartRefused

NAMES = (
    "CASEBOOK_PARTS",
    "HOST",
    "PORT",
    "CASEBOOK_URL",
    "CASEBOOK_DATA",
    "CASEBOOK_DEMO",
    "DATABASE_URL",
)


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CASEBOOK_DATA", str(tmp_path))


def test_without_a_word_it_listens_to_this_machine_only_and_has_demo_people(tmp_path: Path) -> None:
    site = Site.from_environment()
    assert (site.host, site.port, site.url) == ("127.0.0.1", 8000, "http://localhost:8000")
    assert (site.folder, site.on_sqlite, site.is_open) == (tmp_path, True, False)
    assert site.environment()["CASEBOOK_DEMO"] == "1"


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("0.0.0.0", "http://localhost:8000"),
        ("127.0.0.1", "https://casebook.example.org"),
        ("192.0.2.7", "http://192.0.2.7:8000"),
    ],
)
def test_where_others_can_come_there_are_no_demo_people_unless_asked_for(
    host: str, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOST", host)
    monkeypatch.setenv("CASEBOOK_URL", url)
    assert Site.from_environment().environment()["CASEBOOK_DEMO"] == "0"
    monkeypatch.setenv("CASEBOOK_DEMO", "1")
    assert Site.from_environment().environment()["CASEBOOK_DEMO"] == "1"


def test_letting_others_in_needs_the_address_they_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOST", "0.0.0.0")
    with pytest.raises(
        StartRefused, match=r"^HOST=0.0.0.0 lets other machines in: set CASEBOOK_URL"
    ):
        Site.from_environment()


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1"])
def test_a_wrong_port_is_one_sentence(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(StartRefused, match=r"^PORT must be a number from 1 to 65535"):
        Site.from_environment()


def test_a_port_in_use_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv("PORT", str(taken.getsockname()[1]))
        with pytest.raises(StartRefused, match=r"^Port .* cannot be used .*: choose another"):
            Site.from_environment().check_port()


def test_a_machine_may_run_some_of_the_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    def named(parts: str) -> list[str]:
        monkeypatch.setenv("CASEBOOK_PARTS", parts)
        return [child.name for child in Site.from_environment().children()]

    assert named("") == ["web", "worker", "scheduler"]
    assert named("scheduler, worker") == ["worker", "scheduler"]
    with pytest.raises(StartRefused, match=r"^CASEBOOK_PARTS must be of web, worker, scheduler"):
        named("web,cron")


def test_on_sqlite_one_process_writes_for_the_web(monkeypatch: pytest.MonkeyPatch) -> None:
    def web(option: str) -> str:
        command = list(Site.from_environment().children()[0].command)
        return command[command.index(option) + 1]

    assert (web("--workers"), web("--threads")) == ("1", "4")
    monkeypatch.setenv("DATABASE_URL", "postgres://host/name")
    assert web("--workers") == "2"
