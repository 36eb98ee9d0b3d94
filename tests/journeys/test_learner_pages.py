"""Every learner's page as it is in a browser: clean for axe, on the screen, light, by keyboard."""

import re
import sys

import pytest
from playwright.sync_api import Page

from tests.journeys import answering, learning
from tests.journeys.answering import wait_until_saved
from tests.journeys.looking import look_at

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

WHOLE = answering.definitions(answering.SHIPPED / learning.COURSE)
BRIEF = answering.definitions(answering.SHIPPED / learning.BRIEF)
MOST_BYTES = 150_000
PLAIN = [
    "/",
    "/courses/",
    "/courses/?q=nothing-of-the-kind",
    f"/courses/{learning.COURSE}/",
    "/record/",
    "/verify/",
    "/policy/",
    "/policy/?q=password",
    "/policy/?q=nothing-of-the-kind",
    "/policy/platform/",
    "/policy/law-eu/",
    "/policy/platform/CSE-3.3/",
    "/policy/law-eu/EU-CSAM-1/",
    "/glossary/",
    "/cases/cumberland/",
    "/account/",
    "/account/support/",
    "/nowhere/",
]


@pytest.fixture
def page(visit, site) -> Page:
    """A learner whom nothing has happened to yet; everything blocked is a failure."""
    page = visit(site.cookie())

    def heard(message) -> None:
        if "Content Security Policy" in message.text and "eval" not in message.text:
            pytest.fail(message.text)

    page.on("console", heard)
    return page


def lesson(site, slot: str) -> str:
    return f"{site.url}/courses/{learning.COURSE}/lesson/{slot}/"


def test_pages_of_one_who_has_not_begun(page, site):
    for path in PLAIN:
        page.goto(site.url + path)
        look_at(page)


def test_pages_on_the_way_through_the_whole_course(page, site):
    learning.start_course(page, site, learning.COURSE)
    look_at(page)
    for slot in ("how-it-works", "quiz"):
        page.goto(lesson(site, slot))
        look_at(page)
    page.goto(lesson(site, "how-it-works"))
    learning.read_on(page)
    page.goto(lesson(site, "the-case"))
    look_at(page)
    page.get_by_role("link", name="A shorter account").click()
    look_at(page)
    page.goto(lesson(site, "the-case"))
    page.get_by_role("link", name="Continue").first.click()
    look_at(page)
    learning.read_on(page)
    for slot in ("the-law", "the-policy"):
        page.goto(lesson(site, slot))
        look_at(page)
        learning.read_on(page)
    page.goto(lesson(site, "reports"))
    look_at(page)
    take(page, WHOLE, seen={1}, leave_out={3})
    look_at(page)
    page.goto(f"{site.url}/")
    look_at(page)
    page.goto(lesson(site, "quiz"))
    take(page, WHOLE, seen=first_of_each(page, WHOLE))
    page.goto(lesson(site, "attestation"))
    look_at(page)
    page.get_by_role("button", name="I confirm").click()
    page.get_by_text("You have passed this course").first.wait_for()
    look_at(page)
    page.get_by_role("link", name="See the certificate").click()
    look_at(page)
    for path in ("/record/", "/"):
        page.goto(site.url + path)
        look_at(page)


def first_of_each(page: Page, known) -> set[int]:
    """The number of the first question of each type, in an attempt that is started for it."""
    page.get_by_role("button", name="Start", exact=True).click()
    numbers: dict[str, int] = {}
    for number in range(1, page.locator(".navigator a, .navigator [aria-current]").count() + 1):
        learning.go_to(page, number)
        numbers.setdefault(known[answering.question_of(page)]["type"], number)
    learning.go_to(page, 1)
    return set(numbers.values())


def take(page: Page, known, *, seen: set[int], leave_out: set[int] = frozenset()) -> None:
    """Answer every question rightly but these, look at some, the summary and the result."""
    if page.get_by_role("button", name="Start", exact=True).count():
        page.get_by_role("button", name="Start", exact=True).click()
    number = 0
    while "/summary/" not in page.url:
        number += 1
        page.wait_for_url(f"**/{number}/")
        if number not in leave_out:
            learning.answer_rightly(page, known)
        if number in seen:
            look_at(page)
        here = page.url
        learning.go_on(page)
        page.wait_for_url(lambda url, here=here: url != here)
    look_at(page)
    page.get_by_role("button", name="Hand in", exact=True).click()
    page.get_by_role("heading", name="Your answers").wait_for()
    look_at(page)


