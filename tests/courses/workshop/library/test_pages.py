from typing import Any

from django.test import Client

from accounts.models import User
from content.facts.models import FactVersion
from content.library.drafting.models import LibraryDraft
from content.library.drafting.parts import entries, get, put
from content.library.drafting.services import open_draft, save_part
from content.library.kinds import Kind
from tests.courses.workshop.conftest import url
from tests.courses.workshop.library.conftest import AT


def part_url(draft: LibraryDraft, part: str) -> str:
    return url("library_part", draft.public_id, part)


def test_the_library_lists_what_there_is_and_finds_by_title(
    case_draft: LibraryDraft, as_trainer: Client
) -> None:
    page = as_trainer.get(url("library_list"))
    titles = [line.title for line in page.context["shelf"].lines]
    assert titles == ["The harbour", "House rules", "EU law", "Practice"]
    assert [bool(line.draft) for line in page.context["shelf"].lines] == [True, False, False, False]
    for q, kind, found in [
        ("harbour", "", ["The harbour"]),
        ("rules", "policy", ["House rules"]),
        ("practice", "", ["Practice"]),
        ("rules", "case", []),
    ]:
        page = as_trainer.get(url("library_list"), {"q": q, "kind": kind})
        assert [line.title for line in page.context["shelf"].lines] == found


def test_whoever_writes_nothing_is_not_let_in(
    case_draft: LibraryDraft, enter, learner: User, lead: User
) -> None:
    for person in (learner, lead):
        client = enter(person)
        assert client.get(url("library_list")).status_code == 403
        assert client.get(url("library_draft_list")).status_code == 403
        assert client.get(url("library_new", "case")).status_code == 403
        assert client.get(url("guarded_words")).status_code == 403
        assert client.get(url("library_draft", case_draft.public_id)).status_code == 404


def test_another_vendor_finds_no_draft(
    case_draft: LibraryDraft, enter, other_trainer: User
) -> None:
    client = enter(other_trainer)
    assert list(client.get(url("library_draft_list")).context["page"]) == []
    one = case_draft.public_id
    for name, args in [
        ("library_draft", (one,)),
        ("library_check", (one,)),
        ("library_update", (one,)),
        ("library_history", (one,)),
        ("library_part", (one, "head")),
        ("library_translate", (one, "es")),
        ("library_entry_new", (one, "fact")),
    ]:
        assert client.get(url(name, *args)).status_code == 404, name
    for name, args in [
        ("library_adopt", (one,)),
        ("library_discard", (one,)),
        ("library_restore", (one,)),
        ("library_preview", (one,)),
        ("library_take_out", (one, "fact/arrests")),
        ("library_move", (one, "fact/arrests")),
        ("library_part", (one, "head")),
    ]:
        assert client.post(url(name, *args)).status_code == 404, name


def test_editing_opens_one_draft(library: None, as_trainer: Client) -> None:
    for _time in range(2):
        answer = as_trainer.post(url("library_open", "case", "harbour"))
        assert answer.status_code == 302
    draft = LibraryDraft.objects.get()
    assert answer["Location"] == url("library_draft", draft.public_id)
    assert as_trainer.post(url("library_open", "case", "nowhere")).status_code == 404
    assert as_trainer.post(url("library_open", "course", "harbour")).status_code == 404


def test_something_new_begins_with_its_framing(library: None, as_trainer: Client) -> None:
    told = {"title": "The quay at dawn", "language": "en", "slug": ""}
    answer = as_trainer.post(url("library_new", "case"), told)
    draft = LibraryDraft.objects.get(slug="the-quay-at-dawn")
    assert answer["Location"] == part_url(draft, "head")
    assert as_trainer.get(answer["Location"]).status_code == 200

    again = as_trainer.post(url("library_new", "policy"), told)
    assert (again.status_code, "taken" in again.context["refusal"]) == (409, True)
    wrong = as_trainer.post(url("library_new", "case"), {"title": "§", "language": "en"})
    assert wrong.status_code == 422


