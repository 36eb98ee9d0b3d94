"""What every template may use; settings name `core.context.navigation` a context processor."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from core.navigation import places_for


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Places for the masthead, computed only if a template shows them.

    `nav` and `account_nav` are lists of {label, url, current}; `csrf_cookie` is the name of the
    cookie that the page reads when it sends something.
    """
    return {
        "nav": SimpleLazyObject(lambda: places_for(request, "main")),
        "account_nav": SimpleLazyObject(lambda: places_for(request, "account")),
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
    }
