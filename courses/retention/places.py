"""The page's place among the settings of the organisation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core import navigation


def _administers(request: HttpRequest) -> bool:
    from accounts.rules import is_organisation_admin  # noqa: PLC0415 -- models are there only now

    return request.user.is_authenticated and is_organisation_admin(request.user)


def register_places() -> None:
    """Offer the page to administrators of the organisation."""
    navigation.register(
        navigation.Item(
            key="retention",
            label=_("How long records are kept"),
            url_name="courses:retention:periods",
            region="organisation",
            shown_to=_administers,
        )
    )
