"""Writing in a real browser: nothing typed is lost, two windows, the picker, the preview."""

import re
from dataclasses import replace

import pytest
from django.urls import reverse

from courses.catalogue.items import digest_of, settings_body
from courses.catalogue.models import Course, LessonText
from courses.catalogue.selectors import lesson_for_edit, read_head
from courses.catalogue.services import save_lesson_words, save_settings
from tests.courses.conftest import _no_part_of_another_test, now, published  # noqa: F401 -- fixtures
from tests.journeys.looking import look_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KEPT = "() => Object.keys(localStorage).filter((key) => key.startsWith('casebook:writing')).length"
SAVED = re.compile("^Saved")
UID = "how-it-works"


@pytest.fixture
def course(published, units):  # noqa: F811 -- a fixture
    published.course.owner = units.north
    published.course.save()
    return published.course


@pytest.fixture
def open_text(page, live_server, sign_in, trainer, course):
    """The trainer's editor of a lesson's words."""

    def open_text(uid=UID, language="en"):
        name, args = "courses:workshop:lesson_text", [course.slug, uid, language]
        page.goto(live_server.url + reverse(name, args=args))
        page.locator("#beside .passages").wait_for()
        return page

    sign_in(trainer)
    return open_text


def body_of(uid=UID, language="en"):
    return LessonText.objects.get(lesson__uid=uid, language=language).body


def saved(page):
    page.locator("[data-saved]", has_text=SAVED).wait_for()


def wait_for(page, words):
    page.locator("[data-saved]", has_text=words).wait_for()


def test_what_is_typed_is_saved_and_shown_as_learners_read_it(open_text):
    page = open_text()

    page.get_by_label("Text", exact=True).fill("Police held 40 people.\n\n**Strong** words.")

    page.locator("#beside strong", has_text="Strong").wait_for()
    saved(page)
    assert body_of() == "Police held 40 people.\n\n**Strong** words."
    assert page.evaluate(KEPT) == 0
    page.get_by_role("button", name="line 1").click()
    area = "document.activeElement"
    assert page.evaluate(f"{area}.value.slice({area}.selectionStart, {area}.selectionEnd)") == "40"
    look_at(page, "writing-text")


def test_a_lost_line_loses_nothing_and_neither_does_a_reload(open_text, context):
    page = open_text()
    context.route("**/text/en/", lambda route: route.abort())
    page.get_by_label("Text", exact=True).fill("Typed without a line.")
    wait_for(page, "Not saved yet")
    assert page.evaluate(KEPT) == 1

    context.unroute("**/text/en/")
    page.reload()
    page.locator("#beside p", has_text="Typed without a line.").wait_for()
    saved(page)

    assert body_of() == "Typed without a line."
    assert page.evaluate(KEPT) == 0


def test_an_ended_session_keeps_the_text_until_who_wrote_it_is_back(
    open_text, context, sign_in, trainer, admin_person
):
    page = open_text()
    context.clear_cookies()
    page.get_by_label("Text", exact=True).fill("Typed after the session ended.")
    wait_for(page, "you are signed out")

    def come_back(person):
        """Sign in in another window, which brings a new token too."""
        sign_in(person)
        context.new_page().goto(page.url.partition("/workshop")[0])

    come_back(admin_person)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    page.wait_for_timeout(600)
    assert body_of() != "Typed after the session ended."

    come_back(trainer)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    saved(page)
    assert body_of() == "Typed after the session ended."


def test_an_edit_in_between_is_shown_and_the_writer_chooses(open_text, course, admin_person, now):  # noqa: F811
    page = open_text()
    text = page.get_by_label("Text", exact=True)

    def they_edit(body: str) -> None:
        found = lesson_for_edit(course, UID, "en")
        theirs, base = replace(found.words, body=body), found.words_digest
        by = {"by": admin_person, "at": now}
        save_lesson_words(course=course, uid=UID, language="en", words=theirs, base=base, **by)

    they_edit("Theirs.")
    text.fill("Mine.")
    page.get_by_role("heading", name="This was edited meanwhile").wait_for()
    look_at(page, "writing-meanwhile")
    assert body_of() == "Theirs."
    page.get_by_role("button", name="Save mine over theirs").click()
    saved(page)
    assert body_of() == "Mine."

    they_edit("Theirs again.")
    text.fill("Mine again.")
    page.get_by_role("link", name="Take theirs, drop mine").click()
    page.locator("#beside p", has_text="Theirs again.").wait_for()
    assert text.input_value() == body_of() == "Theirs again."
    assert page.evaluate(KEPT) == 0


def test_a_second_window_is_told_and_its_older_text_is_not_saved_over_the_newer(open_text, context):
    page = open_text()
    other = context.new_page()
    other.goto(page.url)
    other.locator("#beside .passages").wait_for()

    page.get_by_label("Text", exact=True).fill("From the first window.")
    saved(page)
    wait_for(other, "saved in another window")
    other.get_by_label("Text", exact=True).fill("From the second.")
    other.get_by_role("heading", name="This was edited meanwhile").wait_for()

    assert body_of() == "From the first window."
    assert other.get_by_text("You saved another text here").is_visible()


