"""Reading policies: versions in effect, forms, what a reader sees, what files tell (exchange)."""

from content.policies.selectors.forms import form_document, form_version
from content.policies.selectors.reader import (
    ChapterShown,
    ClauseShown,
    EditionShown,
    ExampleShown,
    PolicyCard,
    PolicyReading,
    StatusShown,
    forget_readings,
    policies_for,
    policy_reading,
    readable_policy,
    slugs_kept_from,
)
from content.policies.selectors.searching import Hit, search
from content.policies.selectors.versions import (
    PolicyIndex,
    clause_text,
    clause_titles,
    clause_version,
    clause_versions,
    policy_index,
)

__all__ = [
    "ChapterShown",
    "ClauseShown",
    "EditionShown",
    "ExampleShown",
    "Hit",
    "PolicyCard",
    "PolicyIndex",
    "PolicyReading",
    "StatusShown",
    "clause_text",
    "clause_titles",
    "clause_version",
    "clause_versions",
    "forget_readings",
    "form_document",
    "form_version",
    "policies_for",
    "policy_index",
    "policy_reading",
    "readable_policy",
    "search",
    "slugs_kept_from",
]
