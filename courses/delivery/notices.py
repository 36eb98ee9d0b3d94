"""What notices about courses say, and the page that they lead to."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts import words
from content.texts import pick


def register_words() -> None:
    """Give the kinds of notice of the rooms below their words; called when the app is ready."""
    words.register("course_assigned", _course_assigned)


def _course_assigned(payload: dict[str, Any]) -> words.Words:
    """A payload holds the titles, so that a page of notices makes no query for them."""
    title = pick(payload["titles"], get_language() or "", payload["languages"])
    told = {"title": title}
    url = reverse("courses:delivery:course_detail", args=[payload["course"]])
    if not payload.get("due_on"):
        return words.Words(_("You are asked to take the course “%(title)s”.") % told, url)
    due_on = dt.date.fromisoformat(payload["due_on"])
    told["day"] = formats.date_format(due_on, "DATE_FORMAT")
    return words.Words(_("You are asked to take the course “%(title)s” by %(day)s.") % told, url)
