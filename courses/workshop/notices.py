"""What notices about reviews and plans say, and the pages that they lead to."""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts import words
from content.texts import pick


def register_words() -> None:
    """Give the kinds of notice about publishing their words; called when the app is ready."""
    words.register("review_asked", _review_asked)
    words.register("review_given", _review_given)
    words.register("plan_ended", _plan_ended)
    words.register("emergency_published", _emergency_published)
    words.register("right_granted", _right_granted)
    words.register("redaction_asked", _redaction_asked)


def _title(payload: dict[str, Any]) -> dict[str, str]:
    return {"title": pick(payload["titles"], get_language() or "", payload["languages"])}


def _candidate(payload: dict[str, Any]) -> str:
    return reverse(
        "courses:workshop:candidate_detail", args=[payload["course"], payload["candidate"]]
    )


def _review_asked(payload: dict[str, Any]) -> words.Words:
    said = _("You are asked to look over a candidate of “%(title)s”.")
    return words.Words(said % _title(payload), _candidate(payload))


def _review_given(payload: dict[str, Any]) -> words.Words:
    if payload["verdict"] == "approved":
        said = _("A candidate of “%(title)s” was approved.")
    else:
        said = _("Changes were asked for in a candidate of “%(title)s”.")
    return words.Words(said % _title(payload), _candidate(payload))


def _plan_ended(payload: dict[str, Any]) -> words.Words:
    if payload["state"] == "published":
        said = _("“%(title)s” was published as planned.")
    else:
        said = _("“%(title)s” was not published as planned. The draft's page says why.")
    url = reverse("courses:workshop:draft_detail", args=[payload["course"]])
    return words.Words(said % _title(payload), url)


def _right_granted(payload: dict[str, Any]) -> words.Words:
    draft = reverse("courses:workshop:draft_detail", args=[payload["course"]])
    judging = reverse("courses:workshop:judging_overview", args=[payload["course"]])
    said, url = {
        "author": (_("You may now write in “%(title)s”."), draft),
        "reviewer": (
            _("You may now review “%(title)s” before it is published."),
            reverse("courses:workshop:review_list"),
        ),
        "marker": (_("You may now mark texts in “%(title)s”."), judging),
        "emergency": (_("You may now publish “%(title)s” in an emergency."), draft),
    }[payload["role"]]
    return words.Words(said % _title(payload), url)


def _redaction_asked(payload: dict[str, Any]) -> words.Words:
    said = _("Somebody asks for words to be taken out of “%(title)s”. A second person decides.")
    args = [payload["course"], payload["number"]]
    return words.Words(
        said % _title(payload), reverse("courses:workshop:release_redact", args=args)
    )


def _emergency_published(payload: dict[str, Any]) -> words.Words:
    said = _("“%(title)s” was published in an emergency. Please look at it within 24 hours.")
    return words.Words(said % _title(payload), reverse("courses:workshop:review_list"))
