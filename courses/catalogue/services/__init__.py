"""Every write to a draft. Each one raises the draft's revision and leaves a DraftEdit row."""

from courses.catalogue.services.bringing import bring_questions
from courses.catalogue.services.building import build_module
from courses.catalogue.services.courses import create_course, save_settings
from courses.catalogue.services.editing import note_edit
from courses.catalogue.services.heads import save_head_words
from courses.catalogue.services.history import restore_item, undo_edit
from courses.catalogue.services.lessons import (
    ask_in_lesson,
    remove_lesson,
    save_lesson,
    save_lesson_words,
)
from courses.catalogue.services.outline import (
    add_lesson,
    add_module,
    add_slot,
    move_module,
    move_slot,
    order_slot,
    place_lesson,
    remove_module,
    remove_slot,
    rename_module,
    step_module,
    step_slot,
    take_out_lesson,
)
from courses.catalogue.services.pools import (
    make_pool,
    put_in_pool,
    remove_pool,
    rename_pool,
    share_pool,
    take_out_of_pool,
)
from courses.catalogue.services.questions import (
    copy_question,
    copy_questions,
    move_question,
    move_questions,
    remove_question,
    restore_question,
    retire_question,
    retire_questions,
    save_question,
    save_question_words,
)
from courses.catalogue.services.replacing import replace_draft
from courses.catalogue.services.sharing import (
    grant_authoring,
    note_export,
    share_course,
    withdraw_authoring,
)

__all__ = [
    "add_lesson",
    "add_module",
    "add_slot",
    "ask_in_lesson",
    "bring_questions",
    "build_module",
    "copy_question",
    "copy_questions",
    "create_course",
    "grant_authoring",
    "make_pool",
    "move_module",
    "move_question",
    "move_questions",
    "move_slot",
    "note_edit",
    "note_export",
    "order_slot",
    "place_lesson",
    "put_in_pool",
    "remove_lesson",
    "remove_module",
    "remove_pool",
    "remove_question",
    "remove_slot",
    "rename_module",
    "rename_pool",
    "replace_draft",
    "restore_item",
    "restore_question",
    "retire_question",
    "retire_questions",
    "save_head_words",
    "save_lesson",
    "save_lesson_words",
    "save_question",
    "save_question_words",
    "save_settings",
    "share_course",
    "share_pool",
    "step_module",
    "step_slot",
    "take_out_lesson",
    "take_out_of_pool",
    "undo_edit",
    "withdraw_authoring",
]
