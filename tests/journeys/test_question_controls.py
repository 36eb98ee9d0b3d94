"""The controls of each question type in a real browser: by keyboard, without script, for axe."""

from pathlib import Path
from random import Random

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from tests.courses.questions.examples import CLOZE, DECISION, EXAMPLES, FREETEXT, ORDERING, TOLD
from tests.journeys.axe import assert_axe_clean

pytestmark = pytest.mark.browser

ROOT = Path(settings.BASE_DIR)
CORE = ROOT / "core" / "static" / "core"
STYLES = [
    CORE / "tokens.css",
    CORE / "base.css",
    CORE / "layout.css",
    *sorted((CORE / "elements").glob("*.css")),
    ROOT / "courses" / "static" / "courses" / "questions.css",
    ROOT / "courses" / "static" / "courses" / "attempt.css",
]
SCRIPT = ROOT / "courses" / "static" / "courses" / "questions.js"


def _document(body: str) -> str:
    styles = "".join(f"<style>{path.read_text()}</style>" for path in STYLES)
    return (
        '<!doctype html><html lang="en" dir="ltr"><head><title>Questions</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{styles}</head>'
        f'<body><main id="main"><h1>Questions</h1><form>{body}</form></main></body></html>'
    )


def _answer(example, answer=None) -> str:
    kind, (definition, texts) = example.type, example.whole()
    arrangement = kind.arrange(definition, Random(3))
    shown = kind.shown(definition, texts["en"], arrangement)
    q = kind.answer_context(shown, answer, prefix=f"q-{kind.name}")
    return render_to_string(q["template"], {"q": q})


def _feedback(example) -> str:
    kind, (definition, texts) = example.type, example.whole()
    answer = kind.parse_answer(definition, example.wrong)
    q = kind.feedback(definition, texts["en"], answer)
    return render_to_string(q["template"], {"q": q})


def _order(page) -> list[str]:
    return page.eval_on_selector_all(
        "[data-order] > li",
        "all => all.map(one => one.dataset.item + one.querySelector('select').value)",
    )


@pytest.fixture
def ordering(page):
    page.set_content(_document(_answer(ORDERING)))
    page.add_script_tag(path=SCRIPT)
    page.evaluate(
        "window.heard = [];"
        "document.addEventListener('change', () => heard.push('change'));"
        "document.addEventListener('casebook:announce', (event) => heard.push(event.detail));"
    )
    return page


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.key)
def test_question_is_accessible_and_stays_on_the_page(page, example, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    for body in (_answer(example), _feedback(example)):
        page.set_content(_document(body))
        page.add_script_tag(path=SCRIPT)
        assert_axe_clean(page, schemes=(scheme,))
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_item_moves_by_keyboard_keeps_the_focus_and_says_where_it_is(ordering):
    first, second, *rest = _order(ordering)
    button = ordering.locator(f"[data-item={second}] [data-move=up]")
    button.focus()
    ordering.keyboard.press("Enter")
    assert _order(ordering) == [
        f"{item}{place}" for place, item in enumerate([second, first, *rest], start=1)
    ]
    assert button.evaluate("button => button === document.activeElement")
    ordering.keyboard.press("Enter")  # it is at the top: nothing happens
    assert ordering.evaluate("heard") == ["change", "Now in place 1."]


def test_order_as_it_stands_can_be_the_answer(ordering):
    items = _order(ordering)
    ordering.get_by_role("button", name="The order as it stands is my answer").click()
    assert _order(ordering) == [f"{item}{place}" for place, item in enumerate(items, start=1)]


def test_who_takes_a_place_changes_with_who_had_it(ordering):
    first, *_, last = _order(ordering)
    ordering.locator("[data-move=keep]").click()
    ordering.locator(f"[data-item={last}] select").select_option("1")
    places = _order(ordering)
    assert (places[0], places[-1]) == (f"{first}5", f"{last}1")
    ordering.locator(f"[data-item={last}] [data-move=down]").click()
    assert _order(ordering)[1] == f"{last}2"


def test_item_can_be_dragged_to_its_place(ordering):
    first, second, *rest = _order(ordering)
    row = ordering.locator(f"[data-item={second}] .ordering-text")
    row.drag_to(ordering.locator(f"[data-item={first}] .ordering-text"),
                target_position={"x": 5, "y": 1})  # fmt: skip
    assert _order(ordering) == [
        f"{item}{place}" for place, item in enumerate([second, first, *rest], start=1)
    ]
    assert ordering.evaluate("heard") == ["change"]


def test_cloze_is_filled_by_keyboard_alone(page):
    page.set_content(_document(_answer(CLOZE)))
    page.add_script_tag(path=SCRIPT)
    page.keyboard.press("Tab")
    page.keyboard.type("Option pol")
    page.keyboard.press("Tab")
    page.keyboard.type("31415.9")
    page.keyboard.press("Tab")
    page.keyboard.type("KEYLEAK word")
    sent = page.evaluate("Object.fromEntries(new FormData(document.forms[0]))")
    answer = CLOZE.type.parse_answer(
        CLOZE.definition,
        CLOZE.type.read_form(CLOZE.definition, {k: [v] for k, v in sent.items()}, "q-cloze"),
    )
    assert CLOZE.type.grade(CLOZE.definition, answer).is_full
    assert page.get_by_label("Blank 2").input_value() == "31415.9"


def test_words_are_counted_as_they_are_typed(page):
    page.set_content(_document(_answer(FREETEXT)))
    page.add_script_tag(path=SCRIPT)
    page.get_by_label("Your text").fill("one two")
    assert page.get_by_text("Words: 2. More are asked for.").is_visible()
    page.get_by_label("Your text").fill("one two three")
    assert page.get_by_text("Words: 3.", exact=True).is_visible()


def test_how_soon_is_asked_where_a_duty_was_chosen(page):
    page.set_content(_document(_answer(TOLD)))
    page.add_script_tag(path=SCRIPT)
    soon = page.get_by_label("How soon?")
    assert not soon.is_visible()
    page.get_by_label("Nobody (en)").check()
    assert not soon.is_visible()
    page.get_by_label("Legal (en)").check()
    assert soon.is_visible()


def test_field_shows_itself_where_it_applies(page):
    page.set_content(_document(_answer(DECISION)))
    page.add_script_tag(path=SCRIPT)
    clause = page.get_by_role("group", name="Which rule?")
    assert not clause.is_visible()
    page.get_by_label("Against our policy (en)").check()
    assert clause.is_visible()
    assert not page.locator("[data-depends-hint]").is_visible()
    page.get_by_label("Neither (en)").check()
    assert not clause.is_visible()


def test_without_script_every_field_is_there_with_a_hint(chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_content(_document(_answer(DECISION) + _answer(ORDERING)))
    assert page.get_by_role("group", name="Which rule?").is_visible()
    assert page.get_by_text("Only where it follows from").is_visible()
    assert page.locator("[data-move]:visible").count() == 0
    assert page.locator("[data-position]:visible").count() == 5
    context.close()


def test_without_script_context_is_opened_by_a_button_that_keeps_it(chromium, page):
    page.set_content(_document(_answer(TOLD)))
    assert page.locator("[value='open.thread']:visible").count() == 0
    assert page.locator("details[data-context]:visible").count() == 3
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_content(_document(_answer(TOLD)))
    button = page.get_by_role("button", name="Open the thread")
    assert button.is_visible()
    assert (button.get_attribute("name"), button.get_attribute("value")) == ("go", "open.thread")
    assert page.locator("details[data-context]:visible").count() == 0
    context.close()
