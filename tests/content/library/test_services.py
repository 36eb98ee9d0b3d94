from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from accounts.models import AuditEntry, User
from content.cases.models import Case
from content.cases.selectors import case_document
from content.facts.models import Fact, FactSet, FactText, FactVersion
from content.library.checking import checked, open_folder
from content.library.fetch import fetch
from content.library.kinds import Kind
from content.library.services import (
    NothingToExport,
    export_case,
    export_policy,
    import_folder,
    import_folders,
    own_folders,
    store_checked,
    validate_folder,
)
from content.policies.models import (
    Clause,
    ClauseCommentary,
    ClauseTranslation,
    ClauseVersion,
    FormVersion,
    LegalStatus,
)
from content.policies.selectors import clause_version
from content.sources.models import Source
from core.problems import ProblemsFound
from core.whole_folders import FolderTaken
from tests.content.folders import BACKGROUND, CASE, LAW, POLICY, replaced, write

pytestmark = pytest.mark.usefixtures("words")
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def taken(root: Path, files: dict[str, str], name: str = "it", at: datetime = AT):
    return import_folder(write(root, files, name), by=None, at=at)


def refused(root: Path, files: dict[str, str], name: str, at: datetime = LATER) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        taken(root, files, name, at)
    return [str(one) for one in found.value.problems if one.level == "error"]


def changed(files: dict[str, str], file: str, old: str, new: str) -> dict[str, str]:
    return replaced(files, file, old, new)


def test_import_writes_everything_once_and_says_what_is_new(tmp_path: Path, trainer: User) -> None:
    result = import_folder(write(tmp_path, CASE, "it"), by=trainer, at=AT)

    assert (result.kind, result.slug, result.is_new, result.is_changed) == (
        Kind.CASE, "harbour", True, True,
    )  # fmt: skip
    assert result.new_versions == ("arrests@1", "led-by@1")
    assert result.warnings == ()
    entry = AuditEntry.objects.get(action="content.imported")
    assert (entry.target, entry.by) == ("case:harbour", str(trainer.public_id))
    assert Case.objects.get().updated_by == trainer
    assert {version.created_by for version in FactVersion.objects.all()} == {trainer}


def test_importing_again_changes_nothing(tmp_path: Path) -> None:
    taken(tmp_path, CASE)
    before = list(FactVersion.objects.values())

    result = taken(tmp_path, CASE, "again", LATER)

    assert (result.is_new, result.is_changed, result.new_versions) == (False, False, ())
    assert list(FactVersion.objects.values()) == before
    assert Case.objects.get().revision == 1
    assert AuditEntry.objects.filter(action__startswith="content.").count() == 1


def test_a_faulty_folder_writes_nothing(tmp_path: Path) -> None:
    refused(tmp_path, changed(CASE, "sections.en.md", "[fact:led-by]", "[fact:who]"), "it")

    assert (FactSet.objects.count(), Source.objects.count(), Case.objects.count()) == (0, 0, 0)


def test_validating_writes_nothing(tmp_path: Path) -> None:
    assert validate_folder(write(tmp_path, CASE, "it")) == []
    assert FactSet.objects.count() == 0


def test_a_new_version_of_a_fact_is_added_and_the_old_one_stays(tmp_path: Path) -> None:
    taken(tmp_path, CASE)
    second = """\
      - number: 2
        change: substantive
        statement: 14 people were arrested.
        figures: ["14"]
        as_of: 2025-04
        citations: [{source: s2, locator: page 3}]
  - key: led-by
"""
    files = changed(CASE, "facts.yaml", "  - key: led-by\n", second)
    files = changed(files, "facts.es.yaml", "led-by:", "  - {number: 2, statement: 14.}\nled-by:")
    files["sections.en.md"] = files["sections.en.md"].replace("12 people", "14 people")
    files["sections.es.md"] = files["sections.es.md"].replace("12 personas", "14 personas")

    result = taken(tmp_path, files, "two", LATER)

    assert result.new_versions == ("arrests@2",)
    told = FactVersion.objects.filter(fact__key="arrests").values_list(
        "number", "statement", "created_at"
    )
    assert list(told) == [
        (1, "12 people were arrested.", AT),
        (2, "14 people were arrested.", LATER),
    ]


