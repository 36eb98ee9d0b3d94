"""One draft: what it is made of, and what a check says of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import Truncator

from accounts.models import User
from content.library.drafting.models import LibraryDraft
from content.library.drafting.parts import PLACES, entries, get
from content.library.drafting.places import DraftProblem
from content.library.drafting.rules import can_adopt
from content.library.kinds import Kind
from content.rendering.references import without_references
from content.texts import pick
from courses.workshop.pages.library.pause import going_on, pause_of
from courses.workshop.pages.library.words import (
    add_word,
    count_words,
    entry_word,
    group_words,
    head_field_word,
    kind_word,
    place_word,
)
from courses.workshop.pages.sentences import told as told_in
from courses.workshop.pages.writing.pause import Pause

ORDER = {
    Kind.CASE: ("section", "timeline", "fact", "conflict", "source", "question"),
    Kind.POLICY: ("chapter", "clause", "edition", "form", "fact", "conflict", "source"),
    Kind.BACKGROUND: ("fact", "conflict", "source"),
}
LONGEST = 160


@dataclass(frozen=True)
class EntryLine:
    """One entry in a list of the draft."""

    part: str
    key: str
    text: str
    meta: str
    is_new: bool
    is_changed: bool
    can_move: bool


@dataclass(frozen=True)
class Group:
    """One list of the draft with what teaches what stands in it."""

    word: str
    title: str
    teaches: str
    add: str
    lines: list[EntryLine] = field(default_factory=list)


@dataclass(frozen=True)
class DraftPage:
    """A draft as its page shows it."""

    draft: LibraryDraft
    kind_word: str
    languages: tuple[str, ...]
    head: EntryLine
    standfirst: str
    groups: list[Group]
    is_new: bool
    may_adopt: bool
    going_on: str
    pause: Pause | None


@dataclass(frozen=True)
class ProblemLine:
    """One problem with the way to its place; `field` is empty where the whole entry is meant."""

    what: str
    name: str
    field: str
    href: str
    message: str
    is_error: bool


@dataclass(frozen=True)
class CheckPage:
    """What a check says."""

    draft: LibraryDraft
    kind_word: str
    errors: list[ProblemLine]
    warnings: list[ProblemLine]
    sentence: str
    may_adopt: bool


def languages_of(draft: LibraryDraft) -> tuple[str, ...]:
    """Return the languages of a draft, the one written first in front."""
    head = get(Kind(draft.kind), draft.body, "head")
    return tuple(head.get("languages") or ["en"])


def draft_page(request: HttpRequest, user: User, draft: LibraryDraft) -> DraftPage:
    """Return a draft with all its lists; no query but those of the person's rights."""
    kind, languages = Kind(draft.kind), languages_of(draft)
    head = get(kind, draft.body, "head")
    told = pick(head.get("standfirst") or head.get("summary") or {}, languages[0], languages)
    return DraftPage(
        draft=draft,
        kind_word=kind_word(draft.kind),
        languages=languages,
        head=EntryLine(
            part="head",
            key="",
            text=group_words("head", kind)[0],
            meta="",
            is_new=not draft.base_digest,
            is_changed=bool(draft.base) and head != get(kind, draft.base, "head"),
            can_move=False,
        ),
        standfirst=told,
        groups=groups_of(draft),
        is_new=not draft.base_digest,
        may_adopt=can_adopt(user, draft),
        going_on=going_on(draft),
        pause=pause_of(request, draft, languages[0]),
    )


def groups_of(draft: LibraryDraft) -> list[Group]:
    """Return the lists of a draft in the order of thought."""
    kind = Kind(draft.kind)
    return [_group(draft, kind, word) for word in ORDER[kind]]


