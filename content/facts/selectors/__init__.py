"""Reading facts: as their files tell them (exchange), and as readers are shown them (shown)."""

from content.facts.selectors.exchange import (
    conflict_entries,
    fact_texts,
    facts_file,
    stored_versions,
)
from content.facts.selectors.rows import fact_versions
from content.facts.selectors.shown import (
    FACT_PARTS,
    CitationShown,
    ConflictShown,
    FactShown,
    PositionShown,
    effective_facts,
    effective_version,
    shown_conflicts,
    shown_fact,
)

__all__ = [
    "FACT_PARTS",
    "CitationShown",
    "ConflictShown",
    "FactShown",
    "PositionShown",
    "conflict_entries",
    "effective_facts",
    "effective_version",
    "fact_texts",
    "fact_versions",
    "facts_file",
    "shown_conflicts",
    "shown_fact",
    "stored_versions",
]