def test_a_version_is_never_given_other_words(tmp_path: Path) -> None:
    taken(tmp_path, CASE)

    said = refused(
        tmp_path,
        changed(CASE, "facts.yaml", "Danish police led it", "Swedish police led it"),
        "two",
    )

    assert said == [
        "two/facts.yaml:13: facts.1.versions.0: version 1 says something else in the library; "
        "a version never changes: add version 2 with `change: editorial` or `substantive`"
    ]
    assert FactVersion.objects.get(fact__key="led-by").statement == "Danish police led it."


def test_a_folder_that_is_behind_is_warned_of_and_takes_nothing_back(tmp_path: Path) -> None:
    second = """\
      - number: 2
        change: editorial
        statement: Twelve (12) people were arrested.
        figures: ["12"]
        citations: [{source: s1, quote: twelve}]
  - key: led-by
"""
    taken(tmp_path, changed(CASE, "facts.yaml", "  - key: led-by\n", second))

    result = taken(tmp_path, CASE, "old", LATER)

    assert [str(one) for one in result.warnings] == [
        "old/facts.yaml:3: facts.0.versions: the library holds version 2; it stays the newest"
    ]
    assert FactVersion.objects.filter(fact__key="arrests").count() == 2


def test_a_better_translation_of_a_fact_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    taken(tmp_path, CASE)

    taken(tmp_path, changed(CASE, "facts.es.yaml", "La dirigió", "Fue dirigida por"), "two")

    told = FactText.objects.get(version__fact__key="led-by")
    assert told.statement == "Fue dirigida por la policía danesa."


@pytest.mark.parametrize(
    ("files", "file", "old", "new", "key"),
    [
        (CASE, "facts.yaml", "Danish police led", "Swedish police led", "led-by@1"),
        (POLICY, "clauses.yaml", "text: Escalate.}", "text: Wait.}", "AB-2@1"),
        (POLICY, "policy.yaml", "AB-2: 2}", "AB-2: 1}", "second"),
        (POLICY, "policy.yaml", "uid: second", "uid: other", "second"),
    ],
)
def test_what_changed_between_check_and_writing_is_told_and_nothing_is_written(
    tmp_path: Path, files: dict[str, str], file: str, old: str, new: str, key: str
) -> None:
    opened = open_folder(write(tmp_path, changed(files, file, old, new), "late"))
    bundle, problems = checked(opened, today=LATER.date())
    assert bundle is not None
    taken(tmp_path, files, "meanwhile")
    before = fetch(bundle.kind, bundle.head.slug)

    with pytest.raises(ProblemsFound, match=f"late:1: {key}: the library changed"):
        store_checked([(bundle, problems)], by=None, at=LATER)

    assert fetch(bundle.kind, bundle.head.slug) == before


def test_a_fact_that_is_left_out_is_retired_and_can_come_back(tmp_path: Path) -> None:
    taken(tmp_path, CASE)
    cut = """\
  - key: led-by
    versions:
      - number: 1
        statement: Danish police led it.
        citations:
          - {source: s2, locator: page 2}
"""
    files = changed(CASE, "facts.yaml", cut, "")
    files = changed(files, "sections.en.md", " It was led by Danes [fact:led-by].", "")
    files["facts.es.yaml"] = files["facts.es.yaml"].split("led-by")[0]

    taken(tmp_path, files, "two", LATER)
    assert Fact.objects.get(key="led-by").is_retired
    result = taken(tmp_path, CASE, "three", LATER)

    assert not Fact.objects.get(key="led-by").is_retired
    assert result.new_versions == ()
    assert FactVersion.objects.filter(fact__key="led-by").count() == 1


