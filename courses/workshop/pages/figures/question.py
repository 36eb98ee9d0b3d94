"""One question of a quiz: its figures, who answered what, its languages, who has seen it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.languages import language_name
from courses.catalogue.models import Course, Question
from courses.insight import selectors
from courses.insight.asked import asked_of, questions_asked
from courses.insight.guessing import guess_score
from courses.insight.models import QuizFigures
from courses.insight.selectors import QuestionFigures
from courses.workshop.pages.figures import words
from courses.workshop.pages.figures.choices import (
    Chosen,
    CountLine,
    chosen_parts,
    opened_lines,
)
from courses.workshop.pages.figures.labels import part_words, question_words
from courses.workshop.pages.figures.plot import Plot, draw
from courses.workshop.pages.figures.words import FigureLine
from courses.workshop.pages.words import kind_of_question

RIGHT = frozenset({"right", "also_accepted"})


@dataclass(frozen=True)
class AnswerLine:
    """One option or part in the table: how often, of all and in each third."""

    letter: str
    label: str
    is_key: bool
    count: int
    shares: tuple[str, ...]


@dataclass(frozen=True)
class LanguageLine:
    """One language beside the others."""

    language: str
    n: int
    facility: str
    discrimination: str


@dataclass(frozen=True)
class QuestionPage:
    """Everything on the page of one question."""

    course: Course
    figures: QuizFigures
    uid: str
    title: str
    kind: str
    which: str
    which_words: str
    told: QuestionFigures
    front: list[FigureLine]
    more: list[FigureLine]
    flags: list[tuple[str, str]]
    is_choice: bool
    answers: list[AnswerLine]
    plot: Plot | None
    thirds: tuple[str, ...]
    sizes: tuple[int, ...]
    chosen: Chosen | None
    opened: list[CountLine]
    languages: list[LanguageLine]
    editor_url: str
    in_bank: bool
    is_retired: bool


def question_page(
    course: Course, figures: QuizFigures, uid: str, which: str, *, language: str
) -> QuestionPage | None:
    """Return the page of a question over one kind of attempts; None when there are no figures."""
    rows = selectors.question_rows(figures, which).filter(question_uid=uid)
    found = selectors.told(rows, figures.slot_uid)
    if not found:
        return None
    told = found[0]
    body = questions_asked(figures.release, figures.slot_uid, language).get(uid)
    kept = Question.objects.filter(course=course, uid=uid).only("is_retired", "type").first()
    asked = None if body is None else asked_of({uid: body}).get(uid)
    answers, shares = _answers(told.answers, body)
    thirds = _thirds() if len(told.answers.get("sizes", ())) > 1 else ()
    return QuestionPage(
        course=course,
        figures=figures,
        uid=uid,
        title=question_words(body, uid, most=400),
        kind=kind_of_question(body["type"]) if body else "",
        which=which,
        which_words=words.which_words()[which],
        told=told,
        front=front_lines(told),
        more=_more(told, body),
        flags=[(words.flag_words(flag), words.flag_advice(flag)) for flag in told.flags],
        is_choice=bool(told.answers.get("is_choice")),
        answers=answers,
        plot=draw(shares, thirds=_thirds()) if thirds else None,
        thirds=thirds,
        sizes=tuple(told.answers.get("sizes", ())),
        chosen=chosen_parts(told.answers, body, asked),
        opened=opened_lines(told.answers, body, asked),
        languages=_languages(told),
        editor_url=editor_url(course, uid) if kept else "",
        in_bank=kept is not None,
        is_retired=kept is not None and kept.is_retired,
    )


def editor_url(course: Course, uid: str) -> str:
    """The address of a question's editor, or none where there is no such page."""
    try:
        return reverse("courses:workshop:question_edit", args=[course.slug, uid])
    except NoReverseMatch:
        return ""


def front_lines(told: QuestionFigures) -> list[FigureLine]:
    """The figures that stand in front, each with what it means."""
    return [
        FigureLine(
            _("Facility"),
            words.percent(told.facility),
            words.facility_means(told.facility),
        ),
        FigureLine(
            _("Discrimination"),
            words.number(told.discrimination),
            words.discrimination_means(told.discrimination),
        ),
    ]


