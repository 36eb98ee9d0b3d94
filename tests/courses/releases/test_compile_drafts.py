"""What a compile refuses in a draft that no file could hold."""

from dataclasses import replace

import pytest

from core.problems import ProblemsFound
from courses.catalogue.drafts import SlotDraft
from courses.releases.compiling.compiler import compile_draft
from courses.releases.files.reading import read_course
from tests.courses.releases.conftest import EXAMPLE, NOW


def test_an_empty_outline_is_an_error(library: None) -> None:
    draft = read_course(EXAMPLE).draft
    hollow = replace(draft.modules[0], slots=(SlotDraft("hollow", ()),))

    messages = []
    for modules in ((), (hollow,)):
        with pytest.raises(ProblemsFound) as found:
            compile_draft(replace(draft, modules=modules), as_of=NOW.date())
        messages += [one.message for one in found.value.problems if one.level == "error"]

    assert messages == ["the outline holds no lesson", "the slot “hollow” holds no lesson"]


def test_what_only_the_tables_could_hold_is_told_too(library: None) -> None:
    draft = read_course(EXAMPLE).draft
    module = draft.modules[1]
    odd = replace(
        module,
        uid=draft.modules[0].uid,
        slots=(replace(module.slots[0], after=("nowhere",)), *module.slots[1:]),
    )
    unknown = replace(draft.questions[0], type="essay/1")

    with pytest.raises(ProblemsFound) as found:
        compile_draft(
            replace(
                draft,
                modules=(draft.modules[0], odd),
                questions=(unknown, *draft.questions[1:]),
            ),
            as_of=NOW.date(),
        )

    assert [str(problem) for problem in found.value.problems] == [
        "course.yaml:1: modules: the module uid “foundations” stands twice",
        "course.yaml:1: modules.1.slots.0.after: there is no slot “nowhere”",
        "questions.yaml:1: origin.type: there is no type “essay/1”",
    ]