def test_a_source_is_pruned_only_when_nothing_ever_cited_it(tmp_path: Path) -> None:
    spare = "- {key: s9, publisher: P, title: T, grade: A}\n"
    taken(tmp_path, {**CASE, "sources.yaml": CASE["sources.yaml"] + spare})

    taken(tmp_path, CASE, "two", LATER)

    assert list(Source.objects.values_list("key", flat=True)) == ["s1", "s2"]


def test_a_translation_that_stayed_while_its_source_changed_is_stale(tmp_path: Path) -> None:
    taken(tmp_path, CASE)
    files = changed(CASE, "sections.en.md", "Nothing yet.", "The trial is on.")

    taken(tmp_path, files, "two", LATER)

    spanish = case_document("harbour", "es", date(2026, 12, 1))
    assert spanish is not None
    assert spanish.is_stale
    assert spanish.revision == 2
    export_case("harbour", tmp_path / "out")
    assert "translated_from:\n  es: " in (tmp_path / "out" / "case.yaml").read_text()
    assert not import_folder(tmp_path / "out", by=None, at=LATER).is_changed

    files = changed(files, "sections.es.md", "Nada todavía.", "Hay juicio.")
    taken(tmp_path, files, "three", LATER)
    spanish = case_document("harbour", "es", date(2026, 12, 1))
    assert spanish is not None
    assert not spanish.is_stale


def test_a_new_clause_version_needs_an_edition_to_take_effect(tmp_path: Path) -> None:
    taken(tmp_path, POLICY)
    third = "    - {number: 3, change: change, text: Escalate to the specialist.}\n"
    files = {**POLICY, "clauses.yaml": POLICY["clauses.yaml"] + third}

    result = taken(tmp_path, files, "two", LATER)

    assert result.new_versions == ("AB-2@3",)
    current = clause_version("house", "AB-2", LATER.date())
    assert current is not None
    assert current.number == 2

    edition = "  - {uid: third, label: {en: Third}, effective_on: 2027-01-01, clauses: {AB-2: 3}}\n"
    taken(tmp_path, {**files, "policy.yaml": files["policy.yaml"] + edition}, "three", LATER)
    coming = clause_version("house", "AB-2", date(2027, 1, 1))
    assert coming is not None
    assert coming.number == 3
    assert clause_version("house", "AB-1", date(2027, 1, 1)) is None


def test_a_clause_version_is_never_given_other_words(tmp_path: Path) -> None:
    taken(tmp_path, POLICY)

    said = refused(
        tmp_path, changed(POLICY, "clauses.yaml", "text: Escalate.}", "text: Wait.}"), "two"
    )

    assert said == [
        "two/clauses.yaml:11: 1.versions.0: version 1 says something else in the library; "
        "a version never changes: add version 3 with `change: clarification` or `change`"
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("AB-2: 2}", "AB-2: 1}", "two/policy.yaml:17: editions.1: is in effect and cannot change"),
        ("2026-09-01", "2026-10-01", "editions.1: is in effect and cannot change"),
        ("uid: second", "uid: other", "editions: edition “second” is in effect and has to stay"),
    ],
)
def test_an_edition_in_effect_never_changes(tmp_path: Path, old: str, new: str, said: str) -> None:
    taken(tmp_path, POLICY)

    found = refused(tmp_path, changed(POLICY, "policy.yaml", old, new), "two")

    assert any(said in one for one in found), found


def test_an_edition_to_come_may_change_and_go(tmp_path: Path) -> None:
    early = datetime(2026, 8, 1, tzinfo=UTC)
    taken(tmp_path, POLICY, at=early)

    moved = changed(POLICY, "policy.yaml", "2026-09-01", "2026-10-01")
    taken(tmp_path, moved, "two", early)
    before = clause_version("house", "AB-2", date(2026, 9, 15))
    gone = moved["policy.yaml"].split("  - uid: second")[0]
    taken(tmp_path, {**moved, "policy.yaml": gone}, "three", early)
    after = clause_version("house", "AB-2", date(2026, 11, 1))

    assert before is not None
    assert after is not None
    assert (before.number, after.number) == (1, 1)


