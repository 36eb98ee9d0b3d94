"""The style guide in a real browser: nothing for axe to find, nothing that runs off the page."""

import pytest

from tests.journeys.axe import assert_axe_clean
from tests.journeys.conftest import session_cookie

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def guide(admin_person, live_server, sign_in, page):
    sign_in(admin_person)
    page.goto(f"{live_server.url}/style-guide/")
    assert page.title().startswith("Style guide")
    return page


@pytest.mark.parametrize("width", [360, 1280])
def test_style_guide_is_accessible_in_both_schemes(guide, width: int):
    guide.set_viewport_size({"width": width, "height": 900})
    assert_axe_clean(guide)


def test_nothing_runs_off_the_page(guide):
    for width in (320, 360, 768, 1280, 1920):
        guide.set_viewport_size({"width": width, "height": 900})
        assert guide.evaluate("document.documentElement.scrollWidth") == width
    guide.set_viewport_size({"width": 1280, "height": 900})
    guide.evaluate("document.documentElement.style.fontSize = '200%'")
    assert guide.evaluate("document.documentElement.scrollWidth") == 1280


def test_sources_stand_beside_the_line_where_there_is_room(guide):
    guide.set_viewport_size({"width": 1280, "height": 900})
    text = guide.locator(".passage-text").first.bounding_box()
    notes = guide.locator(".notes ol").first.bounding_box()
    assert notes["x"] >= text["x"] + text["width"]
    assert abs(notes["y"] - text["y"]) < 12


def test_source_opens_in_place_on_a_phone_from_its_number(guide):
    guide.set_viewport_size({"width": 360, "height": 740})
    note = guide.locator("#sample-note-3")
    assert not note.is_visible()
    guide.locator(".fact-ref a[href='#sample-note-3']").click()
    assert note.is_visible()


def test_menus_open_from_the_keyboard_and_close_with_escape(guide):
    menu = guide.locator("details.menu").last
    menu.locator("summary").focus()
    guide.keyboard.press("Enter")
    assert menu.get_attribute("open") is not None
    guide.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert guide.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_dialog_asks_first_and_gives_the_focus_back(guide):
    opener = guide.get_by_role("link", name="Withdraw this release")
    opener.focus()
    guide.keyboard.press("Enter")
    assert guide.locator("dialog#withdraw").is_visible()
    assert_axe_clean(guide, schemes=("light",))
    guide.get_by_role("button", name="Not now").click()
    assert not guide.locator("dialog#withdraw").is_visible()
    assert guide.evaluate("document.activeElement.textContent").strip() == "Withdraw this release"


def test_first_tab_leads_past_the_masthead(guide):
    guide.keyboard.press("Tab")
    assert guide.evaluate("document.activeElement.textContent") == "Skip to the content"
    guide.keyboard.press("Enter")
    assert guide.evaluate("document.activeElement.id") == "main"


def test_page_works_without_script(chromium, admin_person, live_server, client):
    context = chromium.new_context(java_script_enabled=False)
    context.add_cookies([session_cookie(client, admin_person, live_server)])
    page = context.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{live_server.url}/style-guide/")
    page.locator(".rail-sheet summary").click()
    assert page.get_by_role("link", name="How this course works").is_visible()
    page.locator(".notes summary").first.click()
    assert page.locator(".note").first.is_visible()
    context.close()


def test_page_with_everything_on_it_is_light(guide):
    """Before compression, with the script library: the promise for a first lesson is 150 kB."""
    sizes: list[int] = []
    guide.on("response", lambda response: sizes.append(len(response.body())))
    guide.reload(wait_until="networkidle")
    assert sum(sizes) < 150_000


@pytest.mark.parametrize("width", [360, 1280])
def test_wider_spacing_of_text_cuts_nothing_off(guide, width: int):
    """WCAG 1.4.12: a reader's own spacing of lines, words and letters."""
    guide.set_viewport_size({"width": width, "height": 900})
    guide.evaluate(
        """() => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
                word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`);
            document.adoptedStyleSheets = [sheet];
        }"""
    )
    assert guide.evaluate("document.documentElement.scrollWidth") == width
    cut = """() => [...document.querySelectorAll("main *, .masthead a")].filter((each) =>
        each.clientWidth && getComputedStyle(each).overflowX === "hidden"
        && each.scrollWidth > each.clientWidth + 1
        && !each.closest(".visually-hidden, dialog, thead")).map((each) => each.className)"""
    assert guide.evaluate(cut) == []
