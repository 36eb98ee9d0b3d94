"""The lead's and the trainer's pages in a real browser: accessible, and whole on every width."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from courses.catalogue.models import LessonText
from courses.catalogue.services import note_edit
from courses.enrolment.services import assign_to_unit, enrol, start
from courses.progress.models import CompletionEvent
from courses.progress.services import record_completion
from courses.releases.models import CompileRequest
from courses.releases.selectors import manifest
from courses.releases.services import compile_candidate, fulfil
from tests.courses.conftest import _no_part_of_another_test, now, published  # noqa: F401 -- fixtures
from tests.factories.accounts import UserFactory
from tests.journeys.looking import look_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a-sentence-for-tests"
NAMES = ("Ada Lindqvist", "Ben", "Cleo Papadopoulou-Featherstonehaugh", "Dora", "Eve")


@pytest.fixture
def people(published, units, lead, now: datetime):  # noqa: F811 -- fixtures
    """People of North at every stage of the course, one of them late."""
    course = published.course
    for place, name in enumerate(NAMES):
        person = UserFactory(display_name=name, unit=units.north_team)
        if name == "Eve":
            continue
        at = now - timedelta(days=400) if name == "Dora" else now
        row = enrol(user=person, course=course, by=person, at=at)
        if name != "Ada Lindqvist":
            row = start(enrolment=row, language="en", by=person, at=at)
            for slot in manifest(published).slots[: (0, 2, 5, 5)[place]]:
                record_completion(
                    enrolment=row, slot_uid=slot.uid, cause=CompletionEvent.Cause.READ, at=at
                )
    due = now.date() - timedelta(days=3)
    assign_to_unit(course=course, unit=units.north_team, due_on=due, by=lead, at=now)
    return {person.display_name: person for person in lead.__class__.objects.all()}


def test_team_pages(page, live_server, sign_in, lead, people) -> None:
    sign_in(lead)
    cleo = people[NAMES[2]].public_id
    for name, args in (
        ("status_list", ()),
        ("person_detail", (cleo,)),
        ("assign_unit", ()),
        ("assignment_list", ()),
        ("extra_time", (cleo,)),
    ):
        page.goto(live_server.url + reverse(f"courses:oversight:{name}", args=args))
        look_at(page, f"team-{name}")
    page.goto(live_server.url + reverse("courses:oversight:assignment_list"))
    page.get_by_role("link", name="Withdraw").first.click()
    look_at(page, "team-assignment_withdraw")


def test_a_filter_answers_in_place_and_can_be_gone_back_from(
    page, live_server, sign_in, lead, people
) -> None:
    sign_in(lead)
    page.goto(live_server.url + reverse("courses:oversight:status_list"))
    page.get_by_label("Status").select_option("passed")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**status=passed**")
    page.get_by_text("1 line, one for each").wait_for()
    assert page.locator("#people tbody tr").count() == 1
    page.get_by_label("Status").select_option("no_course")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**no_course**")
    page.locator("#people").get_by_text("on no course").first.wait_for()
    look_at(page, "team-no-course")


def test_workshop_pages(page, live_server, sign_in, trainer, published, units, now) -> None:  # noqa: F811
    course = published.course
    course.owner = units.north
    course.titles = {**course.titles, "en": "An edited course"}
    course.save()
    note_edit(course=course, by=trainer, at=now, action="titled")
    LessonText.objects.filter(lesson__course=course, lesson__uid="attest", language="es").delete()
    made = compile_candidate(course=course, by=trainer, at=now + timedelta(minutes=1))
    sign_in(trainer)
    slug = course.slug
    for name, args in (
        ("draft_list", ()),
        ("draft_detail", (slug,)),
        ("question_list", (slug,)),
        ("candidate_detail", (slug, made.public_id)),
        ("release_withdraw", (slug, 1)),
    ):
        page.goto(live_server.url + reverse(f"courses:workshop:{name}", args=args))
        look_at(page, f"workshop-{name}")


def test_a_compile_is_waited_for_on_the_page(
    page,
    live_server,
    sign_in,
    trainer,
    published,  # noqa: F811
    units,
    now,  # noqa: F811
) -> None:
    course = published.course
    course.owner = units.north
    course.save()
    waiting = CompileRequest.objects.create(
        course=course, as_of_on=now.date(), requested_by=trainer, requested_at=now
    )
    sign_in(trainer)
    page.goto(live_server.url + reverse("courses:workshop:draft_detail", args=[course.slug]))
    page.get_by_text("Waiting for the worker").wait_for()
    look_at(page, "workshop-waiting")
    LessonText.objects.filter(lesson__course=course, lesson__uid="quiz", language="en").update(
        body="A figure [fact:nowhere/at-all]."
    )
    fulfil(request_id=waiting.pk, at=now)
    page.get_by_text("stopped the last").wait_for()
    assert page.evaluate("document.activeElement === document.body")
    assert page.locator("#compile[hx-trigger]").count() == 0
    look_at(page, "workshop-problems")
