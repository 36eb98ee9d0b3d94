"""The queue of unsent answers, in a real browser against a real server: nothing is lost.

Each journey takes the line, the session, the server or the page away at a bad moment.
"""

import re
from typing import Any

import pytest
from playwright.sync_api import Error, Page

from tests.journeys import answering, learning
from tests.journeys.answering import wait_for_words, wait_until_saved
from tests.journeys.served import AtCheck, Served

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

KNOWN = answering.definitions(answering.SHIPPED / learning.BRIEF)
QUESTIONS = len(KNOWN)
NOT_SAVED = r"^Not saved yet"
UNSENT = "() => Object.keys(localStorage).filter((key) => key.startsWith('casebook:unsent')).length"
STEPS = re.compile(r"/steps/$")


@pytest.fixture
def learner(site: Served) -> AtCheck:
    return site.at_check()


@pytest.fixture
def cookie(learner: AtCheck) -> dict[str, Any]:
    return learner.cookie


@pytest.fixture
def quiz(site: Served, visit, learner: AtCheck) -> Page:
    """A learner on the first question of the short course's check."""
    page: Page = visit(learner.cookie)
    page.goto(f"{site.url}/attempts/{learner.attempt}/1/")
    return page


def answer(page: Page) -> tuple[str, answering.Controls]:
    return learning.answer_rightly(page, KNOWN)


def answer_when_it_stands(page: Page) -> tuple[str, answering.Controls]:
    """Answer on a page that may make itself anew for what was sent from it before."""
    try:
        return answer(page)
    except Error:  # the page made way for another while it was answered
        page.wait_for_load_state()
        return answer(page)


def wait_until_sent(page: Page) -> None:
    """Nothing waits in the browser any more."""
    for _ in range(100):
        try:
            if page.evaluate(UNSENT) == 0:
                return
        except Error:  # the page made way for another while it was asked
            page.wait_for_load_state()
        page.wait_for_timeout(100)
    raise AssertionError("An answer still waits in the browser.")


def to_a_single_choice(page: Page) -> str:
    """Go to a question that can be answered wrongly; its uid."""
    number = 1
    while KNOWN[uid := answering.question_of(page)]["type"] != "single/1":
        number += 1
        learning.go_to(page, number)
    return uid


def wait_until_shown(page: Page, given: tuple[str, answering.Controls]) -> None:
    """The page shows this answer, though it may be making itself anew as it is asked."""
    for _ in range(100):
        try:
            if (answering.question_of(page), answering.shown(page)) == given:
                return
        except Error:  # the page made way for another while it was asked
            page.wait_for_load_state()
        page.wait_for_timeout(100)
    raise AssertionError("The page does not show what was answered last.")


def assert_server_has(page: Page, given: tuple[str, answering.Controls]) -> None:
    """A page that is made anew shows this answer, and nothing waits in the browser."""
    wait_until_sent(page)
    try:
        page.reload()
    except Error:  # the page was making itself anew at the same moment
        page.goto(page.url)
    assert (answering.question_of(page), answering.shown(page)) == given


def test_offline_the_answer_waits_and_goes_out_when_the_line_is_back(quiz):
    quiz.context.set_offline(True)
    given = answer(quiz)
    wait_for_words(quiz, NOT_SAVED)
    assert quiz.evaluate(UNSENT) == 1
    quiz.context.set_offline(False)
    wait_until_saved(quiz)
    assert_server_has(quiz, given)


@pytest.mark.parametrize("status", [503, 429, 500])
def test_a_server_that_is_busy_gets_the_answer_later(quiz, status):
    quiz.route(STEPS, lambda route: route.fulfill(status=status, body="busy"))
    given = answer(quiz)
    wait_for_words(quiz, NOT_SAVED)
    quiz.unroute(STEPS)
    wait_until_saved(quiz)
    assert_server_has(quiz, given)


@pytest.mark.parametrize("status", [200, 400])
def test_a_page_of_somebody_elses_network_is_no_acknowledgement(quiz, status):
    hotel = "<p>Welcome to our network</p>"
    quiz.route(STEPS, lambda route: route.fulfill(status=status, body=hotel))
    given = answer(quiz)
    wait_for_words(quiz, NOT_SAVED)
    assert quiz.evaluate(UNSENT) == 1
    quiz.unroute(STEPS)
    wait_until_saved(quiz)
    assert_server_has(quiz, given)


def test_without_its_token_the_answer_waits_and_the_new_one_sends_it(quiz):
    token = next(each for each in quiz.context.cookies() if "csrf" in each["name"].lower())
    quiz.context.clear_cookies(name=token["name"])
    given = answer(quiz)
    wait_for_words(quiz, NOT_SAVED)
    quiz.context.add_cookies([{**token, "value": "n" * 32}])
    wait_until_saved(quiz)
    learning.go_on(quiz)
    quiz.wait_for_url("**/2/")
    learning.go_to(quiz, 1)
    assert_server_has(quiz, given)


def test_after_the_session_ended_the_same_person_sends_it_on(quiz, cookie):
    quiz.context.clear_cookies(name=cookie["name"])
    given = answer(quiz)
    wait_for_words(quiz, r"^Not saved yet: you are signed out")
    quiz.context.add_cookies([cookie])
    wait_until_saved(quiz)
    assert_server_has(quiz, given)


