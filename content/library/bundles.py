"""A folder as values: what was read or is to be written, equal when it says the same (pure)."""

from dataclasses import dataclass, field
from pathlib import Path

from content.cases.schemas import CaseFile, SectionEntry
from content.facts.schemas import BackgroundFile, FactsFile, FactTextEntry
from content.library.files import Files
from content.library.kinds import Kind
from content.policies.form_schemas import FormEntry, FormText
from content.policies.schemas import ClauseEntry, ClauseText, PolicyFile
from content.sources.schemas import SourceEntry
from content.vocabulary.schemas import VocabularyFile

type FactTexts = dict[str, dict[str, list[FactTextEntry]]]


def _no_files() -> Files:
    return Files(root=Path(), name="")


@dataclass(frozen=True)
class Knowledge:
    """What case, policy and background folders share: sources, and facts with their texts."""

    sources: list[SourceEntry] = field(default_factory=list)
    facts: FactsFile = field(default_factory=FactsFile)
    fact_texts: FactTexts = field(default_factory=dict)


@dataclass(frozen=True)
class CaseBundle:
    """A case folder."""

    head: CaseFile
    knowledge: Knowledge
    sections: dict[str, list[SectionEntry]]
    files: Files = field(default_factory=_no_files, compare=False, repr=False)
    kind: Kind = Kind.CASE


@dataclass(frozen=True)
class PolicyBundle:
    """A policy folder."""

    head: PolicyFile
    knowledge: Knowledge
    clauses: list[ClauseEntry]
    clause_texts: dict[str, dict[str, ClauseText]] = field(default_factory=dict)
    forms: list[FormEntry] = field(default_factory=list)
    form_texts: dict[str, dict[str, FormText]] = field(default_factory=dict)
    files: Files = field(default_factory=_no_files, compare=False, repr=False)
    kind: Kind = Kind.POLICY


@dataclass(frozen=True)
class BackgroundBundle:
    """A fact set that stands alone."""

    head: BackgroundFile
    knowledge: Knowledge
    files: Files = field(default_factory=_no_files, compare=False, repr=False)
    kind: Kind = Kind.BACKGROUND


@dataclass(frozen=True)
class VocabularyBundle:
    """The vocabulary of the installation."""

    head: VocabularyFile
    files: Files = field(default_factory=_no_files, compare=False, repr=False)
    kind: Kind = Kind.VOCABULARY


type Bundle = CaseBundle | PolicyBundle | BackgroundBundle
