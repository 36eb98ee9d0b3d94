from pathlib import Path

import pytest

from content.library.kinds import Kind, kind_of
from content.library.services import validate_folder
from core.problems import Problem
from tests.content.folders import BACKGROUND, CASE, LAW, POLICY, replaced, write

pytestmark = pytest.mark.usefixtures("words")


def errors(folder: Path) -> list[str]:
    return [str(problem) for problem in validate_folder(folder) if problem.level == "error"]


@pytest.mark.parametrize("files", [CASE, POLICY, LAW, BACKGROUND])
def test_a_right_folder_has_no_problem_at_all(tmp_path: Path, files: dict[str, str]) -> None:
    assert validate_folder(write(tmp_path, files, "it")) == []


@pytest.mark.parametrize(
    ("files", "kind"),
    [(CASE, Kind.CASE), (POLICY, Kind.POLICY), (BACKGROUND, Kind.BACKGROUND), ({}, None)],
)
def test_kind_of_tells_folders_apart(
    tmp_path: Path, files: dict[str, str], kind: Kind | None
) -> None:
    assert kind_of(write(tmp_path, files, "it")) == kind


def test_kind_of_a_folder_with_two_heads_is_none(tmp_path: Path) -> None:
    assert kind_of(write(tmp_path, {**CASE, **POLICY}, "it")) is None


CASE_FAULTS = [
    ("case.yaml", "intensity: 1", "intensity: 4", "it/case.yaml:10: intensity: "),
    ("case.yaml", "intensity: 1", "intensity: yes", "must be a whole number"),
    ("case.yaml", "intensity: 1\n", "", "it/case.yaml:1: intensity: is required"),
    ("case.yaml", "intensity: 1", "intensity: 1\ncolour: red", "case.yaml:11: colour: "),
    ("case.yaml", "taxonomy: dsa-2", "taxonomy: dsa-9", "no harm area “synthetic-media” in"),
    ("case.yaml", "[synthetic-media]", "[space]", "it/case.yaml:7: harm_areas.0: there is no"),
    ("case.yaml", "[eu]", "[mars]", "it/case.yaml:9: jurisdictions.0: there is no jurisdiction"),
    ("case.yaml", "[arrests]", "[arrest]", "it/case.yaml:12: glance.0: there is no fact “arrest”"),
    ("case.yaml", "uid: law", "uid: LAW", "it/case.yaml:16: open_questions.0.uid: "),
    ("case.yaml", "2026-11-22", "yesterday", "it/case.yaml:11: checked_on: "),
    ("case.yaml", "on: 2025-02,", "on: 2025-13,", "timeline.0.on: is a date as 2026"),
    ("case.yaml", "known: then", "known: never", "timeline.0.known: "),
    ("case.yaml", "title: {en: The harbour, es", "title: {es", "title.en: is required"),
    ("case.yaml", "title: {en: The harbour", "title: {fr: Le port", "title.fr: is no language"),
    ("case.yaml", "languages: [en, es]", "languages: [en, es, en]", "languages.2: en stands twice"),
    ("case.yaml", "slug: harbour", "slug: harbour\nslug: port", "this key stands twice"),
    ("case.yaml", "slug: harbour", "slug: &a harbour", "anchors (&name) are not allowed"),
    ("case.yaml", "slug: harbour", "slug: ../harbour", "it/case.yaml:2: slug: "),
    ("case.yaml", "format: casebook-case/1", "format: casebook-case/2", "case.yaml:1: format: "),
    (
        "case.yaml",
        "timeline:\n",
        "timeline:\n  - {uid: raid, on: 2025, text: {en: A, es: B}}\n",
        "it/case.yaml:15: timeline.1.uid: “raid” stands twice",
    ),
    ("sources.yaml", "grade: B", "grade: D", "it/sources.yaml:1: 0.grade: "),
    ("sources.yaml", "key: s2", "key: s1", "it/sources.yaml:2: 1.key: “s1” stands twice"),
    ("sources.yaml", "published_on: 2025-03", "published_on: March", "0.published_on: is a date"),
    ("sources.yaml", "grade: B", "grade: B, url: javascript:x", "0.url: is an address"),
    ("facts.yaml", "key: led-by", "key: arrests", "facts.1.key: “arrests” stands twice"),
    (
        "facts.yaml",
        "{source: s1, quote: twelve people were arrested}",
        "{source: s9, quote: twelve}",
        "it/facts.yaml:10: facts.0.versions.0.citations.0.source: there is no source “s9”",
    ),
    (
        "facts.yaml",
        "quote: twelve people were arrested",
        "quote: " + "word " * 21,
        "citations.0.quote: is longer than 20 words",
    ),
    ("facts.yaml", ", locator: page 2", "", "citations.0: needs a quote or a locator"),
    (
        "facts.yaml",
        "        citations:\n          - {source: s2, locator: page 2}\n",
        "        citations: []\n",
        "facts.1.versions.0.citations: ",
    ),
    (
        "facts.yaml",
        "number: 1\n        statement: Danish",
        "number: 2\n        statement: Danish",
        "facts.1.versions.0.number: should be 1",
    ),
    ("facts.yaml", "status: arrested", "status: guilty", "facts.0.versions.0.status: "),
    ("facts.yaml", "facts: [arrests]", "facts: [nobody]", "conflicts.0.facts.0: there is no fact"),
    ("facts.yaml", "shown: true", "shown: yes", "conflicts.0.shown: must be true or false"),
    ("facts.es.yaml", "led-by:", "led:", "it/facts.es.yaml:3: led: there is no such fact"),
    (
        "facts.es.yaml",
        "{number: 1, statement: Se",
        "{number: 2, statement: Se",
        "arrests.0.number: there is no version 2",
    ),
    ("sections.en.md", "{#after}", "{#what}", "it/sections.en.md:7: what: stands twice"),
    ("sections.en.md", " {#after}", "", "sections.en.md:5: a section begins with"),
    ("sections.en.md", "## What", "First\n\n## What", "sections.en.md:1: text stands before"),
    ("sections.en.md", "Nothing yet.", "", "after: is empty"),
    ("sections.en.md", "Nothing", "No\x07thing", "sections.en.md:7: holds a control character"),
    ("sections.en.md", "[fact:led-by]", "[fact:led]", "it/sections.en.md:3: what: "),
    ("sections.en.md", "12 people", "14 people", "it/sections.en.md:3: what: the figure 14"),
    ("sections.en.md", "Nothing yet.", "[clause:none/AB-1]", "it/sections.en.md:7: after: "),
    ("sections.en.md", "Nothing yet.", "See [case:nowhere].", "it/sections.en.md:7: after: "),
    ("sections.es.md", "{#after}", "{#later}", "later: there is no such section in en"),
    ("sections.en.md", "## Afterwards", "## " + "A" * 301, "after: has a heading of more than 300"),
    ("case.yaml", "[arrests]", "[arrests, arrests]", "glance.1: “arrests” stands twice"),
    (
        "case.yaml",
        "decision: ",
        "translated_from: {en: " + "ab" * 32 + "}\ndecision: ",
        "translated_from.en: is no translation here",
    ),
    ("case.yaml", "title: {en: The harbour", 'title: {en: " "', "title.en: needs some text"),
    ("case.yaml", "title: {en: The harbour", 'title: {en: "A\\nB"', "stands in one line"),
    (
        "sources.yaml",
        "grade: B",
        "grade: B, url: 'https://example.org/a b'",
        "0.url: is an address without spaces",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), CASE_FAULTS)
