"""Courses, banks and library folders as one file for a person, with a reason where it is needed.

A course takes along only what the person may read of the library. What is restricted leaves with
a recorded reason; that the person proved just now who they are is asked by the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from accounts.models import User
from accounts.services import record
from content.library.fetch import fetch
from content.library.kinds import Kind
from content.library.write import file_texts
from content.policies.models import Policy
from content.visibility import Visibility
from core.received.archives import pack
from core.received.sheets import write_csv
from courses.catalogue.drafts import CourseDraft, QuestionDraft
from courses.catalogue.models import Course
from courses.catalogue.rules import holds_restricted
from courses.catalogue.selectors import read_draft
from courses.catalogue.services import note_export
from courses.releases.errors import ReleaseError
from courses.releases.files.writing import course_files
from courses.releases.services.exporting import cited_by
from courses.releases.sheets import decisions, questions

type What = Literal["course", "cited", "questions", "decisions"]


class ReasonNeeded(ReleaseError):
    """What is to be taken out is restricted, and no reason was given."""


class NothingThere(ReleaseError):
    """There is nothing of the kind that could be taken out."""


@dataclass(frozen=True)
class Taken:
    """A file for a person: its name and content."""

    name: str
    content: bytes


def take_course_out(*, course: Course, what: What, reason: str, by: User, at: datetime) -> Taken:
    """Return the course as an archive, alone or with all it cites, or its bank as a table.

    Raises ReasonNeeded, and NothingThere for a table without a row. A course that is restricted or
    has a restricted pool, and each restricted policy that goes with it, leaves an entry in the
    audit trail.
    """
    draft = read_draft(course)
    folders: dict[str, Mapping[str, str]] = {draft.slug: course_files(draft)}
    cited = _may_leave(cited_by(draft), by) if what == "cited" else {}
    restricted = _restricted(cited)
    is_restricted = holds_restricted(course)
    if (is_restricted or restricted) and not reason.strip():
        raise ReasonNeeded("This is restricted; say why it is taken out.")
    if what in ("questions", "decisions"):
        content = _bank(draft, what).encode()
        name = f"{draft.slug}-{what}.csv"
    else:
        folders |= {slug: _folder(kind, slug) for slug, kind in cited.items()}
        content, name = _packed(folders), f"{draft.slug}{'-with-cited' if cited else ''}.zip"
    if is_restricted:
        note_export(course=course, reason=reason, by=by, at=at)
    for slug in restricted:
        _note(Kind.POLICY, slug, reason, by, at)
    return Taken(name, content)


def take_library_out(*, kind: Kind, slug: str, reason: str, by: User, at: datetime) -> Taken:
    """Return a case, policy or background set as an archive of its folder.

    Raises ReasonNeeded, and NothingThere for what the person may not read.
    """
    if slug not in _may_leave({slug: kind}, by):
        raise NothingThere(slug)
    restricted = _restricted({slug: kind})
    if restricted and not reason.strip():
        raise ReasonNeeded("This is restricted; say why it is taken out.")
    folder = _folder(kind, slug)
    if not folder:
        raise NothingThere(slug)
    if restricted:
        _note(kind, slug, reason, by, at)
    return Taken(f"{slug}.zip", _packed({slug: folder}))


def is_restricted_policy(kind: Kind, slug: str) -> bool:
    """Say whether a reason is needed to take this out of the library."""
    return bool(_restricted({slug: kind}))


def _may_leave(found: Mapping[str, Kind], by: User) -> dict[str, Kind]:
    policies = [slug for slug, kind in found.items() if kind is Kind.POLICY]
    read = set(
        Policy.objects.visible_to(by).filter(slug__in=policies).values_list("slug", flat=True)
    )
    return {slug: kind for slug, kind in found.items() if kind is not Kind.POLICY or slug in read}


def _restricted(found: Mapping[str, Kind]) -> list[str]:
    policies = [slug for slug, kind in found.items() if kind is Kind.POLICY]
    rows = Policy.objects.filter(slug__in=policies, visibility=Visibility.RESTRICTED)
    return sorted(rows.values_list("slug", flat=True))


def _folder(kind: Kind, slug: str) -> Mapping[str, str]:
    bundle = fetch(kind, slug)
    return file_texts(bundle) if bundle else {}


def _packed(folders: Mapping[str, Mapping[str, str]]) -> bytes:
    return pack(
        {
            f"{slug}/{name}": text
            for slug, folder in folders.items()
            for name, text in folder.items()
        }
    )


def _note(kind: Kind, slug: str, reason: str, by: User, at: datetime) -> None:
    new = {"visibility": Visibility.RESTRICTED.value, "reason": reason}
    record(action="library.exported", by=by, target=f"{kind.value}:{slug}", new=new, at=at)


def _bank(draft: CourseDraft, what: What) -> str:
    write: Callable[[QuestionDraft, str], dict[str, str] | None]
    write = questions.write_row if what == "questions" else decisions.write_row
    told = [write(one, draft.source_language) for one in draft.questions if not one.is_retired]
    rows = [row for row in told if row]
    if not rows:
        raise NothingThere(what)
    used = {column for row in rows for column in row}
    if what == "questions":
        columns = [column for column in questions.ALL if column in used]
    else:
        fields = dict.fromkeys(
            found["field"]
            for row in rows
            for column in row
            if column not in decisions.OWN and (found := decisions.OF_A_FIELD.fullmatch(column))
        )
        known = list(decisions.columns_of(fields))
        columns = [*known, *sorted(used - set(known))]
    return write_csv(columns, [[row.get(column, "") for column in columns] for row in rows])
