"""Where Django finds the tables of content; each stands in the models of its capability."""

from content.cases.models import (
    Case,
    CaseSection,
    CaseText,
    GlanceFact,
    OpenQuestion,
    TimelineEntry,
)
from content.facts.models import (
    Citation,
    Conflict,
    ConflictCitation,
    ConflictPosition,
    Fact,
    FactSet,
    FactText,
    FactVersion,
)
from content.importing.models import Article, ArticleRedaction, Proposal, ProposalChange
from content.library.drafting.models import LibraryDraft, LibraryDraftVersion
from content.library.models import LoadedItem
from content.policies.models import (
    Chapter,
    Clause,
    ClauseCommentary,
    ClauseTranslation,
    ClauseVersion,
    DecisionForm,
    Edition,
    EditionClause,
    FormVersion,
    LegalStatus,
    Policy,
)
from content.sources.models import Redaction, Source
from content.vocabulary.models import (
    Category,
    GuardedWord,
    HarmArea,
    Jurisdiction,
    Term,
    TermText,
)

__all__ = [
    "Article",
    "ArticleRedaction",
    "Case",
    "CaseSection",
    "CaseText",
    "Category",
    "Chapter",
    "Citation",
    "Clause",
    "ClauseCommentary",
    "ClauseTranslation",
    "ClauseVersion",
    "Conflict",
    "ConflictCitation",
    "ConflictPosition",
    "DecisionForm",
    "Edition",
    "EditionClause",
    "Fact",
    "FactSet",
    "FactText",
    "FactVersion",
    "FormVersion",
    "GlanceFact",
    "GuardedWord",
    "HarmArea",
    "Jurisdiction",
    "LegalStatus",
    "LibraryDraft",
    "LibraryDraftVersion",
    "LoadedItem",
    "OpenQuestion",
    "Policy",
    "Proposal",
    "ProposalChange",
    "Redaction",
    "Source",
    "Term",
    "TermText",
    "TimelineEntry",
]
