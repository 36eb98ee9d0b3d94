"""Library drafts: cases, policies and background sets while people write them.

Owns drafts and their history; what stands in the library is written by the very
checks and the very ``store`` of an import. Entry points: ``services`` (open_draft,
new_draft, save_part, check_draft, adopt, discard, restore, rebase), ``handing_over``
(add_facts, add_timeline, add_sections, add_citation, open_conflict, decide_conflict),
``parts`` (what a draft is made of) and ``rules``.
"""
