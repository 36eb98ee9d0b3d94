"""Making a course in a real browser, by mouse and by keyboard; every page of it accessible."""

import pytest
from django.urls import reverse

from courses.catalogue.models import ItemVersion
from courses.catalogue.selectors import read_outline
from tests.courses.conftest import _no_part_of_another_test, now, published  # noqa: F401 -- fixtures
from tests.journeys.looking import look_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def draft(published, units):  # noqa: F811 -- fixtures
    published.course.owner = units.north
    published.course.save()
    return published.course


def slots(course) -> list[list[str]]:
    return [[slot.uid for slot in module.slots] for module in read_outline(course)]


def test_an_outline_is_made_by_mouse_and_by_keyboard(
    page, live_server, sign_in, trainer, draft
) -> None:
    sign_in(trainer)
    page.goto(live_server.url + reverse("courses:workshop:draft_detail", args=[draft.slug]))
    assert slots(draft)[0] == ["how-it-works", "the-case"]
    # By mouse: the first lesson below the second, then undone.
    grip = page.locator("#slot-how-it-works [data-grip]")
    place = page.locator("#slot-the-case").bounding_box()
    box = grip.bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 5, box["y"] + 40, steps=4)
    page.mouse.move(box["x"] + 5, place["y"] + place["height"] - 3, steps=6)
    page.mouse.up()
    page.locator("#undo").wait_for()
    assert slots(draft)[0] == ["the-case", "how-it-works"]
    page.locator("#undo").click()
    page.locator("#undo").wait_for(state="detached")
    assert slots(draft)[0] == ["how-it-works", "the-case"]
    # By keyboard: the focus stays with what was moved.
    page.locator("#lesson-how-it-works").focus()
    page.keyboard.press("Alt+ArrowDown")
    page.locator("#undo").wait_for()
    assert slots(draft)[0] == ["the-case", "how-it-works"]
    assert page.evaluate("document.activeElement.id") == "slot_down-how-it-works"
    # A module and a lesson in it, with nothing but the keyboard.
    page.locator("#new-module").focus()
    page.keyboard.type("Extra")
    page.keyboard.press("Enter")
    page.locator("#module-extra").wait_for()
    page.locator("#module-extra").get_by_role("link", name="Add a lesson").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Title").fill("Read this")
    page.get_by_label("Reading").check()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Read this").wait_for()
    assert slots(draft)[-1] == ["read-this"]


def test_the_pages_of_making_a_course(page, live_server, sign_in, trainer, draft) -> None:
    sign_in(trainer)
    slug = draft.slug
    page.goto(live_server.url + reverse("courses:workshop:draft_detail", args=[slug]))
    page.locator("#slot_down-how-it-works").click()
    page.locator("#undo").wait_for()
    look_at(page, "editing-draft")
    version = ItemVersion.objects.latest("pk")
    build = "?look=1&case=harbour&form=house/reasons+front-line&items=2"
    for name, args, query in (
        ("course_new", (), ""),
        ("course_settings", (slug,), ""),
        ("course_sharing", (slug,), "?q=learner"),
        ("course_history", (slug,), ""),
        ("item_version", (slug, version.pk), ""),
        ("lesson_settings", (slug, "quiz"), ""),
        ("slot_edit", (slug, "the-case"), ""),
        ("question_list", (slug,), ""),
        ("module_build", (slug,), ""),
        ("module_build", (slug,), build),
    ):
        page.goto(live_server.url + reverse(f"courses:workshop:{name}", args=args) + query)
        look_at(page, f"editing-{name}{'-plan' if query == build else ''}")
