"""The audit trail in words: what each action says, and its values without ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTIONS: dict[str, Promise] = {
    "invitation.made": _("invited"),
    "invitation.revoked": _("withdrew an invitation"),
    "invitation.used": _("took up an invitation"),
    "link.made": _("made a one-time link"),
    "membership.started": _("joined a unit"),
    "organisation.changed": _("changed the organisation's settings"),
    "person.address_changed": _("changed the e-mail address"),
    "person.created": _("account made"),
    "person.erased": _("erased name and addresses"),
    "person.moved": _("moved to another unit"),
    "person.password_changed": _("changed the password"),
    "person.password_reset": _("set a new password with a link"),
    "person.renamed": _("changed the name"),
    "person.reopened": _("let in again"),
    "person.signed_in": _("signed in"),
    "person.signed_out_elsewhere": _("signed out elsewhere"),
    "person.suspended": _("suspended"),
    "person.verification": _("changed whether certificates can be checked"),
    "retention.deleted": _("deleted what had been kept long enough"),
    "role.granted": _("gave a role"),
    "role.revoked": _("ended a role"),
    "second_step.added": _("added a second step"),
    "second_step.removed": _("removed a second step"),
    "support_link.deleted": _("removed a support link"),
    "support_link.saved": _("saved a support link"),
    "unit.added": _("added a unit"),
    "unit.changed": _("changed a unit"),
    "unit.closed": _("closed a unit"),
    "unit.moved": _("moved a unit"),
}


_of_other_rooms: dict[str, Promise] = {}


def register_actions(words: Mapping[str, Promise]) -> None:
    """Give the actions of an upper app their words; called when that app is ready."""
    _of_other_rooms.update(words)


def action_words(action: str) -> str:
    """What an action says; one that nobody gave words stands as it was written."""
    return str({**_of_other_rooms, **ACTIONS}.get(action) or action)


def value_words(value: Any, names: Mapping[str, str]) -> str:
    """A value before or after, in one line; ids that `names` knows become names."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {value_words(part, names)}" for key, part in value.items())
    if isinstance(value, list):
        return ", ".join(value_words(part, names) for part in value)
    if value is None:
        return "–"
    return names.get(str(value), str(value))


def strings_of(value: Any) -> Iterator[str]:
    """Every text inside a value, which may be the id of something that has a name."""
    if isinstance(value, Mapping):
        for part in value.values():
            yield from strings_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings_of(part)
    elif isinstance(value, str):
        yield value
