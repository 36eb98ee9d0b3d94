"""Two releases side by side, and what of one can be taken out."""

import json
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from content.texts import pick
from core.languages import language_name
from courses.releases.comparing import compare
from courses.releases.models import Candidate, Redaction, Release
from courses.releases.redaction_of_words import NOTES
from courses.releases.rules import can_approve_redaction
from courses.releases.selectors import manifest, part, parts, words_beside_parts
from courses.workshop.pages.candidate import ChangeLine
from courses.workshop.pages.words import change_of, respect_of


@dataclass(frozen=True)
class ComparisonPage:
    """Every difference between two compiled courses, in words."""

    changes: list[ChangeLine]
    languages_added: tuple[str, ...]
    languages_removed: tuple[str, ...]
    is_same: bool


def comparison_page(
    old: Release | Candidate, new: Release | Candidate, *, language: str
) -> ComparisonPage:
    """Return what changed from one to the other."""
    found = compare(old, new, language=language)
    lines = [
        ChangeLine(
            what=change_of(one.kind, one.state),
            title=one.title,
            respects=tuple(respect_of(name) for name in one.respects),
            kind=one.kind,
            uid=one.uid,
        )
        for one in found.changes
    ]
    return ComparisonPage(lines, found.languages_added, found.languages_removed, found.is_empty)


type Parts = list[tuple[str, list[tuple[str, str]]]]


def redactable_words(release: Release, *, q: str = "") -> Parts:
    """Return notes and titles of a release that can be taken out, each with what it says.

    One group, or none where nothing is left; with `q` only those in which it stands.
    """
    rows = [
        (one.name, f"{_kind_of(one.name)}: {one.text}")
        for one in words_beside_parts(release)
        if q.casefold() in one.text.casefold()
    ]
    return [(_("Titles and release notes"), rows)] if rows else []


def _kind_of(name: str) -> str:
    kind, _colon, rest = name.partition(":")
    if kind == NOTES:
        return _("Release notes")
    uid, _colon, language = rest.rpartition(":")
    told = {
        "title": _("Title of the course (%(language)s)"),
        "summary": _("Summary of the course (%(language)s)"),
        "module": _("Title of the module %(module)s (%(language)s)"),
    }
    return told[kind] % {"language": language_name(language), "module": uid}


def redactable_parts(release: Release, *, language: str, q: str = "") -> Parts:
    """Return the texts of a release by lesson, in every language: digest and what it is.

    With `q` only those in whose words it stands, in whatever letters.
    """
    outline = manifest(release)
    found: Parts = []
    for lesson in outline.lessons.values():
        rows: dict[str, str] = {}
        for spoken, digest in lesson.parts.items():
            body = part(digest, since=release.redacted_at)
            rows[digest] = _("the lesson (%(language)s)") % {"language": spoken}
            if body.get("case"):
                rows[body["case"]] = _("the case (%(language)s)") % {"language": spoken}
            for uid, question in body.get("questions", {}).items():
                rows[question] = f"{uid} ({spoken})"
        kept = _holding(rows, q, release)
        if kept:
            found.append((pick(lesson.titles, language, outline.languages), kept))
    return found


@dataclass(frozen=True)
class AskedLine:
    """A redaction that was asked for, and the parts that it takes the words out of."""

    redaction: Redaction
    parts: list[str]
    may_approve: bool


def asked_lines(user: User, release: Release, found: Parts) -> list[AskedLine]:
    """Return what was asked for in a release, each with its parts by name.

    `found` are all the parts of the release, as `redactable_parts` tells them.
    """
    names = {digest: f"{title}: {told}" for title, rows in found for digest, told in rows}
    rows = release.redactions.select_related("requested_by", "approved_by", "release")
    return [
        AskedLine(
            redaction=one,
            parts=[
                *(_kind_of(words["name"]) for words in one.words),
                *sorted(names.get(digest, digest[:12]) for digest in one.digests),
            ],
            may_approve=can_approve_redaction(user, one),
        )
        for one in rows
    ]


def _holding(rows: dict[str, str], q: str, release: Release) -> list[tuple[str, str]]:
    if not q:
        return list(rows.items())
    bodies = parts(rows, since=release.redacted_at)
    return [
        (digest, told)
        for digest, told in rows.items()
        if q.casefold() in json.dumps(bodies[digest], ensure_ascii=False).casefold()
    ]
