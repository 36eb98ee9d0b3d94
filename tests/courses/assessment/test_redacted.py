"""What was taken out for good is gone from every page, in a process that still holds it too."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from courses.assessment import paper
from courses.assessment.models import Attempt
from courses.enrolment.models import Enrolment
from courses.releases import selectors
from courses.releases.cache import weight_of
from courses.releases.models import Release
from courses.releases.selectors import manifest, part, parts
from courses.releases.services import approve_redaction, request_redaction

LONG_AGO = timezone.now() - timedelta(days=400)


@pytest.fixture
def taken_out(trainer: User, admin_person: User) -> Callable[[Release, list[str]], None]:
    """Take parts out; this process goes on as another one would, with what it held before."""

    def taken_out(release: Release, digests: list[str]) -> None:
        held = parts(digests)
        asked = request_redaction(
            release=release, digests=digests, reason="An order.", by=trainer, at=timezone.now()
        )
        approve_redaction(redaction=asked, by=admin_person, at=timezone.now())
        for digest, body in held.items():
            _hold(digest, body)

    return taken_out


def _hold(digest: str, body: dict[str, Any]) -> None:
    selectors._parts.put(digest, body, weight=weight_of(body), read_at=LONG_AGO)


def test_questions_lose_their_words_and_what_they_accept(quiz: Attempt, taken_out) -> None:
    before = {one.uid: one for one in paper.drawn_questions(quiz, "en")}
    digests = paper.question_digests(paper.lesson_of(quiz), "en")
    taken_out(quiz.release, [digests[uid] for uid in quiz.question_uids])

    again = Attempt.objects.select_related("release").get(pk=quiz.pk)
    for drawn in paper.drawn_questions(again, "en"):
        assert drawn.part["is_redacted"]
        one = paper.drawn_question(again, drawn.uid, "en")
        assert one is not None
        assert one.part["is_redacted"]
        beside = paper.question_in(again.release, again.lesson_uid, drawn)
        assert beside is not None
        assert beside.part["is_redacted"]
        assert drawn.definition is not before[drawn.uid].definition


def test_the_page_of_an_exercise_loses_its_words(
    client: Client, enrolment: Enrolment, learner: User, complete_before, taken_out
) -> None:
    complete_before("decide")
    client.force_login(learner)
    release = enrolment.release or Enrolment.objects.get(pk=enrolment.pk).release
    assert release is not None
    digest = manifest(release).lesson("decide").parts["en"]
    title = part(digest)["title"]
    where = reverse("courses:delivery:lesson_detail", args=[release.course.slug, "decide"])
    assert f"<h1>{title}</h1>" in client.get(where).content.decode()
    taken_out(release, [digest])
    assert f"<h1>{title}</h1>" not in client.get(where).content.decode()
    assert "<h1>Words taken out</h1>" in client.get(where).content.decode()


def test_the_same_question_where_nothing_was_taken_out_keeps_its_key(
    quiz: Attempt, taken_out
) -> None:
    digests = paper.question_digests(paper.lesson_of(quiz), "en")
    before = paper.drawn_questions(quiz, "en")
    held = parts(list(digests.values()))
    paper._definitions.clear()
    taken_out(quiz.release, [digests[uid] for uid in quiz.question_uids])
    paper.drawn_questions(Attempt.objects.select_related("release").get(pk=quiz.pk), "en")
    for digest, body in held.items():
        _hold(digest, body)

    assert [one.definition for one in paper.drawn_questions(quiz, "en")] == [
        one.definition for one in before
    ]


def test_the_page_of_a_lesson_says_that_its_words_are_gone(
    client: Client, enrolment: Enrolment, learner: User, complete_before, taken_out
) -> None:
    complete_before("decide")
    client.force_login(learner)
    release = enrolment.release or Enrolment.objects.get(pk=enrolment.pk).release
    assert release is not None
    digest = manifest(release).lesson("how-it-works").parts["en"]
    where = reverse("courses:delivery:lesson_detail", args=[release.course.slug, "how-it-works"])
    assert "Words taken out" not in client.get(where).content.decode()
    taken_out(release, [digest])
    page = client.get(where).content.decode()
    assert "<title>Words taken out · Casebook</title>" in page
    assert "<h1>Words taken out</h1>" in page
