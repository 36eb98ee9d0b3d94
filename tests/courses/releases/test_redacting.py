"""Words are taken out by two people, wherever they are shared, and nothing else changes."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import AuditEntry, User
from courses.catalogue.models import Course, LessonText
from courses.catalogue.services import note_edit
from courses.questions import registry
from courses.releases import selectors
from courses.releases.cache import weight_of
from courses.releases.errors import NotRedactable
from courses.releases.models import Release
from courses.releases.selectors import forget_cached, manifest, part, parts
from courses.releases.services import (
    approve_redaction,
    compile_candidate,
    publish,
    request_redaction,
)
from tests.courses.releases.conftest import NOW
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import course_draft, make_release, quiz_draft

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def release(course: Course) -> Release:
    return publish(candidate=compile_candidate(course=course, by=None, at=NOW), by=None, at=NOW)


def digest_of(release: Release, uid: str) -> str:
    return manifest(release).lesson(uid).parts["en"]


def redact(release: Release, digest: str, first: User, second: User) -> Release:
    forget_cached()
    asked = request_redaction(
        release=release, digests=[digest], reason="A court order.", by=first, at=NOW
    )
    approve_redaction(redaction=asked, by=second, at=LATER)
    forget_cached()
    return Release.objects.get(pk=release.pk)


@pytest.fixture
def second(db: None) -> User:
    return UserFactory()


def test_nothing_happens_before_the_second_person(release: Release, trainer: User) -> None:
    digest = digest_of(release, "how-it-works")
    before = part(digest)

    request_redaction(release=release, digests=[digest], reason="An order.", by=trainer, at=NOW)
    forget_cached()

    assert part(digest) == before


def test_the_words_go_and_the_digest_stays(release: Release, trainer: User, second: User) -> None:
    digest = digest_of(release, "quiz")
    before = part(digest)

    after = redact(release, digest, trainer, second)

    assert after.redacted_at == LATER
    assert part(digest, since=after.redacted_at) == {
        **before,
        "title": "",
        "topic": "",
        "blocks": [],
        "notes": {},
        "words": 0,
        "is_redacted": True,
    }
    assert list(
        AuditEntry.objects.filter(target=f"release:{release.public_id}")
        .order_by("pk")
        .values_list("action", "by")
    ) == [
        ("release.published", ""),
        ("release.redaction_requested", str(trainer.public_id)),
        ("release.redacted", str(second.public_id)),
    ]


@pytest.mark.parametrize("uid", ["origin", "countries", "words", "order", "link-drop"])
def test_a_redacted_question_can_still_be_read_and_graded(
    release: Release, trainer: User, second: User, uid: str
) -> None:
    lesson = "decide" if uid == "link-drop" else "quiz"
    digest = part(digest_of(release, lesson))["questions"][uid]

    after = redact(release, digest, trainer, second)

    body = part(digest, since=after.redacted_at)
    kind = registry.get(body["type"])
    definition = kind.parse_definition(body["definition"])
    texts = kind.parse_texts(body["texts"], compiled=True)
    assert kind.grade(definition, None).quanta == 0
    assert kind.feedback(definition, texts, None)["verdict"] == "unanswered"


def test_a_redacted_case_tells_nothing(release: Release, trainer: User, second: User) -> None:
    digest = part(digest_of(release, "the-case-full"))["case"]

    after = redact(release, digest, trainer, second)

    body = part(digest, since=after.redacted_at)
    assert {key: value for key, value in body.items() if value} == {
        "schema": 1,
        "part": "case",
        "language": "en",
        "prefix": "l-the-case-full",
        "slug": "harbour",
        "intensity": 2,
        "checked_on": "2026-11-01",
        "is_redacted": True,
    }


def test_the_same_words_do_not_come_back(release: Release, trainer: User, second: User) -> None:
    digest = digest_of(release, "attest")
    redact(release, digest, trainer, second)

    candidate = compile_candidate(course=release.course, by=None, at=LATER)
    forget_cached()

    assert manifest(candidate).lesson("attest").parts["en"] == digest
    assert part(digest)["is_redacted"] is True


def test_every_release_that_shares_the_part_is_marked(
    release: Release, trainer: User, second: User
) -> None:
    LessonText.objects.filter(lesson__uid="quiz").update(title="Another")
    note_edit(course=release.course, by=None, at=NOW, action="text")
    newer = publish(
        candidate=compile_candidate(course=release.course, by=None, at=NOW), by=None, at=NOW
    )

    redact(release, digest_of(release, "attest"), trainer, second)

    newer.refresh_from_db()
    assert newer.redacted_at == LATER


def test_a_process_that_holds_the_old_part_reads_again(
    release: Release, trainer: User, second: User
) -> None:
    digest = digest_of(release, "attest")
    held = part(digest)
    asked = request_redaction(
        release=release, digests=[digest], reason="An order.", by=trainer, at=NOW
    )
    approve_redaction(redaction=asked, by=second, at=NOW + timedelta(days=36_500))

    # As another process would be: its cache is as it was.
    selectors._parts.put(digest, held, weight=weight_of(held), read_at=NOW)
    release.refresh_from_db()

    assert parts([digest])[digest] == held
    assert parts([digest], since=release.redacted_at)[digest]["is_redacted"] is True


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"reason": "  "}, "gives a reason"),
        ({"digests": []}, "gives a reason"),
        ({"digests": ["0" * 64]}, "does not hold"),
    ],
)
def test_a_request_names_parts_of_the_release_and_a_reason(
    db: None, trainer: User, wanted: dict[str, Any], message: str
) -> None:
    release = make_release()
    asked = {"digests": [digest_of(release, "intro")], "reason": "An order.", **wanted}

    with pytest.raises(NotRedactable, match=message):
        request_redaction(release=release, by=trainer, at=NOW, **asked)


def test_a_form_is_not_redacted(release: Release, trainer: User) -> None:
    form = part(digest_of(release, "decide"))["form"]

    with pytest.raises(NotRedactable, match="form"):
        request_redaction(release=release, digests=[form], reason="An order.", by=trainer, at=NOW)


def test_who_asked_does_not_approve_and_nobody_approves_twice(
    db: None, trainer: User, second: User
) -> None:
    release = make_release(course_draft(quiz_draft(), questions=3))
    asked = request_redaction(
        release=release,
        digests=[digest_of(release, "quiz")],
        reason="An order.",
        by=trainer,
        at=NOW,
    )

    with pytest.raises(NotRedactable, match="second person"):
        approve_redaction(redaction=asked, by=trainer, at=LATER)
    approve_redaction(redaction=asked, by=second, at=LATER)
    with pytest.raises(NotRedactable, match="approved before"):
        approve_redaction(redaction=asked, by=second, at=LATER)


def test_the_outline_does_not_tell_the_title_of_what_was_taken_out(
    release: Release, trainer: User, second: User
) -> None:
    before = manifest(release)
    told = {uid: dict(one.titles) for uid, one in before.lessons.items()}

    after = manifest(redact(release, digest_of(release, "quiz"), trainer, second))

    assert {uid: dict(one.titles) for uid, one in after.lessons.items()} == {
        **told,
        "quiz": {**told["quiz"], "en": "Words taken out"},
    }
    assert after.lesson("quiz").topics["en"] == ""
    # Where it stands, what it is and what it covers stay, and so do the bytes under the digest.
    kept = ("uid", "slot_uid", "kind", "minutes", "intensity", "covers", "parts", "settings")
    quiz = (before.lesson("quiz"), after.lesson("quiz"))
    assert [[getattr(one, name) for name in kept] for one in quiz][:1] * 2 == [
        [getattr(one, name) for name in kept] for one in quiz
    ]


def test_a_process_that_kept_the_outline_reads_it_again(
    release: Release, trainer: User, second: User
) -> None:
    digest = digest_of(release, "quiz")
    asked = request_redaction(
        release=release, digests=[digest], reason="An order.", by=trainer, at=NOW
    )
    approve_redaction(redaction=asked, by=second, at=LATER)
    # Nobody told this process, as happens to the others.
    again = Release.objects.get(pk=release.pk)
    assert manifest(again).lesson("quiz").titles["en"] == "Words taken out"
