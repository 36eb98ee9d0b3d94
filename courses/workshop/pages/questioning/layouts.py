"""What each type of question asks its author, in the order in which it is thought."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from courses.workshop.pages.questioning.spec import Field, Group, Node, Rows

STEM = Field(
    "stem", "texts.stem", "prose", _("What is asked"),
    _("Markdown. Facts and clauses are cited as [fact:set/key] and [clause:policy/CODE]."),
)  # fmt: skip
FEEDBACK = Field(
    "feedback", "texts.feedback", "prose", _("Feedback afterwards"),
    _("Why the key is the key: name the rule or the fact."),
)  # fmt: skip
FIXED_ORDER = Field(
    "fixed_order", "fixed_order", "flag", _("Keep the options in this order for everybody")
)


def head(*, clauses: str) -> tuple[Node, ...]:
    """What every question has."""
    return (
        Field("marks", "marks", "line", _("Marks"), default="1"),
        Field(
            "difficulty", "difficulty", "pick", _("Difficulty"),
            choices=(("1", _("1: easy")), ("2", _("2: middling")), ("3", _("3: hard"))),
            default="1",
        ),
        Field(
            "intensity", "intensity", "pick", _("Intensity"),
            _("2 and 3 are intense: never timed."),
            choices=(("0", _("0: none")), ("1", "1"), ("2", "2"), ("3", "3")),
            default="0",
        ),
        Field("tags", "tags", "tags", _("Tags"), _("With commas; draws can ask for them."),
              is_optional=True),
        Rows(
            "covers", "covers", "clause", _("Clauses that it tests"), _("Clause"),
            (Field("value", "covers.{clause#}", "line", _("Clause"), datalist=clauses),),
            help=_("They decide whose training is current when a clause changes."),
            holds="values", most=50,
        ),
    )  # fmt: skip


def options(chosen: str) -> Rows:
    """The options of a choice, with the one or those that are right."""
    kind: str = "chosen" if chosen == "one" else "chosen_many"
    right = Field("right", "correct", kind, _("Right"))  # type: ignore[arg-type]
    return Rows(
        "options", "options", "option", _("Options"), _("Option"),
        (
            Field("text", "texts.options.{option}", "line", _("Words")),
            right,
            Field("why", "texts.option_feedback.{option}", "prose",
                  _("What to say to who chose it"), is_optional=True),
        ),
        start=2,
    )  # fmt: skip


def accepted(at: str, texts: str, *, row: str = "accept") -> tuple[Node, ...]:
    """What a typed text may say, and how strictly it is compared."""
    base = f"{at}." if at else ""
    return (
        Rows(
            "accept", f"{base}accept", row, _("Answers that are accepted"), _("Answer"),
            (
                Field("strings", f"{texts}.{{{row}}}", "lines", _("Spellings, one in a line"),
                      _("The first is shown as the key.")),
                Field("quanta", f"{base}accept.{{{row}#}}.quanta", "percent",
                      _("Worth, in percent"), default="100", is_optional=True),
            ),
            holds="dicts", start=1,
        ),
        Field("case_sensitive", f"{base}case_sensitive", "flag",
              _("Capital and small letters matter")),
        Field("ignore_accents", f"{base}ignore_accents", "flag", _("Accents do not matter")),
    )  # fmt: skip


def number(at: str = "") -> tuple[Node, ...]:
    """A number and how far an answer may be off."""
    base = f"{at}." if at else ""
    return (
        Field("answer", f"{base}answer", "line", _("Number"),
              _("With a point before decimals and no groups: 1250 or 12.5.")),
        Field("tolerance", f"{base}tolerance", "line", _("Give or take"), is_optional=True,
              default="0"),
    )  # fmt: skip


def _blanks() -> Rows:
    weight = Field("weight", "blanks.{blank#}.weight", "line", _("Weight"), default="1",
                   is_optional=True)  # fmt: skip
    why = Field("why", "texts.blank_feedback.{blank}", "prose", _("What to say about it"),
                is_optional=True)  # fmt: skip
    listed = Rows(
        "options", "blanks.{blank#}.options", "option", _("Options"), _("Option"),
        (
            Field("text", "texts.options.{blank}.{option}", "line", _("Words")),
            Field("right", "blanks.{blank#}.correct", "chosen", _("Right")),
        ),
        start=2,
    )  # fmt: skip
    typed = accepted("blanks.{blank#}", "texts.accepted.{blank}")
    return Rows(
        "blanks", "blanks", "blank", _("Blanks"), _("Blank"),
        help=_("Each stands once in the text, as {{a}} for the blank a."),
        holds="dicts", keys="letters",
        variants={
            "choice": (_("A list to choose from"), (listed, weight, why)),
            "short": (_("A few words"), (*typed, weight, why)),
            "number": (_("A number"), (*number("blanks.{blank#}"), weight, why)),
        },
    )  # fmt: skip


def _criteria() -> Rows:
    levels = Rows(
        "levels", "criteria.{criterion#}.levels", "level", _("Levels"), _("Level"),
        (
            Field("words", "texts.criteria.{criterion}.levels.{level}", "line",
                  _("What a text on this level does")),
            Field("quanta", "criteria.{criterion#}.levels.{level#}.quanta", "percent",
                  _("Worth, in percent")),
        ),
        help=_("One is worth 100 percent and one 0."),
        holds="dicts", start=2, most=8,
    )  # fmt: skip
    return Rows(
        "criteria", "criteria", "criterion", _("Criteria"), _("Criterion"),
        (
            Field("title", "texts.criteria.{criterion}.title", "line", _("What is looked at")),
            Field("weight", "criteria.{criterion#}.weight", "line", _("Weight"), default="1",
                  is_optional=True),
            levels,
        ),
        holds="dicts", start=1, most=12,
    )  # fmt: skip


LAYOUTS: dict[str, tuple[Node, ...]] = {
    "single/1": (STEM, options("one"), FIXED_ORDER, FEEDBACK),
    "multiple/1": (STEM, options("many"), FIXED_ORDER, FEEDBACK),
    "numeric/1": (
        STEM,
        *number(),
        Field("unit", "texts.unit", "line", _("Unit behind the box"), is_optional=True),
        FEEDBACK,
    ),
    "short/1": (STEM, *accepted("", "texts.accepted"), FEEDBACK),
    "ordering/1": (
        STEM,
        Rows(
            "items", "items", "item", _("Things in their right order"), _("Thing"),
            (Field("text", "texts.items.{item}", "line", _("Words")),),
            help=_("Learners see them shuffled."), start=3,
        ),
        FEEDBACK,
    ),
    "matching/1": (
        STEM,
        Rows(
            "choices", "choices", "choice", _("Choices"), _("Choice"),
            (Field("text", "texts.choices.{choice}", "line", _("Words")),),
            help=_("More than are needed make it harder."), start=3,
        ),
        Rows(
            "prompts", "prompts", "prompt", _("What they belong to"), _("Prompt"),
            (
                Field("text", "texts.prompts.{prompt}", "line", _("Words")),
                Field("pair", "pairs.{prompt}", "pick", _("Belongs to it"),
                      choices_from="choices"),
            ),
            start=2,
        ),
        FEEDBACK,
    ),
    "cloze/1": (
        Field("stem", "texts.stem", "prose", _("Text with its blanks"),
              _("Markdown. A blank stands as {{a}} where it is to be filled in.")),
        _blanks(),
        FEEDBACK,
    ),
    "freetext/1": (
        STEM,
        _criteria(),
        Group(
            "limits", _("Length, and what is said beforehand"),
            (
                Field("min_words", "min_words", "line", _("At least so many words"),
                      is_optional=True),
                Field("max_words", "max_words", "line", _("At most so many words"),
                      is_optional=True),
                Field("show_criteria", "show_criteria", "flag",
                      _("Say beforehand what is looked at")),
            ),
        ),
        Field("model_answer", "texts.model_answer", "prose", _("A model answer"),
              _("Shown afterwards, and to who marks."), is_optional=True),
        FEEDBACK,
    ),
}  # fmt: skip

PURPOSES = (
    ("single/1", _("Which rule, which action, which statement holds: one answer, quick to read.")),
    ("multiple/1", _("Which of these may be said or done: several are right, ticking all is not.")),
    (
        "decision/1",
        _("A report to decide on, on the organisation's own form: closest to the work."),
    ),
    ("cloze/1", _("A rule or an account with gaps: exact words where they stand.")),
    ("matching/1", _("What belongs to what: duties to seats, terms to meanings.")),
    ("ordering/1", _("What comes first: steps of a procedure, events of a case.")),
    ("short/1", _("One term that has to be known by heart.")),
    ("numeric/1", _("A figure or a period that matters in the work; rarely the best question.")),
    ("freetext/1", _("A reasoned decision in one's own words: a person marks it with a rubric.")),
)