def test_every_part_of_a_case_has_its_editor_and_saving_it_unchanged_changes_nothing(
    case_draft: LibraryDraft, as_trainer: Client
) -> None:
    for part in [
        "head",
        "section/en/what",
        "timeline/raid",
        "question/law",
        "source/s1",
        "source/s2",
        "fact/arrests",
        "fact/led-by",
        "conflict/how-many",
    ]:
        page = as_trainer.get(part_url(case_draft, part))
        assert page.status_code == 200, part
        form = page.context["form"]
        told = {}
        for field in form:
            value = field.value()
            told[field.html_name] = "" if value is None else value
        if told.get("shown") is True:
            told["shown"] = "on"
        answer = as_trainer.post(part_url(case_draft, part), {**told, "base": 1})
        assert answer.status_code == 302, (part, answer.context and answer.context["form"].errors)
        before = get(Kind.CASE, case_draft.body, part)
        case_draft.refresh_from_db()
        assert get(Kind.CASE, case_draft.body, part) == before, part
    assert case_draft.revision == 1


def test_every_part_of_a_policy_has_its_editor_and_saving_it_unchanged_changes_nothing(
    policy_draft: LibraryDraft, policy_owner: User, enter
) -> None:
    client = enter(policy_owner)
    for part in ["head", "chapter/all", "clause/AB-1", "clause/AB-2", "edition/first"]:
        form = client.get(part_url(policy_draft, part)).context["form"]
        told = {field.html_name: field.value() or "" for field in form}
        answer = client.post(part_url(policy_draft, part), {**told, "base": 1})
        assert answer.status_code == 302, (part, answer.context and answer.context["form"].errors)
        policy_draft.refresh_from_db()
        assert policy_draft.revision == 1, part


def test_a_part_that_is_not_there_is_not_found(
    case_draft: LibraryDraft, as_trainer: Client
) -> None:
    for part in ["fact/none", "nothing", "order/fact", "section/es/what", "clause/AB-1"]:
        assert as_trainer.get(part_url(case_draft, part)).status_code == 404, part
    assert (
        as_trainer.get(url("library_entry_new", case_draft.public_id, "clause")).status_code == 404
    )


SCRIPT: dict[str, Any] = {"headers": {"Accept": "application/json"}}


def test_autosave_says_that_it_is_kept_and_what_is_missing(
    case_draft: LibraryDraft, as_trainer: Client, trainer: User
) -> None:
    told = {"heading": "What happened", "body": "Police acted.", "base": 1}
    told |= {"person": str(trainer.public_id)}
    where = part_url(case_draft, "section/en/what")
    assert as_trainer.post(where, told, **SCRIPT).json() == {"base": "2"}
    back = as_trainer.post(where, {**told, "base": 2, "then": "back"}, **SCRIPT).json()
    assert back["href"].endswith("#section")

    wrong = as_trainer.post(where, {**told, "heading": "", "base": 2}, **SCRIPT)
    assert wrong.status_code == 422
    assert "Heading: This field is required." in wrong.json()["error"]
    assert as_trainer.post(where, {**told, "person": "x"}, **SCRIPT).status_code == 403


def test_an_edit_in_between_shows_both_and_the_writer_chooses(
    case_draft: LibraryDraft, as_trainer: Client, policy_owner: User, trainer: User
) -> None:
    theirs = {"uid": "what", "heading": "What happened", "body": "Theirs."}
    save_part(
        draft=case_draft,
        part="section/en/what",
        value=theirs,
        base_revision=1,
        by=policy_owner,
        at=AT,
    )
    told = {"heading": "What happened", "body": "Mine.", "base": 1}
    told |= {"person": str(trainer.public_id)}
    page = as_trainer.post(part_url(case_draft, "section/en/what"), told)
    script = as_trainer.post(part_url(case_draft, "section/en/what"), told, **SCRIPT)
    for answer, html in ((page, page.content.decode()), (script, script.json()["meanwhile"])):
        assert answer.status_code == 409
        assert "Theirs." in html
        assert "Mine." in html
    assert script.json()["base"] == "2"
    kept = as_trainer.post(part_url(case_draft, "section/en/what"), {**told, "base": ["1", "2"]})
    assert kept.status_code == 302
    case_draft.refresh_from_db()
    assert get(Kind.CASE, case_draft.body, "section/en/what")["body"] == "Mine."


def test_an_intense_case_asks_first_and_then_no_more(
    case_draft: LibraryDraft, as_trainer: Client
) -> None:
    head = get(Kind.CASE, case_draft.body, "head")
    case_draft.body = put(Kind.CASE, case_draft.body, "head", {**head, "intensity": 2})
    case_draft.save()
    for where in (
        url("library_draft", case_draft.public_id),
        part_url(case_draft, "section/en/what"),
        url("library_translate", case_draft.public_id, "es"),
    ):
        assert "Before you read" in as_trainer.get(where).content.decode()
        html = as_trainer.get(f"{where}?open=1").content.decode()
        assert "Before you read" not in html
        assert "?open=1" in html


