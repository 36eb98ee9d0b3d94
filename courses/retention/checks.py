"""What `manage.py check` must not find."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from courses.retention.periods import NotAPeriod, months_kept


@register
def periods_can_be_read(app_configs: Any, **_kwargs: Any) -> list[CheckMessage]:
    """A slip in the variable is said at the start, not found years later in what was kept."""
    try:
        months_kept(settings.RETENTION_MONTHS)
    except NotAPeriod as error:
        return [Error(f"CASEBOOK_RETENTION_MONTHS: {error}", id="courses.E001")]
    return []
