"""Harm areas with taxonomy versions, jurisdictions and the glossary."""
