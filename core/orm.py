"""What every list query uses."""

from typing import Any

from django.conf import settings
from django.db.models import FETCH_PEERS, FETCH_RAISE, Model, QuerySet


def for_list[M: Model, R](queryset: QuerySet[M, R]) -> QuerySet[M, R]:
    """The query set for a page that shows many rows.

    Under tests and DEBUG a relation or deferred field that was not loaded raises at once; in
    production it is loaded for all rows together. Reverse managers are not covered, so list pages
    have a literal query count in their tests as well.
    """
    mode: Any = FETCH_RAISE if settings.STRICT_FETCH else FETCH_PEERS
    return queryset.fetch_mode(mode)
