"""What the settings of a lesson are called, what they do, and which come first."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LABELS: dict[str, Promise] = {
    "case": _("Case"),
    "sections": _("Only these sections"),
    "form": _("Decision form"),
    "seat": _("Told by"),
    "questions": _("Decision items"),
    "preset": _("What it is for"),
    "pass_mark": _("Pass mark in percent"),
    "attempts": _("Attempts at most"),
    "wait_minutes": _("Minutes to wait between attempts"),
    "time_limit_minutes": _("Time limit in minutes"),
    "grace_seconds": _("Grace in seconds"),
    "shuffle": _("In a new order for each attempt"),
    "feedback": _("When feedback is given"),
    "tries": _("Tries for each question"),
    "penalty": _("Percent off for each further try"),
    "certainty": _("Ask how sure the learner is"),
    "result": _("Which attempt counts"),
    "closes_on": _("Closes on"),
    "must": _("Cannot be offset"),
    "test_out": _("May be taken first, to skip what it covers"),
}
HELP: dict[str, Promise] = {
    "sections": _("Names of sections that a shorter account tells, one a line. Left out: all."),
    "seat": _("The seat of the form from which every item is told."),
    "questions": _("Each is asked once. They are written in the question bank."),
    "pass_mark": _("Left out, it is as the preset has it."),
    "attempts": _("Left out, it is as the preset has it."),
    "time_limit_minutes": _("Left out: no clock. Nothing intense is ever timed."),
    "must": _(
        "Clauses (policy/CODE) or fields of the form, one a line, that no other mark makes up for."
    ),
    "closes_on": _("No attempt after this day."),
}
VALUES: dict[str, dict[str, Promise]] = {
    "preset": {
        "practice": _("Practice: feedback at once, as often as wanted"),
        "check": _("Check: feedback after handing in"),
        "assessment": _("Assessment: a pass mark and limited attempts"),
        "calibration": _("Calibration: everybody answers the same, feedback after it closes"),
    },
    "feedback": {
        "at-once": _("at once"),
        "after-handing-in": _("after handing in"),
        "after-closing": _("after the closing day"),
        "never": _("never"),
    },
    "result": {
        "best": _("the best"),
        "last": _("the last"),
        "first": _("the first"),
        "average": _("the average"),
    },
}
# What is asked at first; everything else stands under “More settings”.
FIRST = ("case", "form", "seat", "questions", "preset", "pass_mark", "attempts")
