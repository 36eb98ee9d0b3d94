"""Titles and release notes are taken out by two people, and nothing else changes."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest

from accounts.models import Notice, User
from accounts.services import notify
from courses.catalogue.models import Course
from courses.catalogue.services import note_edit
from courses.releases.errors import NothingKept, NotRedactable
from courses.releases.models import Candidate, PublishPlan, Release
from courses.releases.selectors import forget_cached, manifest, words_beside_parts
from courses.releases.services import (
    approve_redaction,
    compile_candidate,
    draft_from,
    publish,
    request_redaction,
)
from courses.releases.signals import words_taken_out
from tests.courses.releases.conftest import NOW
from tests.factories.accounts import UserFactory

LATER = NOW + timedelta(hours=1)
NOTES = "Written with somebody's name."


@pytest.fixture
def release(course: Course) -> Release:
    candidate = compile_candidate(course=course, by=None, at=NOW)
    return publish(candidate=candidate, by=None, at=NOW, notes=NOTES)


@pytest.fixture
def again(release: Release, trainer: User) -> Release:
    """A second release with the same titles and other notes."""
    course = release.course
    course.summaries = {**course.summaries, "en": "Another summary"}
    course.save(update_fields=["summaries"])
    note_edit(course=course, by=trainer, at=NOW, action="edited")
    candidate = compile_candidate(course=course, by=None, at=LATER)
    return publish(candidate=candidate, by=None, at=LATER, notes="Something else.")


@pytest.fixture
def second(db: None) -> User:
    return UserFactory()


def redact(release: Release, first: User, second: User, *words: str) -> Release:
    asked = request_redaction(
        release=release, digests=[], words=words, reason="A name.", by=first, at=NOW
    )
    forget_cached()
    approve_redaction(redaction=asked, by=second, at=LATER)
    forget_cached()
    return Release.objects.get(pk=release.pk)


def test_what_can_be_taken_out_beside_parts(release: Release) -> None:
    module = release.course.modules.first()
    assert module is not None
    told = {one.name: one.text for one in words_beside_parts(release)}
    assert told["notes"] == NOTES
    assert told["title:en"] == release.course.titles["en"]
    assert told["summary:es"] == release.course.summaries["es"]
    assert told[f"module:{module.uid}:en"] == module.titles["en"]


def test_words_go_from_the_rows_and_their_hash_stays(
    release: Release, again: Release, trainer: User, second: User
) -> None:
    course, digest = release.course, release.manifest_digest
    module = course.modules.first()
    assert module is not None
    gone = ["notes", "title:en", f"module:{module.uid}:en"]

    after = redact(release, trainer, second, *gone)

    assert (after.notes, after.redacted_at, after.manifest_digest) == ("", LATER, digest)
    assert after.candidate.draft == ""
    outline = manifest(after)
    assert outline.titles == {**course.titles, "en": course.code}
    assert outline.modules[0].titles == {**module.titles, "en": "Words taken out"}
    kept = after.redactions.get()
    assert kept.reason == "A name."
    assert {one["name"]: one["sha256"] for one in kept.words} == {
        "notes": sha256(NOTES.encode()).hexdigest(),
        "title:en": sha256(course.titles["en"].encode()).hexdigest(),
        f"module:{module.uid}:en": sha256(module.titles["en"].encode()).hexdigest(),
    }
    # The other release said the same in its titles, and something else in its notes.
    again.refresh_from_db()
    assert (again.notes, again.redacted_at) == ("Something else.", LATER)
    assert manifest(again).title("en") == course.code
    for candidate in Candidate.objects.filter(course=course):
        assert (
            course.titles["en"] not in json.loads(candidate.manifest)["course"]["titles"].values()
        )
    with pytest.raises(NothingKept):
        draft_from(release=again, by=trainer, at=LATER)


def test_nothing_else_changes(release: Release, trainer: User, second: User) -> None:
    before = manifest(release)

    after = redact(release, trainer, second, "notes")

    assert manifest(after) == before
    assert [one.name for one in words_beside_parts(after) if one.name == "notes"] == []


def test_it_needs_a_reason_and_words_that_are_there(release: Release, trainer: User) -> None:
    asked = {"release": release, "digests": [], "by": trainer, "at": NOW}
    for words, reason in ((["notes"], " "), ([], "Why"), (["title:xx"], "Why")):
        with pytest.raises(NotRedactable):
            request_redaction(**asked, words=words, reason=reason)


def test_plans_and_notices_lose_them_too(release: Release, trainer: User, second: User) -> None:
    course = release.course
    PublishPlan.objects.create(
        course=course,
        candidate=release.candidate,
        publish_at=NOW,
        notes=NOTES,
        state="published",
        planned_by=trainer,
        planned_at=NOW,
        ended_at=NOW,
    )
    about = {"titles": course.titles, "languages": course.languages}
    for slug in (course.slug, "another"):
        notify(person=second, kind="course_again", payload={**about, "course": slug}, at=NOW)

    redact(release, trainer, second, "notes", "title:en")

    assert PublishPlan.objects.get().notes == ""
    told = {
        one.payload["course"]: one.payload["titles"]["en"]
        for one in Notice.objects.filter(kind="course_again")
    }
    assert told == {course.slug: course.code, "another": course.titles["en"]}


def test_the_rooms_above_are_told_of_each_release(
    release: Release, again: Release, trainer: User, second: User
) -> None:
    heard: list[list[int]] = []

    def hear(*, release_ids: list[int], **_more: object) -> None:
        heard.append(sorted(release_ids))

    words_taken_out.connect(hear)
    try:
        redact(release, trainer, second, "title:en")
    finally:
        words_taken_out.disconnect(hear)
    assert heard == [sorted([release.pk, again.pk])]
