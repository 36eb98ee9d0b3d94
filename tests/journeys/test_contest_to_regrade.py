"""A contest from the learner's click to the better result, and every page of judging looked at."""

import re
from types import SimpleNamespace

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from accounts.models import User
from courses.assessment.models import Attempt
from courses.assessment.services.judging.marking import claim_next, mark_turn, set_second_marking
from courses.catalogue.models import Course
from courses.certification.models import Certificate
from tests.courses.assessment.judging.courses import (
    NOW,
    answer,
    choice_course,
    duty_course,
    essay_course,
    handed_in,
    marker_of,
    mend_key,
    missing_the_duty,
    with_essay,
)
from tests.courses.conftest import _no_part_of_another_test  # noqa: F401 -- a fixture
from tests.journeys.looking import look_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a-sentence-for-tests"
RIGHT, WRONG = {"option": "right"}, {"option": "wrong"}


@pytest.fixture
def enter(page: Page, live_server):
    """Sign somebody in by the door, in the place of whoever was signed in before."""

    def enter(person: User) -> None:
        person.set_password(PASSWORD)
        person.save(update_fields=["password"])
        page.context.clear_cookies()
        page.goto(f"{live_server.url}/account/login/")
        page.locator("[name=login]").fill(person.sign_in_name)
        page.locator("[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(lambda url: "login" not in url)

    return enter


def look(page: Page, name: str) -> None:
    """Looked at once it is drawn: a click waits for the page, not for its styles."""
    page.wait_for_load_state("load")
    look_at(page, name)


def judging(live_server, name: str, *args: object) -> str:
    return live_server.url + reverse(f"courses:workshop:judging_{name}", args=args)


def contest_it(page: Page, live_server, attempt: Attempt) -> None:
    """From the result, in one click, with a reason."""
    page.goto(
        live_server.url + reverse("courses:delivery:attempt_result", args=[attempt.public_id])
    )
    assert "Not passed this time." in page.locator("main").inner_text()
    page.get_by_role("link", name="Contest this").first.click()
    assert "do not paste content from the queue" in page.locator("main").inner_text()
    look(page, "contest-form")
    page.get_by_label("Why is the key wrong").fill("The notice says the other one.")
    page.get_by_role("button", name="Send it to the trainers").click()
    page.get_by_text("A trainer of the course has it.").first.wait_for()
    look(page, "contest-open")


def uphold_it(page: Page, live_server, course: Course) -> None:
    page.goto(judging(live_server, "list"))
    look(page, "judging-list")
    page.get_by_role("link", name=course.title("en")).click()
    page.get_by_role("link", name=re.compile("Contests")).click()
    look(page, "judging-contests")
    page.get_by_role("link", name=re.compile("question")).first.click()
    look(page, "judging-contest")
    page.get_by_role("button", name="Decide").click()
    page.get_by_role("alert").or_(page.locator(".error-summary")).first.wait_for()
    page.get_by_label("Upheld: the key has to be mended").check()
    page.get_by_label("Answer", exact=True).fill("You are right, the key is mended.")
    page.get_by_role("button", name="Decide").click()
    page.get_by_text("Upheld, and not graded anew yet").wait_for()
    look(page, "judging-overview")


def grade_anew(page: Page) -> None:
    page.get_by_role("link", name=re.compile("Grade anew")).first.click()
    assert page.get_by_label("Release 1 of").is_checked()
    look(page, "judging-regrades")
    page.get_by_role("button", name="Show what would change").click()
    page.get_by_role("heading", name="What would change").wait_for()
    look(page, "judging-preview")
    page.get_by_role("button", name="Grade anew").click()
    page.get_by_role("heading", name="What changed").wait_for()
    look(page, "judging-regraded")


def test_a_contest_leads_to_a_better_result(
    page: Page, live_server, enter, units: SimpleNamespace, trainer: User
) -> None:
    course = choice_course(units.north).course
    attempt = handed_in(course, units.north_team, {"question-0": WRONG, "question-1": RIGHT})
    handed_in(course, units.south_team, {"question-0": RIGHT, "question-1": RIGHT})
    learner = attempt.enrolment.user

    enter(learner)
    contest_it(page, live_server, attempt)
    enter(trainer)
    uphold_it(page, live_server, course)
    mend_key(course, "question-0")
    page.goto(judging(live_server, "overview", course.slug))
    grade_anew(page)

    enter(learner)
    page.goto(live_server.url + reverse("accounts:notices"))
    told = page.locator(".notices li").filter(has_text="your result is better")
    told.get_by_role("button", name="Open").click()
    page.get_by_text("Passed.", exact=True).wait_for()
    page.locator("details").first.evaluate("it => { it.open = true }")
    page.get_by_text("You are right, the key is mended.").wait_for()
    page.goto(live_server.url + reverse("courses:delivery:contest_list"))
    look(page, "contest-list")
    assert Certificate.objects.filter(enrolment=attempt.enrolment).exists()


def test_a_text_is_marked_by_keyboard_and_the_learner_reads_it(
    page: Page, live_server, enter, units: SimpleNamespace, trainer: User
) -> None:
    course = essay_course(units.north, slug="essays").course
    set_second_marking(course=course, percent=100, by=trainer, at=NOW)
    pair = with_essay(course, units.north_team, "An earlier text.")
    for level, marker in (("full", marker_of(course)), ("partly", marker_of(course))):
        turn = claim_next(course=course, by=marker, at=NOW)
        levels = {"rule": level, "reason": "full"}
        mark_turn(turn=turn, levels=levels, comment="", by=marker, at=NOW)
    set_second_marking(course=course, percent=0, by=trainer, at=NOW)
    attempt = with_essay(course, units.north_team, "The rule names it.\n\nAnd so it goes.")

    enter(attempt.enrolment.user)
    page.goto(
        live_server.url + reverse("courses:delivery:attempt_result", args=[attempt.public_id])
    )
    page.get_by_text("A person marks your text").wait_for()
    look(page, "result-waits")

    enter(trainer)
    page.goto(judging(live_server, "marking", course.slug))
    look(page, "judging-marking")
    for shown in ("An earlier text.", "The rule names it."):
        page.get_by_role("button", name=re.compile("Mark the next")).press("Enter")
        page.get_by_text(shown).wait_for()
        for legend in ("The rule", "The reason"):
            group = page.get_by_role("group", name=re.compile(legend))
            group.get_by_role("radio").first.focus()
            page.keyboard.press("Space")
            page.keyboard.press("ArrowDown")
            page.keyboard.press("ArrowDown")
            assert group.get_by_role("radio").nth(2).is_checked()
        if shown != "An earlier text.":
            look(page, "judging-turn")
        page.get_by_label("To the learner").fill("Clear and complete.")
        page.get_by_role("button", name="Keep the marking").press("Enter")
        page.get_by_text("Marked.", exact=True).wait_for()

    assert {row.current_grading.is_passed for row in _fresh(pair, attempt)} == {True}
    enter(attempt.enrolment.user)
    page.goto(
        live_server.url + reverse("courses:delivery:attempt_result", args=[attempt.public_id])
    )
    page.locator("details").last.evaluate("it => { it.open = true }")
    page.get_by_text("Clear and complete.").wait_for()
    look(page, "result-marked")


def _fresh(*attempts: Attempt) -> list[Attempt]:
    return list(
        Attempt.objects.filter(pk__in=[one.pk for one in attempts]).select_related(
            "current_grading"
        )
    )


def test_fails_and_late_answers_are_decided(
    page: Page, live_server, enter, units: SimpleNamespace, trainer: User
) -> None:
    course = duty_course(units.north).course
    missed = missing_the_duty(course, units.north_team)
    answer(missed, "question-0", RIGHT, sequence=9)

    enter(missed.enrolment.user)
    page.goto(live_server.url + reverse("courses:delivery:attempt_result", args=[missed.public_id]))
    page.get_by_text("A person looks at this result").wait_for()
    look(page, "result-fail-waits")

    enter(trainer)
    page.goto(judging(live_server, "late", course.slug))
    page.get_by_role("link", name=re.compile("question")).first.click()
    look(page, "judging-late")
    page.get_by_label("It does not count").check()
    page.get_by_label("Note").fill("Handed in on purpose.")
    page.get_by_role("button", name="Decide").click()
    page.get_by_text("No late answer").wait_for()

    page.goto(judging(live_server, "fails", course.slug))
    page.locator("main .list a").first.click()
    look(page, "judging-fail")
    page.get_by_label("Let it pass").check()
    page.get_by_label("Reason").fill("Shown at work twice.")
    page.get_by_role("button", name="Decide").click()
    page.get_by_text("Decided. The learner is told.").wait_for()
    assert Certificate.objects.filter(enrolment=missed.enrolment).exists()
