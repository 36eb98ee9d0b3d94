"""The learner's places in the main navigation."""

from django.utils.translation import gettext_lazy as _

from core import navigation


def register_places() -> None:
    """Offer home, courses, policy and record on every page."""
    for order, (key, label, url_name, under) in enumerate(
        (
            ("home", _("Home"), "courses:delivery:home", ()),
            ("courses", _("Courses"), "courses:delivery:course_list", ("/attempts/",)),
            ("policy", _("Policy"), "courses:delivery:policy_list", ("/glossary/", "/cases/")),
            ("record", _("My record"), "courses:delivery:record_detail", ("/certificates/",)),
        )
    ):
        navigation.register(
            navigation.Item(key=key, label=label, url_name=url_name, order=order, under=under)
        )