def test_a_refused_answer_keeps_what_was_typed_and_takes_the_focus(page, site):
    learning.start_brief_check(page, site)
    number = 1
    while not page.locator("[name='answer.option']").count():  # the order is left to chance
        number += 1
        learning.go_to(page, number)
    refused = page.evaluate(
        """async () => {
          const form = document.querySelector("form[data-steps]"), data = new FormData(form);
          data.set("answer.option", "no-such-option"); data.set("go", "next");
          const body = new URLSearchParams(data);
          const answer = await fetch(form.action, {method: "POST", body});
          return [answer.status, await answer.text()];
        }"""
    )
    assert refused[0] == 422
    page.route(
        "**/refused/", lambda route: route.fulfill(body=refused[1], content_type="text/html")
    )
    page.goto(f"{site.url}/refused/")
    look_at(page)


def test_verification_pages_of_a_stranger(visit, site):
    page = visit()
    page.goto(f"{site.url}/verify/")
    page.get_by_role("button", name="Verify").click()
    look_at(page)
    page.get_by_label("Certificate code").fill("AAAAA-BBBBB")
    page.get_by_label("Name on the certificate").fill("Nobody")
    page.get_by_role("button", name="Verify").click()
    look_at(page)
    page.goto(f"{site.url}/account/login/")
    look_at(page)


def test_a_quiz_from_the_keyboard_alone(page, site):
    learning.start_brief_check(page, site)
    total = len(BRIEF)
    for number in range(1, total + 1):
        page.wait_for_url(f"**/{number}/")
        kind = BRIEF[answering.question_of(page)]["type"].partition("/")[0]
        tab_to(page, "answer.")
        if kind in ("single", "multiple"):
            page.keyboard.press("Space")
        elif kind in ("numeric", "short"):
            page.keyboard.type("19")
        else:
            page.keyboard.press("ArrowDown")
        wait_until_saved(page)
        tab_to(page, "go", "summary" if number == total else "next")
        page.keyboard.press("Enter")
    page.wait_for_url("**/summary/")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Hand in":
            break
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Your answers").wait_for()


def tab_to(page: Page, name: str, value: str = "") -> None:
    """Press Tab until a control of this name (and value) has the focus, visibly."""
    for _ in range(80):
        page.keyboard.press("Tab")
        found = page.evaluate(
            "() => { const at = document.activeElement; return [at.name || '', at.value || '']; }"
        )
        if found[0].startswith(name) and (not value or found[1] == value):
            outline = "getComputedStyle(document.activeElement).outlineStyle"
            assert page.evaluate(outline) != "none", f"{found} has the focus and does not show it"
            return
    raise AssertionError(f"Tab never reaches {name} {value}")


def test_the_first_lesson_is_light_and_usable_on_a_thin_line(visit, site, capsys):
    page = visit(site.cookie())
    learning.start_course(page, site, learning.COURSE)
    cookies = page.context.cookies()
    thin = visit()
    thin.context.add_cookies(cookies)
    line = thin.context.new_cdp_session(thin)
    line.send("Network.enable")
    got: list[float] = []
    line.on("Network.loadingFinished", lambda event: got.append(event["encodedDataLength"]))
    rate = 256_000 / 8
    line.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 1000, "downloadThroughput": rate, "uploadThroughput": rate},
    )
    thin.goto(lesson(site, "how-it-works"), timeout=60_000)
    painted = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
    paint = thin.wait_for_function(painted).json_value()
    with capsys.disabled():
        # What a person waits depends on the machine; the number is for whoever reads the run.
        sys.stdout.write(
            f"\nfirst lesson: {sum(got) / 1000:.0f} kB, text after {paint / 1000:.1f} s\n"
        )
    assert 0 < sum(got) < MOST_BYTES


def test_motion_stops_for_those_who_ask(page, site):
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{site.url}/courses/{learning.COURSE}/")
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((element) => {
          const times = getComputedStyle(element).transitionDuration.split(", ");
          return times.some((time) => parseFloat(time) > 0.01);
        }).map((element) => element.outerHTML.slice(0, 80))"""
    )
    assert moving == []
    assert re.search("Start the course|Continue", page.inner_text("main"))
