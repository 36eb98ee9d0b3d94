"""References in a preview lead to the pages that learners will see. See also delivery.links."""

import re
from urllib.parse import quote

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

_NEUTRAL = re.compile(r'href="(clause|term|case):([^"@/]+)(?:/([^"@]+))?(?:@(\d+))?"')


def shown_html(html: str) -> SafeString:
    """Return HTML that the renderer has cleaned, with every reference leading to its page."""
    return mark_safe(linked(html))  # noqa: S308 -- cleaned by content.rendering


def linked(text: str) -> str:
    """Return a text with every reference leading to its page; no more trusted than it was."""
    return _NEUTRAL.sub(_linked, text)


def _linked(match: re.Match[str]) -> str:
    kind, slug, rest, version = match.groups()
    if kind == "clause":
        url = reverse("courses:delivery:clause_detail", args=[slug, rest])
        url += f"?version={quote(version)}" if version else ""
    elif kind == "term":
        url = reverse("courses:delivery:glossary") + f"#{quote(slug)}"
    else:
        url = reverse("courses:delivery:case_detail", args=[slug])
    return f'href="{url}"'
