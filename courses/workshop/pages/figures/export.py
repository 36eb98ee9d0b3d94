"""The figures of one quiz as CSV: one row a question, numbers as they were computed."""

import csv
import io
from collections.abc import Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from courses.insight import selectors
from courses.insight.asked import questions_asked
from courses.insight.guessing import guess_score
from courses.insight.models import QuizFigures
from courses.insight.selectors import QuestionFigures
from courses.workshop.pages.figures import words
from courses.workshop.pages.figures.labels import question_words

# What a spreadsheet takes for the beginning of a formula. See also courses/oversight/export.py,
# which this room may not import.
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_of(figures: QuizFigures, which: str, *, language: str) -> tuple[str, int]:
    """Return the file and how many questions stand in it; the first row in the reader's language.

    A figure that is not defined, or about too few people, is an empty cell.
    """
    rows = selectors.told(selectors.question_rows(figures, which), figures.slot_uid)
    questions = questions_asked(figures.release, figures.slot_uid, language)
    out = io.StringIO()
    writer = csv.writer(out)
    with translation.override(language):
        writer.writerow(_heads())
        for row in rows:
            writer.writerow(_cells(row, questions.get(row.uid)))
    return "\ufeff" + out.getvalue(), len(rows)


def _heads() -> list[str]:
    return [
        _("Question"),
        _("Words"),
        _("n"),
        _("People"),
        _("Shown to"),
        _("Facility"),
        _("Discrimination"),
        _("Standard deviation"),
        _("Intended weight"),
        _("Effective weight"),
        _("Discriminative efficiency"),
        _("Guess score"),
        _("To look at"),
    ]


def _cells(row: QuestionFigures, body: Mapping[str, Any] | None) -> list[str]:
    figures = (
        row.facility,
        row.discrimination,
        *(
            row.more.get(name)
            for name in (
                "standard_deviation",
                "intended_weight",
                "effective_weight",
                "efficiency",
            )
        ),
        guess_score(body) if body is not None else None,
    )
    return [
        row.uid,
        _safe(question_words(body, row.uid)),
        str(row.n),
        str(row.people),
        str(row.shown_to),
        *("" if value is None else f"{value:.4f}" for value in figures),
        "; ".join(words.flag_words(flag) for flag in row.flags),
    ]


def _safe(text: str) -> str:
    """Words that no spreadsheet runs. A number may begin with a minus: it is ours."""
    return f"'{text}" if text.lstrip(" ").startswith(STARTS_A_FORMULA) else text
