"""Source notes as HTML: who says it, when, how close to the event, and what exactly.

A lesson shows dozens of them, so they are written by functions rather than by nested templates (a
tenth of the time). Everything that comes in is escaped; the words are translated once a page.
Entry points: `citation`, `side_notes`, `passages`.
"""

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import formats
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext, pgettext

NOT_GIVEN = "not given"
_PARTIAL_DATE = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


def is_given(value: object) -> bool:
    """Whether a source says it; files may write the words `not given` themselves."""
    return str(value or "").strip().lower() not in ("", NOT_GIVEN)


def given(value: object) -> str:
    """The value, or the words "not given" where a source does not say."""
    return str(value).strip() if is_given(value) else gettext("not given")


def partial_date(value: str | datetime.date | None) -> str:
    """A date as far as it is known: `2025-02-28`, `2025-02`, `2025`, or nothing: "not given"."""
    if isinstance(value, datetime.date):
        return _whole_date(value)
    match = _PARTIAL_DATE.match(str(value or "").strip())
    if not match:
        return given(value)
    year, month, day = match.groups()
    try:
        if day:
            return _whole_date(datetime.date(int(year), int(month), int(day)))
        if month:
            first = datetime.date(int(year), int(month), 1)
            return formats.date_format(first, "YEAR_MONTH_FORMAT")
    except ValueError:
        return str(value)
    return year


def _whole_date(value: datetime.date) -> str:
    """Day before month in English, too, as most of our readers write it."""
    in_english = (get_language() or "en").startswith("en")
    return formats.date_format(value, "j F Y" if in_english else "DATE_FORMAT")


def grade_meaning(grade: str) -> str:
    """What a source's grade says about how close it stands to the event."""
    meanings = {
        "A": gettext("A: statute, regulator, agency, court or the acting organisation itself"),
        "B": gettext(
            "B: news agency, established outlet, law firm, or a copy of an official release"
        ),
        "C": gettext("C: aggregator, blog or tracker, used only with a second source"),
    }
    return meanings.get(str(grade).strip().upper(), gettext("Grade not given"))


def status_word(status: str) -> str:
    """A status word as the sources use it, in the reader's language."""
    words = {
        "adopted": pgettext("status", "adopted"),
        "alleged": pgettext("status", "alleged"),
        "arrested": pgettext("status", "arrested"),
        "charged": pgettext("status", "charged"),
        "convicted": pgettext("status", "convicted"),
        "in-force": pgettext("status", "in force"),
        "lapsed": pgettext("status", "lapsed"),
        "proposed": pgettext("status", "proposed"),
        "provisional": pgettext("status", "provisional"),
        "reported": pgettext("status", "reported"),
    }
    return words.get(status, status.replace("-", " "))


def is_address(url: str) -> bool:
    """Whether a source's address may be a link: http and https alone."""
    return str(url).startswith(("https://", "http://"))


