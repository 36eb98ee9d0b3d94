"""Real events told for training.

Owns the telling: sections, timeline, open questions; the facts stand in the fact
set under the same slug. Entry points: ``selectors.case_document``, ``services.store_case``.
"""
