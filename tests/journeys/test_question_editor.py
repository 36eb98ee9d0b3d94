"""The editor of questions in a real browser: by keyboard, with and without script, for axe."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from courses.catalogue.models import Question
from tests.courses.conftest import _no_part_of_another_test, now, published  # noqa: F401 -- fixtures
from tests.courses.workshop.conftest import draft  # noqa: F401 -- fixture
from tests.journeys.conftest import session_cookie
from tests.journeys.looking import look_at

SAVED = re.compile("^Saved")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _url(server, name: str, *args: object) -> str:
    return server.url + reverse(f"courses:workshop:{name}", args=args)


def _stored(draft, uid: str) -> Question:  # noqa: F811 -- fixture
    return Question.objects.get(course=draft, uid=uid)


def test_cloze_is_written_by_keyboard_and_looked_at(page, live_server, sign_in, trainer, draft):  # noqa: F811
    sign_in(trainer)
    page.goto(_url(live_server, "question_new", draft.slug))
    look_at(page, "question-new")
    page.get_by_role("link", name="text with blanks").press("Enter")
    stem = page.get_by_label("Text with its blanks")
    stem.fill("On that day 25 people were arrested in all.")
    page.get_by_role("button", name="Add: A number").press("Enter")
    number = page.get_by_label("Number", exact=True)
    number.wait_for()
    expect(page.locator("[name='e.blanks.0.answer']")).to_be_focused()
    page.keyboard.type("25")
    stem = page.get_by_label("Text with its blanks")
    assert "{{a}}" in stem.input_value()
    stem.fill("On that day {{a}} people were arrested in all.")
    page.get_by_label("Feedback afterwards").fill("The report says so.")
    page.keyboard.press("Tab")
    tried = page.locator(".question-tried").get_by_label("Blank 1")
    tried.fill("25")
    page.get_by_role("button", name="Answer it like this").press("Enter")
    page.locator(".question-after[open]").get_by_text("Right", exact=True).first.wait_for()
    look_at(page, "question-cloze")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    page.get_by_role("heading", name="Edit a question").wait_for()
    uid = urlsplit(page.url).path.rstrip("/").split("/")[-2]
    assert _stored(draft, uid).definition == {
        "blanks": [{"key": "a", "kind": "number", "answer": "25"}]
    }


def test_what_is_wrong_leads_to_its_place(page, live_server, sign_in, trainer, draft):  # noqa: F811
    sign_in(trainer)
    page.goto(_url(live_server, "question_write", draft.slug, "single"))
    page.get_by_label("What is asked").fill("Which rule holds?")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("heading", name="Not saved yet. Please look at this again:").wait_for()
    assert page.get_by_label("What is asked").input_value() == "Which rule holds?"
    look_at(page, "question-refused")


def test_decision_item_is_edited_with_its_form(page, live_server, sign_in, trainer, draft):  # noqa: F811
    sign_in(trainer)
    uid = Question.objects.filter(course=draft, type="decision/1").values_list("uid", flat=True)[0]
    page.goto(_url(live_server, "question_edit", draft.slug, uid) + "?open=1")
    page.locator("#look .question-tried .decision").wait_for()
    group = page.locator("details", has_text="What the tool shows beside it").first
    group.evaluate("details => { details.open = true; }")
    page.get_by_role("button", name="Add: Line").first.click()
    page.get_by_role("group", name="Line 1").get_by_label("Words").fill("A match was logged.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator("[data-saved]", has_text=SAVED).wait_for()
    assert _stored(draft, uid).definition["automatic"]
    page.locator("#look .question-tried .decision").wait_for()
    look_at(page, "question-decision")


def test_without_script_everything_works_by_sending(
    chromium,
    live_server,
    client,
    trainer,
    draft,  # noqa: F811
):
    context = chromium.new_context(java_script_enabled=False)
    context.add_cookies([session_cookie(client, trainer, live_server)])
    page = context.new_page()
    page.goto(_url(live_server, "question_write", draft.slug, "ordering"))
    page.get_by_role("button", name="Add: Thing").click()
    assert page.get_by_role("group", name="Thing 4").is_visible()
    page.get_by_role("button", name="See it as a learner does").click()
    assert page.get_by_text("To mend before it can be published").is_visible()
    context.close()


def test_nothing_is_lost_between_buttons_a_lost_line_and_a_reload(
    page,
    live_server,
    sign_in,
    trainer,
    draft,  # noqa: F811 -- a fixture
    context,
):
    sign_in(trainer)
    uid = Question.objects.filter(course=draft, type="single/1").values_list("uid", flat=True)[0]
    page.goto(_url(live_server, "question_edit", draft.slug, uid) + "?open=1")
    rows = page.locator(".question-row[data-at^='e.options']")
    count = rows.count()
    add = "document.querySelector(\"button[value='add:options']\").click();"
    page.evaluate(f"() => {{ {add * 3} }}")
    feedback = page.get_by_label("Feedback afterwards")
    before = feedback.input_value()
    feedback.press("Control+End")
    page.keyboard.type(" Typed while the rows were drawn.")
    expect(rows).to_have_count(count + 3)
    expect(feedback).to_have_value(f"{before} Typed while the rows were drawn.")
    remove = "document.querySelectorAll(\".question-row [value^='remove:options']\")"
    page.evaluate(f"() => {{ for (const n of [{count}, {count + 1}]) {remove}[n].click(); }}")
    expect(rows).to_have_count(count + 1)

    page.locator("[data-saved]", has_text="Not saved yet").wait_for()  # the new option has no words
    page.reload()
    expect(rows).to_have_count(count + 1)
    context.set_offline(True)
    rows.last.get_by_label("Words").fill("A new option")
    page.locator("[data-saved]", has_text="when you are back online").wait_for()
    context.set_offline(False)
    page.locator("[data-saved]", has_text=SAVED).wait_for(timeout=20_000)
    assert len(_stored(draft, uid).definition["options"]) == count + 1


def test_everything_of_the_workshop_is_reached_by_keyboard(
    page,
    live_server,
    sign_in,
    trainer,
    draft,  # noqa: F811 -- a fixture
):
    sign_in(trainer)
    page.goto(_url(live_server, "draft_list"))
    page.keyboard.press("Control+k")
    page.keyboard.type("quiz")
    page.locator("#palette [data-found] a", has_text="Lesson").wait_for()
    look_at(page, "palette")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/lessons/quiz/text/en/")
