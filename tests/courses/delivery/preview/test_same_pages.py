"""A page of a preview is the learner's page: main part by main part, and the rail beside it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from courses.assessment.models import Attempt
from courses.assessment.services import start_attempt
from courses.enrolment.models import Enrolment
from courses.progress.models import CompletionEvent
from courses.progress.services import record_completion
from courses.releases.models import Candidate
from tests.courses.delivery.conftest import url
from tests.courses.delivery.preview.conftest import TAB, at, kept, main_of
from tests.courses.delivery.test_pages import FORMS


@pytest.fixture
def learning(learner: User) -> Client:
    client = Client()
    client.force_login(learner)
    return client


@pytest.fixture
def release_of_candidate(enrolment: Enrolment, candidate: Candidate) -> Candidate:
    """The candidate is the same course as the release that the learner takes."""
    assert enrolment.release
    assert candidate.digest == enrolment.release.manifest_digest
    return candidate


@pytest.mark.parametrize("slot", ["how-it-works", "the-case", "attest"])
def test_a_lesson(
    slot: str,
    enrolment: Enrolment,
    learning: Client,
    preview: Client,
    release_of_candidate: Candidate,
) -> None:
    if slot == "the-case":
        cause = CompletionEvent.Cause.READ
        record_completion(
            enrolment=enrolment, slot_uid="how-it-works", cause=cause, at=timezone.now()
        )
        preview.post(at("lesson_complete", release_of_candidate, "how-it-works"))
    own = url("lesson_detail", enrolment.course.slug, slot)
    previewed = at("lesson_detail", release_of_candidate, slot)
    for asked in ("", "?account=the-case-full", "?account=the-case-short"):
        theirs, ours = learning.get(own + asked), preview.get(previewed + asked)
        told = main_of(ours)
        if "choice-panel" in told:
            # Later leads home; in a preview it leads to the course.
            home, course = url("home"), url("course_detail", enrolment.course.slug)
            told = told.replace(f'class="button" href="{course}"', f'class="button" href="{home}"')
        assert told == main_of(theirs)


def test_a_quiz_from_its_first_question_to_its_result(
    enrolment: Enrolment,
    learner: User,
    learning: Client,
    preview: Client,
    release_of_candidate: Candidate,
    complete_before: Callable[[str], None],
) -> None:
    complete_before("quiz")
    preview.post(at("lesson_open", release_of_candidate, "quiz"))
    preview.post(at("attempt_start", release_of_candidate, "quiz"))
    rehearsed = kept(preview, release_of_candidate)["attempts"][-1]
    real = start_attempt(enrolment=enrolment, slot_uid="quiz", by=learner, at=timezone.now())
    # What was drawn is left to chance; the end is a moment of the clock.
    Attempt.objects.filter(pk=real.pk).update(
        drawn=rehearsed["drawn"], due_at=rehearsed["due_at"], started_at=rehearsed["started_at"]
    )
    pairs = [(url, [real.public_id]), (at, [release_of_candidate, rehearsed["public_id"]])]

    def both(name: str, *args: object) -> tuple[str, str]:
        own, previewed = (where(name, *first, *args) for where, first in pairs)
        return main_of(learning.get(own)), main_of(preview.get(previewed))

    for number, drawn in enumerate(rehearsed["drawn"], start=1):
        theirs, ours = both("attempt_detail", number)
        assert ours == theirs
        sent = {"tab": TAB, "sequence": 1, "flag": "1", **FORMS[drawn["uid"]]}
        for client, (where, first) in zip((learning, preview), pairs, strict=True):
            client.post(where("attempt_answer", *first, number), sent)
        theirs, ours = both("attempt_detail", number)
        assert ours == theirs
    theirs, ours = both("attempt_summary")
    assert ours == theirs
    assert "You have answered every question." in ours
    for client, (where, first) in zip((learning, preview), pairs, strict=True):
        client.post(where("attempt_hand_in", *first))
    theirs, ours = both("attempt_result")
    assert ours == theirs
    assert "100 %" in ours
