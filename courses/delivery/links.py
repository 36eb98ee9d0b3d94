"""From the neutral addresses in parts to the product's own. Parts hold no product address."""

import re
from urllib.parse import quote

from django.urls import reverse

_NEUTRAL = re.compile(r'href="(clause|term|case):([^"@/]+)(?:/([^"@]+))?(?:@(\d+))?"')


def product_links(html: str) -> str:
    """Return the HTML with every clause, term and case reference leading to its page."""
    return _NEUTRAL.sub(lambda match: f'href="{_address(match)}"', html)


def clause_url(key: str) -> str:
    """Return the address of a clause given as `policy/CODE` or `policy/CODE@version`."""
    policy, _slash, rest = key.partition("/")
    code, _at, version = rest.partition("@")
    url = reverse("courses:delivery:clause_detail", args=[policy, code])
    return f"{url}?version={quote(version)}" if version else url


def _address(match: re.Match[str]) -> str:
    kind, slug, rest, version = match.groups()
    if kind == "clause" and rest:
        return clause_url(f"{slug}/{rest}" + (f"@{version}" if version else ""))
    if kind == "term":
        return reverse("courses:delivery:glossary") + f"#{quote(slug)}"
    return reverse("courses:delivery:case_detail", args=[slug])