def _more(told: QuestionFigures, body: Mapping[str, Any] | None) -> list[FigureLine]:
    more = told.more
    guess = None if body is None else guess_score(body)
    return [
        FigureLine(
            _("Standard deviation"),
            words.percent(more.get("standard_deviation")),
            _("How far the marks of people lie apart, of the marks of this question."),
        ),
        FigureLine(
            _("Guess score"),
            words.percent(guess),
            _("What answering at random gives. A facility near it says that people guess."),
        ),
        FigureLine(
            _("Intended weight"),
            words.percent(more.get("intended_weight"), digits=1),
            _("The share of the quiz's marks that this question has."),
        ),
        FigureLine(
            _("Effective weight"),
            words.percent(more.get("effective_weight"), digits=1),
            _("The share of the differences between people that it accounts for."),
        ),
        FigureLine(
            _("Discriminative efficiency"),
            words.percent(more.get("efficiency")),
            _("Discrimination as a share of the most that marks like these could reach."),
        ),
    ]


def _thirds() -> tuple[str, str, str]:
    return (
        pgettext("third by score", "lowest third"),
        pgettext("third by score", "middle third"),
        pgettext("third by score", "best third"),
    )


def _answers(
    answers: Mapping[str, Any], body: Mapping[str, Any] | None
) -> tuple[list[AnswerLine], list[tuple[str, list[float], bool]]]:
    """Return the table and the shares for the plot, each answer under the same letter.

    Of a choice, how often each option was chosen; of anything else, how often each part was right.
    """
    sizes: list[int] = list(answers.get("sizes", ()))
    options = body["definition"].get("options", ()) if body and answers.get("is_choice") else ()
    counted = _counted(answers, list(options))
    lines: list[AnswerLine] = []
    plotted: list[tuple[str, list[float], bool]] = []
    for number, (key, counts, is_key) in enumerate(counted):
        letter = ascii_uppercase[number] if number < len(ascii_uppercase) else ""
        shares = [count / size if size else 0.0 for count, size in zip(counts, sizes, strict=True)]
        label = _("no answer") if key == "" else part_words(body, key)
        told = tuple(words.percent(share) for share in shares)
        lines.append(AnswerLine(letter, label, is_key, counts[0], told))
        plotted.append((letter, shares[1:], is_key))
    return lines, plotted


def _counted(
    answers: Mapping[str, Any], options: Sequence[str]
) -> list[tuple[str, list[int], bool]]:
    """Return (key, counts, whether right), of a choice in the order in which its options stand."""
    parts: Mapping[str, Mapping[str, list[int]]] = answers.get("parts", {})
    sizes: list[int] = list(answers.get("sizes", ()))
    places = len(sizes)
    is_choice = bool(answers.get("is_choice"))
    wanted = RIGHT | {"wrong"} if is_choice else RIGHT
    unanswered = [0] * places
    found = []
    for key in dict.fromkeys([*options, *sorted(parts)]) if places else ():
        codes = parts.get(key, {})
        if is_choice and "unanswered" in codes:
            unanswered = codes["unanswered"]
            continue
        if not is_choice and _is_never_judged(codes, sizes[0]):
            continue
        counts = [0] * places
        for code in wanted & codes.keys():
            counts = [before + more for before, more in zip(counts, codes[code], strict=True)]
        is_key = is_choice and bool({"right", "missed"} & codes.keys())
        found.append((key, counts, is_key))
    return [*found, ("", unanswered, False)] if any(unanswered) else found


def _is_never_judged(codes: Mapping[str, list[int]], everybody: int) -> bool:
    """Whether a part, such as a rationale, is named only where a whole answer is missing."""
    return codes.keys() == {"unanswered"} and codes["unanswered"][0] < everybody


def _languages(told: QuestionFigures) -> list[LanguageLine]:
    return [
        LanguageLine(
            language_name(name),
            row["n"],
            words.percent(row["facility"]),
            words.number(row["discrimination"]),
        )
        for name, row in told.languages.items()
    ]
