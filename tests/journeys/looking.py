"""What is asked of every page that a journey comes to, in one place."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.journeys.axe import EVERY_RULE, RULES_OF_SIGHT, assert_axe_clean

# A folder to leave pictures in, for who wants to look at them.
PICTURES = os.environ.get("CASEBOOK_PICTURES", "")
HEIGHT = 900
# From the narrowest; the style guide is where every element meets every rule in all four ways.
NARROW, PHONE, DESK = 320, 360, 1280
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def look_at(page: Page, name: str = "") -> None:
    """One main heading, nothing off the page at any width or at twice the size of text, and
    nothing for axe at a desk in dark, nor of what a phone in light can break; a picture of each
    way if wanted.

    Leaves the page in light at the width of a desk.
    """
    assert page.locator("h1").count() == 1, page.url
    _fits(page, NARROW)
    _fits(page, PHONE)
    assert_axe_clean(page, schemes=("light",), rules=RULES_OF_SIGHT)
    _fits(page, DESK)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(OVERFLOW) == 0, f"{page.url} at 200 %"
    page.evaluate("document.documentElement.style.fontSize = ''")
    assert_axe_clean(page, schemes=("dark",), rules=EVERY_RULE)
    if PICTURES:
        take_pictures(
            page, name or re.sub(r"\W+", "-", urlsplit(page.url).path).strip("-") or "home"
        )
    page.emulate_media(color_scheme="light")


def _fits(page: Page, width: int) -> None:
    """The page has this width now, and nothing runs off it."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    assert page.evaluate(OVERFLOW) == 0, f"{page.url} at {width} px"


def take_pictures(page: Page, name: str) -> None:
    """The page in all four ways, in the folder for pictures."""
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}-{scheme}.png", full_page=True)
