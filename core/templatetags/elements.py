"""What the elements need and Django's tags do not give: icons, partial dates, support, grades."""

from collections.abc import Iterable

from django import template
from django.urls import get_script_prefix
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core import notes
from core.kept import kept
from core.languages import language_name
from core.masthead import masthead, with_token
from core.navigation import Place, support_place

register = template.Library()

# Own drawings on a 20 px square, stroked with the colour of the text. A word stands beside each.
ICONS = {
    "back": "M12 4 6 10l6 6",
    "check": "m4 10.500 4 4 8-9",
    "clock": "M10 5.500V10l3 2M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0Z",
    "close": "m5 5 10 10M15 5 5 15",
    "external": "M8 5H5v10h10v-3M11 4h5v5M16 4l-7 7",
    "flag": "M5 17V4h9l-2 3.500L14 11H5",
    "notice": "M10 9v5M10 6v.5M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0Z",
    "on": "m8 4 6 6-6 6",
    "person": "M10 9.500a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM4 17c0-6.500 12-6.500 12 0",
    "print": "M6 7V3h8v4M6 14H3V7h14v7h-3M6 11h8v6H6z",
    "problem": "M10 7v4M10 13.500v.5M10 3l8 14H2z",
    "search": "M13 13l4 4M14 8.500a5.500 5.500 0 1 1-11 0 5.500 5.500 0 0 1 11 0Z",
    "support": "M4 9a6 6 0 0 1 12 0v5M4 10v3h2v-4H4M16 10v3h-2v-4h2M16 14c0 2-2 3-4 3",
}
_MIRRORED = {"back", "on", "external"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of our own drawings, hidden from screen readers because a word stands beside it."""
    classes = "icon icon-mirrored" if name in _MIRRORED else "icon"
    return format_html(
        '<svg class="{}" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" '
        'focusable="false"><path d="{}"/></svg>',
        classes,
        ICONS[name],
    )


@register.simple_tag
def support() -> Place | None:
    """The way to support; works without a request."""
    return support_place()


@register.simple_tag
def home_url() -> str:
    """The address of the first page; works without a request."""
    return get_script_prefix()


@register.filter
def language_names(codes: Iterable[str]) -> str:
    """Languages by their names, in the order given."""
    return ", ".join(map(language_name, codes))


register.filter(language_name)
register.tag("kept", kept)
register.simple_tag(masthead, takes_context=True)
register.simple_tag(with_token, takes_context=True)
register.filter("partial_date", notes.partial_date)
register.filter("is_given", notes.is_given)
register.filter("given", notes.given)
register.filter("grade_meaning", notes.grade_meaning)
register.filter("status_word", notes.status_word)
register.filter("is_address", notes.is_address)
register.simple_tag(notes.citation, name="citation")
register.simple_tag(notes.side_notes, name="side_notes")
register.simple_tag(notes.passages, name="passages")