def test_the_picker_offers_what_is_written_before_the_library(
    case_draft: LibraryDraft, as_trainer: Client, other_trainer: User, client: Client
) -> None:
    where = url("reference_list")
    asked = {"kind": "fact", "q": "arrest", "draft": str(case_draft.public_id)}
    html = as_trainer.get(where, asked).content.decode()
    assert 'data-insert="[fact:arrests]"' in html
    client.force_login(other_trainer)
    assert "[fact:arrests]" not in client.get(where, asked).content.decode()


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


def test_a_preview_is_what_learners_see_with_the_sources_and_what_is_wrong(
    case_draft: LibraryDraft, as_trainer: Client
) -> None:
    def preview(text: str) -> str:
        told = {"field": "body", "body": text, "language": "en"}
        page = as_trainer.post(url("library_preview", case_draft.public_id), told)
        assert page.status_code == 200
        return page.content.decode()

    shown = preview("Police arrested **12 people** [fact:arrests].")
    assert "<strong>12 people</strong>" in shown
    assert "Gazette" in shown
    assert "not the fact" in preview("Police arrested 13 people [fact:arrests].")
    assert "figure without a source" in preview("Police arrested 400 people.")
    assert "Nothing written yet" in preview("")


def test_a_check_leads_to_each_place_and_adopting_tells_the_library(
    case_draft: LibraryDraft, as_trainer: Client
) -> None:
    told = {"heading": "What happened", "body": "Police arrested 13 [fact:arrests].", "base": 1}
    as_trainer.post(part_url(case_draft, "section/en/what"), told)
    page = as_trainer.get(url("library_check", case_draft.public_id))
    [error] = page.context["page"].errors
    assert error.href == part_url(case_draft, "section/en/what")
    refused = as_trainer.post(url("library_adopt", case_draft.public_id))
    assert refused.status_code == 409

    told |= {"body": "Police arrested 12 [fact:arrests].", "base": 2}
    as_trainer.post(part_url(case_draft, "section/en/what"), told)
    done = as_trainer.post(url("library_adopt", case_draft.public_id))
    assert done["Location"] == url("case_onward", case_draft.slug)
    case_draft.refresh_from_db()
    assert case_draft.state == "adopted"
    assert FactVersion.objects.filter(fact__fact_set__slug="harbour").count() == 2
    closed = as_trainer.post(part_url(case_draft, "section/en/what"), told)
    assert closed.status_code == 409


def test_only_who_may_puts_a_policy_into_the_library(
    policy_draft: LibraryDraft, as_trainer: Client, policy_owner: User, enter
) -> None:
    as_trainer.post(url("library_open", "policy", "house"))
    mine = LibraryDraft.objects.get(slug="house", owner__name="North")
    assert as_trainer.post(url("library_adopt", mine.public_id)).status_code == 403
    assert (
        b"Put into the library" not in as_trainer.get(url("library_check", mine.public_id)).content
    )
    assert enter(policy_owner).post(url("library_adopt", policy_draft.public_id)).status_code == 302


def test_a_library_that_moved_is_brought_together(
    case_draft: LibraryDraft, as_trainer: Client, policy_owner: User, enter
) -> None:
    owner = enter(policy_owner)
    owner.post(url("library_open", "case", "harbour"))
    theirs = LibraryDraft.objects.get(owner__name="Client")
    told = {"heading": "What happened", "body": "Theirs.", "base": 1}
    owner.post(part_url(theirs, "section/en/what"), told)
    owner.post(url("library_adopt", theirs.public_id))
    as_trainer.post(part_url(case_draft, "section/en/what"), {**told, "body": "Mine."})

    moved = as_trainer.post(url("library_adopt", case_draft.public_id))
    update = url("library_update", case_draft.public_id)
    assert moved["Location"] == update
    page = as_trainer.get(update)
    [line] = page.context["page"].conflicts
    assert b"Theirs." in page.content
    assert as_trainer.post(update, {}).status_code == 422
    assert as_trainer.post(update, {line.field: "ours"}).status_code == 302
    assert as_trainer.post(url("library_adopt", case_draft.public_id)).status_code == 302
    assert as_trainer.get(update).status_code == 200


