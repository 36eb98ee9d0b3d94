"""The accessibility check that every page's browser test calls."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

OPTIONS: dict[str, Any] = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def assert_axe_clean(page: Page, *, schemes: tuple[str, ...] = ("light", "dark")) -> None:
    """Axe finds nothing on the page as it stands, in light and in dark (WCAG 2.2 AA).

    Leaves the page in the last of the schemes, with motion reduced so that no colour is measured
    on its way to another.
    """
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.evaluate(SETTLED)
        page.evaluate(AXE_SCRIPT)
        found = page.evaluate("options => axe.run(document, options)", OPTIONS)["violations"]
        assert not found, f"{page.url} in {scheme}:\n{_told(found)}"


def _told(violations: list[dict[str, Any]]) -> str:
    return "\n".join(
        f"{violation['id']}: {violation['help']}\n    {node['html'][:200]}\n    "
        + node["failureSummary"].replace("\n", "\n    ")
        for violation in violations
        for node in violation["nodes"]
    )
