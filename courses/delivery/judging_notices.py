"""What notices about judging say: that a person, or a mended key, has changed something.

A notice holds titles and ids; what was said stands on the result page, where only the learner is.
"""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts import words
from content.texts import pick


def register_words() -> None:
    """Give each kind its words; called when the app is ready."""
    for kind, sentences in SENTENCES.items():
        words.register(kind, _writer(sentences))


SENTENCES = {
    "contest.decided": {
        "upheld": lambda: _("Your contest in “%(title)s” was upheld. Read what was answered."),
        "declined": lambda: _("Your contest in “%(title)s” was answered."),
    },
    "answers.marked": {"": lambda: _("Your texts in “%(title)s” are marked.")},
    "fail.decided": {
        "confirmed": lambda: _("A person has looked at your result in “%(title)s”."),
        "let_pass": lambda: _("A person has looked at “%(title)s”: you have passed."),
    },
    "late.decided": {
        "accepted": lambda: _("Your late answer in “%(title)s” counts now."),
        "declined": lambda: _("Your late answer in “%(title)s” does not count."),
    },
    "result.regraded": {
        "up": lambda: _("“%(title)s” was graded anew with a mended key: your result is better."),
        "down": lambda: _(
            "“%(title)s” was graded anew with a mended key: your marks are lower. "
            "What you had passed stays passed."
        ),
        "same": lambda: _("“%(title)s” was graded anew with a mended key."),
    },
}


def _writer(sentences: dict[str, Any]) -> words.Writer:
    def write(payload: dict[str, Any]) -> words.Words:
        title = pick(payload["titles"], get_language() or "", payload["languages"])
        code = payload.get("state") or payload.get("change") or ""
        url = reverse("courses:delivery:attempt_result", args=[payload["attempt"]])
        return words.Words(sentences[code]() % {"title": title}, url)

    return write
