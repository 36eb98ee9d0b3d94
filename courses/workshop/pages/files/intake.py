"""Files that were brought: what they would make, what is wrong with them, what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from content.intensity import is_intense
from core.received import NotReceivable
from courses.releases.models import Intake
from courses.workshop.pages.files import words
from courses.workshop.pages.sentences import told as told_in
from courses.workshop.pages.words import kind_of_question
from courses.workshop.pages.writing.differences import Line, differences
from courses.workshop.selectors.files import still_read

A_PAGE = 25


@dataclass(frozen=True)
class Deviation:
    """One cell, item or part that would change, line by line."""

    what: str
    state: str
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class MadeLine:
    """One thing that would be made, changed or left: a folder, a question, a clause."""

    name: str
    kind: str
    state: str
    words: str = ""
    place: str = ""
    note: str = ""
    changes: list[Deviation] = field(default_factory=list)
    is_piece: bool = False


@dataclass(frozen=True)
class ProblemLine:
    """One problem with its place."""

    place: str
    message: str
    is_error: bool


@dataclass(frozen=True)
class IntakePage:
    """One intake as its page shows it."""

    intake: Intake
    page: Page[Any]
    lines: list[MadeLine]
    errors: list[ProblemLine]
    warnings: list[ProblemLine]
    more: int
    counts: str
    refusal: str
    makes_anything: bool
    was_moved: bool
    back_url: str
    back_label: str
    done_links: list[tuple[str, str]]

    @property
    def steps_done(self) -> int:
        """How far it is, of three: waiting, being worked on."""
        return 0 if self.intake.state in ("waiting", "confirmed") else 1


def intake_page(user: User, intake: Intake, number: str | None) -> IntakePage:
    """Return what a page of the intake shows."""
    report: Mapping[str, Any] = intake.report
    is_row = intake.kind != Intake.Kind.FOLDERS
    # Folders that were stopped make nothing; of a table it helps to see the rows that would do.
    is_stopped = intake.state == Intake.State.STOPPED
    hidden = is_stopped and not is_row
    told = [] if hidden else _told(report, still_read(user, intake))
    page = Paginator(told, A_PAGE).get_page(number)
    is_document = intake.name.lower().endswith(".docx")
    problems = [
        (
            problem["level"] == "error",
            words.place_words(problem, is_row=is_row, is_document=is_document),
            told_in(problem["message"]),
        )
        for problem in report.get("problems", ())
    ]
    told_problems = [ProblemLine(place, said, is_error) for is_error, place, said in problems]
    refused = report.get("refused")
    states = _states(report) if told else []
    back_url, back_label = _back(intake)
    return IntakePage(
        intake=intake,
        page=page,
        lines=[_line(intake.kind, row) for row in page.object_list],
        errors=[] if refused else [one for one in told_problems if one.is_error],
        warnings=[one for one in told_problems if not one.is_error],
        more=int(report.get("more", 0)),
        counts=words.count_words(*(states.count(one) for one in ("new", "changed", "same"))),
        refusal=words.refusal_of(NotReceivable(*refused)) if refused else "",
        makes_anything=bool(report.get("made")),
        was_moved=bool(report.get("moved")),
        back_url=back_url,
        back_label=back_label,
        done_links=list(_links(intake)),
    )


def _told(report: Mapping[str, Any], readable: set[str]) -> list[tuple[str, Any]]:
    """Everything that would be made, one row each; a folder's changes follow it if readable."""
    rows: list[tuple[str, Any]] = []
    for item in sorted(report.get("items", ()), key=lambda one: one["state"] == "same"):
        rows.append(("item", item))
        if item["slug"] in readable:
            rows += [("difference", one) for one in item["differences"]]
    rows += [("row", one) for one in report.get("lines", ())]
    rows += [("clause", one) for one in report.get("clauses", ())]
    return rows


def _states(report: Mapping[str, Any]) -> list[str]:
    names = ("items", "lines", "clauses")
    return [one["state"] for name in names for one in report.get(name, ())]


def _line(kind: str, told: tuple[str, Any]) -> MadeLine:
    what, one = told
    state = words.state_words(one["state"])
    if what == "item":
        name, kind = one["title"], words.kind_words(one["kind"])
        return MadeLine(name, kind, state, place=one["slug"])
    if what == "difference":
        lines = differences(one["before"], one["after"]) if one["state"] == "changed" else []
        changes = [Deviation("", state, lines)] if lines else []
        piece = words.piece_words(one["what"])
        kind = piece if one["name"] else ""
        return MadeLine(one["name"] or piece, kind, state, changes=changes, is_piece=True)
    if what == "row":
        changes = [
            Deviation(column, "", differences(one["before"].get(column, ""), cell))
            for column, cell in {**dict.fromkeys(one["before"], ""), **one["after"]}.items()
        ]
        place = _("row %(number)s") % {"number": one["row"]}
        kind, note = kind_of_question(one["type"]), ""
        if is_intense(one.get("intensity", 0)):
            level = {"level": one["intensity"]}
            note = _("intensity %(level)s of 3: its words are not shown here") % level
        shown = "" if note else one["words"]
        return MadeLine(one["uid"], kind, state, shown, place, note, changes)
    note = _version_note(one["change"])
    changes = []
    if one["state"] == "changed" and one["before"] != one["after"]:
        changes = [Deviation("", "", differences(one["before"], one["after"]))]
    shown = one["after"][:300] if one["state"] == "new" else ""
    chapter = one["chapter"]
    return MadeLine(
        f"{one['code']} {one['title']}", _("Clause"), state, shown, chapter, note, changes
    )


def _version_note(change: str) -> str:
    return {
        "clarification": _("a new version, a clarification: breaks nobody's currency"),
        "change": _("a new version, a change: people are trained again"),
    }.get(change, "")


def _back(intake: Intake) -> tuple[str, str]:
    if intake.course is not None:
        url = reverse("courses:workshop:course_files", args=[intake.course.slug])
        return url, intake.course.code
    if intake.draft is not None:
        url = reverse("courses:workshop:library_draft", args=[intake.draft.public_id])
        return url, intake.draft.title or intake.draft.slug
    return reverse("courses:workshop:file_list"), _("Files")


def _links(intake: Intake) -> Iterator[tuple[str, str]]:
    """Where what was taken in can be found."""
    if intake.course is not None:
        url = reverse("courses:workshop:question_list", args=[intake.course.slug])
        yield url, _("To the question bank")
    elif intake.draft is not None:
        url = reverse("courses:workshop:library_check", args=[intake.draft.public_id])
        yield url, _("Check the draft")
    for item in intake.report.get("items", ()):
        if item["kind"] == "course":
            yield reverse("courses:workshop:draft_detail", args=[item["slug"]]), item["title"]
    if any(item["kind"] != "course" for item in intake.report.get("items", ())):
        yield reverse("courses:workshop:library_list"), _("To the library")
