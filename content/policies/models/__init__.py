"""Policies, laws and codes with their editions and clauses, and the forms of decisions."""

from content.policies.models.clause import (
    Clause,
    ClauseCommentary,
    ClauseTranslation,
    ClauseVersion,
    LegalStatus,
)
from content.policies.models.form import DecisionForm, FormVersion
from content.policies.models.policy import Chapter, Edition, EditionClause, Policy

__all__ = [
    "Chapter",
    "Clause",
    "ClauseCommentary",
    "ClauseTranslation",
    "ClauseVersion",
    "DecisionForm",
    "Edition",
    "EditionClause",
    "FormVersion",
    "LegalStatus",
    "Policy",
]