def test_a_fault_in_a_case_is_told_with_its_place(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    found = errors(write(tmp_path, replaced(CASE, file, old, new), "it"))

    assert any(said in one for one in found), found
    assert all(one.startswith("it/") for one in found)


POLICY_FAULTS = [
    ("policy.yaml", "[AB-1, AB-2]", "[AB-1, AB-9]", "chapters.0.clauses.1: there is no clause"),
    ("policy.yaml", "[AB-1, AB-2]", "[AB-1]", "it/clauses.yaml:8: 1: “AB-2” stands in no chapter"),
    ("policy.yaml", "[AB-1, AB-2]", "[AB-1, AB-2, AB-1]", "chapters.0.clauses.2: “AB-1” stands"),
    ("policy.yaml", "AB-2: 2}", "AB-2: 3}", "editions.1.clauses.AB-2: there is no version 3"),
    ("policy.yaml", "AB-2: 2}", "AB-9: 1}", "editions.1.clauses.AB-9: there is no version 1"),
    ("policy.yaml", "2026-09-01", "2026-03-01", "editions.1.effective_on: another edition"),
    ("policy.yaml", "uid: second", "uid: first", "editions.1.uid: “first” stands twice"),
    ("policy.yaml", "kind: policy", "kind: rule", "it/policy.yaml:3: kind: "),
    ("policy.yaml", "kind: policy", "kind: law", "jurisdiction: is required for a law"),
    ("policy.yaml", "kind: policy", "kind: law", "0.status: a clause of a law needs a status"),
    ("policy.yaml", "example: true", "example: True", "example: must be true or false"),
    ("clauses.yaml", "change: clarification, ", "", "1.versions.1.change: is required"),
    (
        "clauses.yaml",
        "{number: 1, text: Escalate.}",
        "{number: 1, change: change, text: E.}",
        "1.versions.0.change: the first",
    ),
    ("clauses.yaml", "code: AB-2", "code: AB-1", "it/clauses.yaml:8: 1.code: “AB-1” stands twice"),
    ("clauses.yaml", "code: AB-2", "code: A B", "it/clauses.yaml:8: 1.code: "),
    ("clauses.yaml", "[clause:AB-2]", "[clause:AB-7]", "it/clauses.yaml:4: 0.versions.0.text: "),
    ("clauses.yaml", "explanation: Because.", "explanation: See [term:none].", "0.explanation: "),
    ("clauses.es.yaml", "AB-2:", "AB-5:", "it/clauses.es.yaml:8: AB-5: there is no such clause"),
    ("clauses.es.yaml", "    one: {", "    two: {", "AB-1.examples.two: there is no such example"),
    ("clauses.es.yaml", "{number: 2, text", "{number: 4, text", "AB-2.versions.1.number: there is"),
    (
        "forms.yaml",
        "field: ground, any_of: [policy]",
        "field: why, any_of: [policy]",
        "fields.1.depends_on.field: there is no field “why” before",
    ),
    ("forms.yaml", "any_of: [policy]", "any_of: [law]", "any_of.0: there is no option “law”"),
    ("forms.yaml", "seats: [specialist]", "seats: [captain]", "seats.0: there is no seat"),
    (
        "forms.yaml",
        "{key: policy, label: Policy}",
        "{key: policy, label: Policy, rank: 1}",
        "options: either every option has a rank",
    ),
    ("forms.yaml", "        - {key: neither, label: Neither}\n", "", "options: needs two options"),
    ("forms.yaml", "key: why", "key: ground", "fields.2.key: “ground” stands twice"),
    ("forms.yaml", "kind: text", "kind: colour", "0.fields.2.kind: "),
    (
        "forms.yaml",
        "      kind: text\n",
        "      kind: text\n      options: [{key: a, label: A}, {key: b, label: B}]\n",
        "0.fields.2.options: a field of kind text has no options of its own",
    ),
    ("forms.es.yaml", "reasons:", "other:", "it/forms.es.yaml:1: other: there is no such form"),
    ("forms.es.yaml", "neither: Nada", "nothing: Nada", "options.nothing: there is no such key"),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), POLICY_FAULTS)
