"""The place of these pages in the main navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core import navigation


def _writes(request: HttpRequest) -> bool:
    from courses.workshop.rules import ROLES  # noqa: PLC0415 -- models are there only now

    return request.user.is_authenticated and bool(request.user.paths_held(*ROLES))


def register_places() -> None:
    """Offer Workshop to whoever holds a role that makes courses or policies."""
    navigation.register(
        navigation.Item(
            key="workshop",
            label=_("Workshop"),
            url_name="courses:workshop:draft_list",
            order=60,
            shown_to=_writes,
        )
    )
