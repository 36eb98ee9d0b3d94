"""Publishing numbers a candidate, once, and only if nothing moved; then a release stays."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from accounts.models import AuditEntry, User
from courses.catalogue.models import Course, LessonText
from courses.catalogue.services import note_edit
from courses.releases import errors
from courses.releases.models import Release, ReleaseCitation
from courses.releases.selectors import live_release, live_releases, manifest
from courses.releases.services import compile_candidate, publish, withdraw
from tests.courses.releases.conftest import NOW
from tests.factories.catalogue import course_draft, make_course, make_release

LATER = NOW + timedelta(hours=1)


def edit(course: Course, title: str) -> None:
    LessonText.objects.filter(lesson__course=course).update(title=title)
    note_edit(course=course, by=None, at=NOW, action="text")


def test_publishing_numbers_from_one(trainer: User) -> None:
    course = make_course()
    candidate = compile_candidate(course=course, by=trainer, at=NOW)

    first = publish(candidate=candidate, by=trainer, at=LATER, notes="First.")
    edit(course, "Another title")
    second = publish(
        candidate=compile_candidate(course=course, by=trainer, at=NOW), by=trainer, at=LATER
    )

    assert (first.number, second.number) == (1, 2)
    assert (first.manifest_digest, first.languages) == (candidate.digest, ["en"])
    assert live_release(course) == second
    assert live_releases([course]) == {course.pk: second}
    assert list(
        AuditEntry.objects.filter(action="release.published")
        .order_by("pk")
        .values_list("new", flat=True)
    ) == [
        {"course": "small", "number": 1, "digest": first.manifest_digest},
        {"course": "small", "number": 2, "digest": second.manifest_digest},
    ]


def test_what_it_rests_on_stands_in_rows(course: Course) -> None:
    candidate = compile_candidate(course=course, by=None, at=NOW)

    release = publish(candidate=candidate, by=None, at=NOW)

    rows = ReleaseCitation.objects.filter(release=release, lesson_uid="how-it-works")
    assert sorted(
        (
            row.role,
            str(row.fact_version and row.fact_version.fact),
            row.clause_version_id is not None,
        )
        for row in rows.select_related("fact_version__fact")
    ) == [
        ("covers", "None", True),
        ("mentions", "None", True),
        ("teaches", "countries", False),
    ]
    assert release.citations.count() == 23


def test_a_candidate_is_published_once(db: None) -> None:
    release = make_release()

    with pytest.raises(errors.AlreadyPublished, match="published before"):
        publish(candidate=release.candidate, by=None, at=LATER)


def test_the_same_again_is_not_published(db: None) -> None:
    release = make_release()
    again = compile_candidate(course=release.course, by=None, at=LATER)

    with pytest.raises(errors.AlreadyPublished, match="Release 1 says the same"):
        publish(candidate=again, by=None, at=LATER)


def test_the_same_again_may_follow_a_withdrawn_release(trainer: User) -> None:
    release = make_release()
    withdraw(release=release, reason="A wrong key.", by=trainer, at=LATER)

    again = compile_candidate(course=release.course, by=None, at=LATER)

    assert publish(candidate=again, by=None, at=LATER).number == 2


def test_an_edit_voids_the_candidate(db: None) -> None:
    course = make_course()
    candidate = compile_candidate(course=course, by=None, at=NOW)
    note_edit(course=course, by=None, at=NOW, action="text")

    with pytest.raises(errors.DraftMoved):
        publish(candidate=candidate, by=None, at=NOW)

    assert not Release.objects.exists()


def test_a_candidate_expires(db: None) -> None:
    candidate = compile_candidate(course=make_course(), by=None, at=NOW)

    with pytest.raises(errors.CandidateExpired):
        publish(candidate=candidate, by=None, at=candidate.expires_at)


def test_references_that_move_until_the_day_are_listed(course: Course) -> None:
    candidate = compile_candidate(course=course, by=None, at=NOW)
    new_year = NOW.replace(year=2027, month=1, day=1)
    candidate.expires_at = new_year + timedelta(days=9)

    with pytest.raises(errors.ReferencesMoved) as found:
        publish(candidate=candidate, by=None, at=new_year)

    assert found.value.moved == ("house/FEE-1.1: 1 → 2",)
    assert not Release.objects.exists()


def test_a_candidate_for_a_planned_day_is_published_on_it(course: Course) -> None:
    new_year = NOW.replace(year=2027, month=1, day=1)
    candidate = compile_candidate(
        course=course, by=None, at=new_year - timedelta(days=7), as_of=new_year.date()
    )

    release = publish(candidate=candidate, by=None, at=new_year)

    assert manifest(release).lesson("quiz").covers == ("house/FEE-1.1@2",)


def test_withdrawing_takes_a_release_out_of_use(trainer: User) -> None:
    first = make_release()
    edit(first.course, "Another title")
    second = publish(
        candidate=compile_candidate(course=first.course, by=None, at=NOW), by=None, at=NOW
    )

    gone = withdraw(release=second, reason="A wrong key.", by=trainer, at=LATER)

    assert (gone.withdrawn_at, gone.withdrawn_by, gone.withdrawn_reason) == (
        LATER,
        trainer,
        "A wrong key.",
    )
    assert live_release(first.course) == first
    entry = AuditEntry.objects.get(action="release.withdrawn")
    assert (entry.by, entry.new) == (
        str(trainer.public_id),
        {"number": 2, "reason": "A wrong key."},
    )


def test_withdrawing_needs_a_reason_and_happens_once(trainer: User) -> None:
    release = make_release()

    with pytest.raises(errors.NotWithdrawable, match="needs a reason"):
        withdraw(release=release, reason=" ", by=trainer, at=LATER)
    withdraw(release=release, reason="A wrong key.", by=trainer, at=LATER)
    with pytest.raises(errors.NotWithdrawable, match="withdrawn before"):
        withdraw(release=release, reason="Again.", by=trainer, at=LATER)


@pytest.mark.parametrize(
    "change",
    [
        lambda release: Release.objects.filter(pk=release.pk).update(number=99),
        lambda release: Release.objects.filter(pk=release.pk).update(manifest_digest="0" * 64),
        lambda release: Release.objects.filter(pk=release.pk).delete(),
        lambda release: release.candidate.delete(),
        lambda release: release.candidate.parts.update(kind="form"),
    ],
)
def test_the_database_refuses_to_change_a_release(db: None, change: object) -> None:
    release = make_release(course_draft())

    with (
        pytest.raises((DatabaseError, transaction.TransactionManagementError, Exception)),
        transaction.atomic(),
    ):
        change(release)  # type: ignore[operator]

    fresh = Release.objects.get(pk=release.pk)
    assert (fresh.number, fresh.manifest_digest) == (1, release.manifest_digest)
    assert not fresh.candidate.parts.filter(kind="form").exists()
