"""What the shipped courses' files say is right, and how a browser fills it in."""

import re
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page

from tests.real_site import ROOT

SHIPPED = ROOT / "courses" / "shipped"
Controls = dict[str, list[str]]


def definitions(folder: Path) -> dict[str, dict[str, Any]]:
    """Every question of a course folder by its uid, as its author wrote it."""
    files = sorted(folder.glob("questions*.yaml"))
    rows = [row for file in files for row in yaml.load(file.read_text(), yaml.CSafeLoader)]
    return {row["uid"]: row for row in rows if "type" in row}


def right(question: dict[str, Any]) -> Controls:
    """The controls of a question's form and the values in them that the key has."""
    kind = question["type"].partition("/")[0]
    if kind == "single":
        return {"answer.option": [question["correct"]]}
    if kind == "multiple":
        return {"answer.option": list(question["correct"])}
    if kind == "numeric":
        return {"answer.number": [str(question["answer"])]}
    if kind == "short":
        return {"answer.text": [next(iter(question["texts"]["accepted"].values()))[0]]}
    if kind == "ordering":
        places = enumerate(question["items"], start=1)
        return {f"answer.position.{item}": [str(place)] for place, item in places}
    if kind == "matching":
        return {f"answer.pair.{prompt}": [key] for prompt, key in question["pairs"].items()}
    fields = {f"answer.field.{key}": field["right"] for key, field in question["fields"].items()}
    return {**fields, "answer.field.rationale": ["As the rule that I chose says it."]}


def wrong(question: dict[str, Any]) -> Controls:
    """Another answer to a single choice."""
    assert question["type"] == "single/1"
    return {"answer.option": [key for key in question["options"] if key != question["correct"]][:1]}


NAMES = "controls => controls.map((control) => control.name)"


def fill(page: Page, controls: Controls) -> None:
    """Put values into the form as a person would, field by field in the order of the form.

    The order of the controls does not matter (a database may give a mapping's keys in its own).
    """
    places = page.locator("form[data-steps] [name]").evaluate_all(NAMES)
    for name, values in sorted(controls.items(), key=lambda control: places.index(control[0])):
        first = page.locator(f"[name='{name}']").first
        tag = first.evaluate("control => `${control.tagName} ${control.type}`").lower()
        if tag.startswith("select"):
            first.select_option(values[0])
        elif tag.endswith(("radio", "checkbox")):
            for value in values:
                page.locator(f"[name='{name}'][value='{value}']").check()
        else:
            first.fill(values[0])


READ = """() => {
  const found = {};
  for (const [name, value] of new FormData(document.querySelector("form[data-steps]")))
    if (name.startsWith("answer.") && value !== "") (found[name] ||= []).push(value);
  return found;
}"""


def shown(page: Page) -> Controls:
    """What the page's form holds now, each control's values in one order."""
    return {name: sorted(values) for name, values in page.evaluate(READ).items()}


def question_of(page: Page) -> str:
    """The uid of the question in focus."""
    return str(page.locator("form[data-steps]").get_attribute("data-question"))


def wait_until_saved(page: Page) -> None:
    """The page says that the server has the answer."""
    wait_for_words(page, r"^Saved (just|\d)")


def wait_for_words(page: Page, pattern: str) -> None:
    """The line that tells the state of saving says this."""
    page.locator("[data-saved]").filter(has_text=re.compile(pattern)).wait_for()
