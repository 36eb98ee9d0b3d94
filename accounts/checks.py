"""What `manage.py check --deploy` must not find in a place of work."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from accounts.models import User


@register(Tags.security, deploy=True)
def no_demo_people(app_configs: Any, **_kwargs: Any) -> list[CheckMessage]:
    """Demo people exist only where demo is allowed; a database that is not there yet is fine."""
    if settings.DEMO:
        return []
    try:
        exist = User.objects.filter(is_demo=True, is_active=True).exists()
    except DatabaseError:
        return []
    if not exist:
        return []
    return [
        Error(
            "Demo people can sign in, and demo is not allowed here.",
            hint="Run `manage.py remove_demo_people`.",
            id="accounts.E001",
        )
    ]