def test_a_fault_in_a_policy_is_told_with_its_place(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    found = errors(write(tmp_path, replaced(POLICY, file, old, new), "it"))

    assert any(said in one for one in found), found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (", checked_on: 2026-11-22", "", "0.status.0.checked_on: is required"),
        ("source: s1", "source: s2", "0.status.0.source: there is no source “s2”"),
        ("status: in-force", "status: maybe", "0.status.0.status: "),
        ("note: Seen.", "note: {es: Visto}", "0.status.0.note.en: is required"),
    ],
)
def test_a_law_needs_its_status_with_source_and_day(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    found = errors(write(tmp_path, replaced(LAW, "clauses.yaml", old, new), "it"))

    assert any(said in one for one in found), found


WARNINGS = [
    (CASE, "case.yaml", ", es: El puerto", "", "title: is not translated into es"),
    (CASE, "case.yaml", ", es: La redada", "", "timeline.0.text: is not translated into es"),
    (
        CASE,
        "sections.es.md",
        "## Después {#after}\n\nNada todavía.\n",
        "",
        "sections.en.md:7: after: is not translated into es",
    ),
    (
        CASE,
        "facts.es.yaml",
        "led-by:\n  - {number: 1, statement: La dirigió la policía danesa.}\n",
        "",
        "facts.1: the newest version is not translated",
    ),
    (
        CASE,
        "sources.yaml",
        "- {key: s1",
        "- {key: s3, publisher: P, title: T, grade: A}\n- {key: s1",
        "0: “s3” is cited nowhere",
    ),
    (
        CASE,
        "sources.yaml",
        "grade: A",
        "grade: C",
        "facts.1.versions.0.citations: rests on grade C",
    ),
    (
        POLICY,
        "clauses.es.yaml",
        "    - {number: 2, text: Escale enseguida.}\n",
        "",
        "clauses.yaml:8: 1: the newest version is not",
    ),
    (
        POLICY,
        "clauses.es.yaml",
        "  explanation: Porque sí.\n",
        "",
        "AB-1: the explanation is not translated",
    ),
    (POLICY, "forms.es.yaml", ", neither: Nada", "", "options: “neither” is not translated"),
]


@pytest.mark.parametrize(("files", "file", "old", "new", "said"), WARNINGS)
def test_what_is_missing_but_not_wrong_is_a_warning(
    tmp_path: Path, files: dict[str, str], file: str, old: str, new: str, said: str
) -> None:
    found = validate_folder(write(tmp_path, replaced(files, file, old, new), "it"))

    assert [problem.level for problem in found] == ["warning"] * len(found)
    assert any(said in str(problem) for problem in found), found


@pytest.mark.parametrize("file", ["sources.yaml", "facts.yaml", "sections.en.md"])
def test_a_missing_file_is_told(tmp_path: Path, file: str) -> None:
    files = {name: text for name, text in CASE.items() if name != file}

    assert f"it/{file}:1: this file is missing" in errors(write(tmp_path, files, "it"))


def test_a_folder_of_no_kind_is_told(tmp_path: Path) -> None:
    found = errors(write(tmp_path, {"notes.txt": "x"}, "it"))

    assert len(found) == 1
    assert found[0].startswith("it:1: is not a folder of a case, policy or background")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("fact.es.yaml", "is no file of a case folder"),
        ("facts.fr.yaml", "is in a language that case.yaml does not list"),
        ("facts.en.yaml", "is not needed: en is the source language"),
        ("picture.jpg", "is no file of a case folder"),
        ("clauses.yaml", "is no file of a case folder"),
    ],
)
def test_a_file_that_would_not_be_read_is_told(tmp_path: Path, file: str, said: str) -> None:
    folder = write(tmp_path, {**CASE, file: "{}"}, "it")

    assert errors(folder) == [f"it/{file}:1: {said}"]


