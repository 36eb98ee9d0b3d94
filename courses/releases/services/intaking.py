"""Files that people bring: a row says what came, a task looks it through and takes it in."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Unit, User
from accounts.services import record
from content.library.drafting.clause_rows import ClauseRow, rows_of_document, rows_of_sheet
from content.library.drafting.entering import add_clauses, clauses_planned
from content.library.drafting.errors import DraftError
from content.library.drafting.models import LibraryDraft
from content.library.drafting.rules import can_edit as can_edit_draft
from core.enqueue import enqueue
from core.problems import Problem, ProblemsFound
from core.received import NotReceivable
from core.received.archives import open_archive, printable, unpack
from core.received.documents import read_document
from core.received.office import DOCUMENT
from core.received.sheets import read_sheet
from core.received.sniffing import sniff
from courses.catalogue.errors import CatalogueError, EditedMeanwhile
from courses.catalogue.models import Course
from courses.catalogue.services import bring_questions
from courses.releases.compiling.report import problem_as_json
from courses.releases.errors import ReleaseError
from courses.releases.models import Intake
from courses.releases.rules import can_edit
from courses.releases.services.bringing_folders import (
    MovedMeanwhile,
    look_at_folders,
    names_of,
    take_folders,
)
from courses.releases.sheets.planning import plan_rows
from courses.releases.tasks import go_on_with_intake

logger = logging.getLogger(__name__)

State, Kind = Intake.State, Intake.Kind
LEFT_WAITING = timedelta(seconds=30)
SILENT = timedelta(minutes=6)
MOST_TRIES = 3
MOST_PROBLEMS = 200
LARGEST_INTAKE = 10_000_000
KEPT_OPEN, KEPT_ENDED = timedelta(days=7), timedelta(days=90)
GONE = "what this was for is not yours to write any more"

type Report = dict[str, Any]


class NotConfirmable(ReleaseError):
    """The files were not looked through, or were taken in or let go before."""


def receive_files(
    *,
    kind: Intake.Kind,
    name: str,
    content: bytes,
    by: User,
    at: datetime,
    owner: Unit | None = None,
    course: Course | None = None,
    draft: LibraryDraft | None = None,
) -> Intake:
    """The files are kept, and looked through by a task; the sweep does it if that is lost.

    Raises NotReceivable for what is refused before it is unpacked. Nothing is read in the
    transaction that keeps them.
    """
    _refuse_unreadable(kind, name, content)
    with transaction.atomic():
        intake = Intake.objects.create(
            kind=kind,
            name=name[:120],
            content=content,
            owner=owner,
            course=course,
            draft=draft,
            brought_by=by,
            brought_at=at,
            due_at=at + LEFT_WAITING,
        )
        enqueue(go_on_with_intake, intake_id=intake.pk)
    return intake


def _refuse_unreadable(kind: Intake.Kind, name: str, content: bytes) -> None:
    if len(content) > LARGEST_INTAKE:
        raise NotReceivable("size", name)
    if kind == Kind.FOLDERS:
        if sniff(content) != "zip":
            raise NotReceivable("type", name)
        unpack(content)
    elif kind == Kind.CLAUSES and _is_document(content):
        read_document(content)
    else:
        _read_rows(content, name)


def _read_rows(content: bytes, name: str) -> None:
    """Raise NotReceivable; a heading that cannot be taken is told once it is looked through."""
    try:
        read_sheet(content, name=name)
    except ProblemsFound:
        return


@transaction.atomic
def confirm_intake(*, intake: Intake, by: User, at: datetime) -> None:
    """The files are about to be taken in. Raises NotConfirmable; twice is once."""
    changed = Intake.objects.filter(pk=intake.pk, brought_by=by, state=State.READY).update(
        state=State.CONFIRMED, due_at=at + LEFT_WAITING, tries=0
    )
    if not changed:
        raise NotConfirmable("There is nothing to confirm here any more.")
    enqueue(go_on_with_intake, intake_id=intake.pk)


@transaction.atomic
def let_intake_go(*, intake: Intake, by: User, at: datetime) -> None:
    """Nothing is taken in, and the files are gone. Raises NotConfirmable."""
    changed = Intake.objects.filter(pk=intake.pk, brought_by=by, state=State.READY).update(
        state=State.LET_GO, ended_at=at, content=b""
    )
    if not changed:
        raise NotConfirmable("There is nothing to let go here any more.")


def go_on_with(*, intake_id: int, at: datetime) -> None:
    """What was waiting is looked through, what was confirmed is taken in; twice is once."""
    intake = _claim(intake_id, at)
    if intake is None:
        return
    if intake.state == State.READING:
        report, _write = _look(intake, at)
        _end_looking(intake, report)
    else:
        _take(intake, at)


def take_up_intakes(*, at: datetime) -> int:
    """Send again what was left or went silent, give up what was tried too often, clear the old."""
    due = Intake.objects.filter(state__in=Intake.OPEN, due_at__lte=at)
    due.filter(tries__gte=MOST_TRIES).update(state=State.FAILED, ended_at=at, content=b"")
    ids = list(due.order_by("pk").values_list("pk", flat=True)[:20])
    for intake_id in ids:
        enqueue(go_on_with_intake, intake_id=intake_id)
    Intake.objects.filter(
        Q(ended_at__lte=at - KEPT_ENDED) | Q(ended_at=None, brought_at__lte=at - KEPT_OPEN)
    ).delete()
    return len(ids)


def _claim(intake_id: int, at: datetime) -> Intake | None:
    rows = Intake.objects.filter(pk=intake_id, tries__lt=MOST_TRIES)
    for free, busy in ((State.WAITING, State.READING), (State.CONFIRMED, State.TAKING)):
        mine = Q(state=free) | Q(state=busy, due_at__lte=at)
        told: dict[str, Any] = {"state": busy, "due_at": at + SILENT, "tries": F("tries") + 1}
        if rows.filter(mine).update(**told):
            with_all = Intake.objects.select_related(
                "brought_by", "owner", "course", "draft__owner"
            )
            return with_all.get(pk=intake_id)
    return None


def _end_looking(intake: Intake, report: Report) -> None:
    intake.report = report
    intake.state = State.STOPPED if _stops(report) else State.READY
    fields = ["report", "state"]
    if intake.state == State.STOPPED:
        intake.content, intake.ended_at = b"", timezone.now()
        fields += ["content", "ended_at"]
    intake.save(update_fields=fields)


def _stops(report: Report) -> bool:
    return any(problem["level"] == "error" for problem in report["problems"])


def _take(intake: Intake, at: datetime) -> None:
    """Look again, and write what was looked at, if it rests on what the person was shown."""
    report, write = _look(intake, at)
    if _stops(report):
        _end_looking(intake, report)
        return
    if report["rests_on"] != intake.report.get("rests_on"):
        _end_looking(intake, {**report, "moved": True})
        return
    try:
        with transaction.atomic():
            write()
            intake.report, intake.state = _without_texts(report), State.DONE
            intake.content, intake.ended_at = b"", timezone.now()
            intake.save(update_fields=["report", "state", "content", "ended_at"])
            _record(intake, at)
    except (MovedMeanwhile, EditedMeanwhile):
        fresh, _unused = _look(intake, at)
        _end_looking(intake, {**fresh, "moved": True})
    except ProblemsFound as found:
        _end_looking(intake, _report(found.problems))
    except (CatalogueError, DraftError) as error:
        _end_looking(intake, _report([Problem(intake.name, 1, "", str(error))]))


def _without_texts(report: Report) -> Report:
    """The report without what would change: once it is taken in, the history has it."""
    told = dict(report)
    told["items"] = [{**item, "differences": []} for item in report.get("items", ())]
    told["lines"] = [{**line, "before": {}, "after": {}} for line in report.get("lines", ())]
    told["clauses"] = [{**one, "before": "", "after": ""} for one in report.get("clauses", ())]
    return told


def _record(intake: Intake, at: datetime) -> None:
    record(
        action="files.taken_in",
        by=intake.brought_by,
        target=f"intake:{intake.public_id}",
        new={"kind": intake.kind, "made": intake.report.get("made", [])},
        at=at,
        unit=intake.owner or (intake.course.owner if intake.course else None),
    )


def _look(intake: Intake, at: datetime) -> tuple[Report, Any]:
    """What the files would make, and the deed that makes it, to be done in a transaction."""
    try:
        match intake.kind:
            case Kind.FOLDERS:
                return _look_at_folders(intake, at)
            case Kind.CLAUSES:
                return _look_at_clauses(intake, at)
            case _:
                return _look_at_rows(intake, at)
    except NotReceivable as refused:
        problem = Problem(refused.name or intake.name, 1, "", refused.code)
        return {**_report([problem]), "refused": [refused.code, refused.name]}, None
    except ProblemsFound as found:
        return _report(found.problems), None


def _look_at_folders(intake: Intake, at: datetime) -> tuple[Report, Any]:
    by, owner = intake.brought_by, intake.owner
    files = unpack(bytes(intake.content))
    looked = look_at_folders(files, name=intake.name, by=by, owner=owner, at=at)
    report = _report(looked.problems)
    report |= {
        "items": [asdict(item) for item in looked.items],
        "rests_on": looked.rests_on,
        "made": names_of(looked.items),
    }
    return report, lambda: take_folders(looked, by=by, owner=owner, at=at)


def _look_at_rows(intake: Intake, at: datetime) -> tuple[Report, Any]:
    course, by = intake.course, intake.brought_by
    if course is None or not can_edit(by, course):
        return _report([Problem(intake.name, 1, "", GONE)]), None
    sheet = read_sheet(bytes(intake.content), name=intake.name)
    revision = course.draft_revision
    plan = plan_rows(course, sheet, kind=intake.kind, today=at.date())
    report = _report(plan.problems)
    report |= {
        "lines": [asdict(line) for line in plan.lines],
        "rests_on": {"course": revision},
        "made": [question.uid for question in plan.questions],
    }

    def write() -> None:
        bring_questions(
            course=course, questions=plan.questions, base_revision=revision, by=by, at=at
        )

    return report, write


def _look_at_clauses(intake: Intake, at: datetime) -> tuple[Report, Any]:
    draft, by = intake.draft, intake.brought_by
    if draft is None or not draft.is_open or not can_edit_draft(by, draft):
        return _report([Problem(intake.name, 1, "", GONE)]), None
    content = bytes(intake.content)
    rows: list[ClauseRow]
    if _is_document(content):
        rows = rows_of_document(read_document(content), name=intake.name)
    else:
        rows = rows_of_sheet(read_sheet(content, name=intake.name))
    revision, name = draft.revision, intake.name
    plan = clauses_planned(draft, rows, name=name)
    report = _report(plan.problems)
    report |= {
        "clauses": [asdict(line) for line in plan.lines],
        "rests_on": {"draft": revision},
        "made": [line.code for line in plan.lines if line.state != "same"],
    }

    def write() -> None:
        add_clauses(draft=draft, rows=rows, name=name, base_revision=revision, by=by, at=at)

    return report, write


def _is_document(content: bytes) -> bool:
    """Whether this is no table: clauses come as either."""
    return sniff(content) == "zip" and DOCUMENT in open_archive(content).names


def _shown(problem: Problem) -> Problem:
    """The problem without characters that no database keeps: it may quote any file."""
    return replace(
        problem,
        file=printable(problem.file),
        key=printable(problem.key),
        message=printable(" ".join(problem.message.split())),
    )


def _report(problems: Iterable[Problem]) -> Report:
    found = sorted(set(problems), key=lambda one: (one.level != "error", one))
    told = [problem_as_json(_shown(problem)) for problem in found[:MOST_PROBLEMS]]
    return {"problems": told, "more": max(len(found) - MOST_PROBLEMS, 0), "rests_on": {}}
