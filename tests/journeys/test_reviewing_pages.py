"""The pages of review and publishing in a real browser: clean for axe, whole on every width."""

import pytest
from django.urls import reverse

from courses.releases.services import add_comment, compile_candidate, request_review
from tests.courses.conftest import _no_part_of_another_test, now, published  # noqa: F401 -- fixtures
from tests.courses.workshop.conftest import draft, edited, second  # noqa: F401 -- fixtures
from tests.journeys.looking import look_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_pages_of_review_and_publishing(page, live_server, sign_in, trainer, second, edited, now):  # noqa: F811
    candidate = compile_candidate(course=edited, by=trainer, at=now)
    request_review(candidate=candidate, asked=second, note="The dates", by=trainer, at=now)
    add_comment(
        candidate=candidate,
        lesson_uid="how-it-works",
        paragraph=1,
        body="Which day is meant?",
        by=second,
        at=now,
    )
    slug, public_id = edited.slug, candidate.public_id
    sign_in(second)
    for name, arguments in (
        ("review_list", []),
        ("candidate_detail", [slug, public_id]),
        ("candidate_read", [slug, public_id, "how-it-works"]),
        ("candidate_read", [slug, public_id, "quiz"]),
        ("release_compare", [slug]),
        ("release_redact", [slug, 1]),
    ):
        page.goto(live_server.url + reverse(f"courses:workshop:{name}", args=arguments))
        assert page.locator("h1").count() == 1, name
        look_at(page, "-".join([name, *(str(one) for one in arguments[2:])]))


def test_a_remark_is_pinned_and_an_approval_given_by_keyboard(
    page,
    live_server,
    sign_in,
    trainer,
    second,  # noqa: F811
    edited,  # noqa: F811
    now,  # noqa: F811
):
    candidate = compile_candidate(course=edited, by=trainer, at=now)
    where = reverse(
        "courses:workshop:candidate_read", args=[edited.slug, candidate.public_id, "how-it-works"]
    )
    sign_in(second)
    page.goto(live_server.url + where)
    page.locator("summary", has_text="Remark").first.press("Enter")
    page.get_by_label("What should be looked at?").first.fill("Which day is meant?")
    page.get_by_role("button", name="Pin the remark").first.press("Enter")
    page.get_by_text("Which day is meant?").wait_for()
    page.get_by_role("button", name="Settled").press("Enter")
    page.get_by_text("The remark is settled.").wait_for()
    page.get_by_role("link", name="Candidate").press("Enter")
    page.get_by_label("Approve: it can be published as it is").press("Space")
    page.get_by_role("button", name="Give your decision").press("Enter")
    page.get_by_text("The next edit voids it.").wait_for()
