from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from content.library.bundles import Bundle, CaseBundle
from content.library.checks import check_inside
from content.library.fetch import fetch
from content.library.kinds import Kind
from content.library.normal import normal
from content.library.reading import read_folder
from content.library.services import (
    export_background,
    export_case,
    export_policy,
    import_folder,
)
from content.library.shipped import SHIPPED, load_shipped, own_folders
from content.library.store import store
from content.library.write import file_texts
from tests.content.folders import BACKGROUND, CASE, LAW, POLICY, write
from tests.content.library.bundles import cases, policies
from tests.factories.content import HarmAreaFactory, JurisdictionFactory

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
quick = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
EXPORT = {
    Kind.CASE: export_case,
    Kind.POLICY: export_policy,
    Kind.BACKGROUND: export_background,
}


@quick
@given(bundle=st.one_of(cases(), policies()))
def test_reading_what_was_written_gives_the_same(bundle: Bundle) -> None:
    with TemporaryDirectory() as folder:
        for name, text in file_texts(bundle).items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        read, problems = read_folder(Path(folder))

    assert problems == []
    assert read is not None
    check_inside(read)
    assert [one for one in read.files.problems if one.level == "error"] == []
    assert normal(read) == bundle


@contextmanager
def fresh() -> Iterator[None]:
    """The database as it was before the example."""
    with transaction.atomic():
        HarmAreaFactory()
        JurisdictionFactory()
        yield
        transaction.set_rollback(True)


@quick
@given(bundle=st.one_of(cases(), policies()))
@pytest.mark.django_db
def test_fetching_what_was_stored_gives_the_same(bundle: Bundle) -> None:
    with fresh():
        result = store(bundle, by=None, at=AT)

        assert result.is_changed
        assert fetch(bundle.kind, bundle.head.slug) == bundle


@quick
@given(first=cases(), second=cases())
@pytest.mark.django_db
def test_a_case_stored_over_another_tells_the_second(first: Bundle, second: Bundle) -> None:
    keys = {fact.key for fact in first.knowledge.facts.facts}
    assume(not keys & {fact.key for fact in second.knowledge.facts.facts})
    with fresh():
        store(first, by=None, at=AT)
        store(second, by=None, at=AT)

        told = fetch(Kind.CASE, second.head.slug)

    assert isinstance(told, CaseBundle)
    assert isinstance(second, CaseBundle)
    assert (told.knowledge.facts, told.sections) == (second.knowledge.facts, second.sections)
    assert told.head.title == second.head.title
    assert told.head.timeline == second.head.timeline


@pytest.mark.parametrize("files", [CASE, POLICY, LAW, BACKGROUND])
def test_export_of_an_import_imports_as_no_change(
    words: None, tmp_path: Path, files: dict[str, str]
) -> None:
    first = import_folder(write(tmp_path, files, "it"), by=None, at=AT)

    EXPORT[first.kind](first.slug, tmp_path / "out" / "deep")
    again = import_folder(tmp_path / "out" / "deep", by=None, at=AT)
    EXPORT[first.kind](first.slug, tmp_path / "out" / "two")

    assert first.is_new
    assert first.is_changed
    assert not again.is_changed
    assert _contents(tmp_path / "out" / "deep") == _contents(tmp_path / "out" / "two")


def _contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


@pytest.mark.django_db
def test_what_is_shipped_survives_export_and_import(tmp_path: Path) -> None:
    load_shipped(at=AT)

    for folder in own_folders(SHIPPED):
        shipped, _problems = read_folder(folder)
        assert shipped is not None
        EXPORT[shipped.kind](shipped.head.slug, tmp_path / shipped.head.slug)
        exported, problems = read_folder(tmp_path / shipped.head.slug)
        assert problems == []
        assert exported is not None
        assert normal(exported) == normal(shipped)
