"""What each text of a question is called, for people: "Option a", not `options.a`."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

# A star is a key that the author chose; the words name it as `a`, the second as `b`.
WORDS: dict[tuple[str, ...], str] = {
    ("stem",): _("What is asked"),
    ("feedback",): _("Feedback afterwards"),
    ("unit",): _("Unit behind the box"),
    ("model_answer",): _("A model answer"),
    ("options", "*"): _("Option %(a)s"),
    ("options", "*", "*"): _("Blank %(a)s, option %(b)s"),
    ("option_feedback", "*"): _("What to say to who chose option %(a)s"),
    ("accepted", "*"): _("Answers that are accepted: %(a)s"),
    ("accepted", "*", "*"): _("Blank %(a)s, answers that are accepted: %(b)s"),
    ("blank_feedback", "*"): _("What to say about blank %(a)s"),
    ("items", "*"): _("Item %(a)s"),
    ("prompts", "*"): _("Prompt %(a)s"),
    ("choices", "*"): _("Choice %(a)s"),
    ("criteria", "*", "title"): _("Criterion %(a)s: what is looked at"),
    ("criteria", "*", "levels", "*"): _("Criterion %(a)s, level %(b)s"),
    ("report", "post"): _("Reported post"),
    ("report", "reason"): _("Reporter's reason"),
    ("report", "account"): _("Account"),
    ("automatic", "*"): _("What the tool does by itself: %(a)s"),
    ("history", "*", "when"): _("History of the account, line %(a)s: when"),
    ("history", "*", "what"): _("History of the account, line %(a)s: what happened"),
    ("thread", "*", "who"): _("Thread, post %(a)s: who, without a name"),
    ("thread", "*", "text"): _("Thread, post %(a)s: what it says"),
    ("context", "*", "title"): _("Context %(a)s: title"),
    ("context", "*", "text"): _("Context %(a)s: text"),
    ("split", "*"): _("Reason of the experts who decided %(a)s"),
    ("field_feedback", "*"): _("Why, for the field %(a)s"),
}


def words_of_leaf(path: Sequence[str]) -> str:
    """Return what the text at this path is called; the path itself where it has no words."""
    for shape, words in WORDS.items():
        if len(shape) == len(path) and all(
            step in ("*", key) for step, key in zip(shape, path, strict=True)
        ):
            keys = [key for step, key in zip(shape, path, strict=True) if step == "*"]
            return gettext(words) % dict(zip("ab", keys, strict=False))
    return " · ".join(path).replace("_", " ")