def test_explanation_and_translation_get_revisions_and_no_version(tmp_path: Path) -> None:
    taken(tmp_path, POLICY)
    files = changed(POLICY, "clauses.yaml", "explanation: Because.", "explanation: For safety.")
    files = changed(files, "clauses.es.yaml", "text: Escale.}", "text: Escale ya.}")

    result = taken(tmp_path, files, "two", LATER)

    assert result.new_versions == ()
    assert ClauseVersion.objects.count() == 3
    told = ClauseCommentary.objects.filter(clause__code="AB-1", language="en")
    assert list(told.values_list("revision", "explanation")) == [
        (1, "Because."),
        (2, "For safety."),
    ]
    translated = ClauseTranslation.objects.filter(version__clause__code="AB-2", version__number=1)
    assert list(translated.values_list("revision", "text")) == [(1, "Escale."), (2, "Escale ya.")]
    export_policy("house", tmp_path / "out")
    assert "of: " in (tmp_path / "out" / "clauses.es.yaml").read_text()


def test_what_is_taken_out_beside_a_clause_is_gone_from_the_export(tmp_path: Path) -> None:
    taken(tmp_path, POLICY)
    files = changed(POLICY, "clauses.yaml", "  explanation: Because.\n", "")
    files = changed(files, "clauses.es.yaml", "  explanation: Porque sí.\n", "")
    files = changed(files, "clauses.es.yaml", "    - {number: 2, text: Escale enseguida.}\n", "")

    taken(tmp_path, files, "two", LATER)
    export_policy("house", tmp_path / "out")

    assert "explanation" not in (tmp_path / "out" / "clauses.yaml").read_text()
    assert "enseguida" not in (tmp_path / "out" / "clauses.es.yaml").read_text()
    assert not import_folder(tmp_path / "out", by=None, at=LATER).is_changed


def test_a_clause_that_is_left_out_is_retired(tmp_path: Path) -> None:
    early = datetime(2026, 1, 1, tzinfo=UTC)
    taken(tmp_path, POLICY, at=early)
    files = {
        **POLICY,
        "policy.yaml": POLICY["policy.yaml"]
        .replace("[AB-1, AB-2]", "[AB-2]")
        .replace("AB-1: 1, ", ""),
        "clauses.yaml": "- code: AB-2" + POLICY["clauses.yaml"].split("- code: AB-2")[1],
        "clauses.es.yaml": "AB-2:" + POLICY["clauses.es.yaml"].split("AB-2:")[1],
    }

    taken(tmp_path, files, "two", early)

    assert dict(Clause.objects.values_list("code", "is_retired")) == {"AB-1": True, "AB-2": False}
    export_policy("house", tmp_path / "out")
    assert "AB-1" not in (tmp_path / "out" / "clauses.yaml").read_text()


def test_a_check_of_the_law_adds_a_line_and_no_version(tmp_path: Path) -> None:
    taken(tmp_path, LAW)
    line = "    - {status: in-force, on: 2024-02-17, source: s1, checked_on: 2026-12-01}\n"

    result = taken(tmp_path, {**LAW, "clauses.yaml": LAW["clauses.yaml"] + line}, "two", LATER)

    assert result.is_changed
    assert result.new_versions == ()
    assert list(LegalStatus.objects.values_list("position", "checked_on")) == [
        (0, date(2026, 11, 22)),
        (1, date(2026, 12, 1)),
    ]


