"""What a compile refuses or warns of, with the place in the files that the draft came from."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from content.policies.models import FormVersion
from core.problems import ProblemsFound
from courses.releases.compiling.compiler import Compiled, compile_draft
from courses.releases.files.reading import read_course
from tests.courses.releases.conftest import EXAMPLE, NOW

type Change = tuple[str, str, str]
type Compile = Callable[..., Compiled]


@pytest.fixture
def compile_with(library: None, tmp_path: Path) -> Compile:
    """Compile the example course with changes to its files."""

    def run(*changes: Change) -> Compiled:
        path = Path(shutil.copytree(EXAMPLE, tmp_path / "c"))
        for name, old, new in changes:
            text = (path / name).read_text()
            assert old in text, (name, old)
            (path / name).write_text(text.replace(old, new))
        folder = read_course(path)
        return compile_draft(folder.draft, as_of=NOW.date(), places=folder.places)

    return run


def test_the_example_compiles_without_a_word(compile_with: Compile) -> None:
    compiled = compile_with()

    assert compiled.warnings == ()
    assert compiled.languages == {
        "en": {"missing": [], "stale": []},
        "es": {"missing": [], "stale": []},
    }


QUIZ, CASE, SHORT, DECIDE = (
    "quiz.en.md",
    "the-case-full.en.md",
    "the-case-short.en.md",
    "decide.en.md",
)
LEFT_OVER = "c/quiz.en.md:15: draw.1: takes 2 questions where at least 0 are left"
READ, ASK, COURSE = "how-it-works.en.md", "questions.yaml", "course.yaml"


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        pytest.param(
            [(QUIZ, "tag: case, take", "pool: hard, take")],
            ["c/quiz.en.md:15: draw.1.pool: there is no pool “hard”", LEFT_OVER],
            id="unknown pool",
        ),
        pytest.param(
            [
                (QUIZ, "tag: case, take", "pool: hard, take"),
                (COURSE, "languages:", "pools: [{uid: hard, title: Hard}]\nlanguages:"),
            ],
            ["c/quiz.en.md:15: draw.1: no question stands in the pool “hard”", LEFT_OVER],
            id="empty pool",
        ),
        pytest.param(
            [(READ, "[fact:harbour/countries]", "[fact:harbour/nations]")],
            [
                "c/how-it-works.en.md:15: fact:harbour/nations:"
                " [fact:harbour/nations] refers to nothing that exists"
            ],
            id="unknown fact",
        ),
        pytest.param(
            [(READ, "[clause:house/FEE-2.1]", "[clause:house/FEE-9]")],
            [
                "c/how-it-works.en.md:13: clause:house/FEE-9:"
                " [clause:house/FEE-9] refers to nothing that exists"
            ],
            id="unknown clause",
        ),
        pytest.param(
            [(READ, "Police of 4 countries", "Police of 5 countries")],
            [
                "c/how-it-works.en.md:15: fact:harbour/countries: the figure 5 before"
                " [fact:harbour/countries]"
                " is not the fact's (4)"
            ],
            id="another figure",
        ),
        pytest.param(
            [(READ, "covers: [house/FEE-2.1]", "covers: [house/FEE-2.9]")],
            ["c/how-it-works.en.md:8: covers: there is no clause “house/FEE-2.9” in effect"],
            id="covers an unknown clause",
        ),
        pytest.param(
            [(CASE, "case: harbour", "case: harbor")],
            ["c/the-case-full.en.md:9: case: there is no case “harbor”"],
            id="unknown case",
        ),
        pytest.param(
            [(SHORT, "[what-happened]", "[what-happens]")],
            ["c/the-case-short.en.md:10: sections.0: the case has no section “what-happens”"],
            id="unknown section",
        ),
        pytest.param(
            [(SHORT, "covers: [house/FEE-1.1, house/FEE-1.2]", "covers: [house/FEE-1.1]")],
            ["c/the-case-short.en.md:8: covers: must cover the same clauses as “the-case-full”"],
            id="the shorter account covers less",
        ),
        pytest.param(
            [
                (COURSE, "{uid: quiz, lesson: quiz,", "{uid: quiz, variants: [quiz, attest],"),
                (COURSE, "      - {uid: attest, lesson: attest}\n", ""),
            ],
            [
                "c/attest.en.md:2: covers: must cover the same clauses as “quiz”",
                "c/course.yaml:22: modules.1.slots.1.variants:"
                " “attest” is answered, so it cannot be a variant",
                "c/course.yaml:22: modules.1.slots.1.variants:"
                " “quiz” is answered, so it cannot be a variant",
            ],
            id="answered variants",
        ),
        pytest.param(
            [(COURSE, "{uid: attest, lesson: attest}", "{uid: attest, lesson: quiz}")],
            ["c/course.yaml:23: modules.1.slots.2: the lesson “quiz” stands in two slots"],
            id="a lesson in two slots",
        ),
        pytest.param(
            [(COURSE, "lesson: how-it-works}", "lesson: how-it-works, after: [decide]}")],
            [
                "c/course.yaml:16: modules.0.slots.0.after: goes round in a circle:"
                " how-it-works → decide → the-case → how-it-works",
                "c/course.yaml:17: modules.0.slots.1.after: goes round in a circle:"
                " the-case → how-it-works → decide → the-case",
                "c/course.yaml:21: modules.1.slots.0.after: goes round in a circle:"
                " decide → the-case → how-it-works → decide",
            ],
            id="a circle of slots",
        ),
        pytest.param(
            [(COURSE, "visibility: open", "visibility: open\nrequires: [nowhere]")],
            ["c/course.yaml:10: requires.0: there is no course “nowhere”"],
            id="an unknown course",
        ),
        pytest.param(
            [(COURSE, "harm_areas: [scams]", "harm_areas: [spam]")],
            ["c/course.yaml:10: harm_areas.0: there is no harm area “spam”"],
            id="an unknown harm area",
        ),
        pytest.param(
            [(QUIZ, "intensity: 1", "intensity: 2")],
            ["c/quiz.en.md:12: time_limit_minutes: an intense lesson is never timed"],
            id="a clock on an intense lesson",
        ),
        pytest.param(
            [(ASK, "  tags: [policy]", "  tags: [policy]\n  intensity: 3")],
            [
                "c/quiz.en.md:12: time_limit_minutes:"
                " asks intense questions, which are never timed: origin",
                "c/quiz.en.md:7: intensity:"
                " is too low for the intense questions that it asks: origin",
            ],
            id="a clock on an intense question",
        ),
        pytest.param(
            [(QUIZ, "take: 2", "take: 4")],
            ["c/quiz.en.md:15: draw.1: takes 4 questions where at least 3 are left"],
            id="a draw that cannot be filled",
        ),
        pytest.param(
            [(QUIZ, "{questions: [origin]}", "{questions: [countries, words]}")],
            ["c/quiz.en.md:15: draw.1: takes 2 questions where at least 1 are left"],
            id="a draw after another from the same pool",
        ),
        pytest.param(
            [(QUIZ, "tag: case", "tag: cases")],
            [
                "c/quiz.en.md:15: draw.1: no question has the tag “cases”",
                "c/quiz.en.md:15: draw.1: takes 2 questions where at least 0 are left",
            ],
            id="an unknown tag",
        ),
        pytest.param(
            [(QUIZ, "[origin]", "[origen]")],
            ["c/quiz.en.md:14: draw.0.questions.0: there is no question “origen”"],
            id="an unknown question",
        ),
        pytest.param(
            [(ASK, "  tags: [policy]", "  tags: [policy]\n  retired: true")],
            ["c/quiz.en.md:14: draw.0.questions.0: the question “origin” is retired"],
            id="a retired question",
        ),
        pytest.param(
            [(DECIDE, "questions: [link-drop]", "questions: [origin]")],
            ["c/decide.en.md:12: questions.0: “origin” is not a decision item"],
            id="an exercise without decision items",
        ),
        pytest.param(
            [(DECIDE, "seat: front-line", "seat: volunteer")],
            [
                "c/decide.en.md:10: seat: the form has no seat “volunteer”",
                "c/decide.en.md:12: questions.0: “link-drop” is told by another seat",
            ],
            id="an unknown seat",
        ),
        pytest.param(
            [(DECIDE, "house/reasons", "house/reason"), (ASK, "house/reasons", "house/reason")],
            [
                "c/decide.en.md:9: form: there is no form “house/reason”",
                "c/questions.yaml:51: 4.form: there is no form “house/reason”",
            ],
            id="an unknown form",
        ),
        pytest.param(
            [(ASK, "{right: [remove]}", "{right: [removal]}")],
            ["c/questions.yaml:58: 4.fields.action.right.0: “removal” is no option of the field"],
            id="a key that the form does not know",
        ),
        pytest.param(
            [(ASK, "See [clause:house/FEE-1.1].", "See [clause:house/FEE-7].")],
            [
                "c/questions.yaml:16: 0.texts.feedback:"
                " [clause:house/FEE-7] refers to nothing that exists"
            ],
            id="an unknown clause in a question",
        ),
        pytest.param(
            [("questions.es.yaml", "4 países [fact", "5 países [fact")],
            [
                "c/questions.es.yaml:14: 1.texts.feedback: the figure 5 before"
                " [fact:harbour/countries] is not the fact's (4)"
            ],
            id="another figure in a translation",
        ),
        pytest.param(
            [(READ, "You read, you decide", "![x](https://example.org/x.png) You read")],
            ["c/how-it-works.en.md:11: pictures have no place in a text"],
            id="a picture",
        ),
        pytest.param(
            [("attest.en.md", "\nI have read the clauses that this course covers.", "")],
            [
                "c/attest.en.md:2: the text of lesson attest is missing or not ready in en",
            ],
            id="an attestation of nothing",
        ),
        pytest.param(
            [(DECIDE, "[link-drop]", "[link-drop, link-drop, nothing]")],
            [
                "c/decide.en.md:12: questions.1: names “link-drop” twice",
                "c/decide.en.md:12: questions.2: there is no question “nothing”",
            ],
            id="an exercise that asks twice and for nothing",
        ),
        pytest.param(
            [(DECIDE, "house/reasons", "house/others")],
            [
                "c/decide.en.md:12: questions.0: “link-drop” is on another form",
                "c/decide.en.md:9: form: there is no form “house/others”",
            ],
            id="an exercise on another form than its items",
        ),
        pytest.param(
            [(ASK, "clauses: [house/FEE-1.1,", "clauses: [house/FEE-9,")],
            ["c/questions.yaml:53: 4.clauses.0: there is no clause “house/FEE-9” in effect"],
            id="an unknown clause among the choices",
        ),
        pytest.param(
            [("attest.en.md", "minutes: 1", "minutes: 1\nready: false")],
            ["c/attest.en.md:2: lesson attest is missing or not ready in en"],
            id="a source that is not ready",
        ),
    ],
)
def test_an_error_stops_the_candidate(
    compile_with: Compile, changes: list[Change], problems: list[str]
) -> None:
    with pytest.raises(ProblemsFound) as found:
        compile_with(*changes)

    errors = [problem for problem in found.value.problems if problem.level == "error"]
    assert sorted(str(problem) for problem in errors) == sorted(problems)


@pytest.mark.parametrize(
    ("changes", "warnings"),
    [
        pytest.param(
            [(COURSE, "      - {uid: attest, lesson: attest}\n", "")],
            ["c/attest.en.md:2: stands in no slot and enters no release"],
            id="a lesson without a slot",
        ),
        pytest.param(
            [
                (
                    COURSE,
                    "modules:\n",
                    "modules:\n  - {uid: bare, title: {en: Bare, es: Vacío}, slots: []}\n",
                )
            ],
            ["c/course.yaml:13: modules.0: the module “bare” holds no lesson"],
            id="a module without a lesson",
        ),
        pytest.param(
            [(CASE, "intensity: 2", "intensity: 1")],
            ["c/the-case-full.en.md:7: intensity: is lower than that of the case (2)"],
            id="a case told as milder than it is",
        ),
        pytest.param(
            [
                (
                    COURSE,
                    'en: "An example course", es: "Un curso de ejemplo"',
                    "en: An example course",
                )
            ],
            [
                "c/course.yaml:4: languages: es stays out of the release;"
                " missing: the course's title"
            ],
            id="a title that is not translated",
        ),
        pytest.param(
            [(COURSE, ', es: "Práctica"', "")],
            [
                "c/course.yaml:4: languages: es stays out of the release;"
                " missing: the title of module practice"
            ],
            id="a module that is not translated",
        ),
        pytest.param(
            [("attest.es.md", "\nHe leído las cláusulas que cubre este curso.", "")],
            [
                "c/course.yaml:4: languages: es stays out of the release;"
                " missing: the text of lesson attest"
            ],
            id="an empty translation",
        ),
        pytest.param(
            [("questions.es.yaml", "uid: words", f"uid: words\n  of: {'0' * 64}")],
            ["c/questions.es.yaml:15: 2: question words was translated from an older text"],
            id="a question translated from an older text",
        ),
    ],
)
def test_a_warning_does_not(
    compile_with: Compile, changes: list[Change], warnings: list[str]
) -> None:
    assert [str(problem) for problem in compile_with(*changes).warnings] == warnings


def test_a_form_that_is_not_told_in_a_language_keeps_it_out(compile_with: Compile) -> None:
    for version in FormVersion.objects.all():
        version.texts.pop("es")
        # Versions do not change; this is another one.
        FormVersion.objects.create(
            form=version.form,
            number=version.number + 1,
            definition=version.definition,
            texts=version.texts,
            created_at=NOW,
        )

    assert compile_with().languages["es"]["missing"] == ["form house/reasons"]


def test_problems_of_different_kinds_come_together(compile_with: Compile) -> None:
    with pytest.raises(ProblemsFound) as found:
        compile_with(
            (QUIZ, "take: 2", "take: 9"),
            (READ, "[fact:harbour/countries]", "[fact:harbour/nations]"),
            (ASK, "{right: [remove]}", "{right: [removal]}"),
        )

    assert [problem.file for problem in found.value.problems] == [
        "c/how-it-works.en.md",
        "c/how-it-works.es.md",
        "c/questions.yaml",
        "c/quiz.en.md",
    ]
