from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.navigation import Item, everyone, register


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import accounts.checks  # noqa: PLC0415 -- models are there only now
        import accounts.receivers  # noqa: F401, PLC0415 -- connects to allauth's signals
        from accounts.words import register_own  # noqa: PLC0415 -- as above

        register_own()
        _offer_places()


def _offer_places() -> None:
    own = [
        ("profile", _("Profile"), "accounts:profile"),
        ("notices", _("Notices"), "accounts:notices"),
        ("password", _("Password"), "account_change_password"),
        ("email", _("E-mail address"), "account_email"),
        ("second_step", _("Second step at sign-in"), "mfa_index"),
        ("sessions", _("Sign out elsewhere"), "accounts:sign_out_elsewhere"),
    ]
    for order, (name, label, url_name) in enumerate(own, start=10):
        key = f"accounts.{name}"
        # The profile's address is the beginning of all the others.
        is_exact = name == "profile"
        register(
            Item(
                key=key,
                label=label,
                url_name=url_name,
                region="account",
                order=order,
                is_exact=is_exact,
            )
        )
    for item in (*_places_of_roles(), _support()):
        register(item)


def _support() -> Item:
    return Item(
        key="accounts.support",
        label=_("Support"),
        url_name="accounts:support",
        region="support",
        shown_to=everyone,
    )


def _places_of_roles() -> tuple[Item, ...]:
    people = Item(
        key="accounts.people",
        label=_("People"),
        url_name="accounts:people_list",
        order=75,
        shown_to=_manages,
        under=("/account/people/", "/account/invitations/", "/account/units/"),
    )
    trail = Item(
        key="accounts.trail",
        label=_("Audit trail"),
        url_name="accounts:trail",
        order=80,
        shown_to=_audits,
    )
    organisation = Item(
        key="accounts.organisation",
        label=_("Organisation"),
        url_name="accounts:organisation",
        order=85,
        shown_to=_administers,
    )
    return people, trail, organisation


def _manages(request: HttpRequest) -> bool:
    return _holds(request, "lead", "auditor", "admin")


def _audits(request: HttpRequest) -> bool:
    return _holds(request, "auditor", "admin")


def _administers(request: HttpRequest) -> bool:
    from accounts.rules import is_organisation_admin  # noqa: PLC0415 -- models are there only now

    return request.user.is_authenticated and is_organisation_admin(request.user)


def _holds(request: HttpRequest, *roles: str) -> bool:
    return request.user.is_authenticated and bool(request.user.paths_held(*roles))
