"""What is typed while cases, policies and background sets are written: a form for each part."""

from courses.workshop.forms.library.base import About, PartForm
from courses.workshop.forms.library.finding import (
    GuardedWordForm,
    LibrarySearchForm,
    NewDraftForm,
    RedactForm,
    TextReceivedForm,
)
from courses.workshop.forms.library.head import HEADS
from courses.workshop.forms.library.knowledge import ConflictForm, FactForm, SourceForm
from courses.workshop.forms.library.policy import ChapterForm, ClauseForm, EditionForm
from courses.workshop.forms.library.story import QuestionForm, SectionForm, TimelineForm

FORMS: dict[str, type[PartForm]] = {
    "section": SectionForm,
    "timeline": TimelineForm,
    "question": QuestionForm,
    "source": SourceForm,
    "fact": FactForm,
    "conflict": ConflictForm,
    "chapter": ChapterForm,
    "edition": EditionForm,
    "clause": ClauseForm,
}

__all__ = [
    "FORMS",
    "HEADS",
    "About",
    "GuardedWordForm",
    "LibrarySearchForm",
    "NewDraftForm",
    "PartForm",
    "RedactForm",
    "TextReceivedForm",
]
