"""The entries of a part: new, moved, taken out, and versions of what the library holds."""

import pytest
from django.test import Client

from content.library.drafting.models import LibraryDraft
from content.library.drafting.parts import PLACES, entries, get
from content.library.kinds import Kind
from courses.workshop.forms.library import FORMS
from tests.courses.workshop.conftest import url
from tests.courses.workshop.library.conftest import part_url


def test_a_fact_that_the_library_holds_gets_its_next_version(
    case_draft: LibraryDraft, as_trainer: Client
) -> None:
    told = {
        "statement": "12 people were arrested there.",
        "figures": "12",
        "status": "arrested",
        "unit": "",
        "as_of": "2025-02-26",
        "source_0": "s1",
        "quote_0": "twelve people were arrested",
        "locator_0": "",
        "base": 1,
    }
    as_trainer.post(part_url(case_draft, "fact/arrests"), told)
    as_trainer.post(
        part_url(case_draft, "fact/arrests"),
        {**told, "statement": "13 people were arrested.", "figures": "13", "base": 2},
    )
    case_draft.refresh_from_db()
    versions = get(Kind.CASE, case_draft.body, "fact/arrests")["versions"]
    assert [(one["number"], one.get("change"), one["figures"]) for one in versions] == [
        (1, None, ["12"]),
        (2, "substantive", ["13"]),
    ]
    as_trainer.post(
        part_url(case_draft, "fact/arrests"),
        {**told, "statement": "12 people were arrested.", "base": 3},
    )
    case_draft.refresh_from_db()
    assert len(get(Kind.CASE, case_draft.body, "fact/arrests")["versions"]) == 1


def test_new_entries_get_a_key_and_can_follow_each_other(
    case_draft: LibraryDraft, as_trainer: Client
) -> None:
    new = url("library_entry_new", case_draft.public_id, "source")
    told = {"publisher": "The Times", "title": "A page", "grade": "B", "then": "another"}
    answer = as_trainer.post(new, told)
    assert answer["Location"] == new
    case_draft.refresh_from_db()
    assert entries(Kind.CASE, case_draft.body, "source")["the-times"] == {
        "key": "the-times",
        "publisher": "The Times",
        "title": "A page",
        "grade": "B",
    }
    wrong = as_trainer.post(new, {"publisher": ""})
    assert wrong.status_code == 422


def test_a_new_clause_stands_in_the_last_chapter_and_in_the_editions_to_come(
    library: None, as_trainer: Client
) -> None:
    as_trainer.post(url("library_new", "policy"), {"title": "Quay rules", "language": "en"})
    draft = LibraryDraft.objects.get(slug="quay-rules")
    told = {"code": "Q-1", "title": "Stop", "text": "You must stop."}
    new = url("library_entry_new", draft.public_id, "clause")
    assert as_trainer.post(new, told).status_code == 302
    assert as_trainer.post(new, told).status_code == 422
    draft.refresh_from_db()
    assert draft.body["policy.yaml"]["chapters"][0]["clauses"] == ["Q-1"]
    assert list(draft.body["policy.yaml"]["editions"][0]["clauses"].items()) == [("Q-1", 1)]

    as_trainer.post(url("library_take_out", draft.public_id, "clause/Q-1"))
    draft.refresh_from_db()
    assert draft.body["policy.yaml"]["chapters"][0]["clauses"] == []
    assert draft.body["policy.yaml"]["editions"][0]["clauses"] == {}


def test_entries_are_moved_and_taken_out_and_come_back(
    case_draft: LibraryDraft, as_trainer: Client
) -> None:
    def keys() -> list[str]:
        case_draft.refresh_from_db()
        return list(entries(Kind.CASE, case_draft.body, "section", "en"))

    as_trainer.post(url("library_move", case_draft.public_id, "section/en/what"), {"to": "down"})
    assert keys() == ["after", "what"]
    assert list(entries(Kind.CASE, case_draft.body, "section", "es")) == ["after", "what"]
    as_trainer.post(url("library_take_out", case_draft.public_id, "section/en/after"))
    assert keys() == ["what"]
    assert list(entries(Kind.CASE, case_draft.body, "section", "es")) == ["what"]
    history = as_trainer.get(url("library_history", case_draft.public_id))
    assert [line.part for line in history.context["lines"]][:2] == [
        "section/en/after",
        "section/es/after",
    ]
    as_trainer.post(url("library_restore", case_draft.public_id), {"revision": 1, "part": ""})
    assert sorted(keys()) == ["after", "what"]
    assert (
        as_trainer.post(url("library_move", case_draft.public_id, "head"), {"to": "up"}).status_code
        == 404
    )
    assert (
        as_trainer.post(url("library_take_out", case_draft.public_id, "nothing")).status_code == 404
    )


@pytest.mark.parametrize("kind", [Kind.CASE, Kind.POLICY, Kind.BACKGROUND])
def test_every_kind_of_entry_can_be_added(kind: Kind, library: None, as_trainer: Client) -> None:
    about = {"title": "Quay rules", "language": "en"}
    as_trainer.post(url("library_new", str(kind)), about)
    draft = LibraryDraft.objects.get(slug="quay-rules")
    words = [word for word in FORMS if word in PLACES[kind]]
    assert "fact" in words
    opened = {
        word: as_trainer.get(url("library_entry_new", draft.public_id, word)).status_code
        for word in words
    }
    assert opened == dict.fromkeys(words, 200)


def test_a_new_fact_gets_a_key_of_its_words_and_rests_on_a_source(
    case_draft: LibraryDraft, as_trainer: Client
) -> None:
    source = next(iter(entries(Kind.CASE, case_draft.body, "source")))
    told = {"statement": "Two boats were held", "figures": "2", "source_0": source, "quote_0": ""}
    new = url("library_entry_new", case_draft.public_id, "fact")
    assert as_trainer.post(new, told).status_code == 302
    assert as_trainer.post(new, {**told, "source_0": ""}).status_code == 302
    checked = as_trainer.get(url("library_check", case_draft.public_id)).context["page"]
    assert ("What it rests on", "rests on no source: cite one, with a quote or a place in it") in [
        (one.field, one.message) for one in checked.errors
    ]
    case_draft.refresh_from_db()
    made = entries(Kind.CASE, case_draft.body, "fact")["two-boats-were-held"]
    assert made["versions"][0]["citations"] == [{"source": source}]