def test_a_reference_is_found_and_inserted_by_the_keyboard_and_can_be_undone(open_text):
    page = open_text()
    area = page.get_by_label("Text", exact=True)
    area.fill("Police of 4 countries took part")
    area.press("End")
    page.keyboard.press("Control+.")
    page.locator("#picker [data-insert]").first.wait_for()
    look_at(page, "writing-picker")
    page.keyboard.type("countries")
    page.locator("#picker [data-insert]", has_text="Police of 4 countries").wait_for()
    page.locator("#picker .meta", has_text=re.compile(r"^\s*1 reference\s*$")).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    assert area.input_value() == "Police of 4 countries took part [fact:harbour/countries]"
    page.locator("#beside .note").first.wait_for(state="attached")
    saved(page)
    page.keyboard.press("Control+z")
    assert area.input_value() == "Police of 4 countries took part"


def test_a_translation_is_written_beside_its_source(open_text, course, trainer, now):  # noqa: F811
    found = lesson_for_edit(course, UID, "en")
    changed = replace(found.words, body=found.words.body + "\n\nA line that is new.")
    arguments = {"course": course, "uid": UID, "language": "en", "by": trainer, "at": now}
    save_lesson_words(words=changed, base=found.words_digest, **arguments)

    page = open_text(language="es")
    page.get_by_text("Changed since this was translated").wait_for()
    page.get_by_text("translated from has changed since").wait_for()
    look_at(page, "writing-translation")
    page.get_by_label("It says what the source says now").check()
    saved(page)

    words = lesson_for_edit(course, UID, "es").words
    assert words.made_from == changed.digest


def test_the_other_pages_of_writing(page, live_server, sign_in, trainer, course):
    sign_in(trainer)
    slug = course.slug
    course.lessons.filter(uid="the-case-full").update(intensity=2)
    LessonText.objects.filter(lesson__uid="attest", language="es").delete()
    for name, args in (
        ("translation_list", (slug, "es")),
        ("question_words", (slug, "origin", "es")),
        ("reference_list", ()),
        ("lesson_text_history", (slug, UID, "en")),
    ):
        page.goto(live_server.url + reverse(f"courses:workshop:{name}", args=args))
        if name == "question_words":
            page.locator("#beside .preview").wait_for()
        look_at(page, f"writing-{name}")
    args = (slug, "the-case-full", "en")
    page.goto(live_server.url + reverse("courses:workshop:lesson_text", args=args))
    page.get_by_role("heading", name="Before you read").wait_for()
    look_at(page, "writing-pause")


def test_settings_save_themselves_and_both_sides_of_an_edit_are_shown(
    page,
    live_server,
    sign_in,
    trainer,
    admin_person,
    course,
    context,
    now,  # noqa: F811
):
    sign_in(trainer)
    where = live_server.url + reverse("courses:workshop:course_settings", args=[course.slug])
    page.goto(where)
    title = page.get_by_label("Title (English)")
    title.fill("Saved by itself")
    saved(page)
    course.refresh_from_db()
    assert course.titles["en"] == "Saved by itself"

    context.route("**/settings/", lambda route: route.abort())
    title.fill("Typed without a line")
    wait_for(page, "Not saved yet")
    context.unroute("**/settings/")
    page.reload()
    saved(page)
    assert page.get_by_label("Title (English)").input_value() == "Typed without a line"

    head = read_head(Course.objects.get(pk=course.pk))
    theirs = replace(head, titles={**head.titles, "en": "Theirs"})
    base = digest_of(settings_body(head))
    save_settings(course=course, head=theirs, base=base, by=admin_person, at=now)
    page.get_by_label("Title (English)").fill("Mine")
    page.get_by_role("heading", name="This was edited meanwhile").wait_for()
    look_at(page, "settings-meanwhile")
    page.get_by_role("button", name="Save mine over theirs").click()
    saved(page)
    course.refresh_from_db()
    assert course.titles["en"] == "Mine"

    args = [course.slug, "quiz"]
    page.goto(live_server.url + reverse("courses:workshop:lesson_settings", args=args))
    page.get_by_label("Minutes", exact=True).fill("23")
    saved(page)
    assert course.lessons.get(uid="quiz").minutes == 23
    look_at(page, "settings-lesson")
    page.set_viewport_size({"width": 360, "height": 740})
    page.locator(".writing-bar").get_by_role("link", name="Back to the outline").click()
    page.wait_for_url(f"**/{course.slug}/")


def test_the_picker_holds_clauses_words_and_cases(open_text):
    page = open_text()
    text = page.get_by_label("Text", exact=True)
    for kind in ("clause", "term", "case"):
        text.focus()
        page.keyboard.press("Control+.")
        page.locator("#picker select").select_option(kind)
        page.locator(f"#picker [data-insert^='[{kind}:']").first.click()

        assert f"[{kind}:" in text.input_value()


def test_the_preview_fits_its_column(open_text):
    page = open_text()
    for width in (1100, 1280, 1600):
        page.set_viewport_size({"width": width, "height": 900})

        cut = "(beside) => beside.scrollWidth - beside.clientWidth"
        assert page.locator("#beside").evaluate(cut) <= 0
