"""The words of notices: each kind says its sentence and where it leads.

Upper rooms register their kinds from `apps.ready()`; a kind nobody registered is shown by a
plain sentence, so that a notice of an older version never breaks the page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from accounts.models import Role


class Words(NamedTuple):
    """What a notice says, and the address it leads to ("" for none)."""

    text: str
    url: str = ""


type Writer = Callable[[dict[str, Any]], Words]

_writers: dict[str, Writer] = {}


def register(kind: str, writer: Writer) -> None:
    """Notices of `kind` are worded by `writer`, which gets the payload; again replaces it."""
    _writers[kind] = writer


def words_for(kind: str, payload: dict[str, Any]) -> Words:
    """The words of one notice, in the language that is active."""
    writer = _writers.get(kind)
    if writer is None:
        return Words(_("Something about your account or your courses has changed."))
    try:
        return writer(payload)
    except (KeyError, ValueError):
        # A payload of an older version lacks what the sentence needs.
        return Words(_("Something about your account or your courses has changed."))


def _role(payload: dict[str, Any]) -> dict[str, str]:
    return {"role": str(Role(payload["role"]).label), "unit": str(payload["unit"])}


def register_own() -> None:
    """The kinds of this app have their words; called when the app is ready."""
    register(
        "account.role_granted",
        lambda p: Words(_("You are now %(role)s of %(unit)s.") % _role(p)),
    )
    register(
        "account.role_revoked",
        lambda p: Words(_("You are no longer %(role)s of %(unit)s.") % _role(p)),
    )
    register(
        "account.moved",
        lambda p: Words(
            _("You now work in %(unit)s. Your courses and certificates moved with you.")
            % {"unit": p["unit"]}
        ),
    )
    register(
        "account.password_reset",
        lambda p: Words(
            _(
                "Your password was replaced with a one-time link. "
                "If that was not you, tell your lead."
            )
        ),
    )
