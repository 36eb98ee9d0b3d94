"""Lints over lessons and questions: the library behind them looked up once, findings as warnings.

The rules are `content.linting`; here is what they need to know, and where a finding stands. Entry
points: `gather` (for an editor), `lint_words`, `lint_draft` (for a compile).
"""

from courses.releases.linting.drafts import lint_draft
from courses.releases.linting.evidence import Evidence, gather, lint_words

__all__ = ["Evidence", "gather", "lint_draft", "lint_words"]
