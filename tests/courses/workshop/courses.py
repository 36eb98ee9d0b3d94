"""More drafts of the same owner."""

from dataclasses import replace
from datetime import UTC, datetime

from courses.catalogue.drafts import LessonDraft, LessonWords, ModuleDraft, SlotDraft
from courses.catalogue.models import Course
from courses.catalogue.selectors import read_draft
from courses.catalogue.services import replace_draft
from courses.releases.files.reading import read_course
from tests.courses.workshop.conftest import EXAMPLE

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def copy_of(course: Course, number: int) -> Course:
    """A draft that says the same under another slug and code."""
    draft = replace(read_course(EXAMPLE).draft, slug=f"copy-{number}", code=f"CP-{number}")
    return replace_draft(draft=draft, by=None, at=AT, owner=course.owner)


def grown(course: Course, *, modules: int, lessons: int) -> None:
    """Add modules full of readings to a draft."""
    draft = read_draft(course)
    words = LessonWords("A title", "A topic", "A text.")
    told = [
        [LessonDraft(f"more-{m}-{n}", "reading", 5, texts={"en": words}) for n in range(lessons)]
        for m in range(modules)
    ]
    added = tuple(
        ModuleDraft(
            f"more-{m}", {"en": f"More {m}"}, tuple(SlotDraft(one.uid, (one.uid,)) for one in row)
        )
        for m, row in enumerate(told)
    )
    every = sorted((*draft.lessons, *(one for row in told for one in row)), key=lambda one: one.uid)
    replace_draft(
        draft=replace(draft, modules=(*draft.modules, *added), lessons=tuple(every)),
        by=None,
        at=AT,
    )
