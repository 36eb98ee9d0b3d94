"""What notices about courses say, and the page that they lead to."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts import words
from content.texts import pick
from courses.delivery import judging_notices


def register_words() -> None:
    """Give the kinds of notice of the rooms below their words; called when the app is ready."""
    words.register("course_assigned", _course_assigned)
    words.register("course_again", _course_again)
    words.register("course_moved", _course_moved)
    words.register("attempt_granted", _attempt_granted)
    judging_notices.register_words()


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


def _course_again(payload: dict[str, Any]) -> words.Words:
    title = pick(payload["titles"], get_language() or "", payload["languages"])
    told = {"title": title}
    url = reverse("courses:delivery:course_detail", args=[payload["course"]])
    said = _("“%(title)s” has changed, and you are asked to take it again. Your pass stands.")
    if payload.get("due_on"):
        due_on = dt.date.fromisoformat(payload["due_on"])
        told["day"] = formats.date_format(due_on, "DATE_FORMAT")
        said = _(
            "“%(title)s” has changed, and you are asked to take it again by %(day)s. "
            "Your pass stands."
        )
    return words.Words(said % told, url)


def _course_moved(payload: dict[str, Any]) -> words.Words:
    """What is to be done again, and why; what is new; and that the rest stays done."""
    title = pick(payload["titles"], get_language() or "", payload["languages"])
    said = [_("“%(title)s” was brought up to date.") % {"title": title}]
    if payload["again_in_all"]:
        said.append(
            _("What you had done here has changed, so please do it again: %(places)s.")
            % {"places": _named(payload, "again")}
        )
    if payload["added_in_all"]:
        said.append(_("New: %(places)s.") % {"places": _named(payload, "added")})
    if payload["again_in_all"]:
        said.append(_("Everything else that you had done stays done."))
    else:
        said.append(_("What you had done stays done."))
    url = reverse("courses:delivery:course_detail", args=[payload["course"]])
    return words.Words(" ".join(said), url)


def _attempt_granted(payload: dict[str, Any]) -> words.Words:
    """One more attempt at a quiz, from when; leads to the quiz, which holds its rules."""
    told = {"title": pick(payload["titles"], get_language() or "", payload["languages"])}
    url = reverse("courses:delivery:lesson_detail", args=[payload["course"], payload["slot"]])
    if not payload["from"]:
        return words.Words(_("You may take “%(title)s” once more.") % told, url)
    time = timezone.localtime(dt.datetime.fromisoformat(payload["from"]))
    told["time"] = formats.date_format(time, "DATETIME_FORMAT")
    return words.Words(_("You may take “%(title)s” once more, from %(time)s.") % told, url)


def _named(payload: dict[str, Any], group: str) -> str:
    language, languages = get_language() or "", payload["languages"]
    titles = ", ".join(f"“{pick(one, language, languages)}”" for one in payload[group])
    more = payload[f"{group}_in_all"] - len(payload[group])
    if more <= 0:
        return titles
    return _("%(titles)s and %(count)s more") % {"titles": titles, "count": more}
