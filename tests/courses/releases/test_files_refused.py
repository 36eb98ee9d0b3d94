"""Every fault in a course folder is told with file, line and key, and nothing is half read."""

import shutil
from pathlib import Path

import pytest

from core.problems import ProblemsFound
from courses.releases.files.reading import read_course
from tests.courses.releases.conftest import EXAMPLE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "c"))


def refused(folder: Path) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        read_course(folder)
    return [str(problem) for problem in found.value.problems]


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text()
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("name", "old", "new", "problems"),
    [
        (
            "course.yaml",
            "code: EX-1",
            "kode: EX-1",
            ["c/course.yaml:1: code: is required", "c/course.yaml:3: kode: is no known key here"],
        ),
        (
            "course.yaml",
            "code: EX-1",
            "code: EX-1\ncode: EX-2",
            ["c/course.yaml:4: code: this key stands twice (first in line 3)"],
        ),
        (
            "course.yaml",
            "uid: practice",
            "uid: foundations",
            ["c/course.yaml:12: modules: the uid “foundations” stands twice"],
        ),
        (
            "course.yaml",
            "uid: quiz,",
            "uid: decide,",
            ["c/course.yaml:22: modules.1.slots.1.uid: the uid “decide” stands twice"],
        ),
        (
            "course.yaml",
            "lesson: attest",
            "lesson: atest",
            [
                "c/course.yaml:23: modules.1.slots.2: there is no lesson “atest”: "
                "the file atest.en.md is missing"
            ],
        ),
        (
            "course.yaml",
            "after: [the-case]}",
            "after: [a-case]}",
            ["c/course.yaml:21: modules.1.slots.0.after: there is no slot “a-case”"],
        ),
        (
            "course.yaml",
            "lesson: decide,",
            "lesson: decide, variants: [decide, quiz],",
            ["c/course.yaml:21: modules.1.slots.0: holds either a lesson or variants"],
        ),
        (
            "course.yaml",
            "summary:\n  en:",
            "summary:\n  da:",
            [
                "c/course.yaml:6: summary: is missing in the source language (en)",
                "c/course.yaml:7: summary.da: is in a language that `languages` does not list",
            ],
        ),
        (
            "course.yaml",
            "slug: example-course",
            "slug: &a example-course",
            ["c/course.yaml:2: slug: anchors (&name) are not allowed"],
        ),
        (
            "quiz.en.md",
            "pass_mark: 60",
            "pass_mark: sixty",
            ["c/quiz.en.md:10: pass_mark: must be a whole number"],
        ),
        (
            "quiz.en.md",
            "tag: case, take: 2",
            "tag: case",
            [
                "c/quiz.en.md:15: draw.1: a draw by pool, tag, clause or difficulty says how many"
                " to take"
            ],
        ),
        (
            "questions.yaml",
            "tags: [policy]",
            "tags: [policy]\n  pools: [hard]",
            ["c/questions.yaml:5: 0.pools: there is no pool “hard”"],
        ),
        (
            "course.yaml",
            "slug: example-course",
            "slug: example-course\npools:\n"
            "  - {uid: hard, title: Hard}\n  - {uid: hard, title: Harder}",
            ["c/course.yaml:3: pools: the uid “hard” stands twice"],
        ),
        (
            "course.yaml",
            "slug: example-course",
            "slug: example-course\npools: [{uid: hard, title: Hard, visibility: open}]",
            ["c/course.yaml:3: pools.0.visibility: should be 'internal' or 'restricted'"],
        ),
        (
            "quiz.en.md",
            "kind: quiz",
            "kind: exam",
            ["c/quiz.en.md:3: kind: must be one of reading, case, exercise, quiz, attestation"],
        ),
        (
            "attest.en.md",
            "minutes: 1",
            "minutes: 1\ncase: harbour",
            ["c/attest.en.md:7: case: is no known key here"],
        ),
        (
            "attest.en.md",
            "uid: attest",
            "uid: attested",
            ["c/attest.en.md:2: uid: is “attested”, but the file is named for “attest”"],
        ),
        (
            "attest.es.md",
            "title: Lo",
            "minutes: 3\ntitle: Lo",
            ["c/attest.es.md:3: minutes: is no known key here"],
        ),
        (
            "attest.en.md",
            "---\nuid",
            "uid",
            ["c/attest.en.md:1: must begin with front matter between ---"],
        ),
        (
            "attest.en.md",
            "I have read",
            "I have \x07 read",
            ["c/attest.en.md:9: holds a control character (U+0007)"],
        ),
        (
            "questions.yaml",
            "correct: goes",
            "correct: gone",
            ["c/questions.yaml:7: 0.correct: “gone” is none of the options"],
        ),
        (
            "questions.yaml",
            "type: numeric/1",
            "type: numeric/9",
            [
                "c/questions.yaml:18: 1.type: is no type of question; known: single/1, multiple/1,"
                " numeric/1, short/1, ordering/1, matching/1, cloze/1, freetext/1, decision/1"
            ],
        ),
        (
            "questions.yaml",
            "uid: words",
            "uid: countries",
            [
                "c/questions.es.yaml:15: 2.uid: there is no question “words”",
                "c/questions.yaml:26: 2.uid: the uid “countries” stands twice",
            ],
        ),
        (
            "questions.yaml",
            "difficulty: 2",
            "difficulty: 7",
            ["c/questions.yaml:20: 1.difficulty: should be less than or equal to 3"],
        ),
        (
            "questions.yaml",
            "- uid: origin",
            "- just words\n- uid: origin",
            ["c/questions.yaml:1: 0: must be a mapping of keys"],
        ),
        (
            "questions.yaml",
            "- uid: origin\n",
            "-\n",
            [
                "c/questions.es.yaml:1: 0.uid: there is no question “origin”",
                "c/questions.yaml:2: 0.uid: is required",
            ],
        ),
        (
            "questions.es.yaml",
            "- uid: words",
            "- uid: words\n  marks: 3",
            ["c/questions.es.yaml:16: 2.marks: is no known key here"],
        ),
        (
            "course.yaml",
            "languages: [en, es]",
            "languages: [en, es, es]",
            ["c/course.yaml:4: languages: names “es” twice"],
        ),
        (
            "course.yaml",
            "visibility: open",
            "visibility: open\nrequires: [example-course]",
            ["c/course.yaml:10: requires: names the course itself"],
        ),
        (
            "course.yaml",
            "[the-case-full, the-case-short]",
            "[the-case-full, the-case-full]",
            ["c/course.yaml:17: modules.0.slots.1.variants: names “the-case-full” twice"],
        ),
        (
            "course.yaml",
            "after: [the-case]}",
            "after: [the-case, the-case]}",
            ["c/course.yaml:21: modules.1.slots.0.after: names “the-case” twice"],
        ),
        (
            "course.yaml",
            '{en: "Practice", es: "Práctica"}',
            '{es: "Práctica"}',
            ["c/course.yaml:19: modules.1.title: is missing in the source language (en)"],
        ),
        (
            "questions.es.yaml",
            "uid: words",
            "uid: wordz",
            ["c/questions.es.yaml:15: 2.uid: there is no question “wordz”"],
        ),
        (
            "questions.es.yaml",
            "      asks: Depende de la etiqueta\n",
            "",
            ["c/questions.es.yaml:4: 0.texts.options.asks: has no text"],
        ),
    ],
)
def test_a_fault_is_told_at_its_place(
    folder: Path, name: str, old: str, new: str, problems: list[str]
) -> None:
    change(folder, name, old, new)

    assert refused(folder) == problems


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("notes.txt", "c/notes.txt:1: is no file of a course folder"),
        ("intro.da.md", "c/intro.da.md:1: is in a language that course.yaml does not list"),
        ("intro.es.md", "c/intro.es.md:1: has no source: intro.en.md is missing"),
    ],
)
def test_a_file_that_belongs_nowhere_is_refused(folder: Path, name: str, problem: str) -> None:
    (folder / name).write_text("---\nuid: intro\n---\n")

    assert refused(folder) == [problem]