def test_a_form_gets_a_version_only_when_it_changed(tmp_path: Path) -> None:
    taken(tmp_path, POLICY)
    files = changed(POLICY, "policy.yaml", "House rules", "Rules of the house")
    taken(tmp_path, files, "two", LATER)
    assert FormVersion.objects.count() == 1

    files = changed(files, "forms.yaml", "label: Front line", "label: First line")
    result = taken(tmp_path, files, "three", LATER)

    assert result.new_versions == ("reasons@2",)


def test_a_slug_belongs_to_one_kind(tmp_path: Path) -> None:
    taken(tmp_path, CASE)

    said = refused(
        tmp_path, changed(BACKGROUND, "background.yaml", "slug: practice", "slug: harbour"), "two"
    )

    assert said == ["two/background.yaml:2: slug: is taken by a case; slugs are unique"]


def test_several_folders_are_taken_in_the_order_of_their_references(tmp_path: Path) -> None:
    case = changed(
        CASE,
        "sections.en.md",
        "Nothing yet.",
        "See [clause:house/AB-1] and 80 hours [fact:practice/hours].",
    )
    folders = [
        write(tmp_path, case, "a-case"),
        write(tmp_path, POLICY, "b-policy"),
        write(tmp_path, BACKGROUND, "c-background"),
    ]
    assert own_folders(tmp_path) == folders

    results = import_folders(folders, by=None, at=AT)

    assert [result.slug for result in results] == ["house", "practice", "harbour"]


def test_several_folders_are_all_taken_or_none(tmp_path: Path) -> None:
    bad = changed(POLICY, "policy.yaml", "AB-2: 2}", "AB-2: 7}")
    folders = [write(tmp_path, CASE, "good"), write(tmp_path, bad, "bad")]

    with pytest.raises(ProblemsFound) as found:
        import_folders(folders, by=None, at=AT)

    assert [one.file for one in found.value.problems] == ["bad/policy.yaml"]
    assert Case.objects.count() == 0


def test_folders_that_refer_to_each_other_in_a_circle_are_refused(tmp_path: Path) -> None:
    case = changed(CASE, "sections.en.md", "Nothing yet.", "See [clause:house/AB-1].")
    policy = changed(
        POLICY, "clauses.yaml", "explanation: Because.", "explanation: See [case:harbour]."
    )
    folders = [write(tmp_path, case, "a"), write(tmp_path, policy, "b")]

    with pytest.raises(ProblemsFound, match="refer to each other in a circle: "):
        import_folders(folders, by=None, at=AT)


def test_two_folders_of_one_slug_are_refused(tmp_path: Path) -> None:
    folders = [write(tmp_path, CASE, "a"), write(tmp_path, CASE, "b")]

    with pytest.raises(ProblemsFound, match="b:1: slug: has the slug “harbour”, as a has"):
        import_folders(folders, by=None, at=AT)


def test_export_refuses_what_is_not_there_and_what_is_in_the_way(tmp_path: Path) -> None:
    taken(tmp_path, CASE)
    with pytest.raises(NothingToExport, match="there is no case “nobody”"):
        export_case("nobody", tmp_path / "out")
    with pytest.raises(NothingToExport, match="there is no policy “harbour”"):
        export_policy("harbour", tmp_path / "out")
    with pytest.raises(FolderTaken, match="exists and is not an empty folder"):
        export_case("harbour", tmp_path / "it")
    (tmp_path / "file").touch()
    with pytest.raises(FolderTaken, match="cannot be written"):
        export_case("harbour", tmp_path / "file" / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "it"]


def test_export_fills_an_empty_folder(tmp_path: Path) -> None:
    taken(tmp_path, CASE)
    (tmp_path / "out").mkdir()

    export_case("harbour", tmp_path / "out")

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(CASE)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["it", "out"]


def test_fetching_what_does_not_exist_gives_nothing(db: None) -> None:
    assert [fetch(kind, "nothing") for kind in (Kind.CASE, Kind.POLICY, Kind.BACKGROUND)] == [
        None, None, None,
    ]  # fmt: skip