def test_who_signs_in_on_the_way_comes_back_to_the_question(quiz, cookie):
    quiz.context.clear_cookies(name=cookie["name"])
    given = answer(quiz)
    question = quiz.url
    learning.go_on(quiz)
    quiz.wait_for_url("**/login/**")
    quiz.context.add_cookies([cookie])
    quiz.goto(question)
    wait_until_sent(quiz)
    quiz.wait_for_load_state()
    assert_server_has(quiz, given)


def test_somebody_else_never_sends_or_sees_it(quiz, site, cookie):
    attempt = quiz.url
    quiz.context.clear_cookies(name=cookie["name"])
    given = answer(quiz)
    wait_for_words(quiz, NOT_SAVED)
    other = site.cookie()
    quiz.context.add_cookies([other])
    learning.start_brief_check(quiz, site)
    quiz.wait_for_timeout(1500)
    assert quiz.url != attempt
    assert answering.shown(quiz) == {}
    assert quiz.locator("[data-saved]").inner_text() == f"0 of {QUESTIONS} answered"
    assert quiz.evaluate(UNSENT) == 1
    assert quiz.goto(attempt).status == 404
    quiz.context.add_cookies([cookie])
    quiz.goto(attempt)
    wait_until_sent(quiz)
    assert_server_has(quiz, given)


def test_an_open_page_of_the_first_person_is_not_saved_as_the_second(quiz, site):
    quiz.context.add_cookies([site.cookie()])
    answer(quiz)
    wait_for_words(quiz, r"^Not saved yet: you are signed out")
    assert quiz.evaluate(UNSENT) == 1


def test_the_other_window_is_told_and_the_answer_given_last_counts(quiz):
    uid = to_a_single_choice(quiz)
    other = quiz.context.new_page()
    other.goto(quiz.url)
    answering.fill(quiz, answering.wrong(KNOWN[uid]))
    wait_until_saved(quiz)
    wait_for_words(other, "answered again in another window")
    given = answer(other)
    wait_until_saved(other)
    wait_for_words(quiz, "answered again in another window")
    assert_server_has(quiz, given)


def test_closing_the_window_right_after_a_choice_keeps_it(quiz):
    given = answer(quiz)
    attempt, context = quiz.url, quiz.context
    quiz.close(run_before_unload=True)
    again = context.new_page()
    again.goto(attempt)
    wait_until_sent(again)
    again.wait_for_load_state()
    assert_server_has(again, given)


def test_an_older_answer_that_waits_does_not_overtake_a_newer_one(quiz):
    uid = to_a_single_choice(quiz)
    question = quiz.url
    quiz.route(STEPS, lambda route: route.abort())
    answering.fill(quiz, answering.wrong(KNOWN[uid]))
    wait_for_words(quiz, NOT_SAVED)
    quiz.reload()
    given = answer(quiz)
    wait_for_words(quiz, NOT_SAVED)
    learning.go_on(quiz)
    quiz.wait_for_timeout(500)
    assert quiz.url == question, "it stays until the older answer is through"
    quiz.unroute(STEPS)
    learning.go_on(quiz)
    quiz.wait_for_url(lambda url: url != question)
    quiz.goto(question)
    assert_server_has(quiz, given)


def test_the_back_button_shows_what_counts(quiz):
    uid = to_a_single_choice(quiz)
    question = quiz.url
    answering.fill(quiz, answering.wrong(KNOWN[uid]))
    quiz.locator("button[name=go][value=summary]").click()
    quiz.wait_for_url("**/summary/")
    quiz.goto(question)
    wait_until_sent(quiz)
    given = answer_when_it_stands(quiz)
    wait_until_saved(quiz)
    for place in ("**/summary/", question):
        quiz.go_back()
        quiz.wait_for_url(place)
    wait_until_shown(quiz, given)


def test_handing_in_twice_and_answering_after_it(quiz):
    given = answer(quiz)
    wait_until_saved(quiz)
    answered, late = quiz.context.new_page(), quiz.context.new_page()
    late.goto(quiz.url)
    learning.go_to(late, 2)
    for page in (quiz, answered):
        page.goto(re.sub(r"\d+/$", "summary/", late.url))
    for page in (quiz, answered):
        page.get_by_role("button", name="Hand in", exact=True).click()
        page.get_by_role("heading", name="Your answers").wait_for()
    assert "You have already handed in these answers." in answered.inner_text("body")
    answer(late)
    wait_for_words(late, "came after the end")
    learning.go_on(late)
    late.get_by_role("heading", name="Your answers").wait_for()
    assert given
    assert f"1 of {QUESTIONS}" in late.inner_text("main")


def test_without_script_the_buttons_do_it_all(site, visit):
    page = visit(site.cookie(), java_script_enabled=False)
    learning.start_brief_check(page, site)
    for number in range(1, QUESTIONS + 1):
        page.wait_for_url(f"**/{number}/")
        uid = answering.question_of(page)
        for name, values in answering.right(KNOWN[uid]).items():
            for value in values:
                control = page.locator(f"[name='{name}']").first
                if control.get_attribute("type") in ("radio", "checkbox"):
                    page.locator(f"[name='{name}'][value='{value}']").check()
                elif control.get_attribute("type") == "text":
                    control.fill(value)
                else:
                    control.select_option(value)
        learning.go_on(page)
    page.get_by_role("button", name="Hand in", exact=True).click()
    assert page.locator(".score b").inner_text() == "100 %"
