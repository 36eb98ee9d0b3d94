"""What the types of questions say is wrong, in words for authors."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from courses.workshop.pages.sentences import told


def sentence_of(message: str) -> str:
    """Return the sentence for what a type or the compiler says; what is not known stays."""
    known = {
        "Field required": _("This is needed."),
        "is empty": _("This is needed."),
        "has no text": _("This needs words."),
        "has no choice": _("Choose what belongs to it."),
        "Input should be greater than or equal to 1": _("This is 1 or more."),
        "is a whole number": _("Write a whole number."),
        "holds nothing that is compared": _("This holds nothing that could be compared."),
        "stands there twice": _("This stands there twice."),
        "one accepted answer has to be worth the full mark": _(
            "One accepted answer has to be worth 100 percent."
        ),
        "needs a level worth the full mark and one worth nothing": _(
            "One level has to be worth 100 percent and one 0."
        ),
        "is less than the least number of words": _("This is less than the least."),
        "one option has to be right": _("Choose which option is right."),
        "no field has a right answer, so nothing could be scored": _(
            "Say of at least one field what is right."
        ),
        "every option is right, so there is nothing to choose": _(
            "Every option is right: there is nothing to choose."
        ),
    }
    if message in known:
        return known[message]
    if re.search(r"at least \d+ items?", message):
        return _("There are too few of these.")
    if "should match pattern" in message:
        return _("This is not written as it has to be.")
    message = told(message)
    return message[:1].upper() + message[1:] + ("" if message.endswith((".", "?", "!")) else ".")
