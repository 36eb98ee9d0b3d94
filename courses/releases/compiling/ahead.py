"""What a compile asks of rows, read before it begins: for knowledge that is not in the library yet.

Facts, clauses and titles are answered by the bundles themselves (`content.library.shelf`). Cases,
decision forms and the evidence of lints are told by rows alone.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from content.library.shelf import Shelf
from courses.catalogue.drafts import CourseDraft
from courses.releases.compiling.library import Library
from courses.releases.compiling.questions import strings_in
from courses.releases.linting.evidence import Evidence, gather


@dataclass(frozen=True)
class Ahead:
    """A library that holds all that one draft asks of it, and what its lints need to know."""

    library: Library
    evidence: Evidence


def read_ahead(draft: CourseDraft, *, as_of: date, beside: Shelf, hidden: Collection[str]) -> Ahead:
    """Return what compiling the draft needs of rows; renders, hashes and compiles nothing.

    What the policies in `hidden` say is not there for it.

    Call it where the bundles `beside` stand in the library, in a transaction that is rolled back.
    """
    library = Library(as_of=as_of, beside=beside, hidden=hidden)
    cases = {str(one.settings["case"]) for one in draft.lessons if one.settings.get("case")}
    forms = {str(one.settings["form"]) for one in draft.lessons if one.settings.get("form")}
    forms |= {str(one.definition["form"]) for one in draft.questions if one.definition.get("form")}
    library.keep(cases=cases, forms=forms, languages=draft.languages)
    texts = [words.body for lesson in draft.lessons for words in lesson.texts.values()]
    for question in draft.questions:
        for words in question.texts.values():
            texts += strings_in(dict(words.texts))
    return Ahead(library, gather(texts, cases=cases, hidden=hidden))
