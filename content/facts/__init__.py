"""Checkable statements in versions, with citations and conflicts.

Owns fact sets, facts, versions, translations and conflicts. Versions are never
changed or deleted. Entry points: ``selectors.effective_facts``,
``selectors.shown_conflicts``, ``selectors.fact_versions``, ``services.store_facts``.
"""
