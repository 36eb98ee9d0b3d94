import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from content.library.checks.vocabulary import check_vocabulary
from content.library.models import LoadedItem
from content.library.reading import read_vocabulary
from content.library.services import import_folder
from content.library.shipped import SHIPPED, LoadedLibrary, load_shipped, own_folders
from content.policies.models import Policy
from content.vocabulary.models import HarmArea, Term
from core.problems import ProblemsFound
from tests.content.folders import BACKGROUND, CASE, POLICY, replaced, write

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = datetime(2027, 1, 1, 9, 0, tzinfo=UTC)
VOCABULARY = """\
format: casebook-vocabulary/1
languages: [en, es]
taxonomy: dsa-2
categories:
  - {code: MINORS, label: {en: Minors}}
harm_areas:
  - {slug: synthetic-media, label: {en: Synthetic media}, categories: [MINORS]}
jurisdictions:
  - {slug: eu, label: {en: European Union}}
terms:
  - {slug: hash, label: {en: Hash, es: Hash}, definition: {en: A number., es: Un número.}}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "vocabulary.yaml").write_text(VOCABULARY)
    for name, files in {"a": CASE, "b": POLICY, "c": BACKGROUND}.items():
        write(tmp_path, files, name)
    return tmp_path


def rewrite(folder: Path, files: dict[str, str]) -> None:
    shutil.rmtree(folder)
    write(folder.parent, files, folder.name)


def test_what_is_shipped_loads_without_an_error() -> None:
    result = load_shipped(at=AT)

    assert sorted(result.loaded) == sorted(path.name for path in own_folders(SHIPPED))
    assert result.kept == ()


def test_loading_again_reads_no_folder(root: Path, django_assert_num_queries) -> None:
    first = load_shipped(at=AT, root=root)

    with django_assert_num_queries(2):
        again = load_shipped(at=LATER, root=root)

    assert first == LoadedLibrary(loaded=("harbour", "house", "practice"))
    assert again == LoadedLibrary(unchanged=("harbour", "house", "practice"))
    assert set(LoadedItem.objects.values_list("loaded_at", flat=True)) == {AT}


def test_an_upgrade_takes_what_is_as_it_was_loaded(root: Path) -> None:
    load_shipped(at=AT, root=root)
    rewrite(root / "b", replaced(POLICY, "policy.yaml", "House rules", "The rules"))

    result = load_shipped(at=LATER, root=root)

    assert (result.loaded, result.unchanged) == (("house",), ("harbour", "practice"))
    assert Policy.objects.get().titles["en"] == "The rules"


def test_an_upgrade_keeps_what_was_changed_here(root: Path, tmp_path: Path) -> None:
    load_shipped(at=AT, root=root)
    own = replaced(POLICY, "policy.yaml", "House rules", "Our rules")
    (tmp_path / "own").mkdir()
    import_folder(write(tmp_path / "own", own, "x"), by=None, at=AT)
    shutil.rmtree(tmp_path / "own")
    rewrite(root / "b", replaced(POLICY, "policy.yaml", "House rules", "The rules"))

    result = load_shipped(at=LATER, root=root)

    assert (result.loaded, result.kept) == ((), ("house",))
    assert Policy.objects.get().titles["en"] == "Our rules"


def test_what_was_here_before_it_was_shipped_is_kept(root: Path, words: None) -> None:
    own = replaced(POLICY, "policy.yaml", "House rules", "Our rules")
    (root / "own").mkdir()
    import_folder(write(root / "own", own, "x"), by=None, at=AT)
    shutil.rmtree(root / "own")

    assert load_shipped(at=LATER, root=root).kept == ("house",)


def test_a_faulty_folder_is_told(root: Path) -> None:
    rewrite(root / "a", replaced(CASE, "case.yaml", "intensity: 1", "intensity: 9"))

    with pytest.raises(ProblemsFound, match=r"a/case\.yaml:10: intensity"):
        load_shipped(at=AT, root=root)


def test_a_new_vocabulary_is_taken_and_forgets_nothing(root: Path) -> None:
    load_shipped(at=AT, root=root)
    text = VOCABULARY.replace("{en: Synthetic media}", "{en: Made media}").replace(
        "slug: hash", "slug: hash-match"
    )
    (root / "vocabulary.yaml").write_text(text)

    load_shipped(at=LATER, root=root)

    assert HarmArea.objects.get().labels == {"en": "Made media"}
    assert list(Term.objects.values_list("slug", flat=True)) == ["hash", "hash-match"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("categories: [MINORS]", "categories: [ADULTS]", "harm_areas.0.categories.0: there is no"),
        ("{slug: eu, label: {en: ", "{slug: eu, label: {es: ", "jurisdictions.0: “eu” is not told"),
        ("es: Un número.", "fr: Un nombre.", "terms.0: “hash” is in a language that is not"),
        (
            "jurisdictions:\n",
            "jurisdictions:\n  - {slug: eu, label: {en: EU}}\n",
            "vocabulary.yaml:10: jurisdictions.1: “eu” stands twice",
        ),
        ("taxonomy: dsa-2\n", "", "taxonomy: is required"),
    ],
)
def test_a_fault_in_the_vocabulary_is_told(root: Path, old: str, new: str, said: str) -> None:
    (root / "vocabulary.yaml").write_text(VOCABULARY.replace(old, new))

    with pytest.raises(ProblemsFound) as found:
        load_shipped(at=AT, root=root)

    assert any(said in str(one) for one in found.value.problems), found.value
    assert HarmArea.objects.count() == 0


def test_the_shipped_vocabulary_has_no_problem() -> None:
    bundle, problems = read_vocabulary(SHIPPED / "vocabulary.yaml")

    assert bundle is not None
    check_vocabulary(bundle)
    assert problems == []
