"""From the door to a verified certificate, with what happens to real machines in between.

The browser is closed, the web server is killed and the whole site is killed in the middle of the
quiz: what a person was told is saved is there afterwards, in another browser.
"""

import io

import pypdf
import pytest
from playwright.sync_api import Page

from tests.journeys import answering, learning
from tests.journeys.answering import Controls

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

KNOWN = answering.definitions(answering.SHIPPED / learning.COURSE)
READ = ("how-it-works", "the-case", "the-law", "the-policy")
QUESTIONS, REPORTS = 12, 8


def lesson(site, slot: str) -> str:
    return f"{site.url}/courses/{learning.COURSE}/lesson/{slot}/"


def read_lessons(page: Page, site) -> None:
    """Read in order; the choice before the case is made as one who continues."""
    for slot in READ:
        page.goto(lesson(site, slot))
        if slot == "the-case":
            page.get_by_role("link", name="Continue").first.click()
            page.get_by_role("heading", name="What it means for your decision").wait_for()
        learning.read_on(page)
        page.wait_for_url(lambda url, slot=slot: f"/{slot}/" not in url)


def start(page: Page, site, slot: str) -> None:
    page.goto(lesson(site, slot))
    page.get_by_role("button", name="Start", exact=True).click()
    page.locator("[data-steps]").wait_for()


def answer_from(page: Page, first: int, last: int) -> dict[str, Controls]:
    """Answer these questions one after the other; ends on the page after the last of them."""
    given = {}
    for number in range(first, last + 1):
        page.wait_for_url(f"**/{number}/")
        uid, controls = learning.answer_rightly(page, KNOWN)
        given[uid] = controls
        learning.go_on(page)
    page.wait_for_url(lambda url: not url.endswith(f"/{last}/"))
    return given


def hand_in(page: Page) -> None:
    page.get_by_role("button", name="Hand in", exact=True).click()
    page.get_by_role("heading", name="Your answers").wait_for()


def assert_kept(page: Page, given: dict[str, Controls]) -> None:
    """The first questions hold exactly the answers that were said to be saved."""
    for number, (uid, controls) in enumerate(given.items(), start=1):
        learning.go_to(page, number)
        assert (answering.question_of(page), answering.shown(page)) == (uid, controls)


def interrupted_quiz(visit, site, door) -> Page:
    """Take the quiz; twice the ground goes away under it just after “Saved”."""
    page = visit()
    learning.sign_in(page, site, *door)
    start(page, site, "quiz")
    attempt = page.url
    given = answer_from(page, 1, 4)
    for blow in (site.kill_web, lambda: (site.kill(), site.start())):
        uid, given[uid] = learning.answer_rightly(page, KNOWN)
        answering.wait_until_saved(page)
        page.context.close()
        blow()
        page = visit()
        learning.sign_in(page, site, *door)
        page.goto(attempt)
        assert_kept(page, given)
        page.goto(attempt.replace("/1/", f"/{len(given)}/"))
        learning.go_on(page)
        page.wait_for_url(f"**/{len(given) + 1}/")
    answer_from(page, len(given) + 1, QUESTIONS)
    assert "You have answered every question." in page.inner_text("main")
    hand_in(page)
    return page


def printed_text(page: Page) -> str:
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the PDF").click()
    pages = pypdf.PdfReader(io.BytesIO(download.value.path().read_bytes())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def verify(page: Page, site, *, code: str, name: str) -> str:
    page.goto(f"{site.url}/verify/")
    page.get_by_label("Certificate code").fill(code)
    page.get_by_label("Name on the certificate").fill(name)
    page.get_by_role("button", name="Verify").click()
    return page.locator("main").inner_text()


def test_from_the_door_to_a_verified_certificate_with_the_ground_going_away(site, visit):
    door = site.demo("learner")
    page = visit()
    learning.sign_in(page, site, *door)
    learning.start_course(page, site, learning.COURSE)
    read_lessons(page, site)
    start(page, site, "reports")
    answer_from(page, 1, REPORTS)
    hand_in(page)
    assert "100 %" in page.locator(".score").inner_text()
    page.context.close()

    page = interrupted_quiz(visit, site, door)
    assert "100 %" in page.locator(".score").inner_text()
    assert "Passed." in page.inner_text("main")

    page.goto(lesson(site, "attestation"))
    page.get_by_role("button", name="I confirm that I have read this").click()
    page.get_by_text("You have passed this course").first.wait_for()
    page.get_by_role("link", name="See the certificate").click()
    code = page.locator(".certificate-code code").inner_text()
    name = page.locator(".certificate-name").inner_text()

    stranger = visit()
    assert "Nothing to show" in verify(stranger, site, code=code, name=name)
    certificate = page.url
    page.goto(f"{site.url}/account/")
    page.locator("[name=verification_enabled]").check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_load_state()
    told = verify(stranger, site, code=code, name=name)
    assert "This certificate is genuine" in told
    assert "CB-101" in told
    assert "Nothing to show" in verify(stranger, site, code=code, name="Somebody Else")

    page.goto(certificate)
    if page.get_by_role("button", name="Make the PDF now").count():
        with page.expect_download():
            page.get_by_role("button", name="Make the PDF now").click()
        page.goto(certificate)
    text = printed_text(page)
    assert name in text
    assert code in text.replace(" ", "") or code in text
    assert "lessons from Operation Cumberland" in text
