"""What `manage.py check --deploy` must not find in a place of work."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from accounts.models import User


@register(Tags.security, deploy=True)
def no_demo_people(app_configs: Any, **_kwargs: Any) -> list[CheckMessage]:
    """Nobody has a password that everybody knows; a database that is not there yet is fine.

    Also where demo is switched on: the switch makes demo people, not a place of work.
    """
    try:
        exist = User.objects.filter(is_demo=True, is_active=True).exists()
    except DatabaseError:
        return []
    if not exist:
        return []
    return [
        Error(
            "Demo people can sign in.",
            hint="Run `manage.py remove_demo_people`.",
            id="accounts.E001",
        )
    ]
