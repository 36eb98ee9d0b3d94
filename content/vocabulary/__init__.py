"""Harm areas with taxonomy versions, jurisdictions and the glossary.

Owns the words; nothing here is ever deleted. Entry points: ``selectors.terms``,
``services.store_vocabulary``.
"""
