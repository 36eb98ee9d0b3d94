"""From a folder to a bundle: every file read strictly, every fault with its place."""

import re
from pathlib import Path

from content.cases.schemas import CaseFile
from content.facts.schemas import BackgroundFile, FactsFile, FactTextsFile
from content.library.bundles import (
    BackgroundBundle,
    Bundle,
    CaseBundle,
    FactTexts,
    Knowledge,
    PolicyBundle,
    VocabularyBundle,
)
from content.library.files import Files
from content.library.kinds import HEAD, Kind, kind_of
from content.policies.form_schemas import FormsFile, FormTextsFile
from content.policies.schemas import ClausesFile, ClauseTextsFile, PolicyFile
from content.sources.schemas import SourcesFile
from content.vocabulary.schemas import VocabularyFile
from core.problems import Problem

NOT_A_FOLDER = (
    "is not a folder of a case, policy or background: it needs one of "
    "case.yaml, policy.yaml, background.yaml"
)
PER_LANGUAGE = re.compile(r"(?P<stem>[a-z]+)\.(?P<language>[A-Za-z0-9-]+)\.(?P<suffix>yaml|md)")
ALLOWED = {
    Kind.CASE: ({"sources.yaml", "facts.yaml"}, {"facts.yaml", "sections.md"}),
    Kind.POLICY: (
        {"sources.yaml", "facts.yaml", "clauses.yaml", "forms.yaml"},
        {"facts.yaml", "clauses.yaml", "forms.yaml"},
    ),
    Kind.BACKGROUND: ({"sources.yaml", "facts.yaml"}, {"facts.yaml"}),
}


def read_folder(path: Path, *, name: str = "") -> tuple[Bundle | None, list[Problem]]:
    """The bundle in this folder and what is wrong with it; no bundle if a file cannot be used.

    Knows nothing of the library: what the folder refers to outside of itself is
    checked by ``content.library.checking``.
    """
    files = Files(root=path, name=name or path.resolve().name)
    kind = kind_of(path)
    if kind not in ALLOWED:
        files.add("", (), NOT_A_FOLDER)
        return None, files.problems
    bundle = read_files(files, kind)
    return (None if files.has_errors else bundle), files.problems


def read_files(files: Files, kind: Kind) -> Bundle | None:
    """The bundle in these files as far as it goes; none if the head file cannot be used.

    What is wrong is noted in the files. A file that cannot be used counts as empty.
    """
    present = files.names()
    head = files.parse(_model(kind), HEAD[kind])
    if head is None:
        return None
    _refuse_strangers(files, kind, head.languages, present)
    return _bundle(files, head, present)


def read_vocabulary(path: Path) -> tuple[VocabularyBundle | None, list[Problem]]:
    """The vocabulary in this file and what is wrong with it."""
    files = Files(root=path.parent, name=path.parent.resolve().name)
    head = files.parse(VocabularyFile, path.name)
    return (VocabularyBundle(head, files) if head else None), files.problems


def _model(kind: Kind) -> type[CaseFile | PolicyFile | BackgroundFile]:
    if kind is Kind.CASE:
        return CaseFile
    return PolicyFile if kind is Kind.POLICY else BackgroundFile


def _refuse_strangers(files: Files, kind: Kind, languages: list[str], present: list[str]) -> None:
    once, per_language = ALLOWED[kind]
    for name in present:
        if name == HEAD[kind] or name in once:
            continue
        parts = PER_LANGUAGE.fullmatch(name)
        if not parts or f"{parts['stem']}.{parts['suffix']}" not in per_language:
            files.add(name, (), f"is no file of a {kind.value} folder")
        elif parts["language"] not in languages:
            files.add(name, (), f"is in a language that {HEAD[kind]} does not list")
        elif parts["suffix"] == "yaml" and parts["language"] == languages[0]:
            files.add(name, (), f"is not needed: {parts['language']} is the source language")


def _case(files: Files, head: CaseFile, present: list[str]) -> CaseBundle:
    knowledge = _knowledge(files, head.languages, present)
    sections = {
        language: files.sections(f"sections.{language}.md")
        for language in head.languages
        if f"sections.{language}.md" in present or language == head.languages[0]
    }
    return CaseBundle(head, knowledge, sections, files)


def _policy(files: Files, head: PolicyFile, present: list[str]) -> PolicyBundle:
    clauses = files.parse(ClausesFile, "clauses.yaml")
    forms = files.parse(FormsFile, "forms.yaml") if "forms.yaml" in present else None
    clause_texts, form_texts = {}, {}
    for language in head.languages[1:]:
        if (name := f"clauses.{language}.yaml") in present:
            found = files.parse(ClauseTextsFile, name)
            clause_texts[language] = found.root if found else {}
        if (name := f"forms.{language}.yaml") in present:
            words = files.parse(FormTextsFile, name)
            form_texts[language] = words.root if words else {}
    return PolicyBundle(
        head,
        _knowledge(files, head.languages, present),
        clauses.root if clauses else [],
        clause_texts,
        forms.root if forms else [],
        form_texts,
        files,
    )


def _bundle(
    files: Files, head: CaseFile | PolicyFile | BackgroundFile, present: list[str]
) -> Bundle:
    if isinstance(head, CaseFile):
        return _case(files, head, present)
    if isinstance(head, PolicyFile):
        return _policy(files, head, present)
    return BackgroundBundle(head, _knowledge(files, head.languages, present), files)


def _knowledge(files: Files, languages: list[str], present: list[str]) -> Knowledge:
    """Sources and facts; a policy may have none, and then the files may be absent."""
    needed = HEAD[Kind.POLICY] not in present
    sources = facts = None
    if needed or "sources.yaml" in present:
        sources = files.parse(SourcesFile, "sources.yaml")
    if needed or "facts.yaml" in present:
        facts = files.parse(FactsFile, "facts.yaml")
    texts: FactTexts = {}
    for language in languages[1:]:
        if (name := f"facts.{language}.yaml") in present:
            found = files.parse(FactTextsFile, name)
            texts[language] = found.root if found else {}
    return Knowledge(sources.root if sources else [], facts or FactsFile(), texts)
