"""Policies, laws and codes: editions, clauses and versions, legal status, decision forms."""
