"""What questions, options and parts of answers are called, from the compiled question."""

from collections.abc import Mapping
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from courses.workshop.selectors.asked import asked_in

_SHORT = 140
_NO_LABELS = ("feedback", "report")
# Keys that stand for the answer as a whole.
WHOLE = frozenset({"option", "options", "number", "text"})


def question_words(body: Mapping[str, Any] | None, uid: str, *, most: int = _SHORT) -> str:
    """The beginning of what is asked, without markup; the uid where the text is gone."""
    asked = "" if body is None else asked_in(body["texts"])
    return plain_words(asked, most) or uid


def part_words(body: Mapping[str, Any] | None, key: str) -> str:
    """What an option, prompt, item, blank or field is called; its key where nothing says."""
    if key in WHOLE:
        return _("the answer")
    if body is not None:
        for words in _mappings(body["texts"]):
            if key in words and (found := _label(words[key])):
                return found
    return key


def _mappings(texts: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What is said by key: labels, and neither feedback nor the report, whose keys may be alike."""
    nested = [
        value
        for name, value in texts.items()
        if isinstance(value, Mapping) and not name.endswith(_NO_LABELS)
    ]
    deeper = [value for one in nested for value in one.values() if isinstance(value, Mapping)]
    return [*nested, *(value for value in deeper if value)]


def _label(value: object) -> str:
    if isinstance(value, Mapping):
        value = value.get("label") or value.get("title") or value.get("words") or ""
    return plain_words(value) if isinstance(value, str) else ""


def plain_words(html: object, most: int = _SHORT) -> str:
    """The beginning of a text without its markup."""
    words = " ".join(unescape(strip_tags(str(html or ""))).split())
    return Truncator(words).chars(most)
