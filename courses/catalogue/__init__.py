"""Drafts: course, module, slot, lesson and question bank, with revisions and languages.

Owns the tables of a draft and every write to them. Does not own what is shown to learners: that is
compiled by `releases`. Entry points: `selectors.read_draft`, `services.replace_draft`,
`services.note_edit`, `Course.objects.visible_to`.
"""