def _group(draft: LibraryDraft, kind: Kind, word: str) -> Group:
    title, teaches = group_words(word, kind)
    source = languages_of(draft)[0]
    language = source if PLACES[kind][word].is_per_language else ""
    held = entries(kind, draft.base, word, language)
    lines = []
    for key, entry in entries(kind, draft.body, word, language).items():
        text, meta = line_of(word, entry, source)
        lines.append(
            EntryLine(
                part="/".join(step for step in (word, language, key) if step),
                key=key,
                text=text or key,
                meta=meta,
                is_new=bool(draft.base) and key not in held,
                is_changed=key in held and held[key] != entry,
                can_move=True,
            )
        )
    return Group(word, title, teaches, add_word(word), lines)


def line_of(word: str, entry: Mapping[str, Any], language: str) -> tuple[str, str]:
    """Return an entry in one line without references, and what stands small beside it."""
    text, meta = _whole_line_of(word, entry, language)
    return Truncator(without_references(text)).chars(LONGEST), meta


def _whole_line_of(word: str, entry: Mapping[str, Any], language: str) -> tuple[str, str]:
    if word == "fact":
        newest = (entry.get("versions") or [{}])[-1]
        sources = sorted({one.get("source", "") for one in newest.get("citations") or []})
        small = [f"v{newest.get('number', 1)}", str(newest.get("status") or ""), ", ".join(sources)]
        return str(newest.get("statement") or ""), " · ".join(one for one in small if one)
    if word == "source":
        told = [str(entry.get("published_on") or ""), str(entry.get("grade") or "")]
        name = f"{entry.get('publisher', '')}: {entry.get('title', '')}"
        return name, " · ".join(one for one in told if one)
    if word == "clause":
        newest = (entry.get("versions") or [{}])[-1]
        meta = f"{entry.get('code', '')} · v{newest.get('number', 1)}"
        return str(entry.get("title") or ""), meta
    if word == "timeline":
        return _text(entry, "text", language), str(entry.get("on") or "")
    if word == "edition":
        return _text(entry, "label", language), str(entry.get("effective_on") or "")
    if word == "chapter":
        return _text(entry, "title", language), " ".join(entry.get("clauses") or [])
    if word == "section":
        return str(entry.get("heading") or ""), ""
    name = {"conflict": "question", "question": "text", "form": "title"}.get(word, "title")
    return _text(entry, name, language), ""


def _text(entry: Mapping[str, Any], name: str, language: str) -> str:
    value = entry.get(name)
    if isinstance(value, Mapping):
        return pick(value, language, (language,))
    return str(value or "")


def check_page(user: User, draft: LibraryDraft, found: list[DraftProblem]) -> CheckPage:
    """Return what a check found, each with the way to its place."""
    lines = [_problem(draft, one) for one in found]
    errors = [one for one in lines if one.is_error]
    warnings = [one for one in lines if not one.is_error]
    return CheckPage(
        draft=draft,
        kind_word=kind_word(draft.kind),
        errors=errors,
        warnings=warnings,
        sentence=count_words(len(errors), len(warnings)),
        may_adopt=can_adopt(user, draft),
    )


def _problem(draft: LibraryDraft, one: DraftProblem) -> ProblemLine:
    kind = Kind(draft.kind)
    name = one.part
    if one.part and one.part != "head":
        entry = get(kind, draft.body, one.part)
        told = (
            line_of(one.word, entry, languages_of(draft)[0])[0] if isinstance(entry, dict) else ""
        )
        name = told or one.part.partition("/")[2]
    return ProblemLine(
        what=entry_word(one.word),
        name=head_field_word(one.field) if name == "head" else name,
        field="" if name == "head" else place_word(one.field),
        href=_href(draft, one),
        message=told_in(one.message),
        is_error=one.is_error,
    )


def _href(draft: LibraryDraft, one: DraftProblem) -> str:
    """The editor of the part; of a translation its page, of the rest the list it stands in."""
    if one.language and one.language != languages_of(draft)[0]:
        page = reverse("courses:workshop:library_translate", args=[draft.public_id, one.language])
        return f"{page}#{one.part.replace('/', '-')}"
    if one.part and one.word != "form":
        return reverse("courses:workshop:library_part", args=[draft.public_id, one.part])
    page = reverse("courses:workshop:library_draft", args=[draft.public_id])
    return f"{page}#{one.word}"
