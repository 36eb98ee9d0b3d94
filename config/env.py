"""Reading the environment. Every variable comes through here and is listed in .env.example.

A value may also stand in a file that `NAME_FILE` names (how container platforms hand over secrets).
An empty value counts as not given. Anything that cannot be read raises ImproperlyConfigured with
the name of the variable, never with its value.
"""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}


def env_str(name: str, default: str | None = None) -> str:
    """The text of a variable; raises if it is not given and there is no default."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if file_name := os.environ.get(f"{name}_FILE", "").strip():
        return _from_file(name, Path(file_name))
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set. See .env.example.")
    return default


def env_bool(name: str, *, default: bool) -> bool:
    """A switch: 1, true, yes, on or 0, false, no, off."""
    value = env_str(name, "").lower()
    if not value:
        return default
    if value in TRUE | FALSE:
        return value in TRUE
    raise ImproperlyConfigured(f"{name} must be 1 or 0.")


def env_int(name: str, default: int, *, least: int = 0) -> int:
    """A whole number that is not below `least`."""
    value = env_str(name, str(default))
    try:
        number = int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number.") from None
    if number < least:
        raise ImproperlyConfigured(f"{name} must be at least {least}.")
    return number


def env_list(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Values separated by commas; spaces around them do not count."""
    value = env_str(name, "")
    return [part.strip() for part in value.split(",") if part.strip()] if value else list(default)


def env_secret(name: str, *, kept_in: Path) -> str:
    """A secret from the environment, or from the file `make run` made once; raises otherwise."""
    value = env_str(name, "")
    if value:
        return value
    if kept_in.is_file():
        return _from_file(name, kept_in)
    raise ImproperlyConfigured(
        f"{name} is not set. Set it (or {name}_FILE), or start with `make run`, which makes a key "
        "once and keeps it in the data folder."
    )


def _from_file(name: str, path: Path) -> str:
    try:
        value = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"The file for {name} cannot be read: {path}") from error
    if not value:
        raise ImproperlyConfigured(f"The file for {name} is empty: {path}")
    return value
