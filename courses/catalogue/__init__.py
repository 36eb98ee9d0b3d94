"""Drafts: course, module, slot, lesson and question bank, with revisions and languages."""
