"""The script every page shares: tokens at sending time, focus and words after a swap, failures."""

import pytest
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.journeys.script_urls"),
]


@pytest.fixture
def script(page, live_server):
    page.goto(f"{live_server.url}/script/")
    return page


def send(page, words: str) -> None:
    page.get_by_label("Words").fill(words)
    page.get_by_role("button", name="Send", exact=True).click()


def test_token_is_read_from_the_cookie_when_something_is_sent(script):
    """The form holds no token, so the request is taken only with that of the cookie."""
    send(script, "first")
    expect(script.locator("#asked")).to_contain_text("Kept")


def test_old_token_of_a_plain_form_is_replaced_when_it_is_sent(script):
    script.eval_on_selector(
        "#plain [name=csrfmiddlewaretoken]", "field => { field.value = 'x'.repeat(64) }"
    )
    script.get_by_role("button", name="Send plainly").click()
    expect(script.locator("#asked")).to_contain_text("Kept")


def test_refused_form_is_shown_and_takes_the_focus(script):
    send(script, "")
    expect(script.locator(".error-summary")).to_be_visible()
    expect(script.locator(".error-summary")).to_be_focused()


def test_accepted_form_moves_the_focus_and_is_announced(script):
    send(script, "second")
    expect(script.locator("[data-focus-after]")).to_be_focused()
    expect(script.locator("#announcer")).to_have_text("Kept: second")


def test_failure_is_said_and_what_was_typed_stays(script):
    send(script, "500")
    expect(script.locator("#page-messages")).to_contain_text("the server could not take this")
    expect(script.get_by_label("Words")).to_have_value("500")
    send(script, "again")
    expect(script.locator("[data-failure]")).to_have_count(0)


def test_lost_connection_is_said_and_what_was_typed_stays(script):
    script.context.set_offline(True)
    send(script, "kept")
    expect(script.locator("#page-messages")).to_contain_text("the connection is gone")
    expect(script.get_by_label("Words")).to_have_value("kept")


def test_no_page_is_kept_in_the_browser(script):
    """Only the address of the page in view is, by htmx and for this tab."""
    send(script, "private")
    expect(script.locator("#asked")).to_contain_text("Kept")
    kept = script.evaluate("Object.entries({...localStorage, ...sessionStorage})")
    assert kept == [["htmx-current-path-for-history", "/script/"]]


def test_signing_out_leaves_nothing_in_the_browser(learner, sign_in, page, live_server):
    sign_in(learner)
    page.goto(f"{live_server.url}/script/")
    page.evaluate("localStorage.setItem('casebook:unsent:1:2', '[]')")
    page.locator("details.menu").last.locator("summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/account/login/**")
    assert page.evaluate("Object.keys(localStorage)") == []
