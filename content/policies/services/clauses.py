"""Writing clauses: versions are added; what stands beside them gets revisions."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from content.policies.commentary import commentary_digest, commentary_of
from content.policies.errors import ClauseRewritten
from content.policies.models import (
    Clause,
    ClauseCommentary,
    ClauseTranslation,
    ClauseVersion,
    LegalStatus,
    Policy,
)
from content.policies.schemas import (
    ChapterEntry,
    ClauseEntry,
    ClauseText,
    ClauseVersionEntry,
    StatusEntry,
)
from content.policies.selectors.exchange import (
    current_commentaries,
    current_translations,
    legal_statuses,
    stored_clause_versions,
)
from content.sources.models import Source
from content.texts import text_digest

if TYPE_CHECKING:
    from accounts.models import User

type TextsByCode = Mapping[str, ClauseText]


@transaction.atomic
def store_clauses(
    *,
    policy: Policy,
    entries: list[ClauseEntry],
    texts: Mapping[str, TextsByCode],
    chapters: list[ChapterEntry],
    sources: Mapping[str, Source],
    by: "User | None",
    at: datetime,
) -> tuple[str, ...]:
    """The clauses tell what the files tell; returns the versions that are new, as ``CODE@2``.

    A clause that is not listed is retired, not deleted. Lines of the legal log are
    only added. Safe to call again. Raises ClauseRewritten if a version that is
    there is given other words.
    """
    stored = stored_clause_versions(policy)
    new = []
    for entry in entries:
        for version in entry.versions:
            known = stored.get(entry.code, {}).get(version.number)
            if known is None:
                new.append((entry.code, version))
            elif known != version:
                raise ClauseRewritten(entry.code, version.number)
    clauses = _store_codes(policy, entries, texts, chapters)
    _add_versions(new, clauses, by, at)
    for language in policy.languages[1:]:
        _store_translations(policy, language, texts.get(language, {}), at)
    _store_commentaries(policy, entries, texts, clauses, at)
    for entry in entries:
        _log_statuses(clauses[entry.code], entry.status, sources)
    return tuple(f"{code}@{version.number}" for code, version in new)


def _store_codes(
    policy: Policy,
    entries: list[ClauseEntry],
    texts: Mapping[str, TextsByCode],
    chapters: list[ChapterEntry],
) -> dict[str, Clause]:
    rows = {chapter.uid: chapter for chapter in policy.chapters.all()}
    places = {
        code: (rows[chapter.uid], place)
        for chapter in chapters
        for place, code in enumerate(chapter.clauses)
    }
    clauses = {clause.code: clause for clause in policy.clauses.all()}
    source = policy.languages[0]
    listed = {entry.code for entry in entries}
    for position, entry in enumerate(entries):
        clause = clauses.get(entry.code) or Clause(policy=policy, code=entry.code)
        clause.chapter, clause.chapter_position = places[entry.code]
        clause.position, clause.is_retired = position, False
        translated = {
            language: by_code[entry.code].title
            for language, by_code in texts.items()
            if entry.code in by_code
        }
        clause.titles = {source: entry.title, **translated}
        clause.save()
        clauses[entry.code] = clause
    gone = [clause.pk for code, clause in clauses.items() if code not in listed]
    Clause.objects.filter(pk__in=gone).update(is_retired=True, chapter=None)
    return clauses


def _add_versions(
    new: list[tuple[str, ClauseVersionEntry]],
    clauses: Mapping[str, Clause],
    by: "User | None",
    at: datetime,
) -> None:
    ClauseVersion.objects.bulk_create(
        ClauseVersion(
            clause=clauses[code],
            number=version.number,
            change=version.change or "",
            text=version.text,
            created_at=at,
            created_by=by,
        )
        for code, version in new
    )


def _store_translations(policy: Policy, language: str, by_code: TextsByCode, at: datetime) -> None:
    """A translation that differs from the newest revision is a new one; an empty one takes back."""
    versions = {
        (version.clause.code, version.number): version
        for version in ClauseVersion.objects.filter(clause__policy=policy).select_related("clause")
    }
    current = current_translations(policy, language)
    new = []
    for code, text in by_code.items():
        for entry in text.versions:
            version = versions[code, entry.number]
            made_from = entry.of or text_digest(version.text)
            old = current.get((code, entry.number))
            if old is None or (old.text, old.made_from) != (entry.text, made_from):
                new.append(
                    ClauseTranslation(
                        version=version,
                        language=language,
                        revision=old.revision + 1 if old else 1,
                        text=entry.text,
                        made_from=made_from,
                        created_at=at,
                    )
                )
    told = {(code, entry.number) for code, text in by_code.items() for entry in text.versions}
    new += [
        ClauseTranslation(
            version=old.version,
            language=language,
            revision=old.revision + 1,
            text="",
            made_from=old.made_from,
            created_at=at,
        )
        for place, old in current.items()
        if place not in told and old.text
    ]
    ClauseTranslation.objects.bulk_create(new)


def _store_commentaries(
    policy: Policy,
    entries: list[ClauseEntry],
    texts: Mapping[str, TextsByCode],
    clauses: Mapping[str, Clause],
    at: datetime,
) -> None:
    """Explanations and examples that differ from the newest revision are a new one.

    A translation that stayed the same while its source changed keeps the digest
    it had, and so becomes stale. An empty revision takes back what is not told any more.
    """
    current = current_commentaries(policy)
    new = []
    for entry in entries:
        source_digest = commentary_digest(*commentary_of(entry))
        for language in policy.languages:
            is_source = language == policy.languages[0]
            text = None if is_source else texts.get(language, {}).get(entry.code)
            told = commentary_of(entry) if is_source else _translated(entry, text)
            old = current.get((entry.code, language))
            of = text.of if text else None
            if not _is_new(old, told, of):
                continue
            new.append(
                ClauseCommentary(
                    clause=clauses[entry.code],
                    language=language,
                    revision=old.revision + 1 if old else 1,
                    explanation=told[0],
                    examples=told[1],
                    made_from="" if is_source else of or source_digest,
                    created_at=at,
                )
            )
    ClauseCommentary.objects.bulk_create(new)


def _is_new(
    old: ClauseCommentary | None, told: tuple[str, list[dict[str, str]]], of: str | None
) -> bool:
    if old is None:
        return any(told)
    return (old.explanation, old.examples) != told or of not in (None, old.made_from)


def _translated(entry: ClauseEntry, text: ClauseText | None) -> tuple[str, list[dict[str, str]]]:
    if text is None:
        return "", []
    lines = [
        {"uid": example.uid} | text.examples[example.uid].model_dump()
        for example in entry.examples
        if example.uid in text.examples
    ]
    return text.explanation or "", lines


def _log_statuses(
    clause: Clause, entries: list[StatusEntry], sources: Mapping[str, Source]
) -> None:
    """Lines that the log does not hold yet are added at its end."""
    stored = legal_statuses(clause)
    new = [entry for entry in entries if entry not in stored]
    LegalStatus.objects.bulk_create(
        LegalStatus(
            clause=clause,
            position=len(stored) + place,
            status=entry.status,
            since=entry.on or "",
            source=sources[entry.source],
            checked_on=entry.checked_on,
            notes=entry.note or {},
        )
        for place, entry in enumerate(new)
    )
