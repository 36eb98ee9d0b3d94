"""Confident errors across a course: by clause, over all its quizzes, never by person."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator

from content.texts import pick
from courses.catalogue.models import Course
from courses.insight import selectors
from courses.insight.few import FEWEST
from courses.insight.models import QuizFigures
from courses.releases.models import ReleaseCitation
from courses.releases.selectors import manifests
from courses.workshop.pages.figures import words
from courses.workshop.pages.figures.quiz import quiz_title

PAGE_SIZE = 50


@dataclass
class ClauseErrors:
    """One clause: answers with a certainty, sure ones, and those of them that differ."""

    key: str
    code: str
    title: str
    answers: int = 0
    sure: int = 0
    errors: int = 0
    quizzes: dict[str, str] = field(default_factory=dict)

    @property
    def share(self) -> str:
        """The share of the sure answers that differ from the key."""
        return words.percent(self.errors / self.sure if self.sure else None)


@dataclass(frozen=True)
class ClausesPage:
    """Confident errors by clause, those with most first."""

    course: Course
    title: str
    fewest: int
    page: Page[ClauseErrors]


def clauses_page(course: Course, number: str | None, *, language: str) -> ClausesPage:
    """Return one page of the clauses of a course with confident errors; three queries at most.

    Sums of what is kept by question and quiz, so nothing about fewer than k people is in it.
    """
    rows = [row for row in selectors.quizzes_of(course) if row.certainty and row.release]
    manifests([row.release for row in rows if row.release])  # one query for all of them
    return ClausesPage(
        course=course,
        title=course.title(language),
        fewest=FEWEST,
        page=Paginator(_lines(rows, language), PAGE_SIZE).get_page(number),
    )


def _lines(rows: Sequence[QuizFigures], language: str) -> list[ClauseErrors]:
    found: dict[str, ClauseErrors] = {}
    covered = _covered(rows)
    for row in rows:
        title = quiz_title(row, language)
        for uid, counts in row.certainty.items():
            for key, code, titles in covered.get((row.release_id or 0, uid), ()):
                line = found.setdefault(key, ClauseErrors(key, code, pick(titles, language, ())))
                line.answers += counts["answers"]
                line.sure += counts["sure"]
                line.errors += counts["errors"]
                line.quizzes[row.slot_uid] = title
    return sorted(found.values(), key=lambda line: (-line.errors, line.key))


def _covered(
    rows: Sequence[QuizFigures],
) -> dict[tuple[int, str], list[tuple[str, str, dict[str, str]]]]:
    """Return the clauses (key, code, titles) of each question by release, in one query."""
    found: dict[tuple[int, str], list[tuple[str, str, dict[str, str]]]] = {}
    if not rows:
        return found
    citations = (
        ReleaseCitation.objects.filter(
            release__in={row.release_id for row in rows},
            question_uid__in={uid for row in rows for uid in row.certainty},
            role=ReleaseCitation.Role.COVERS,
            clause_version__isnull=False,
        )
        .order_by("pk")
        .values_list(
            "release_id",
            "question_uid",
            "clause_version__clause__policy__slug",
            "clause_version__clause__code",
            "clause_version__clause__titles",
        )
    )
    for release_id, uid, slug, code, titles in citations:
        clauses = found.setdefault((release_id, uid), [])
        if all(key != f"{slug}/{code}" for key, _code, _titles in clauses):
            clauses.append((f"{slug}/{code}", code, titles))
    return found
