"""Folders in and out by command: whole or not at all, one line per problem, never a traceback."""

import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from content.cases.models import Case
from content.library.shipped import load_shipped
from core.problems import ProblemsFound
from courses.catalogue.models import Course, DraftEdit, LessonText
from courses.catalogue.selectors import read_draft
from courses.catalogue.services import note_edit, replace_draft
from courses.releases.files.reading import read_course
from courses.releases.models import Candidate, Part, Release
from courses.releases.services import load_library
from tests.courses.releases.conftest import EXAMPLE, LIBRARY, NOW
from tests.factories.accounts import UnitFactory
from tests.factories.catalogue import course_draft, lesson_draft, make_course, make_release

type Run = Callable[..., tuple[int, list[str], list[str]]]


@pytest.fixture
def run() -> Run:
    """Call a command; give its exit status and its lines out and err."""

    def call(name: str, *words: object, **options: object) -> tuple[int, list[str], list[str]]:
        out, err = StringIO(), StringIO()
        status = 0
        try:
            call_command(name, *map(str, words), stdout=out, stderr=err, **options)
        except SystemExit as end:
            status = int(end.code or 0)
        return status, out.getvalue().splitlines(), err.getvalue().splitlines()

    return call


@pytest.fixture
def vocabulary(db: None, tmp_path: Path) -> None:
    """Harm areas and terms, but neither case nor policy."""
    (tmp_path / "v").mkdir()
    shutil.copy(LIBRARY / "vocabulary.yaml", tmp_path / "v")
    load_shipped(at=NOW, root=tmp_path / "v")


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """The example course with the case and the policy it cites, side by side."""
    path = tmp_path / "all"
    shutil.copytree(EXAMPLE, path / "example-course")
    shutil.copytree(LIBRARY / "harbour", path / "harbour")
    shutil.copytree(LIBRARY / "house", path / "house")
    return path


def nothing_is_there() -> bool:
    return not (Course.objects.exists() or Case.objects.exists() or Part.objects.exists())


# The command validate_course


def test_a_sound_course_is_valid_and_nothing_is_written(library: None, run: Run) -> None:
    assert run("validate_course", EXAMPLE) == (
        0,
        ["Nothing stands in the way of an import."],
        [],
    )
    assert not Course.objects.exists()


def test_a_course_is_valid_beside_what_it_cites(vocabulary: None, folders: Path, run: Run) -> None:
    assert run("validate_course", folders)[0] == 0
    assert nothing_is_there()


def test_a_course_without_what_it_cites_is_not(vocabulary: None, run: Run) -> None:
    status, out, err = run("validate_course", EXAMPLE)

    assert (status, out) == (1, [])
    assert err[0] == (
        "example_course/decide.en.md:8: covers: there is no clause “house/FEE-1.2” in effect"
    )
    assert all(line.startswith("example_course/") for line in err)


def test_a_policy_alone_can_be_validated(vocabulary: None, run: Run) -> None:
    assert run("validate_course", LIBRARY / "house")[0] == 0


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_a_path_that_holds_nothing_is_one_line(
    db: None, tmp_path: Path, run: Run, name: str
) -> None:
    (tmp_path / "empty").mkdir()

    status, _, err = run("validate_course", tmp_path / name)

    assert status == 1
    assert len(err) == 1
    assert err[0].startswith(f"{tmp_path / name}:1: ")


# The command import_course


def test_several_folders_come_in_in_the_order_of_their_references(
    vocabulary: None, folders: Path, run: Run
) -> None:
    status, out, err = run("import_course", folders)

    assert (status, out, err) == (
        0,
        [
            "imported policy house",
            "imported case harbour",
            "imported course example-course as draft, revision 1",
        ],
        [],
    )
    assert read_draft(Course.objects.get()) == read_course(EXAMPLE).draft
    assert not Release.objects.exists()


def test_a_course_that_comes_in_as_it_is_keeps_its_revision(library: None, run: Run) -> None:
    run("import_course", EXAMPLE)
    status, out, _ = run("import_course", EXAMPLE)

    assert (status, out) == (0, ["imported course example-course as draft, revision 1"])
    assert list(DraftEdit.objects.values_list("revision", "action")) == [(1, "created")]


