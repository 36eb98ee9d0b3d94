"""What is asked of every page that a journey comes to, in one place."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.journeys.axe import assert_axe_clean

# A folder to leave pictures in, for who wants to look at them.
PICTURES = os.environ.get("CASEBOOK_PICTURES", "")
HEIGHT = 900
WIDTHS = (320, 360, 1280)
# Widths change what is shown, schemes what colours it has: each width once, each scheme once.
# The style guide is where every element is looked at in all four ways.
WAYS = ((360, "light"), (1280, "dark"))
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def look_at(page: Page, name: str = "") -> None:
    """One main heading, nothing off the page at any width or at twice the size of text, and
    nothing for axe on a phone in light and at a desk in dark; a picture of each way if wanted.

    Leaves the page in light at the width of a desk.
    """
    assert page.locator("h1").count() == 1, page.url
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert page.evaluate(OVERFLOW) == 0, f"{page.url} at {width} px"
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(OVERFLOW) == 0, f"{page.url} at 200 %"
    page.evaluate("document.documentElement.style.fontSize = ''")
    for width, scheme in WAYS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert_axe_clean(page, schemes=(scheme,))
    if PICTURES:
        take_pictures(
            page, name or re.sub(r"\W+", "-", urlsplit(page.url).path).strip("-") or "home"
        )
    page.emulate_media(color_scheme="light")


def take_pictures(page: Page, name: str) -> None:
    """The page in all four ways, in the folder for pictures."""
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}-{scheme}.png", full_page=True)
