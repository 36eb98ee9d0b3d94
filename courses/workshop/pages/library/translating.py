"""A draft beside its translation, part by part."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from content.library.drafting.models import LibraryDraft
from content.library.drafting.translating import Unit, source_of, units
from content.library.kinds import Kind
from courses.workshop.pages.library.pause import going_on, pause_of
from courses.workshop.pages.library.words import entry_word
from courses.workshop.pages.writing.pause import Pause


@dataclass(frozen=True)
class TextLine:
    """One text with the field for its translation."""

    name: str
    label: str
    source: str
    target: str
    rows: int


@dataclass(frozen=True)
class UnitLine:
    """One part as it is translated."""

    unit: Unit
    anchor: str
    title: str
    href: str
    state: str
    texts: list[TextLine]


@dataclass(frozen=True)
class TranslatePage:
    """Everything that is translated, what needs work first."""

    draft: LibraryDraft
    source: str
    language: str
    only: str
    lines: list[UnitLine]
    missing: int
    stale: int
    going_on: str
    pause: Pause | None


def translate_page(
    request: HttpRequest, draft: LibraryDraft, language: str, *, only: str
) -> TranslatePage:
    """Return the parts of a draft beside their translation; `only`: missing or stale ones."""
    kind = Kind(draft.kind)
    found = units(kind, draft.body, draft.base, language)
    missing = [one for one in found if one.is_missing]
    stale = [one for one in found if one.is_stale]
    shown = {"missing": missing, "stale": stale}.get(only, found)
    return TranslatePage(
        draft=draft,
        source=source_of(kind, draft.body),
        language=language,
        only=only if only in ("missing", "stale") else "",
        lines=[_line(one, _href(draft, language, one)) for one in shown],
        missing=len(missing),
        stale=len(stale),
        going_on=going_on(draft),
        pause=pause_of(request, draft, source_of(kind, draft.body)),
    )


def _href(draft: LibraryDraft, language: str, unit: Unit) -> str:
    """The place of one part's translation among all of them."""
    page = reverse("courses:workshop:library_translate", args=[draft.public_id, language])
    return f"{page}{going_on(draft)}#{anchor_of(unit)}"


def anchor_of(unit: Unit) -> str:
    """The id of a part's form."""
    return unit.stored_in.replace("/", "-")


def _line(unit: Unit, href: str) -> UnitLine:
    name = unit.lines[0].source
    return UnitLine(
        unit=unit,
        anchor=anchor_of(unit),
        href=href,
        title=f"{entry_word(unit.word)}: {name[:80]}",
        state=_("missing")
        if unit.is_missing
        else _("source changed since")
        if unit.is_stale
        else "",
        texts=[
            TextLine(
                name=line.name,
                label=_label(line.name),
                source=line.source,
                target=line.target,
                rows=min(max(len(line.source) // 60 + line.source.count("\n"), 1) + 1, 18),
            )
            for line in unit.lines
        ],
    )


def typed_again(line: UnitLine, typed: Mapping[str, str]) -> UnitLine:
    """Return a part with what was typed in place of what is stored."""
    texts = [replace(one, target=typed.get(one.name, one.target)) for one in line.texts]
    return replace(line, texts=texts)


def _label(name: str) -> str:
    stem = name.partition("-")[0] if name.startswith(("position", "example")) else name
    return {
        "title": _("Title"),
        "standfirst": _("In one paragraph"),
        "topic": _("Topic"),
        "decision": _("What it means for a decision"),
        "summary": _("Summary"),
        "text": _("Text"),
        "question": _("Question"),
        "taught": _("What is taught"),
        "why": _("Why"),
        "label": _("Label"),
        "heading": _("Heading"),
        "body": _("Text"),
        "statement": _("Statement"),
        "explanation": _("Explanation"),
        "position": _("What it says"),
        "example": _("What the rule says of it") if name.endswith("verdict") else _("Example"),
    }.get(stem, stem)
