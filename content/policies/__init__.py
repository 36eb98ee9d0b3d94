"""Policies, laws and codes: editions, clauses and versions, legal status, decision forms.

Owns everything under a policy but its facts. Clause versions, form versions and
the legal log are never changed; an edition in effect neither. Entry points:
``selectors`` (clause_version, policies_for, policy_reading, search, form_document), ``services``.
"""