def test_laying_aside_and_taking_up_again(case_draft: LibraryDraft, as_trainer: Client) -> None:
    as_trainer.post(url("library_discard", case_draft.public_id))
    assert b"Take it up again" in as_trainer.get(url("library_draft_list")).content
    assert as_trainer.get(url("library_draft", case_draft.public_id)).status_code == 200
    as_trainer.post(url("library_reopen", case_draft.public_id))
    case_draft.refresh_from_db()
    assert case_draft.is_open
    assert as_trainer.post(url("library_reopen", case_draft.public_id)).status_code == 302


def test_translating_side_by_side(case_draft: LibraryDraft, as_trainer: Client) -> None:
    page = url("library_translate", case_draft.public_id, "es")
    shown = as_trainer.get(page)
    assert (shown.context["page"].missing, shown.context["page"].stale) == (0, 0)
    as_trainer.post(
        part_url(case_draft, "section/en/what"),
        {"heading": "What happened", "body": "Police acted.", "base": 1},
    )
    assert as_trainer.get(page).context["page"].stale == 1
    for part, told in [
        ("section/en/what", {"heading": "Qué pasó", "body": "Actuó la policía."}),
        ("fact/arrests", {"statement": "12 personas detenidas."}),
        ("head", {"title": "El muelle", "standfirst": "x", "topic": "y", "decision": "z"}),
        ("conflict/how-many", {"question": "¿Cuántas?", "taught": "12.", "why": ""}),
    ]:
        answer = as_trainer.post(page, {"part": part, "base": 99, **told})
        assert answer.status_code == 302, part
    case_draft.refresh_from_db()
    body = case_draft.body
    assert get(Kind.CASE, body, "section/es/what")["body"] == "Actuó la policía."
    assert get(Kind.CASE, body, "fact-text/es/arrests") == [
        {"number": 1, "statement": "12 personas detenidas."}
    ]
    assert get(Kind.CASE, body, "head")["title"] == {"en": "The harbour", "es": "El muelle"}
    found = as_trainer.get(page, {"only": "missing"}).context["page"].lines
    assert [line.unit.part for line in found] == ["conflict/how-many"]
    assert as_trainer.get(url("library_translate", case_draft.public_id, "fr")).status_code == 404
    assert as_trainer.post(page, {"part": "nothing"}).status_code == 404


def test_a_policy_is_translated_clause_by_clause(
    policy_draft: LibraryDraft, policy_owner: User, enter
) -> None:
    client = enter(policy_owner)
    page = url("library_translate", policy_draft.public_id, "es")
    told = {
        "part": "clause/AB-1",
        "base": 1,
        "title": "Alto",
        "text": "Deténgase y vea [clause:AB-2].",
        "explanation": "Porque sí.",
        "example-one-text": "Una.",
        "example-one-verdict": "Alto.",
    }
    assert client.get(page).status_code == 200
    assert client.post(page, told).status_code == 302
    policy_draft.refresh_from_db()
    assert get(Kind.POLICY, policy_draft.body, "clause-text/es/AB-1") == {
        "title": "Alto",
        "versions": [{"number": 1, "text": "Deténgase y vea [clause:AB-2]."}],
        "explanation": "Porque sí.",
        "examples": {"one": {"text": "Una.", "verdict": "Alto."}},
    }


def test_the_text_of_a_source_is_kept_and_words_taken_out_for_good(
    library: None, as_trainer: Client, case_draft: LibraryDraft
) -> None:
    page = url("library_source", "harbour", "s1")
    assert as_trainer.get(url("library_source", "harbour", "s9")).status_code == 404
    text = "Police said twelve people were held. Marker One was there; marker  one spoke."
    assert as_trainer.post(page, {"text": text}).status_code == 302
    warned = as_trainer.get(url("library_check", case_draft.public_id)).context["page"].warnings
    assert any("does not stand in the source" in one.message for one in warned)

    redact = url("library_redact", "harbour", "s1")
    assert as_trainer.post(redact, {"words": "absent", "reason": "a name"}).status_code == 422
    assert as_trainer.post(redact, {"words": "Marker One", "reason": ""}).status_code == 422
    as_trainer.post(redact, {"words": "Marker One", "reason": "a name"})
    shown = as_trainer.get(page)
    assert b"arker" not in shown.content
    assert len(shown.context["redactions"]) == 2
    assert as_trainer.post(page, {"text": text}).status_code == 403