def test_a_course_comes_in_changed_as_another_revision(
    library: None, folders: Path, run: Run
) -> None:
    run("import_course", EXAMPLE)
    path = folders / "example-course" / "course.yaml"
    path.write_text(path.read_text().replace("code: ", "code: A-", 1))
    status, out, _ = run("import_course", path.parent)

    assert (status, out) == (0, ["imported course example-course as draft, revision 2"])
    assert list(DraftEdit.objects.values_list("revision", "action")) == [
        (1, "created"),
        (2, "replaced"),
    ]


def test_a_problem_in_one_folder_keeps_all_out(vocabulary: None, folders: Path, run: Run) -> None:
    quiz = folders / "example-course" / "quiz.en.md"
    quiz.write_text(quiz.read_text().replace("take: 2", "take: 9"))

    status, out, err = run("import_course", folders)

    assert (status, out) == (1, [])
    assert err == [
        "example-course/quiz.en.md:15: draw.1: takes 9 questions where at least 3 are left"
    ]
    assert nothing_is_there()


def test_problems_of_course_and_case_come_together(
    vocabulary: None, folders: Path, run: Run
) -> None:
    (folders / "example-course" / "stray.txt").write_text("")
    (folders / "harbour" / "stray.txt").write_text("")

    status, _, err = run("import_course", folders)

    assert status == 1
    assert [line.split(":")[0] for line in err] == [
        "example-course/stray.txt",
        "harbour/stray.txt",
    ]
    assert nothing_is_there()


def test_courses_that_require_each_other_in_a_circle_are_refused(
    library: None, tmp_path: Path, run: Run
) -> None:
    for name, other in (("one", "two"), ("two", "one")):
        path = Path(shutil.copytree(EXAMPLE, tmp_path / "p" / name))
        head = (path / "course.yaml").read_text()
        head = head.replace("example-course", name).replace("EX-1", name)
        (path / "course.yaml").write_text(f"{head}requires: [{other}]\n")

    status, _, err = run("import_course", tmp_path / "p")

    assert status == 1
    assert "in a circle" in err[0]
    assert not Course.objects.exists()


def test_a_required_course_may_come_with_it(library: None, tmp_path: Path, run: Run) -> None:
    for name in ("a-second", "b-first"):
        path = Path(shutil.copytree(EXAMPLE, tmp_path / "p" / name))
        head = (path / "course.yaml").read_text()
        head = head.replace("example-course", name).replace("EX-1", name)
        requires = "requires: [b-first]\n" if name == "a-second" else ""
        (path / "course.yaml").write_text(head + requires)

    status, out, _ = run("import_course", tmp_path / "p")

    assert (status, out) == (
        0,
        [
            "imported course b-first as draft, revision 1",
            "imported course a-second as draft, revision 1",
        ],
    )
    second = Course.objects.get(slug="a-second")
    assert [course.slug for course in second.requires.all()] == ["b-first"]


def test_a_circle_through_the_tables_is_refused(library: None, tmp_path: Path, run: Run) -> None:
    run("import_course", EXAMPLE)
    make_course(course_draft(slug="other", code="O-1", requires=("example-course",)))
    path = Path(shutil.copytree(EXAMPLE, tmp_path / "c"))
    with (path / "course.yaml").open("a") as opened:
        opened.write("requires: [other]\n")

    status, _, err = run("import_course", path)

    assert (status, err) == (
        1,
        [
            "c/course.yaml:24: requires: goes round in a circle:"
            " example-course → other → example-course"
        ],
    )


def test_a_code_that_is_taken_is_told(library: None, run: Run) -> None:
    make_course(course_draft(slug="other", code="EX-1"))

    status, _, err = run("import_course", EXAMPLE)

    assert (status, err) == (
        1,
        ["example_course/course.yaml:2: slug: Another course has the code EX-1."],
    )
    assert not Course.objects.filter(slug="example-course").exists()


def test_an_owner_is_named_by_its_short_code(library: None, run: Run) -> None:
    unit = UnitFactory(short_code="north")

    assert run("import_course", EXAMPLE, "--owner", "nowhere")[0] == 1
    run("import_course", EXAMPLE, "--owner", "NORTH")

    assert Course.objects.get().owner == unit


# The command export_course


def test_an_export_can_be_imported_elsewhere(course: Course, tmp_path: Path, run: Run) -> None:
    status, out, _ = run("export_course", "example-course", tmp_path / "x", "--with-cited")

    assert (status, out) == (0, ["wrote example-course", "wrote house", "wrote harbour"])
    assert read_course(tmp_path / "x" / "example-course").draft == read_draft(course)
    assert run("validate_course", tmp_path / "x")[0] == 0


