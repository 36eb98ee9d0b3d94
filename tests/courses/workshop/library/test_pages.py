"""The library: what it lists, the editor of each part, and writing that is kept."""

from typing import Any

from django.test import Client

from accounts.models import User
from content.library.drafting.models import LibraryDraft
from content.library.drafting.parts import get, put
from content.library.drafting.services import save_part
from content.library.kinds import Kind
from courses.workshop.pages.library.draft import line_of
from tests.courses.workshop.conftest import url
from tests.courses.workshop.library.conftest import AT, part_url


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


def test_an_entry_is_told_in_one_line_without_its_references() -> None:
    long = "A word of many. " * 20
    text = {"en": f"Police of 4 countries act [fact:countries]. {long}"}
    told, when = line_of("timeline", {"text": text, "on": "2025-03-04"}, "en")

    assert told.startswith("Police of 4 countries act. A word of many.")
    assert (len(told), told[-1], when) == (160, "…", "2025-03-04")


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
