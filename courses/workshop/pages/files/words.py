"""Why files were refused, and what pieces are called, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.received import NotReceivable
from courses.workshop.pages.library.words import entry_word, kind_word


def refusal_of(refused: NotReceivable) -> str:
    """Why a file was not taken, before anything of it was unpacked."""
    sentence = _whole(refused.code) or _member(refused.code)
    return (sentence or _("This file cannot be read.")) % {"name": refused.name}


def _whole(code: str) -> str:
    return {
        "broken": _("This file is damaged, or is not what its name says."),
        "columns": _("This table has too many columns: at most 120."),
        "csv": _("Row %(name)s of this table is damaged: a quotation mark is open or misplaced."),
        "empty": _("There is nothing in this file."),
        "encoding": _("This is no table: save it as .xlsx, or as CSV in UTF-8."),
        "large": _("This file holds far more than can be looked through here."),
        "length": _("This document is too long: at most 5,000 paragraphs."),
        "members": _("This .zip holds too many files: at most 2,000."),
        "old-office": _(
            "This is a file of an older Office, or is protected by a password. Save it anew as "
            ".xlsx or .docx, without a password."
        ),
        "rows": _("This table has too many rows: at most 1,000."),
        "total": _("This .zip would be too large once it is unpacked: at most 40 megabytes."),
        "type": _("This is another kind of file than the one asked for."),
    }.get(code, "")


def _member(code: str) -> str:
    return {
        "doctype": _("This file declares a document type, which is refused: “%(name)s”."),
        "duplicate": _("“%(name)s” stands twice in this .zip."),
        "encrypted": _("“%(name)s” is encrypted. Pack it without a password."),
        "link": _("“%(name)s” is a link or no plain file, which is refused."),
        "macros": _("This file holds macros, which are refused. Save it without them."),
        "method": _("“%(name)s” is packed in a way that is not read here."),
        "nested": _("“%(name)s” is an archive inside of the archive. Unpack it first."),
        "outside": _(
            "This file would fetch something from elsewhere, which is refused: “%(name)s”."
        ),
        "path": _("“%(name)s” is no name of a file inside of a folder, which is refused."),
        "ratio": _("“%(name)s” would become far larger than it is, which is refused."),
        "size": _("“%(name)s” is too large."),
    }.get(code, "")


def kind_words(kind: str) -> str:
    """What a folder holds."""
    return _("Course") if kind == "course" else kind_word(kind)


def state_words(state: str) -> str:
    """What would become of something."""
    return {
        "new": _("new"),
        "changed": _("changed"),
        "same": _("as it is here"),
        "removed": _("taken out"),
    }[state]


def piece_words(what: str) -> str:
    """What a piece of a course or of a library folder is called."""
    return {
        "settings": _("Settings"),
        "outline": _("Outline"),
        "lesson": _("Lesson"),
        "lesson_text": _("Text of a lesson"),
        "question_text": _("Question in another language"),
    }.get(what) or (_("Question") if what == "question" else entry_word(what))


def place_words(problem: Mapping[str, Any], *, is_row: bool, is_document: bool) -> str:
    """Where a problem stands, as the commands say it: file, line and key, or row and column."""
    if not is_row:
        head = f"{problem['file']}:{problem['line']}"
        return f"{head} · {problem['key']}" if problem["key"] else head
    number = {"number": problem["line"]}
    where = _("paragraph %(number)s") if is_document else _("row %(number)s")
    key = problem["key"]
    return f"{where % number} · {key}" if key else where % number


def count_words(new: int, changed: int, same: int) -> str:
    """How many things would be made and changed."""
    told = [
        ngettext("%(n)s new", "%(n)s new", new) % {"n": new},
        ngettext("%(n)s changed", "%(n)s changed", changed) % {"n": changed},
        ngettext("%(n)s as it is here", "%(n)s as they are here", same) % {"n": same},
    ]
    shown = [words for words, count in zip(told, (new, changed, same), strict=True) if count]
    return " · ".join(shown)