def test_a_readme_is_no_fault(tmp_path: Path) -> None:
    assert errors(write(tmp_path, {**CASE, "README.md": "hello"}, "it")) == []


def test_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    outside = tmp_path / "secret.yaml"
    outside.write_text(CASE["sources.yaml"])
    folder = write(tmp_path, {k: v for k, v in CASE.items() if k != "sources.yaml"}, "it")
    (folder / "sources.yaml").symlink_to(outside)

    assert "it/sources.yaml:1: is a link to somewhere else, which is not followed" in errors(folder)


def test_a_head_file_that_is_a_link_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "secret.yaml"
    outside.write_text(CASE["case.yaml"])
    folder = write(tmp_path, {k: v for k, v in CASE.items() if k != "case.yaml"}, "it")
    (folder / "case.yaml").symlink_to(outside)

    assert errors(folder) == ["it/case.yaml:1: is a link to somewhere else, which is not followed"]


def test_a_folder_inside_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, CASE, "it")
    (folder / "deep").mkdir()

    assert errors(folder) == ["it/deep:1: is not a file; a folder of this kind holds only files"]


def test_a_folder_of_too_many_files_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, CASE, "it")
    for number in range(200):
        (folder / f"f{number}").touch()

    assert "it:1: holds more than 200 files" in errors(folder)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, CASE, "it")
    (folder / "sources.yaml").write_bytes(b"- {key: s1,\n  title: \xff}")

    assert "it/sources.yaml:2: is not UTF-8 text" in errors(folder)


def test_five_megabytes_of_markdown_are_refused_before_they_are_read(tmp_path: Path) -> None:
    folder = write(tmp_path, CASE, "it")
    (folder / "sections.en.md").write_text("## A {#a}\n\n" + "word " * 1_000_000)

    assert any("sections.en.md:1: is larger than" in one for one in errors(folder))


def test_ten_thousand_and_one_items_are_refused(tmp_path: Path) -> None:
    lines = "".join(f"- {{key: k{n}, publisher: p, title: t, grade: A}}\n" for n in range(10_001))

    found = errors(write(tmp_path, {**CASE, "sources.yaml": lines}, "it"))

    assert any("a list holds more than 10,000 items" in one for one in found)


def test_a_section_over_the_limit_of_rendering_is_told(tmp_path: Path) -> None:
    files = {**CASE, "sections.en.md": "## A {#what}\n\n" + "[" * 20_000 + "\n\n## B {#after}\n\nx"}

    found = errors(write(tmp_path, files, "it"))

    assert found
    assert all(one.startswith("it/sections.en.md:3: what: ") for one in found)


def test_problems_of_several_files_are_told_together_and_in_order(tmp_path: Path) -> None:
    files = replaced(CASE, "case.yaml", "intensity: 1", "intensity: 1\ncolour: red")
    found = validate_folder(
        write(tmp_path, replaced(files, "sources.yaml", "grade: B", "grade: D"), "it")
    )
    assert [type(one) for one in found] == [Problem]  # the head is needed to read on

    files = replaced(CASE, "facts.yaml", "status: arrested", "status: guilty")
    found = validate_folder(
        write(tmp_path, replaced(files, "sources.yaml", "grade: B", "grade: D"), "two")
    )
    assert [one.file for one in found] == ["two/facts.yaml", "two/sources.yaml"]