class _Writer:
    """Writes the notes of one page; remembers words, dates and meanings it has needed before."""

    def __init__(self) -> None:
        self.no_publisher = conditional_escape(gettext("publisher not given"))
        self.no_title = conditional_escape(gettext("title not given"))
        self.no_date = conditional_escape(gettext("date not given"))
        self.grade_word = conditional_escape(gettext("Grade"))
        self.disagree = conditional_escape(gettext("sources disagree"))
        self.where = conditional_escape(gettext("Where:"))
        self.weak = conditional_escape(gettext("grade C alone"))
        self.weak_told = conditional_escape(
            gettext("No source of grade A or B was found for this: check it before you rely on it.")
        )
        self._dates: dict[str, str] = {}
        self._meanings: dict[str, str] = {}
        self._statuses: dict[str, str] = {}

    def date(self, value: str) -> str:
        if value not in self._dates:
            self._dates[value] = conditional_escape(partial_date(value))
        return self._dates[value]

    def meaning(self, grade: str) -> str:
        if grade not in self._meanings:
            self._meanings[grade] = conditional_escape(grade_meaning(grade))
        return self._meanings[grade]

    def status(self, status: str) -> str:
        if status not in self._statuses:
            self._statuses[status] = conditional_escape(status_word(status))
        return self._statuses[status]

    def day(self, cited: Mapping[str, Any]) -> str:
        on = cited.get("published_on")
        return f"<time>{self.date(str(on))}</time>" if is_given(on) else self.no_date

    def grade(self, cited: Mapping[str, Any]) -> str:
        grade = str(cited.get("grade") or "")
        if not grade:
            return ""
        return (
            f' <span class="grade" title="{self.meaning(grade)}"><span class="visually-hidden">'
            f"{self.grade_word} </span>{conditional_escape(grade)}</span>"
        )

    def title(self, cited: Mapping[str, Any]) -> str:
        if not is_given(cited.get("title")):
            return self.no_title
        title, url = conditional_escape(cited["title"]), cited.get("url") or ""
        if not is_address(url):
            return title
        link = conditional_escape(url)
        return f'<a href="{link}" rel="noopener noreferrer external">{title}</a>'

    def publisher(self, cited: Mapping[str, Any]) -> str:
        known = is_given(cited.get("publisher"))
        return conditional_escape(cited["publisher"]) if known else self.no_publisher

    def citation(self, cited: Mapping[str, Any]) -> str:
        return (
            f"{self.publisher(cited)}, {self.title(cited)}, {self.day(cited)}.{self.grade(cited)}"
        )

    def summary(self, note: Mapping[str, Any], first: Mapping[str, Any]) -> str:
        who: str = self.publisher(first)
        if not is_given(first.get("publisher")) and is_given(first.get("title")):
            who = f"{conditional_escape(first['title'])}, {who}"
        line = f"{who}, {self.day(first)}{self.grade(first)}"
        if note.get("status"):
            line += f' <span class="note-status">{self.status(note["status"])}</span>'
        if note.get("disputed"):
            line += f' <span class="note-disputed">{self.disagree}</span>'
        if _is_weak(note):
            line += f' <span class="note-disputed">{self.weak}</span>'
        return line

    def source(self, cited: Mapping[str, Any], *, is_first: bool) -> str:
        lines = [self.title(cited) if is_first else self.citation(cited)]
        if cited.get("quote"):
            lines.append(f"<q>{conditional_escape(cited['quote'])}</q>")
        if cited.get("locator"):
            lines.append(f"{self.where} {conditional_escape(cited['locator'])}")
        lines.append(f"{self.meaning(str(cited.get('grade') or ''))}.")
        return f'<div class="note-source">{"".join(f"<p>{line}</p>" for line in lines)}</div>'

    def note(self, note: Mapping[str, Any], prefix: str) -> str:
        cited = list(note["citations"]) or [{}]
        number: int = int(note["number"])
        told: str = conditional_escape(note["statement"])
        if note.get("as_of"):
            words = gettext("As of %(date)s.") % {"date": partial_date(note["as_of"])}
            told = f"{told} {conditional_escape(words)}"
        if _is_weak(note):
            told = f"{told}</p><p>{self.weak_told}"
        sources = "".join(
            self.source(each, is_first=index == 0) for index, each in enumerate(cited)
        )
        return (
            f'<li class="note"><details name="{prefix}-notes"><summary>'
            f'<span class="note-number">{number}</span> {self.summary(note, cited[0])}</summary>'
            f'<div class="note-body" id="{prefix}-note-{number}"><p>{told}</p>{sources}</div>'
            "</details></li>"
        )

    def side_notes(self, notes: Iterable[Mapping[str, Any]], prefix: str) -> str:
        shown = list(notes)
        if not shown:
            return ""
        word = conditional_escape(ngettext("Source", "Sources", len(shown)))
        numbers = ", ".join(str(int(each["number"])) for each in shown)
        items = "".join(self.note(each, prefix) for each in shown)
        return (
            f'<details class="notes"><summary>{word} {numbers}</summary><ol>{items}</ol></details>'
        )


def citation(cited: Mapping[str, Any]) -> SafeString:
    """A source in one line; what it does not give is said."""
    return mark_safe(_Writer().citation(cited))  # noqa: S308 -- every part is escaped above


def side_notes(notes: Iterable[Mapping[str, Any]] | None, prefix: str) -> SafeString:
    """The sources of one passage, or nothing."""
    whole = _Writer().side_notes(notes or (), conditional_escape(prefix))
    return mark_safe(whole)  # noqa: S308 -- every part is escaped above


def passages(blocks: Iterable[Any], prefix: str) -> SafeString:
    """A text as passages, each followed by the notes that it cites first.

    A block has `html`, which the compiler has cleaned, and `notes`; as keys or as attributes.
    """
    writer, safe_prefix = _Writer(), conditional_escape(prefix)
    whole = "".join(
        f'<div class="passage"><div class="passage-text">{_part(block, "html")}</div>'
        f"{writer.side_notes(_part(block, 'notes') or (), safe_prefix)}</div>\n"
        for block in blocks
    )
    return mark_safe(f'<div class="passages">\n{whole}</div>')  # noqa: S308 -- cleaned or escaped


def _is_weak(note: Mapping[str, Any]) -> bool:
    """Whether nothing better than grade C carries what a note tells."""
    return {str(cited.get("grade")) for cited in note["citations"]} == {"C"}


def _part(block: Any, name: str) -> Any:
    return block.get(name) if isinstance(block, Mapping) else getattr(block, name)
