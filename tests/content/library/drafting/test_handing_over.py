import pytest

from accounts.models import User
from content.cases.schemas import SectionEntry, TimelineItem
from content.facts.schemas import FactEntry, PositionEntry
from content.library.drafting import services
from content.library.drafting.errors import UnknownPart
from content.library.drafting.handing_over import (
    add_citation,
    add_facts,
    add_sections,
    add_timeline,
    decide_conflict,
    open_conflict,
)
from content.library.drafting.models import LibraryDraft
from content.library.drafting.parts import entries, get
from content.library.kinds import Kind
from content.sources.schemas import CitationEntry, SourceEntry
from tests.content.library.drafting.conftest import AT, OpenDraft

WIRE = SourceEntry(
    key="s1", publisher="Wire", title="A report", url="https://example.org/a", grade="B"
)
GAZETTE = SourceEntry(
    key="gaz", publisher="Gazette", title="A report", published_on="2025-03", grade="B"
)


def fact(key: str, statement: str, source: str = "s1") -> FactEntry:
    cited = {"source": source, "quote": "forty rooms"}
    version = {"number": 1, "statement": statement, "citations": [cited]}
    return FactEntry.model_validate({"key": key, "versions": [version]})


@pytest.fixture
def draft(opened_draft: OpenDraft) -> LibraryDraft:
    return opened_draft()


def now(draft: LibraryDraft) -> LibraryDraft:
    draft.refresh_from_db()
    return draft


def test_facts_come_with_their_source_under_free_keys_and_only_once(
    draft: LibraryDraft, trainer: User
) -> None:
    told = [fact("arrests", "Forty rooms were searched."), fact("rooms", "There were forty.")]
    for _time in range(2):
        given = add_facts(draft=draft, source=WIRE, facts=told, by=trainer, at=AT)
    assert given == {"arrests": "arrests-2", "rooms": "rooms"}
    row = now(draft)
    assert get(Kind.CASE, row.body, "source/s1-2")["publisher"] == "Wire"
    assert list(entries(Kind.CASE, row.body, "fact")) == [
        "arrests",
        "led-by",
        "arrests-2",
        "rooms",
    ]
    rooms = get(Kind.CASE, row.body, "fact/rooms")
    assert rooms["versions"][0]["citations"] == [{"source": "s1-2", "quote": "forty rooms"}]
    assert row.revision == 2
    assert set(row.versions.values_list("deed", flat=True)) == {"handed-over"}


def test_a_document_that_is_there_is_not_listed_twice(draft: LibraryDraft, trainer: User) -> None:
    add_facts(
        draft=draft, source=GAZETTE, facts=[fact("rooms", "Forty.", "gaz")], by=trainer, at=AT
    )
    row = now(draft)
    assert list(entries(Kind.CASE, row.body, "source")) == ["s1", "s2"]
    rooms = get(Kind.CASE, row.body, "fact/rooms")
    assert rooms["versions"][0]["citations"][0]["source"] == "s1"


def test_a_citation_makes_an_editorial_version_of_what_the_library_holds(
    draft: LibraryDraft, trainer: User
) -> None:
    cited = CitationEntry(source="s1", locator="line 3")
    for _time in range(2):
        add_citation(draft=draft, fact="arrests", source=WIRE, citation=cited, by=trainer, at=AT)
    versions = get(Kind.CASE, now(draft).body, "fact/arrests")["versions"]
    assert [(one["number"], one.get("change")) for one in versions] == [(1, None), (2, "editorial")]
    assert versions[1]["citations"][-1] == {"source": "s1-2", "locator": "line 3"}
    with pytest.raises(UnknownPart):
        add_citation(draft=draft, fact="none", source=WIRE, citation=cited, by=trainer, at=AT)


def test_events_stand_in_the_order_of_their_days(draft: LibraryDraft, trainer: User) -> None:
    items = [
        TimelineItem(uid="raid", on="2024-11", text={"en": "It began."}),
        TimelineItem(uid="end", on="2025-03-01", known="later", text={"en": "It ended."}),
    ]
    given = add_timeline(draft=draft, items=items, by=trainer, at=AT)
    assert given == {"raid": "raid-2", "end": "end"}
    order = list(entries(Kind.CASE, now(draft).body, "timeline"))
    assert order == ["raid-2", "raid", "end"]


def test_sections_stand_at_the_end(draft: LibraryDraft, trainer: User) -> None:
    told = [SectionEntry(uid="what", heading="More", body="Words.")]
    given = add_sections(draft=draft, language="en", sections=told, by=trainer, at=AT)
    assert given == {"what": "what-2"}
    assert list(entries(Kind.CASE, now(draft).body, "section", "en")) == ["what", "after", "what-2"]


def test_a_conflict_is_opened_once_and_decided(draft: LibraryDraft, trainer: User) -> None:
    positions = [
        PositionEntry.model_validate(
            {"value": {"en": value, "es": value}, "citations": [{"source": key, "locator": "1"}]}
        )
        for value, key in (("12", "gaz"), ("14", "s1"))
    ]
    for _time in range(2):
        uid = open_conflict(
            draft=draft,
            uid="How many?",
            facts=["arrests"],
            question={"en": "How many?", "es": "¿Cuántas?"},
            positions=positions,
            sources=[GAZETTE, WIRE],
            by=trainer,
            at=AT,
        )
    row = now(draft)
    assert list(entries(Kind.CASE, row.body, "conflict")) == ["how-many", uid]
    held = get(Kind.CASE, row.body, f"conflict/{uid}")["positions"]
    assert [one["citations"][0]["source"] for one in held] == ["s1", "s1-2"]
    told = services.check_draft(row, today=AT.date())
    assert {one.part for one in told if one.is_error} == {f"conflict/{uid}"}

    decide_conflict(
        draft=draft,
        uid=uid,
        taught={"en": "12.", "es": "12."},
        why={"en": "It is nearer.", "es": "Está más cerca."},
        shown=False,
        by=trainer,
        at=AT,
    )
    row = now(draft)
    assert get(Kind.CASE, row.body, f"conflict/{uid}")["shown"] is False
    assert not any(one.is_error for one in services.check_draft(row, today=AT.date()))
    with pytest.raises(UnknownPart):
        decide_conflict(draft=draft, uid="none", taught={}, why={}, shown=True, by=trainer, at=AT)
