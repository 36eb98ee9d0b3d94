"""Warnings about a text at their place: pure rules, one list of them, nothing looked up here.

A finding stops nothing: it says which words, which rule and why, beside the text that somebody
writes and among the warnings of a candidate. What a reference means comes from the caller's
resolver, the organisation's list of words from the caller as well. Any text is looked through in
time that grows with its length.

Entry points: `lint_text` (a text in Markdown), `lint_fact`, `lint_clause` (what a folder of the
library says), `stands_in` (a quote and the received text), `RULES`, `sentence_of`.
"""

from content.linting.findings import RULES, Finding, Rule, sentence_of
from content.linting.guarded import GuardedWord
from content.linting.knowledge import ClauseStanding, Quote, lint_clause, lint_fact, stands_in
from content.linting.text import Received, lint_text

__all__ = [
    "RULES",
    "ClauseStanding",
    "Finding",
    "GuardedWord",
    "Quote",
    "Received",
    "Rule",
    "lint_clause",
    "lint_fact",
    "lint_text",
    "sentence_of",
    "stands_in",
]
