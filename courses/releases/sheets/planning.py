"""What the rows of a table would make of a course's bank, before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from content.library.drafting.clause_rows import column_problems
from content.policies.selectors import slugs_kept_from
from core.problems import Problem
from core.received.sheets import Row, Sheet
from courses.catalogue.checking import checked_question
from courses.catalogue.drafts import CourseDraft, QuestionDraft
from courses.catalogue.errors import ItemRefused
from courses.catalogue.models import Course
from courses.catalogue.selectors import read_head, read_questions
from courses.releases.compiling.questions import try_question
from courses.releases.sheets import decisions, questions
from courses.releases.sheets.cells import RowRefused

type State = Literal["new", "changed", "same"]
type Write = Callable[[QuestionDraft, str], dict[str, str] | None]

TOO_MUCH = "the question there says more than a row can tell; edit it in its editor"


@dataclass(frozen=True)
class RowLine:
    """What would become of one row; `before` and `after` are its cells where one is changed."""

    row: int
    uid: str
    type: str
    words: str
    state: State
    intensity: int = 0
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)


@dataclass
class BankPlan:
    """The questions to write, a line for each row, and what is wrong by row."""

    questions: list[QuestionDraft] = field(default_factory=list)
    lines: list[RowLine] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    hidden: frozenset[str] = frozenset()


def plan_rows(course: Course, sheet: Sheet, *, kind: str, today: date) -> BankPlan:
    """Return what the rows would make of the bank of a course; writes nothing.

    `kind` is questions or decisions. Every row is tried as compiling would: a clause, fact or form
    that is not there is a problem of its row.
    """
    plan = BankPlan(hidden=slugs_kept_from(course.owner))
    plan.problems += _heading(sheet, kind)
    is_readable = not plan.problems
    plan.problems += sheet.problems
    if not is_readable:
        return plan
    head = read_head(course)
    read = _read(sheet, kind, head.source_language, plan, set(_uids(course)))
    wanted = [question.uid for _row, question in read]
    known = {one.uid: one for one in read_questions(course, wanted)}
    for row, question in read:
        _plan_row(plan, sheet, row, question, known.get(question.uid), head, kind, today)
    return plan


def _heading(sheet: Sheet, kind: str) -> list[Problem]:
    if kind == "questions":
        return column_problems(sheet, questions.ALL, questions.NEEDED)
    strange = [column for column in sheet.columns if not decisions.is_known(column)]
    known = (*decisions.OWN, *(one for one in sheet.columns if one not in strange))
    return column_problems(sheet, known, decisions.NEEDED)


def _uids(course: Course) -> list[str]:
    return list(course.questions.values_list("uid", flat=True))


def _read(
    sheet: Sheet, kind: str, language: str, plan: BankPlan, taken: set[str]
) -> list[tuple[Row, QuestionDraft]]:
    room = questions if kind == "questions" else decisions
    found: dict[str, tuple[Row, QuestionDraft]] = {}
    for row in sheet.rows:
        try:
            question = room.read_row(row, language)
            uid = room.uid_for(question, language, {*taken, *found})
            question = checked_question(replace(question, uid=uid), language)
        except RowRefused as refused:
            plan.problems += [
                sheet.problem(row, fault.column, fault.message) for fault in refused.faults
            ]
            continue
        except ItemRefused as refused:
            plan.problems += [
                sheet.problem(row, str(path[0]) if path else "", why)
                for path, why in refused.faults
            ]
            continue
        if uid in found:
            message = f"“{uid}” stands in row {found[uid][0].number} already"
            plan.problems.append(sheet.problem(row, "uid", message))
            continue
        found[uid] = (row, question)
    return list(found.values())


def _plan_row(
    plan: BankPlan,
    sheet: Sheet,
    row: Row,
    question: QuestionDraft,
    before: QuestionDraft | None,
    head: CourseDraft,
    kind: str,
    today: date,
) -> None:
    language = head.source_language
    write: Write = questions.write_row if kind == "questions" else decisions.write_row
    stood = write(before, language) if before else {}
    if before is not None and stood is None:
        plan.problems.append(sheet.problem(row, "uid", TOO_MUCH))
        return
    problems = _tried(plan, sheet, row, question, head, today)
    plan.problems += problems
    if any(problem.level == "error" for problem in problems):
        return
    if before is None:
        state: State = "new"
    else:
        is_same = questions.says_the_same(question, before, language)
        state = "same" if is_same else "changed"
    words = question.texts[language].texts
    asked = words.get("stem") or words.get("report", {}).get("post", "")
    after = (write(question, language) or {}) if state == "changed" else {}
    line = RowLine(
        row.number,
        question.uid,
        question.type,
        str(asked)[:300],
        state,
        question.intensity,
        before={key: cell for key, cell in (stood or {}).items() if after.get(key) != cell}
        if after
        else {},
        after={key: cell for key, cell in after.items() if (stood or {}).get(key) != cell},
    )
    plan.lines.append(line)
    if state != "same":
        plan.questions.append(question)


def _tried(
    plan: BankPlan,
    sheet: Sheet,
    row: Row,
    question: QuestionDraft,
    head: CourseDraft,
    today: date,
) -> list[Problem]:
    """What compiling would say of the question, by the columns of its row."""
    found = []
    for problem in try_question(head, question, as_of=today, hidden=plan.hidden).problems:
        path = tuple(problem.key.split(".")[1:])
        column = decisions.column_of(path)
        if question.type != decisions.KIND:
            column = questions.column_of(question, path)
        found.append(Problem(sheet.name, row.number, column, problem.message, problem.level))
    return found
