"""The place of these pages in the main navigation."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import navigation


def _writes(request: HttpRequest) -> bool:
    from courses.workshop.rules import ROLES  # noqa: PLC0415 -- models are there only now

    return request.user.is_authenticated and bool(request.user.paths_held(*ROLES))


def _has_work(request: HttpRequest) -> bool:
    """A right in one course asks the database, so it is looked for in the workshop alone; on the
    first page stand the courses themselves."""
    from courses.workshop.rules import has_work  # noqa: PLC0415 -- as above

    if _writes(request) or not request.user.is_authenticated:
        return _writes(request)
    return request.path.startswith(reverse("courses:workshop:draft_list")) and has_work(
        request.user
    )


def _is_there(request: HttpRequest) -> bool:
    return _writes(request) and request.path.startswith(reverse("courses:workshop:draft_list"))


def register_places() -> None:
    """Offer Workshop to whoever holds a role that makes courses or policies, in the workshop also
    to who has a right in one course, and in it the way to everything that is written there."""
    navigation.register(
        navigation.Item(
            key="workshop",
            label=_("Workshop"),
            url_name="courses:workshop:draft_list",
            order=60,
            under=("/preview/",),
            shown_to=_has_work,
        )
    )
    navigation.register(
        navigation.Item(
            key="workshop-find",
            label=_("Go to …"),
            url_name="courses:workshop:find",
            order=61,
            shown_to=_is_there,
            is_exact=True,
            opens="palette",
        )
    )