def test_the_list_of_words_warns_writers(
    case_draft: LibraryDraft, as_trainer: Client, policy_owner: User, enter
) -> None:
    assert as_trainer.get(url("guarded_words")).status_code == 403
    owner = enter(policy_owner)
    told = {"words": "Marker  Word", "kind": "explicit", "advice": "Say less."}
    assert owner.post(url("guarded_words"), told).status_code == 302
    assert owner.post(url("guarded_words"), told).status_code == 422
    assert owner.post(url("guarded_words"), {}).status_code == 422
    [row] = owner.get(url("guarded_words")).context["page"]
    told = {"field": "body", "body": "A marker word here.", "language": "en"}
    shown = as_trainer.post(url("library_preview", case_draft.public_id), told)
    assert b"Say less." in shown.content
    owner.post(url("guarded_word_remove", row.public_id))
    page = owner.get(url("guarded_words"))
    assert list(page.context["page"]) == []
    assert [one.pk for one in page.context["removed"]] == [row.pk]
    shown = as_trainer.post(url("library_preview", case_draft.public_id), told)
    assert b"Say less." not in shown.content

    again = url("guarded_word_restore", row.public_id)
    assert as_trainer.post(again).status_code == 404
    assert owner.post(again).status_code == 302
    assert owner.post(again).status_code == 404
    shown = as_trainer.post(url("library_preview", case_draft.public_id), told)
    assert b"Say less." in shown.content

    owner.post(url("guarded_word_remove", row.public_id))
    sent = {"words": "marker word", "kind": "name", "advice": "Write “a person”."}
    assert owner.post(url("guarded_words"), sent).status_code == 302
    [back] = owner.get(url("guarded_words")).context["page"]
    assert (back.pk, back.kind, back.advice) == (row.pk, "name", "Write “a person”.")
    owner.post(url("guarded_word_remove", row.public_id))
    assert owner.post(again, {"do": "forget"}).status_code == 302
    assert list(owner.get(url("guarded_words")).context["removed"]) == []


def test_remarks_stand_at_their_place(case_draft: LibraryDraft, as_trainer: Client) -> None:
    text = "They were convicted [fact:arrests].\n\nSee [a film](https://example.org/a.mp4)."
    sent = {"field": "body", "body": text, "language": "en", "box": "id_body"}
    html = as_trainer.post(url("library_preview", case_draft.public_id), sent).content.decode()
    assert 'data-in="id_body"' in html
    assert 'data-goto="10-19"' in html
    assert "line 3" in html


def test_a_fact_without_a_citation_is_told_on_its_page(
    case_draft: LibraryDraft, as_trainer: Client
) -> None:
    fact = get(Kind.CASE, case_draft.body, "fact/arrests")
    newest = {**fact["versions"][-1], "citations": []}
    told = {**fact, "versions": [*fact["versions"][:-1], newest]}
    case_draft.body = put(Kind.CASE, case_draft.body, "fact/arrests", told)
    case_draft.save()
    html = as_trainer.get(part_url(case_draft, "fact/arrests")).content.decode()
    assert "arrests rests on no source yet" in html
    assert (
        "rests on no source yet"
        not in as_trainer.get(part_url(case_draft, "fact/led-by")).content.decode()
    )


def test_a_check_that_is_saved_while_it_is_typed_is_one_line_of_the_log(
    library: None, policy_owner: User, enter
) -> None:
    draft = open_draft(kind="policy", slug="law-eu", by=policy_owner, at=AT)
    client = enter(policy_owner)
    where = part_url(draft, "clause/EU-1")
    initial = client.get(where).context["form"].initial
    sent = {
        "title": initial["title"], "text": initial["text"], "logged": initial["logged"],
        "status": "suspended", "source": "s1", "checked_on": "2026-11-28",
    }  # fmt: skip
    for base, note in enumerate(("Che", "Checked"), 1):
        assert client.post(where, {**sent, "note": note, "base": base}).status_code == 302
    draft.refresh_from_db()
    log = get(Kind.POLICY, draft.body, "clause/EU-1")["status"]
    assert [one["note"] for one in log] == ["Seen.", "Checked"]
