"""One attempt with every type of question, by mouse and by keyboard alone, marked by a person."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from accounts.models import User
from courses.assessment.models import Attempt, ContextOpening, Response
from courses.assessment.services import start_attempt
from tests.courses.conftest import _no_part_of_another_test, published  # noqa: F401 -- fixtures
from tests.courses.delivery.courses import take
from tests.courses.delivery.nine_types import draft_of_all
from tests.courses.questions.examples import (
    CLOZE,
    FREETEXT,
    MATCHING,
    MULTIPLE,
    NUMERIC,
    ORDERING,
    SHORT,
    SINGLE,
)
from tests.factories.catalogue import NOW, make_release
from tests.journeys.answering import wait_until_saved
from tests.journeys.axe import assert_axe_clean
from tests.journeys.test_contest_to_regrade import enter, judging  # noqa: F401 -- a fixture
from tests.journeys.test_learner_pages import tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DECIDED = {"fields": {"ground": "policy", "clause": ["house/FEE-1.2"], "action": "remove"}}
# What is answered, as it has to be kept: the whole of each key, and the text.
FULL: dict[str, dict[str, Any]] = {
    "single": SINGLE.full,
    "multiple": MULTIPLE.full,
    "numeric": NUMERIC.full,
    "short": SHORT.full,
    "ordering": ORDERING.full,
    "matching": MATCHING.full,
    "cloze": CLOZE.full,
    "freetext": FREETEXT.full,
    "decision": DECIDED,
    "told": DECIDED,
}
# Questions that ask for nothing more than what is typed into one field.
TYPED = {"numeric": "number", "short": "text", "freetext": "text"}
MOST_TABS = 60


@pytest.fixture
def attempt(
    published,  # noqa: F811 -- a fixture
    units: SimpleNamespace,
    learner: User,
) -> Attempt:
    release = make_release(draft_of_all({"quiz": {"preset": "check"}}, slug="all", code="ALL-1"))
    release.course.owner = units.north
    release.course.save(update_fields=["owner"])
    return start_attempt(enrolment=take(learner, release), slot_uid="quiz", by=learner, at=NOW)


def by_mouse(page: Page, uid: str) -> None:
    answer = FULL[uid]
    if uid in TYPED:
        box = page.locator(f"[name='answer.{TYPED[uid]}']")
        box.click()
        box.fill(answer[TYPED[uid]])
    elif uid in {"single", "multiple"}:
        for key in answer.get("options") or [answer["option"]]:
            page.locator(f"label:has([value='{key}'])").click()
    elif uid == "ordering":
        # Whichever stands first cannot go up: it has its place once the order as shown is kept.
        page.locator("[data-move=keep]").click()
        for place, item in reversed(list(enumerate(ORDERING.definition.items))):
            row = page.locator(f"[data-item={item}]")
            while row.locator("[data-move=up]").get_attribute("aria-disabled") != "true":
                row.locator("[data-move=up]").click()
            assert row.locator("select").input_value() == "1", place
    elif uid == "matching":
        for prompt, key in answer["pairs"].items():
            page.locator(f"[name='answer.pair.{prompt}']").select_option(key)
    elif uid == "cloze":
        page.get_by_label("Blank 1").select_option(answer["blanks"]["who"])
        page.get_by_label("Blank 2").fill(answer["blanks"]["number"])
        page.get_by_label("Blank 3").fill(answer["blanks"]["name"])
    else:
        if uid == "told":
            page.get_by_text("Thread", exact=True).click()
            page.get_by_text("A neutral summary of the first post.").wait_for()
        for label in ("Against our policy", "Remove it"):
            page.get_by_label(label).check()
        page.get_by_role("group", name="Which rule?").get_by_role("checkbox").nth(1).check()


def by_keyboard(page: Page, uid: str) -> None:
    answer, press = FULL[uid], page.keyboard.press
    if uid in TYPED:
        tab_to(page, f"answer.{TYPED[uid]}")
        page.keyboard.insert_text(answer[TYPED[uid]])
    elif uid == "single":
        choose(page, "answer.option", answer["option"])
    elif uid == "multiple":
        for key in shown(page, "answer.option", answer["options"]):
            tab_to(page, "answer.option", key)
            press("Space")
    elif uid == "ordering":
        # From the first on, each goes up to its place: whoever had it takes the other.
        for place, item in enumerate(ORDERING.definition.items, start=1):
            page.keyboard.press("Escape")
            page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
            tab_to(page, f"answer.position.{item}")
            page.keyboard.type(str(place))
    elif uid == "matching":
        for _prompt in answer["pairs"]:
            tab_to(page, "answer.pair.")
            prompt = page.evaluate("document.activeElement.name").rpartition(".")[2]
            page.keyboard.type(letter_of(page, answer["pairs"][prompt]))
    elif uid == "cloze":
        tab_to(page, "answer.blank.who")
        page.keyboard.type("Option pol")
        for blank in ("number", "name"):
            tab_to(page, f"answer.blank.{blank}")
            page.keyboard.insert_text(answer["blanks"][blank])
    else:
        if uid == "told":
            summary = page.locator("details[data-context=thread] summary")
            for _ in range(MOST_TABS):
                press("Tab")
                if summary.evaluate("it => it === document.activeElement"):
                    break
            press("Enter")
            page.get_by_text("A neutral summary of the first post.").wait_for()
        choose(page, "answer.field.ground", "policy")
        tab_to(page, "answer.field.clause", "house/FEE-1.2")
        press("Space")
        choose(page, "answer.field.action", "remove")


def choose(page: Page, name: str, value: str) -> None:
    """Reach a group of radio buttons by Tab, and go along it by the arrows."""
    tab_to(page, name)
    page.keyboard.press("Space")
    for _ in range(MOST_TABS):
        if page.evaluate("document.activeElement.value") == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrows never reach {value}")


def shown(page: Page, name: str, keys: list[str]) -> list[str]:
    """These values in the order in which their controls stand on the page."""
    values: list[str] = page.locator(f"[name='{name}']").evaluate_all(
        "all => all.map(o => o.value)"
    )
    return [value for value in values if value in keys]


def letter_of(page: Page, key: str) -> str:
    words = page.locator(f"select option[value='{key}']").first.inner_text()
    return words.strip()[0]


def mark_the_text(page: Page, live_server, by: str) -> None:
    page.goto(judging(live_server, "marking", "all"))
    button = page.get_by_role("button", name=re.compile("Mark the next"))
    button.click() if by == "mouse" else button.press("Enter")
    page.get_by_text("Therefore it goes.").wait_for()
    for title in ("Names the rule", "Calm"):
        level = page.get_by_role("group", name=re.compile(title)).get_by_role("radio").first
        level.check() if by == "mouse" else level.press("Space")
    keep = page.get_by_role("button", name="Keep the marking")
    keep.click() if by == "mouse" else keep.press("Enter")
    page.get_by_text("Marked.", exact=True).wait_for()


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_an_attempt_with_every_type(
    by: str,
    page: Page,
    live_server,
    enter,  # noqa: F811 -- a fixture
    attempt: Attempt,
    trainer: User,
) -> None:
    page.set_default_timeout(30_000)
    enter(attempt.enrolment.user)
    total = len(attempt.drawn)
    key = attempt.public_id
    page.goto(live_server.url + reverse("courses:delivery:attempt_detail", args=[key, 1]))
    for number, uid in enumerate(attempt.question_uids, start=1):
        page.wait_for_url(f"**/{number}/")
        (by_mouse if by == "mouse" else by_keyboard)(page, uid)
        wait_until_saved(page)
        if by == "mouse":  # the pages are the same
            assert_axe_clean(page, schemes=("light",))
        go = "summary" if number == total else "next"
        if by == "mouse":
            page.locator(f".actions [name=go][value={go}]").click()
        else:
            tab_to(page, "go", go)
            page.keyboard.press("Enter")
    page.wait_for_url("**/summary/")
    page.get_by_text("You have answered every question.").wait_for()
    hand_in = page.get_by_role("button", name="Hand in")
    hand_in.click() if by == "mouse" else hand_in.press("Enter")
    page.get_by_text("A person marks your text").wait_for()

    kept = dict(Response.objects.filter(attempt=attempt).values_list("question_uid", "answer"))
    assert kept == FULL
    assert [row.key for row in ContextOpening.objects.filter(question_uid="told")] == ["thread"]
    enter(trainer)
    mark_the_text(page, live_server, by)
    attempt.refresh_from_db()
    grading = attempt.current_grading
    assert grading is not None
    assert (grading.awaits, grading.total) == ("", grading.total_possible)
    enter(attempt.enrolment.user)
    page.goto(live_server.url + reverse("courses:delivery:attempt_result", args=[key]))
    assert page.get_by_text("As the key has it").count() >= len(FULL) - 1
    assert_axe_clean(page, schemes=("dark",))
