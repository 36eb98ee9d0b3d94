"""Previews, checks, and how a draft gets into the library or is laid aside."""

from django.test import Client

from accounts.models import User
from content.facts.models import FactVersion
from content.library.drafting.models import LibraryDraft
from tests.courses.workshop.conftest import url
from tests.courses.workshop.library.conftest import part_url


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
