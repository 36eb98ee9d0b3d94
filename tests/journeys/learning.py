"""The steps of a learner's road, as every journey takes them."""

from typing import Any

from playwright.sync_api import Page

from tests.journeys import answering
from tests.journeys.answering import Controls
from tests.journeys.served import BRIEF, Served

COURSE = "operation-cumberland"


def sign_in(page: Page, site: Served, login: str, password: str) -> None:
    """In by the door."""
    page.goto(f"{site.url}/account/login/")
    page.locator("[name=login]").fill(login)
    page.locator("[name=password]").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "login" not in url)


def start_course(page: Page, site: Served, course: str) -> None:
    page.goto(f"{site.url}/courses/{course}/")
    page.get_by_role("button", name="Start the course").click()
    page.get_by_role("link", name="Continue").first.wait_for()


def read_on(page: Page) -> None:
    """Mark the lesson on the screen as read."""
    page.get_by_role("button", name="Mark as read and go on").click()


def start_brief_check(page: Page, site: Served) -> None:
    """As far as the first question of the short course's check."""
    start_course(page, site, BRIEF)
    page.goto(f"{site.url}/courses/{BRIEF}/lesson/case-in-brief/")
    if page.get_by_role("link", name="Continue").count():
        page.get_by_role("link", name="Continue").first.click()
    read_on(page)
    page.get_by_role("heading", name="The rules on one page").first.wait_for()
    read_on(page)
    page.get_by_role("button", name="Start", exact=True).click()
    page.locator("[data-steps]").wait_for()


def answer_rightly(page: Page, known: dict[str, Any]) -> tuple[str, Controls]:
    """Fill in the question in focus as its key has it; its uid and what the form holds then."""
    uid = answering.question_of(page)
    answering.fill(page, answering.right(known[uid]))
    return uid, answering.shown(page)


def go_on(page: Page) -> None:
    page.locator("button.button-main[name=go]").click()


def go_to(page: Page, number: int) -> None:
    """Another question of the same attempt, by its address."""
    head, _, _ = page.url.rstrip("/").rpartition("/")
    page.goto(f"{head}/{number}/")
