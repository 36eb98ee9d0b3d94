"""What the pages of the question editor show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from courses.catalogue.errors import EditedMeanwhile
from courses.catalogue.models import Course
from courses.catalogue.selectors import question_for_edit
from courses.workshop.pages.questioning.editor import Editor, clause_choices, opened_editor
from courses.workshop.pages.questioning.layouts import PURPOSES
from courses.workshop.pages.questioning.nodes import View
from courses.workshop.pages.words import kind_of_question
from courses.workshop.pages.writing.pause import Pause, asks_first


@dataclass(frozen=True)
class TypesPage:
    """The types to choose from, each with what it is good for."""

    course: Course
    title: str
    types: Sequence[tuple[str, str, object]]


def types_page(course: Course, language: str) -> TypesPage:
    """Return the types in the order in which they are of use."""
    rows = [(key.partition("/")[0], kind_of_question(key), purpose) for key, purpose in PURPOSES]
    return TypesPage(course, course.title(language), rows)


@dataclass(frozen=True)
class EditorPage:
    """The form, what is to be mended, and where the learner's view comes from."""

    course: Course
    title: str
    kind: str
    kind_name: str
    uid: str
    base: str
    is_ready: bool
    nodes: list[View]
    head: list[View]
    mends: list[tuple[str, str, str]]
    others: list[str]
    clauses: list[tuple[str, str]]
    language: str
    is_decision: bool
    pause: Pause | None


def editor_page(request: HttpRequest, editor: Editor, user: User, *, on: date) -> EditorPage:
    """Return the page of a question that is written."""
    language = get_language() or ""
    course = editor.course
    return EditorPage(
        course=course,
        title=course.title(language),
        kind=editor.kind.name,
        kind_name=kind_of_question(editor.type),
        uid=editor.uid,
        base=editor.base,
        is_ready=editor.is_ready,
        nodes=editor.shown(),
        head=editor.shown_head(),
        mends=editor.mends(),
        others=editor.others,
        clauses=clause_choices(user, course.source_language, on=on),
        language=course.source_language,
        is_decision=editor.type == "decision/1",
        pause=asks_first(
            request,
            intensity=editor.intensity if editor.uid else 0,
            topic="",
            later_href=reverse("courses:workshop:question_list", args=[course.slug]),
        ),
    )


@dataclass(frozen=True)
class Difference:
    """One thing that two people left differently."""

    label: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class MeanwhilePage:
    """Somebody else saved in between: what differs, and the writer chooses.

    `is_same` if both wrote the same, as when a save arrived and its answer did not.
    """

    base: str
    by: object
    is_self: bool
    differences: list[Difference]

    @property
    def is_same(self) -> bool:
        """Nothing differs."""
        return not self.differences


def meanwhile_page(editor: Editor, other: EditedMeanwhile, *, by: User) -> MeanwhilePage:
    """Return what stands in the bank now beside what was typed."""
    found = question_for_edit(editor.course, editor.uid)
    theirs: list[View] = []
    if found is not None:
        on = other.at.date() if other.at else date.min
        stands = opened_editor(editor.course, found, by=by, on=on)
        theirs = [*stands.shown(), *stands.shown_head(), _ready(is_ready=stands.is_ready)]
    mine = [*editor.shown(), *editor.shown_head(), _ready(is_ready=editor.is_ready)]
    digest = found.digest if found else ""
    return told_meanwhile(mine, theirs, base=digest, by=other.by, me=by)


def told_meanwhile(
    mine: Sequence[View], theirs: Sequence[View], *, base: str, by: User | None, me: User
) -> MeanwhilePage:
    """Return where two versions of what an editor shows differ."""
    ours, others = dict(_said(mine, "")), dict(_said(theirs, ""))
    differences = [
        Difference(label, ours.get(label, ""), others.get(label, ""))
        for label in dict.fromkeys([*ours, *others])
        if ours.get(label, "") != others.get(label, "")
    ]
    return MeanwhilePage(base, by, by is not None and by.pk == me.pk, differences)


def _ready(*, is_ready: bool) -> View:
    label = _("Finished: it may enter the next candidate")
    return {"what": "field", "label": label, "kind": "flag", "value": is_ready, "choices": ()}


def _said(nodes: Sequence[Mapping[str, Any]], at: str) -> Iterator[tuple[str, str]]:
    """Every value in words, under a label that says where it stands."""
    for node in nodes:
        if node["what"] == "group":
            yield from _said(node["nodes"], f"{at}{node['title']} · ")
        elif node["what"] == "rows":
            for row in node["rows"]:
                place = f"{at}{row['title']}"
                yield from _said(row["nodes"], f"{place} · ")
                for mark in row["marks"]:
                    yield f"{place} · {mark['label']}", _("yes") if mark["checked"] else ""
        else:
            yield f"{at}{node['label']}", _value(node)


def _value(node: Mapping[str, Any]) -> str:
    if node["choices"]:
        return ", ".join(str(one["label"]) for one in node["choices"] if one["chosen"])
    if node["kind"] == "flag":
        return _("yes") if node["value"] else ""
    return str(node["value"] or "")
