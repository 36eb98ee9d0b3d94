"""What every builder of pieces needs: the draft, its places, the library and the report."""

from __future__ import annotations

from dataclasses import dataclass

from courses.catalogue.drafts import CourseDraft, QuestionDraft
from courses.releases.compiling.library import Library, split_reference
from courses.releases.compiling.outline import Outline
from courses.releases.compiling.report import Report
from courses.releases.places import Place, Places


@dataclass
class Context:
    """One compile: `languages` are those that are complete so far, the source first."""

    draft: CourseDraft
    places: Places
    library: Library
    report: Report
    outline: Outline
    languages: tuple[str, ...]

    @property
    def source(self) -> str:
        """The language that the course is written in."""
        return self.draft.source_language

    @property
    def asked(self) -> dict[str, QuestionDraft]:
        """The questions that any placed lesson can ask and that have a source text, by uid."""
        known = {question.uid: question for question in self.draft.questions}
        found = {uid: known[uid] for uid in self.outline.questions}
        return {uid: one for uid, one in found.items() if self.source in one.texts}

    def covers(self, typed: tuple[str, ...], place: Place) -> tuple[str, ...]:
        """Return clause references as full keys with versions; unknown ones are problems."""
        voice = self.library.voice(self.source)
        found = []
        for reference in typed:
            clause = voice.clause(*split_reference(reference))
            if clause is None:
                self.report.add(place.problem(f"there is no clause “{reference}” in effect"))
            elif (key := f"{clause.key}@{clause.version}") not in found:
                found.append(key)
        return tuple(found)
