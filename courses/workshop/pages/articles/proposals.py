"""The proposals of a report beside its text, each quote at its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.importing.models import Article, Proposal
from content.importing.redaction import private_persons

PAGE_SIZE = 60
KINDS = [kind for kind, _word in Proposal.Kind.choices]
TONES = {"accepted": "ok", "edited": "ok", "dropped": ""}
HOLDS = {
    "alleged": _("alleged"), "suspected": _("suspected"), "expected": _("expected"),
    "estimated": _("estimated"), "charged": _("charged"), "arrested": _("arrested"),
    "convicted": _("convicted"), "acquitted": _("acquitted"), "dismissed": _("dismissed"),
    "appealed": _("appealed"), "sanctioned": _("sanctioned"), "provisional": _("provisional"),
    "proposed": _("proposed"), "adopted": _("adopted"),
}  # fmt: skip
RECALL = {"number", "date"}
ASKED = {
    "print-as-fact": _("Which of these may we print as fact, and why?"),
    "order": _("Put the events in the order in which they happened."),
    "status": _("How far has the matter gone, by the words of the source?"),
    "role": _("Who led the action, and who supported it?"),
}


@dataclass(frozen=True)
class Segment:
    """A stretch of the text that the same proposals quote."""

    text: str
    positions: tuple[int, ...] = ()
    is_mark: bool = False
    is_dropped: bool = False
    first_of: tuple[int, ...] = ()


@dataclass(frozen=True)
class Line:
    """One proposal as it is shown."""

    row: Proposal
    heading: str
    statement: str
    figure: str
    on: str
    until: str
    basis: str
    hedges: str
    statuses: tuple[str | Promise, ...]
    quote: str
    asked: str | Promise
    statements: tuple[object, ...] = ()
    starts_section: bool = False

    @property
    def tone(self) -> str:
        return TONES.get(self.row.state, "")


@dataclass(frozen=True)
class ProposalsPage:
    """One page of a report's proposals."""

    article: Article
    page: Page[Proposal]
    lines: tuple[Line, ...]
    segments: tuple[Segment, ...]
    kind: str
    counts: tuple[tuple[str, str | Promise, int], ...]
    open_count: int
    taken_count: int
    private: tuple[dict[str, object], ...]


def line_of(row: Proposal, *, starts_section: bool = False) -> Line:
    """Return one proposal with what it says now."""
    told = row.told
    kind = str(told.get("kind", ""))
    return Line(
        row=row,
        heading=str(told.get("heading") or told.get("key") or row.key),
        statement=str(told.get("statement") or (told.get("ask", "") if kind in RECALL else "")),
        figure=f"{told['figure']:,}"
        if isinstance(told.get("figure"), int | float)
        else str(told.get("figure", "")),
        on=str(told.get("on") or told.get("date") or ""),
        until=str(told.get("until") or ""),
        basis=str(told.get("basis") or ""),
        hedges=", ".join(str(one) for one in _list(told.get("hedges"))),
        statuses=tuple(HOLDS.get(str(one), str(one)) for one in _list(told.get("statuses"))),
        quote=str(told.get("quote", "")),
        asked=ASKED.get(kind, "") if row.kind == Proposal.Kind.QUESTION else "",
        statements=tuple(_list(told.get("statements") or told.get("events"))),
        starts_section=starts_section,
    )


def proposals_page(article: Article, kind: str, number: str | None) -> ProposalsPage:
    """Return the proposals of one kind, or of all, with the text and their marks in it."""
    rows = article.proposals.all()
    tally = rows.order_by().values("kind", "state").annotate(n=Count("pk"))
    numbers = {(one["kind"], one["state"]): one["n"] for one in tally}
    page = Paginator(rows.filter(kind=kind) if kind else rows, PAGE_SIZE).get_page(number)
    shown = list(page.object_list)
    lines, before = [], None
    for row in shown:
        place = (row.kind, row.section if row.kind == Proposal.Kind.FACT else "")
        lines.append(line_of(row, starts_section=place != before))
        before = place
    counts = tuple(
        (value, word, sum(n for (of, _state), n in numbers.items() if of == value))
        for value, word in Proposal.Kind.choices
    )
    return ProposalsPage(
        article=article,
        page=page,
        lines=tuple(lines),
        segments=segments_of(article, shown),
        kind=kind,
        counts=counts,
        open_count=sum(n for (_of, state), n in numbers.items() if state == "proposed"),
        taken_count=sum(n for (_of, state), n in numbers.items() if state in Proposal.TAKEN),
        private=tuple(private_persons(article.names)),
    )


def segments_of(article: Article, rows: Sequence[Proposal]) -> tuple[Segment, ...]:
    """Return the text cut where a quote, a mark or furniture begins or ends."""
    text = article.received_text
    placed = [row for row in rows if row.end > row.start]
    dropped = [(int(o["start"]), int(o["end"])) for o in article.names.get("furniture", [])]
    cuts = {0, len(text)}
    for row in placed:
        cuts |= {row.start, row.end, row.mark_start, row.mark_end}
    cuts |= {edge for span in dropped for edge in span}
    edges = sorted(edge for edge in cuts if 0 <= edge <= len(text))
    found: list[Segment] = []
    seen: set[int] = set()
    for start, end in pairwise(edges):
        near = [row for row in placed if row.start <= start < row.end]
        marked = tuple(r.position for r in near if r.mark_start <= start < r.mark_end)
        first = tuple(one for one in marked if one not in seen)
        seen.update(first)
        found.append(
            Segment(
                text=text[start:end],
                positions=marked or tuple(row.position for row in near),
                is_mark=bool(marked),
                is_dropped=any(a <= start < b for a, b in dropped),
                first_of=first,
            )
        )
    return tuple(found)


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []
