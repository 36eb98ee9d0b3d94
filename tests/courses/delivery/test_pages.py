"""Every learner's page: what it answers to its person, to others, and to wrong input."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.assessment.models import Attempt
from courses.certification.models import Certificate
from courses.releases.models import Release


@pytest.fixture
def page(client: Client, learner: User) -> Client:
    client.force_login(learner)
    return client


FORMS: dict[str, dict[str, object]] = {
    "origin": {"answer.option": "goes"},
    "countries": {"answer.number": "4"},
    "words": {"answer.text": "charged"},
    "order": {
        "answer.position.notice": "1",
        "answer.position.raids": "2",
        "answer.position.news": "3",
    },
}


def url(name: str, *args: object) -> str:
    return reverse(f"courses:delivery:{name}", args=args)


def test_the_whole_road_from_home_to_a_verified_certificate(
    page: Client, published: Release, learner: User
) -> None:
    slug = published.course.slug
    assert "Nothing to do" in page.get(url("home")).content.decode()
    assert page.get(url("course_list")).status_code == 200
    assert "Start the course" in page.get(url("course_detail", slug)).content.decode()
    assert page.post(url("course_start", slug), {"language": "en"}).status_code == 302
    assert "Continue" in page.get(url("home")).content.decode()
    assert page.get(url("lesson_detail", slug, "how-it-works")).status_code == 200
    page.post(url("lesson_complete", slug, "how-it-works"))
    ask = page.get(url("lesson_detail", slug, "the-case")).content.decode()
    assert "Before you read" in ask
    assert "fees that nobody owed" not in ask
    told = page.get(url("lesson_detail", slug, "the-case") + "?account=the-case-short")
    assert "fees that nobody owed" in told.content.decode()
    page.post(url("lesson_complete", slug, "the-case"), {"account": "the-case-short"})
    for slot in ("decide", "quiz"):
        assert page.get(url("lesson_detail", slug, slot)).status_code == 200
        assert page.post(url("attempt_start", slug, slot)).status_code == 302
        attempt = Attempt.objects.get(slot_uid=slot)
        for number, uid in enumerate(attempt.question_uids, start=1):
            shown = page.get(url("attempt_detail", attempt.public_id, number))
            assert shown.status_code == 200
            form = FORMS.get(uid, {})
            sent = {"tab": "00000000-0000-4000-8000-000000000001", "sequence": number, **form}
            saved = page.post(url("attempt_answer", attempt.public_id, number), sent)
            assert saved.status_code == 302, saved.content.decode()
        assert page.get(url("attempt_summary", attempt.public_id)).status_code == 200
        assert page.post(url("attempt_hand_in", attempt.public_id)).status_code == 302
        result = page.get(url("attempt_result", attempt.public_id))
        assert result.status_code == 200
    assert Attempt.objects.get(slot_uid="quiz").current_grading.is_passed
    page.post(url("lesson_complete", slug, "attest"))
    certificate = Certificate.objects.get(user=learner)
    shown = page.get(url("certificate_detail", certificate.public_id)).content.decode()
    assert learner.display_name in shown
    assert page.get(url("record_detail")).status_code == 200