def test_questions_that_are_no_list_are_refused(folder: Path) -> None:
    (folder / "questions.yaml").write_text("uid: origin\n")
    (folder / "questions.es.yaml").unlink()

    assert refused(folder) == ["c/questions.yaml:1: must be a list of questions"]


def test_source_texts_do_not_stand_in_a_file_of_their_own(folder: Path) -> None:
    (folder / "questions.en.yaml").write_text("[]\n")

    assert refused(folder) == [
        "c/questions.en.yaml:1: en is the source language: its texts stand in questions.yaml"
    ]


def test_a_missing_head_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / "c").mkdir()

    assert refused(tmp_path / "c") == ["c/course.yaml:1: this file is missing"]


def test_a_link_to_somewhere_else_is_not_followed(folder: Path) -> None:
    (folder / "extra.en.md").symlink_to("/etc/passwd")

    assert refused(folder) == [
        "c/extra.en.md:1: is a link to somewhere else, which is not followed"
    ]


def test_five_megabytes_are_refused_unread(folder: Path) -> None:
    (folder / "attest.en.md").write_bytes(b"---\n" + b"x" * 5_000_000)

    assert refused(folder) == ["c/attest.en.md:1: is larger than 2,000,000 bytes"]


def test_a_lesson_longer_than_its_limit_is_refused(folder: Path) -> None:
    with (folder / "attest.en.md").open("a") as opened:
        opened.write("word " * 50_000)

    assert refused(folder) == ["c/attest.en.md:9: the text is longer than 200,000 bytes"]


def test_ten_thousand_and_one_questions_in_a_file_are_refused(folder: Path) -> None:
    (folder / "questions.yaml").write_text("- {}\n" * 10_001)
    (folder / "questions.es.yaml").unlink()

    assert refused(folder)[0] == "c/questions.yaml:10001: a list holds more than 10,000 items"


def test_a_readme_and_hidden_files_may_stand_there(folder: Path) -> None:
    (folder / "README.md").write_text("Read me.")
    (folder / ".keep").write_text("")

    assert read_course(folder).draft == read_course(EXAMPLE).draft


def test_problems_of_all_files_come_together(folder: Path) -> None:
    change(folder, "quiz.en.md", "pass_mark: 60", "pass_mark: 600")
    change(folder, "attest.es.md", "uid: attest", "uid: other")

    assert refused(folder) == [
        "c/attest.es.md:2: uid: is “other”, but the file is named for “attest”",
        "c/quiz.en.md:10: pass_mark: should be less than or equal to 100",
    ]
