from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.env import env_bool, env_int, env_list, env_secret, env_str

NAME = "CASEBOOK_TEST_VALUE"


def test_text_comes_from_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, " a value ")
    assert env_str(NAME) == "a value"


def test_text_comes_from_the_file_that_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "value").write_text("from a file\n")
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "value"))
    assert env_str(NAME, "default") == "from a file"


def test_empty_counts_as_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "")
    assert env_str(NAME, "default") == "default"
    with pytest.raises(ImproperlyConfigured, match=f"{NAME} is not set"):
        env_str(NAME)


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe"])
def test_a_file_that_cannot_be_read_or_is_empty_is_refused(
    content: bytes | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "value"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setenv(f"{NAME}_FILE", str(path))
    with pytest.raises(ImproperlyConfigured, match=NAME):
        env_str(NAME)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1", True), ("True", True), ("on", True), ("0", False), ("no", False), ("", True)],
)
def test_switches(text: str, value: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, text)
    assert env_bool(NAME, default=True) is value


def test_a_wrong_switch_is_refused_without_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "sekret")
    with pytest.raises(ImproperlyConfigured) as refusal:
        env_bool(NAME, default=False)
    assert str(refusal.value) == f"{NAME} must be 1 or 0."


@pytest.mark.parametrize("text", ["", "7"])
def test_numbers(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, text)
    assert env_int(NAME, 7) == 7


@pytest.mark.parametrize("text", ["seven", "-1", "1.5"])
def test_wrong_numbers_are_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, text)
    with pytest.raises(ImproperlyConfigured, match=f"^{NAME} must be"):
        env_int(NAME, 7)


def test_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env_list(NAME, ("x",)) == ["x"]
    monkeypatch.setenv(NAME, "a, b,,c ")
    assert env_list(NAME) == ["a", "b", "c"]


def test_a_secret_comes_from_the_environment_or_the_kept_file_or_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept = tmp_path / "key"
    with pytest.raises(ImproperlyConfigured, match="make run"):
        env_secret(NAME, kept_in=kept)
    kept.write_text("kept\n")
    assert env_secret(NAME, kept_in=kept) == "kept"
    monkeypatch.setenv(NAME, "given")
    assert env_secret(NAME, kept_in=kept) == "given"
