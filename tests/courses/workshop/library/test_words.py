"""Translations, texts of sources, guarded words and remarks."""

from django.test import Client

from accounts.models import User
from content.library.drafting.models import LibraryDraft
from content.library.drafting.parts import get, put
from content.library.drafting.services import open_draft
from content.library.kinds import Kind
from tests.courses.workshop.conftest import url
from tests.courses.workshop.library.conftest import AT, part_url


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
