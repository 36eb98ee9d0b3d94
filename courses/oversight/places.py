"""The place of these pages in the main navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core import navigation


def _oversees(request: HttpRequest) -> bool:
    from courses.oversight.readers import ROLES  # noqa: PLC0415 -- models are there only now

    return request.user.is_authenticated and bool(request.user.paths_held(*ROLES))


def register_places() -> None:
    """Offer Team to whoever holds a role that sees the status of people."""
    navigation.register(
        navigation.Item(
            key="team",
            label=_("Team"),
            url_name="courses:oversight:status_list",
            order=70,
            shown_to=_oversees,
        )
    )
