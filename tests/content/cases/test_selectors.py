from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from content.cases.models import Case
from content.cases.selectors import (
    Question,
    Section,
    Tag,
    TimelineLine,
    case_document,
)
from content.library.services import import_folder
from tests.content.folders import CASE, replaced, write

pytestmark = pytest.mark.usefixtures("words")
TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, tzinfo=UTC)


def taken(tmp_path: Path, files: dict[str, str], name: str = "it") -> None:
    import_folder(write(tmp_path, files, name), by=None, at=AT)


def test_a_case_is_told_whole_in_a_language(tmp_path: Path) -> None:
    taken(tmp_path, CASE)

    told = case_document("harbour", "es", TODAY)

    assert told is not None
    assert (told.title, told.standfirst, told.topic, told.decision) == (
        "El puerto", "Lo que pasó", "Una operación policial", "Escale.",
    )  # fmt: skip
    assert (told.language, told.text_language, told.languages) == ("es", "es", ("en", "es"))
    assert (told.intensity, told.checked_on, told.revision) == (1, TODAY, 1)
    assert told.harm_areas == (Tag("synthetic-media", "Medios sintéticos"),)
    assert told.jurisdictions == (Tag("eu", "Unión Europea"),)
    assert told.sections == (
        Section("what", "Qué pasó", "La policía detuvo a 12 personas [fact:arrests]."),
        Section("after", "Después", "Nada todavía."),
    )
    assert told.timeline == (TimelineLine("raid", "2025-02", "then", "La redada"),)
    assert told.open_questions == (Question("law", "¿Qué ley?"),)
    assert [(fact.key, fact.version, fact.is_disputed) for fact in told.glance] == [
        ("harbour/arrests", 1, True)
    ]
    assert [conflict.uid for conflict in told.conflicts] == ["how-many"]
    assert (told.is_stale, told.missing) == (False, ())


def test_what_is_not_translated_falls_back_and_is_listed(tmp_path: Path) -> None:
    files = replaced(CASE, "sections.es.md", "## Después {#after}\n\nNada todavía.\n", "")
    files = replaced(files, "case.yaml", ", es: La redada", "")
    files = replaced(files, "case.yaml", ", es: Escale.", "")
    taken(tmp_path, files)

    told = case_document("harbour", "es", TODAY)

    assert told is not None
    assert [section.heading for section in told.sections] == ["Qué pasó", "Afterwards"]
    assert told.timeline[0].markdown == "The raid"
    assert told.decision == "Escalate."
    assert told.missing == ("decision", "sections.after", "timeline.raid")


def test_a_language_that_is_not_told_at_all_is_the_source(tmp_path: Path) -> None:
    taken(tmp_path, CASE)

    told = case_document("harbour", "fr", TODAY)

    assert told is not None
    assert (told.title, told.text_language) == ("The harbour", "en")
    assert told.missing == ("texts",)
    assert not told.is_stale


def test_a_case_that_is_not_there_is_none(db: None) -> None:
    assert case_document("nowhere", "en", TODAY) is None


@pytest.mark.parametrize("item_count", [1, 5])
def test_a_case_is_told_in_as_many_queries_however_long_it_is(
    tmp_path: Path, item_count: int, django_assert_num_queries
) -> None:
    sections = "".join(f"\n## More {{#more-{n}}}\n\nText.\n" for n in range(item_count))
    lines = "".join(
        f"  - {{uid: l{n}, on: 2025, text: {{en: A, es: B}}}}\n" for n in range(item_count)
    )
    files = {**CASE, "sections.en.md": CASE["sections.en.md"] + sections}
    taken(tmp_path, replaced(files, "case.yaml", "timeline:\n", f"timeline:\n{lines}"))

    with django_assert_num_queries(20):
        told = case_document("harbour", "es", TODAY)

    assert told is not None
    assert len(told.sections) == 2 + item_count


def test_glance_shows_the_version_that_holds_on_the_day(tmp_path: Path) -> None:
    second = """\
      - number: 2
        change: substantive
        statement: 14 people were arrested.
        figures: ["14"]
        as_of: 2027-01
        citations: [{source: s2, locator: page 3}]
  - key: led-by
"""
    taken(tmp_path, replaced(CASE, "facts.yaml", "  - key: led-by\n", second))

    now = case_document("harbour", "en", TODAY)
    later = case_document("harbour", "en", date(2027, 1, 1))

    assert now is not None
    assert later is not None
    assert [now.glance[0].version, later.glance[0].version] == [1, 2]


def test_a_case_is_as_intense_as_three_at_most(tmp_path: Path) -> None:
    from django.db import IntegrityError, transaction

    taken(tmp_path, CASE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.update(intensity=4)
