"""The accessibility check that every page's browser test calls."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

EVERY_RULE: dict[str, Any] = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
# What another width or another scheme can break by itself.
RULES_OF_SIGHT: dict[str, Any] = {
    "runOnly": {
        "type": "rule",
        "values": [
            "color-contrast",
            "link-in-text-block",
            "target-size",
            "scrollable-region-focusable",
        ],
    },
    "resultTypes": ["violations"],
}
RUN = "rules => axe.run(document, rules).then((results) => results.violations)"
# What sticks to an edge of the screen covers whatever stands below it there; it lets go as the
# page is scrolled, and the padding of scrolling keeps the focus clear of it.
UNSTICK = """() => document.querySelectorAll("body *").forEach((element) => {
    if (getComputedStyle(element).position === "sticky") element.style.position = "static";
})"""
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def assert_axe_clean(
    page: Page, *, schemes: tuple[str, ...] = ("light", "dark"), rules: dict[str, Any] = EVERY_RULE
) -> None:
    """Axe finds nothing on the page as it stands, in light and in dark (WCAG 2.2 AA).

    The first scheme is held against these rules, another only against what a scheme can break.
    Leaves the page in the last of the schemes, with motion reduced so that no colour is measured
    on its way to another.
    """
    page.evaluate(UNSTICK)
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.evaluate(SETTLED)
        found = page.evaluate(RUN, rules if scheme == schemes[0] else RULES_OF_SIGHT)
        assert not found, f"{page.url} in {scheme}:\n{_told(found)}"


def _told(violations: list[dict[str, Any]]) -> str:
    return "\n".join(
        f"{violation['id']}: {violation['help']}\n    {node['html'][:200]}\n    "
        + node["failureSummary"].replace("\n", "\n    ")
        for violation in violations
        for node in violation["nodes"]
    )