def test_a_course_is_exported_alone(course: Course, tmp_path: Path, run: Run) -> None:
    (tmp_path / "x").mkdir()

    assert run("export_course", "example-course", tmp_path / "x")[0] == 0

    assert read_course(tmp_path / "x").draft == read_draft(course)


def test_nothing_is_written_over_what_is_there(course: Course, tmp_path: Path, run: Run) -> None:
    (tmp_path / "mine.txt").write_text("mine")

    status, _, err = run("export_course", "example-course", tmp_path)

    assert (status, err) == (1, [f"{tmp_path} exists and is not an empty folder."])
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_course_that_is_not_there_is_one_line(db: None, tmp_path: Path, run: Run) -> None:
    assert run("export_course", "nowhere", tmp_path / "x") == (
        1,
        [],
        ["There is no course “nowhere”."],
    )
    assert not (tmp_path / "x").exists()


def test_an_export_that_cannot_be_written_is_one_line(
    course: Course, tmp_path: Path, run: Run
) -> None:
    (tmp_path / "file").write_text("")

    status, _, err = run("export_course", "example-course", tmp_path / "file" / "x")

    assert (status, len(err)) == (1, 1)


# The command load_library


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "shipped" / "example-course")).parent


def load(shipped: Path) -> list[str]:
    told: list[str] = []
    load_library(at=NOW, tell=told.append, root=LIBRARY, course_root=shipped)
    return told


def test_a_new_database_is_loaded_and_published_to(db: None, shipped: Path) -> None:
    assert load(shipped) == [
        "loaded house",
        "loaded harbour",
        "loaded example-course as a draft",
        "published example-course as release 1",
    ]


def test_what_is_unchanged_is_not_compiled_again(db: None, shipped: Path) -> None:
    load(shipped)

    assert load(shipped) == []
    assert Candidate.objects.count() == 1


def test_a_shipped_course_that_changed_is_loaded_as_a_draft(db: None, shipped: Path) -> None:
    load(shipped)
    attest = shipped / "example-course" / "attest.en.md"
    attest.write_text(attest.read_text().replace("I have read", "I did read"))

    assert load(shipped) == ["loaded example-course as a draft"]
    assert Course.objects.get().draft_revision == 2
    assert Release.objects.count() == 1


def test_what_was_changed_here_is_kept(db: None, shipped: Path) -> None:
    load(shipped)
    LessonText.objects.filter(lesson__uid="attest", language="en").update(title="Mine")
    attest = shipped / "example-course" / "attest.en.md"
    attest.write_text(attest.read_text().replace("I have read", "I did read"))

    assert load(shipped) == ["kept example-course: it was changed here"]
    assert LessonText.objects.get(lesson__uid="attest", language="en").title == "Mine"


def test_a_load_that_was_stopped_half_way_is_made_good(db: None, shipped: Path) -> None:
    load_shipped(at=NOW, root=LIBRARY)
    draft = read_course(shipped / "example-course").draft
    replace_draft(draft=draft, by=None, at=NOW, loaded_digest=draft.digest())

    assert load(shipped) == ["published example-course as release 1"]


def test_a_database_in_use_is_not_published_to(db: None, shipped: Path) -> None:
    make_release(course_draft(lesson_draft("mine"), slug="mine", code="M-1"))

    assert load(shipped)[-1] == "loaded example-course as a draft"
    assert not Release.objects.filter(course__slug="example-course").exists()


def test_a_draft_that_was_edited_is_not_published(db: None, shipped: Path) -> None:
    load_shipped(at=NOW, root=LIBRARY)
    draft = read_course(shipped / "example-course").draft
    course = replace_draft(draft=draft, by=None, at=NOW, loaded_digest=draft.digest())
    LessonText.objects.filter(lesson__uid="attest", language="en").update(title="Mine")
    note_edit(course=course, by=None, at=NOW, action="text")

    assert load(shipped) == []


def test_a_faulty_shipped_course_is_told_and_nothing_of_it_loaded(db: None, shipped: Path) -> None:

    quiz = shipped / "example-course" / "quiz.en.md"
    quiz.write_text(quiz.read_text().replace("take: 2", "take: 9"))

    with pytest.raises(ProblemsFound):
        load(shipped)

    assert not Course.objects.exists()
