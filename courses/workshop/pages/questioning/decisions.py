"""What a decision item asks its author: the report, then the key, field by field of the form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from courses.questions.decision.form import DUTIES
from courses.workshop.pages.questioning.layouts import FEEDBACK
from courses.workshop.pages.questioning.spec import Choices, Field, Group, Node, Rows

ERRORS: tuple[tuple[str, Any], ...] = (
    ("over_enforcement", _("False positive: over-enforcement")),
    ("needless_duty", _("False positive: needless duty")),
    ("under_enforcement", _("False negative: under-enforcement")),
    ("missed_duty", _("False negative: missed duty")),
    ("wrong_action", _("Wrong selection: another action")),
    ("wrong_clause", _("Wrong selection: another clause")),
    ("wrong_value", _("Wrong selection: another choice")),
    ("unanswered", _("Not answered")),
)
WITHIN: Choices = (
    ("", _("Not told")),
    ("1h", _("Within 1 hour")),
    ("48h", _("Within 48 hours")),
    ("promptly", _("Promptly, without undue delay")),
)
_BY_ROLE = {
    "action": ("over_enforcement", "under_enforcement", "wrong_action", "unanswered"),
    "ground": ("over_enforcement", "under_enforcement", "wrong_value", "unanswered"),
    "clause": ("wrong_clause", "unanswered"),
    "duty": ("needless_duty", "missed_duty", "wrong_value", "unanswered"),
}


def decision_layout(
    forms: Choices, form: dict[str, Any] | None, seat: str, *, clauses: tuple[str, ...]
) -> tuple[Node, ...]:
    """Return what is asked; without a form first of all which one, and from which seat."""
    seats = tuple((one["key"], one["label"]) for one in form["seats"]) if form else ()
    choice = (
        Field("form", "form", "pick", _("Decision form"), choices=(("", _("Choose…")), *forms)),
        Field("seat", "seat", "pick", _("Seat"),
              _("From where the report is told: it decides which fields there are."),
              choices=(("", _("Choose…")), *seats)),
    )  # fmt: skip
    if form is None or seat not in {key for key, _label in seats}:
        return (*choice, *_report())
    fields = [one for one in form["fields"] if one["seats"] is None or seat in one["seats"]]
    wants_clauses = any(one["kind"] == "clause" for one in fields)
    return (
        *choice,
        *_report(),
        *(_clauses() if wants_clauses else ()),
        *(_key(one, clauses) for one in fields if one["kind"] != "text"),
        Field("ask_within", "ask_within", "flag", _("Ask of every duty how soon it is due"),
              _("Asked of all duties, so that asking tells nothing. Scored where a time is told.")),
        *_split(fields),
        FEEDBACK,
    )  # fmt: skip


def _report() -> Iterator[Node]:
    yield Field("post", "texts.report.post", "prose", _("Reported post"),
                _("In neutral words: what it is about, never the wording of abuse."))  # fmt: skip
    yield Field("reason", "texts.report.reason", "prose", _("Reporter's reason"), is_optional=True)
    yield Field("account", "texts.report.account", "prose", _("Account"), is_optional=True)
    yield _around()


def _around() -> Group:
    return Group(
        "around", _("What the tool shows beside it"),
        (
            Rows(
                "automatic", "automatic", "line", _("Done by the tool itself"), _("Line"),
                (Field("text", "texts.automatic.{line}", "line", _("Words")),),
                help=_("Shown, not asked."), most=20,
            ),
            Rows(
                "history", "history", "line", _("Account history"), _("Line"),
                (
                    Field("when", "texts.history.{line}.when", "line", _("When")),
                    Field("what", "texts.history.{line}.what", "line", _("What happened")),
                ),
                most=20,
            ),
            Rows(
                "thread", "thread", "post", _("Thread"), _("Post"),
                (
                    Field("who", "texts.thread.{post}.who", "line", _("Who, without a name"),
                          default="Account A"),
                    Field("text", "texts.thread.{post}.text", "prose", _("What it says")),
                ),
                most=20,
            ),
            Rows(
                "context", "context", "part", _("More that can be opened"), _("Part"),
                (
                    Field("title", "texts.context.{part}.title", "line", _("Title")),
                    Field("text", "texts.context.{part}.text", "prose", _("Text")),
                ),
                most=10,
            ),
        ),
        _("History, thread and other parts stay closed until a learner opens them."),
        is_folded=True,
    )  # fmt: skip


def _clauses() -> Iterator[Node]:
    yield Rows(
        "clauses", "clauses", "clause", _("Clauses to choose from"), _("Clause"),
        (Field("value", "clauses.{clause#}", "line", _("Clause"), datalist="clauses"),),
        help=_("The right ones and others that might be taken for them."),
        holds="values", start=1, most=40,
    )  # fmt: skip


def _key(field: dict[str, Any], clauses: tuple[str, ...]) -> Group:
    at = f"fields.{field['key']}"
    if field["kind"] == "clause":
        choices: Choices = tuple((key, key.rpartition("/")[2]) for key in clauses if key)
        role = "clause"
    else:
        choices = tuple((one["key"], one["label"]) for one in field["options"])
        role = "duty" if field["role"] in DUTIES else field["role"] or ""
    asked: list[Node] = [
        Field("scored", f"{at}.right", "flag", _("This field is scored")),
        Field("right", f"{at}.right", "picks", _("Right"), choices=choices),
        Field("also", f"{at}.also", "picks", _("Also accepted"), choices=choices,
              is_optional=True),
        Field("weight", f"{at}.weight", "line", _("Weight"), default="1", is_optional=True),
    ]  # fmt: skip
    if role == "duty":
        asked += [
            Field("within", f"{at}.within", "pick", _("Due"), choices=WITHIN, is_optional=True),
            Field("within_weight", f"{at}.within_weight", "line", _("Weight of the time"),
                  default="1", is_optional=True),
        ]  # fmt: skip
    codes = _BY_ROLE.get(role, ("wrong_value", "unanswered"))
    severity = tuple(
        Field(code, f"{at}.severity.{code}", "percent", label, is_optional=True)
        for code, label in ERRORS
        if code in codes
    )
    asked.append(
        Group("severity", _("What an error costs, in percent of the weight"), severity,
              _("All of it unless told."), is_folded=True)
    )  # fmt: skip
    asked.append(
        Field("why", f"texts.field_feedback.{field['key']}", "prose", _("Why, for this field"),
              _("Name the facts and the clause that it follows from."), is_optional=True)
    )  # fmt: skip
    return Group(f"field-{field['key']}", field["label"], tuple(asked), kept_by="scored")


def _split(fields: list[dict[str, Any]]) -> Iterator[Node]:
    ones = [one for one in fields if one["kind"] == "one"]
    action = next((one for one in ones if one["role"] == "action"), None) or next(iter(ones), None)
    if action is None:
        return
    options = tuple((one["key"], one["label"]) for one in action["options"])
    yield Group(
        "experts", _("Experts differ"),
        (
            Field("on", "split.field", "flag", _("This item is kept out of pass and fail")),
            Rows(
                "votes", "split.votes", "vote", action["label"], _("Option"),
                (
                    Field("count", "split.votes.{vote#}.count", "line",
                          _("How many experts chose it"), is_optional=True),
                    Field("reason", "texts.split.{vote}", "prose", _("Their reason"),
                          is_optional=True),
                ),
                holds="dicts", key_as="option", fixed=options, kept_by="count",
            ),
        ),
        _("Shown afterwards, with how many they were."),
        is_folded=True, kept_by="on",
    )  # fmt: skip


def completed(entry: dict[str, Any], fields: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the entry with the field that experts differ on, which no control names."""
    split = entry.get("split")
    if isinstance(split, dict) and "field" not in split:
        ones = [one for one in fields if one["kind"] == "one"]
        action = next((one for one in ones if one["role"] == "action"), None) or ones[0]
        return {**entry, "split": {"field": action["key"], **split}}
    return entry
