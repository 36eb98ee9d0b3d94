"""What a learner is told about contests, and about results that wait for a person."""

import datetime as dt
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from content.texts import pick
from courses.assessment.contests import contests_by
from courses.assessment.models import Attempt, Contest, Grading
from courses.assessment.said import Said
from courses.delivery.ways import OWN, Ways
from courses.releases.selectors import manifests

PAGE_SIZE = 20


@dataclass(frozen=True)
class ContestPanel:
    """Beside one question of a result: the way to contest it, or what became of that."""

    href: str
    state: str = ""
    state_words: str = ""
    reason: str = ""
    opened_at: dt.datetime | None = None
    answer: str = ""
    decided_at: dt.datetime | None = None
    comments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Waiting:
    """What a person still does, or has said, about a whole result."""

    title: str
    text: str
    said: str = ""


@dataclass(frozen=True)
class ContestLine:
    """One contest in the learner's own list."""

    title: str
    number: int
    href: str
    panel: ContestPanel


@dataclass(frozen=True)
class ContestsPage:
    """The learner's own contests."""

    page: Page[Contest]
    lines: list[ContestLine]


STATES = {
    Contest.State.OPEN: lambda: _("A trainer of the course has it. No lead sees it."),
    Contest.State.UPHELD: lambda: _(
        "Upheld: the key is mended in a new release, and results are graded anew."
    ),
    Contest.State.DECLINED: lambda: _("Not upheld: the key stays as it is."),
}


def panels(attempt: Attempt, said: Said, *, ways: Ways = OWN) -> dict[str, ContestPanel]:
    """Return the panel of every question of a closed attempt by uid."""
    return {
        uid: _panel(attempt, number, said.contests.get(uid), said.comments.get(uid, ()), ways)
        for number, uid in enumerate(attempt.question_uids, start=1)
    }


def _panel(
    attempt: Attempt,
    number: int,
    contest: Contest | None,
    comments: tuple[str, ...] = (),
    ways: Ways = OWN,
) -> ContestPanel:
    if contest is None:
        is_kept = not attempt.is_open and attempt.answers_deleted_at is None
        return ContestPanel(
            href=ways.contest(attempt.public_id, number) if is_kept else "", comments=comments
        )
    return ContestPanel(
        href="",
        state=contest.state,
        state_words=STATES[Contest.State(contest.state)](),
        reason=contest.reason,
        opened_at=contest.opened_at,
        answer=contest.answer,
        decided_at=contest.decided_at,
        comments=comments,
    )


def waiting_words(attempt: Attempt, said: Said) -> Waiting | None:
    """Return what a person does or has said about the result."""
    grading = attempt.current_grading
    if grading is None:
        return None
    if grading.awaits == Grading.Awaits.MARKING:
        return Waiting(
            _("A person marks your text"),
            _("The result is open until then. You are told when it is final."),
        )
    if grading.awaits == Grading.Awaits.CONFIRMATION:
        return Waiting(
            _("A person looks at this result"),
            _(
                "A duty that other marks cannot make up for was not met. Nothing is failed before "
                "a person has looked at it. You are told what they say."
            ),
        )
    if said.decision is None:
        return None
    if grading.decided == Grading.Decided.LET_PASS:
        return Waiting(_("A person has looked at this result and let it pass"), "", said.decision)
    return Waiting(_("A person has looked at this result and confirmed it"), "", said.decision)


def contests_page(user: User, number: str | None) -> ContestsPage:
    """Return one page of a person's own contests; the number of queries does not grow."""
    page = Paginator(contests_by(user), PAGE_SIZE).get_page(number)
    rows = list(page.object_list)
    outlines = manifests(row.attempt.release for row in rows)
    lines = []
    for row in rows:
        outline = outlines[row.attempt.release.manifest_digest]
        titles = outline.lesson(row.attempt.lesson_uid).titles
        number_of = row.attempt.question_uids.index(row.question_uid) + 1
        lines.append(
            ContestLine(
                title=pick(titles, user.language, outline.languages),
                number=number_of,
                href=reverse("courses:delivery:attempt_result", args=[row.attempt.public_id]),
                panel=_panel(row.attempt, number_of, row),
            )
        )
    return ContestsPage(page=page, lines=lines)
