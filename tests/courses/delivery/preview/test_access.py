"""Who may preview, and what is said of a candidate that is out of use."""

import uuid
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from courses.catalogue.models import Course, CourseGrant
from courses.catalogue.services import note_edit
from courses.enrolment.services import enrol, start
from courses.progress.models import CompletionEvent
from courses.progress.services import record_completion
from courses.releases.models import Candidate, Redaction, Release
from courses.releases.services import approve_redaction, request_redaction, withdraw
from tests.courses.delivery.preview.conftest import at, rows


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    told: str = answer.content.decode()
    return told


def test_who_may_not_read_the_candidate_finds_nothing(
    client: Client, candidate: Candidate, learner: User, lead: User, outsider: User
) -> None:
    for person in (learner, lead, outsider):
        client.force_login(person)
        assert client.get(at("course_detail", candidate)).status_code == 404
        assert client.post(at("restart", candidate)).status_code == 404


def test_a_reviewer_previews_and_is_led_back_to_the_candidate(
    client: Client, candidate: Candidate, lead: User
) -> None:
    CourseGrant.objects.create(course=candidate.course, user=lead, role=CourseGrant.Role.REVIEWER)
    client.force_login(lead)
    told = text_of(client, at("lesson_detail", candidate, "how-it-works"))
    where = [candidate.course.slug, candidate.public_id]
    assert reverse("courses:workshop:candidate_detail", args=where) in told
    assert "Edit this lesson" not in told


def test_the_band_leads_to_the_place_in_the_editor_while_the_draft_has_it(
    preview: Client, candidate: Candidate
) -> None:
    slug = candidate.course.slug
    lesson = reverse("courses:workshop:lesson_text", args=[slug, "how-it-works", "en"])
    address = at("lesson_detail", candidate, "how-it-works")
    assert f'href="{lesson}"' in text_of(preview, address)
    candidate.course.lessons.filter(uid="how-it-works").update(uid="another")
    told = text_of(preview, address)
    assert f'href="{lesson}"' not in told
    assert "Edit this lesson" not in told


def test_an_expired_candidate_says_so(preview: Client, candidate: Candidate) -> None:
    past = timezone.now() - timedelta(days=1)
    late = Candidate.objects.get(pk=candidate.pk)
    made = Candidate.objects.create(
        **{
            field.name: getattr(late, field.name)
            for field in Candidate._meta.concrete_fields
            if field.name not in ("id", "public_id", "made_at", "expires_at")
        },
        made_at=past - timedelta(days=30),
        expires_at=past,
    )
    told = text_of(preview, at("course_detail", made), status=409)
    assert "The candidate has expired" in told
    assert "Open the draft" in told


def test_a_candidate_that_is_not_there_says_so_to_who_may_read_the_course(
    preview: Client, candidate: Candidate
) -> None:
    where = [candidate.course.slug, uuid.uuid4()]
    told = text_of(preview, reverse("courses:preview:course_detail", args=where), status=404)
    assert "There is no such candidate" in told


def test_a_release_is_previewed_by_its_candidate_though_it_expired(
    preview: Client, published: Release, course: Course
) -> None:
    made = published.candidate
    assert made
    before = rows()
    told = text_of(preview, at("course_detail", made))
    assert "Preview of release 1" in told
    assert reverse("courses:workshop:draft_detail", args=[course.slug]) in told
    preview.post(at("course_start", made), {"language": "en"})
    assert "release 1" in text_of(preview, at("course_detail", made))
    assert rows() == before


def test_a_withdrawn_or_redacted_release_is_shown_with_a_word_about_it(
    preview: Client, published: Release, course: Course, trainer: User
) -> None:
    now = timezone.now()
    withdraw(release=published, reason="Out of date", by=trainer, at=now)
    assert "was withdrawn on" in text_of(preview, at("course_detail", published.candidate))


def test_words_that_were_taken_out_stay_out(
    preview: Client, published: Release, course: Course, trainer: User, admin_person: User
) -> None:
    lesson = published.candidate.candidate_parts.filter(part__kind="lesson").first()
    assert lesson
    asked: Redaction = request_redaction(
        release=published,
        digests=[lesson.part_id],
        reason="A name",
        by=trainer,
        at=timezone.now(),
    )
    approve_redaction(redaction=asked, by=admin_person, at=timezone.now())
    assert "Words were taken out" in text_of(preview, at("course_detail", published.candidate))


def test_a_draft_that_was_edited_since_is_told(
    preview: Client, candidate: Candidate, trainer: User
) -> None:
    note_edit(course=candidate.course, by=trainer, at=timezone.now(), action="titled")
    assert "was edited since" in text_of(preview, at("course_detail", candidate))


def test_a_language_that_the_candidate_lacks_is_refused(
    preview: Client, candidate: Candidate
) -> None:
    assert preview.post(at("course_language", candidate), {"language": "de"}).status_code == 404
    preview.post(at("course_start", candidate), {"language": "de"})
    assert "Start the course" in text_of(preview, at("course_detail", candidate))
    assert preview.get(at("lesson_detail", candidate, "no-such")).status_code == 404
    assert preview.post(at("lesson_open", candidate, "no-such")).status_code == 404
    assert preview.get(at("attempt_detail", candidate, uuid.uuid4(), 1)).status_code == 404


def test_the_daily_cap_of_the_unit_holds_in_a_preview_too(
    preview: Client, candidate: Candidate, trainer: User, units: Any
) -> None:
    own = enrol(user=trainer, course=candidate.course, by=trainer, at=timezone.now())
    start(enrolment=own, language="en", by=trainer, at=timezone.now())
    for slot in ("how-it-works", "the-case"):
        cause = CompletionEvent.Cause.READ
        record_completion(enrolment=own, slot_uid=slot, cause=cause, at=timezone.now())
    units.north.daily_intense_minutes = 1
    units.north.save()
    preview.post(at("lesson_open", candidate, "decide"))
    told = preview.post(at("attempt_start", candidate, "decide"))
    assert told.status_code == 409
    assert "Enough for today" in told.content.decode()
