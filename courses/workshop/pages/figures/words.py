"""Figures in words: a number as it is written, and what it means in a sentence."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from courses.insight.flags import Flag, Reading, reading_of
from courses.insight.models import Which


@dataclass(frozen=True)
class FigureLine:
    """One figure: its name, its value as it is written, and what it means."""

    name: str
    value: str
    means: str


def percent(share: float | None, *, digits: int = 0) -> str:
    """A share as a percentage."""
    if share is None:
        return not_defined()
    written = _("%(number)s %%") % {"number": number(100 * share, digits=digits)}
    # Never broken between number and sign.
    return written.replace(" ", "\u00a0")


def number(value: float | None, *, digits: int = 2) -> str:
    """A coefficient, with a real minus."""
    if value is None:
        return not_defined()
    return number_format(round(value, digits), digits).replace("-", "\u2212")


def not_defined() -> str:
    """What stands where the literature defines no value."""
    return _("not defined")


def which_words() -> dict[str, str]:
    """The kinds of attempts that figures are over."""
    return {
        Which.LAST.value: _("Last attempts"),
        Which.FIRST.value: _("First attempts"),
        Which.BEST.value: _("Best attempts"),
        Which.ALL.value: _("All attempts"),
    }


def flag_words(flag: Flag) -> str:
    """What asks for a look at a question."""
    return {
        Flag.TOO_EASY: pgettext("a question", "too easy"),
        Flag.TOO_HARD: pgettext("a question", "too hard"),
        Flag.WRONG_WAY: pgettext("a question", "discriminates the wrong way"),
        Flag.TELLS_LITTLE: pgettext("a question", "tells little"),
        Flag.DRAWS_THE_BEST: pgettext("a question", "a wrong option draws the best people"),
    }[flag]


def flag_advice(flag: Flag) -> str:
    """What to look for in a flagged question."""
    return {
        Flag.TOO_EASY: _(
            "Nearly everybody has it right. Good for a rule that all must know; otherwise ask for"
            " a harder distinction."
        ),
        Flag.TOO_HARD: _(
            "Most people have it wrong. Look whether the course teaches it, and whether the"
            " question says what it means."
        ),
        Flag.WRONG_WAY: _(
            "People who do well elsewhere do worse here. Check the key first, then the words."
        ),
        Flag.TELLS_LITTLE: _(
            "Right and wrong here say little about the rest. Look for a clue in the words, or for"
            " options that nobody considers."
        ),
        Flag.DRAWS_THE_BEST: _(
            "People who know much choose an option that the key calls wrong. It may be arguable:"
            " check it against the clause."
        ),
    }[flag]


def facility_means(facility: float | None) -> str:
    """What a facility says, in a sentence."""
    if facility is None:
        return _("Without marks that could be had there is no facility.")
    if facility >= 0.95:
        return _("Very easy: nearly everybody gets all marks.")
    if facility >= 0.8:
        return _("Easy: most people get most of the marks.")
    if facility >= 0.5:
        return _("Of middle difficulty: this is where a question tells most about people.")
    if facility >= 0.3:
        return _("Hard: fewer than half of the marks are got.")
    return _("Very hard: most people get few of the marks, or none.")


def discrimination_means(discrimination: float | None) -> str:
    """What a discrimination says, in a sentence."""
    return {
        Reading.UNDEFINED: _("Not defined: everybody has the same marks here, or on all the rest."),
        Reading.NEGATIVE: _("People who do well on the rest do worse here: check the key."),
        Reading.POOR: _("It hardly tells people who know the rest from those who do not."),
        Reading.FAIR: _("It tells people apart a little; it could do better."),
        Reading.GOOD: _("People who do well on the rest do well here too."),
        Reading.VERY_GOOD: _("It tells people who know the rest well from those who do not."),
    }[reading_of(discrimination)]


def alpha_means(alpha: float | None) -> str:
    """What a coefficient of internal consistency says, in a sentence."""
    if alpha is None:
        return _(
            "Not defined: it needs the same two or more questions in every attempt, and results"
            " that differ."
        )
    if alpha < 0.5:
        return _("Low: the questions hardly measure one thing, or they are few.")
    if alpha < 0.7:
        return _("Fair for a short check; too low to decide about a person.")
    if alpha < 0.9:
        return _("Good: the questions measure one thing together.")
    return _("Very high: some questions may ask the same twice.")
