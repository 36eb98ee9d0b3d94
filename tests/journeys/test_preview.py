"""A trainer previews a candidate in a real browser: the queue saves, and no record is made."""

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.assessment.models import Attempt, Step
from courses.enrolment.models import Enrolment
from courses.releases.services import compile_candidate
from tests.courses.conftest import _no_part_of_another_test, now, published  # noqa: F401 -- fixtures
from tests.courses.workshop.conftest import draft, edited  # noqa: F401 -- fixtures
from tests.journeys.looking import look_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_candidate_is_previewed_from_its_page_to_a_result(
    page,
    live_server,
    sign_in,
    trainer,
    edited,  # noqa: F811 -- a fixture
) -> None:
    made = compile_candidate(course=edited, by=trainer, at=timezone.now())
    where = [edited.slug, made.public_id]
    sign_in(trainer)
    page.goto(live_server.url + reverse("courses:workshop:candidate_detail", args=where))
    page.get_by_role("link", name="Preview as a learner").first.click()
    page.get_by_text("Nothing is recorded.").wait_for()
    look_at(page, "preview-course")
    page.get_by_role("button", name="Start the course").click()
    page.get_by_role("link", name="Continue").click()
    page.get_by_role("button", name="Mark as read and go on").wait_for()
    look_at(page, "preview-lesson")
    page.goto(live_server.url + reverse("courses:preview:lesson_detail", args=[*where, "quiz"]))
    look_at(page, "preview-locked")
    page.get_by_role("button", name="Open it all the same").click()
    page.get_by_role("button", name="Start", exact=True).click()
    page.locator("[data-steps]").wait_for()
    # What is typed is saved by the queue, before any button is pressed.
    navigator = page.get_by_role("navigation", name="Questions").get_by_role("link")
    for place in range(3):
        if page.locator("[name='answer.option']").count():
            break
        navigator.nth(place).click()
    page.locator("[name='answer.option'][value='goes']").check()
    page.locator("[data-saved]").get_by_text("1 of 3 answered").wait_for()
    look_at(page, "preview-question")
    page.reload()
    assert page.locator("[name='answer.option'][value='goes']").is_checked()
    page.locator("button[name=go][value=summary]").first.click()
    page.get_by_role("button", name="Hand in").click()
    page.get_by_role("heading", name="Your answers").wait_for()
    look_at(page, "preview-result")
    page.get_by_role("button", name="Start again").click()
    page.get_by_role("button", name="Start the course").wait_for()
    page.get_by_role("link", name="Back to the candidate").click()
    page.get_by_role("heading", name="What changes").wait_for()
    assert [table.objects.count() for table in (Enrolment, Attempt, Step)] == [0, 0, 0]
