"""The chapters, clauses, editions and legal statuses of a policy folder (pure)."""

from datetime import date

from content.library.bundles import PolicyBundle
from content.library.checks.words import TWICE, check_numbers, check_texts, check_unique
from content.policies.schemas import ClauseEntry, ClauseText
from core.strict_yaml import Path

POLICY = "policy.yaml"
CLAUSES = "clauses.yaml"


def check_policy(bundle: PolicyBundle) -> None:
    """Note what is wrong with the policy apart from its facts and forms."""
    head = bundle.head
    check_texts(bundle, POLICY, ("title",), head.title)
    check_texts(bundle, POLICY, ("summary",), head.summary)
    if head.kind == "law" and head.jurisdiction is None:
        bundle.files.add(POLICY, ("jurisdiction",), "is required for a law")
    check_unique(bundle, CLAUSES, (), [clause.code for clause in bundle.clauses], "code")
    for place, clause in enumerate(bundle.clauses):
        _check_clause(bundle, (place,), clause)
    _check_chapters(bundle)
    _check_editions(bundle)
    for language in head.languages[1:]:
        _check_translation(bundle, language)


def _check_clause(bundle: PolicyBundle, path: Path, clause: ClauseEntry) -> None:
    numbers = [(version.number, version.change) for version in clause.versions]
    check_numbers(bundle, CLAUSES, (*path, "versions"), numbers)
    uids = [example.uid for example in clause.examples]
    check_unique(bundle, CLAUSES, (*path, "examples"), uids, "uid")
    if bundle.head.kind == "law" and not clause.status:
        message = "a clause of a law needs a status with its source and the day it was checked"
        bundle.files.add(CLAUSES, (*path, "status"), message)
    known = {source.key for source in bundle.knowledge.sources}
    for place, line in enumerate(clause.status):
        here = (*path, "status", place)
        if line.source not in known:
            message = f"there is no source “{line.source}” in sources.yaml"
            bundle.files.add(CLAUSES, (*here, "source"), message)
        if isinstance(line.note, dict):
            check_texts(bundle, CLAUSES, (*here, "note"), line.note)


def _check_chapters(bundle: PolicyBundle) -> None:
    chapters = bundle.head.chapters
    check_unique(bundle, POLICY, ("chapters",), [chapter.uid for chapter in chapters], "uid")
    codes = {clause.code for clause in bundle.clauses}
    placed: set[str] = set()
    for place, chapter in enumerate(chapters):
        check_texts(bundle, POLICY, ("chapters", place, "title"), chapter.title)
        for at, code in enumerate(chapter.clauses):
            here = ("chapters", place, "clauses", at)
            if code not in codes:
                bundle.files.add(POLICY, here, f"there is no clause “{code}” in {CLAUSES}")
            elif code in placed:
                bundle.files.add(POLICY, here, f"“{code}” {TWICE}")
            placed.add(code)
    for place, clause in enumerate(bundle.clauses):
        if clause.code not in placed:
            message = f"“{clause.code}” stands in no chapter of {POLICY}"
            bundle.files.add(CLAUSES, (place,), message)


def _check_editions(bundle: PolicyBundle) -> None:
    editions = bundle.head.editions
    check_unique(bundle, POLICY, ("editions",), [edition.uid for edition in editions], "uid")
    versions = {
        clause.code: {version.number for version in clause.versions} for clause in bundle.clauses
    }
    days: set[date] = set()
    for place, edition in enumerate(editions):
        here = ("editions", place)
        check_texts(bundle, POLICY, (*here, "label"), edition.label)
        if edition.effective_on in days:
            message = "another edition takes effect on this day"
            bundle.files.add(POLICY, (*here, "effective_on"), message)
        days.add(edition.effective_on)
        for code, number in edition.clauses.items():
            if number not in versions.get(code, ()):
                message = f"there is no version {number} of clause “{code}” in {CLAUSES}"
                bundle.files.add(POLICY, (*here, "clauses", code), message)


def _check_translation(bundle: PolicyBundle, language: str) -> None:
    name = f"clauses.{language}.yaml"
    texts = bundle.clause_texts.get(language, {})
    clauses = {clause.code: clause for clause in bundle.clauses}
    for code, told in texts.items():
        if code in clauses:
            _check_clause_text(bundle, name, clauses[code], told)
        else:
            bundle.files.add(name, (code,), f"there is no such clause in {CLAUSES}")
    for place, (code, clause) in enumerate(clauses.items()):
        text = texts.get(code)
        if text is None:
            message = f"is not translated into {language}"
            bundle.files.add(CLAUSES, (place,), message, "warning")
        elif clause.versions[-1].number not in {version.number for version in text.versions}:
            message = f"the newest version is not translated into {language}"
            bundle.files.add(CLAUSES, (place,), message, "warning")


def _check_clause_text(
    bundle: PolicyBundle, name: str, clause: ClauseEntry, text: ClauseText
) -> None:
    known = {version.number for version in clause.versions}
    seen: set[int] = set()
    for place, version in enumerate(text.versions):
        if version.number not in known or version.number in seen:
            message = f"there is no version {version.number} of this clause left to translate"
            bundle.files.add(name, (clause.code, "versions", place, "number"), message)
        seen.add(version.number)
    if text.explanation and not clause.explanation:
        message = f"there is no explanation in {CLAUSES} to translate"
        bundle.files.add(name, (clause.code, "explanation"), message)
    elif clause.explanation and not text.explanation:
        message = "the explanation is not translated"
        bundle.files.add(name, (clause.code,), message, "warning")
    uids = {example.uid for example in clause.examples}
    for uid in text.examples:
        if uid not in uids:
            message = f"there is no such example in {CLAUSES}"
            bundle.files.add(name, (clause.code, "examples", uid), message)
    for uid in sorted(uids - set(text.examples)):
        message = f"the example “{uid}” is not translated"
        bundle.files.add(name, (clause.code,), message, "warning")
