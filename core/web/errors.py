"""Error pages in the product's look. config.urls and settings name these views.

They are drawn without the request: no context processor runs, so a page about a database that is
gone needs no database. If a template fails, a plain page says the same.
"""

import logging
import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

TOO_BIG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
DATABASE_GONE = (OperationalError, InterfaceError)
RETRY_SECONDS = 5


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, TOO_BIG):
        return error_page(413, _("This is too much at once"))
    return error_page(400, _("This request cannot be read"))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(403, _("You may not do this"))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(404, _("There is no such page"))


def server_error(request: HttpRequest) -> HttpResponse:
    # Django calls this inside its except block, whichever layer the exception came from.
    if isinstance(sys.exception(), DATABASE_GONE):
        response = error_page(503, _("Casebook is busy for a moment"))
        response["Retry-After"] = str(RETRY_SECONDS)
        return response
    return error_page(500, _("Something went wrong"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_page(403, _("This page was open for too long"), template="403_csrf.html")


def error_page(status: int, title: str, *, template: str = "") -> HttpResponse:
    """The page for a status, from `<status>.html`; the title is what a plain page would say."""
    try:
        context = {"title": title, "status": status}
        body: str = render_to_string(template or f"{status}.html", context)
    except Exception:  # whatever it is: an error page must not fail
        logger.exception("The page for status %s cannot be drawn", status)
        body = f"<!doctype html><title>{status}</title><h1>{title}</h1>"
    return HttpResponse(body, status=status)
