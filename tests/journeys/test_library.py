"""A trainer edits a case in the browser, and learners read what was put into the library."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from content.library.drafting.models import LibraryDraft
from content.library.drafting.parts import entries, get
from content.library.drafting.services import save_part
from content.library.kinds import Kind
from tests.courses.workshop.library.conftest import (  # noqa: F401 -- fixtures
    AT,
    case_draft,
    library,
    policy_draft,
    policy_owner,
)
from tests.journeys.looking import look_at

SAVED = re.compile("^Saved")
DRAFT = re.compile(r"/library/drafts/[0-9a-f-]+/(#.*)?$")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def at(live_server, name: str, *args: object) -> str:
    return live_server.url + reverse(f"courses:workshop:{name}", args=args)


def test_a_case_is_edited_previewed_adopted_and_read(
    page,
    live_server,
    sign_in,
    trainer,
    library,  # noqa: F811 -- a fixture
) -> None:
    sign_in(trainer)
    page.goto(at(live_server, "library_list"))
    page.get_by_role("button", name=re.compile("Edit.*The harbour")).click()
    page.get_by_role("link", name="What happened").click()

    preview = page.locator("#preview-body")
    preview.get_by_text("Police arrested 12 people").wait_for()
    page.get_by_role("textbox", name="Text", exact=True).fill(
        "Police arrested **12 people** [fact:arrests]."
    )
    preview.locator("strong", has_text="12 people").wait_for()
    page.locator("[data-saved]", has_text=SAVED).wait_for()
    page.get_by_role("button", name="Save and go back").click()
    page.wait_for_url(DRAFT)

    page.get_by_role("link", name="Danish police led it.").click()
    page.get_by_role("textbox", name="Statement", exact=True).fill("The Danish police led it.")
    page.get_by_role("button", name="Save and go back").click()
    page.wait_for_url(DRAFT)
    page.get_by_role("link", name="Edit the framing").click()
    page.get_by_role("textbox", name="In one paragraph", exact=True).fill(
        "What happened at the quay."
    )
    page.get_by_role("button", name="Save and go back").click()
    page.wait_for_url(DRAFT)

    page.get_by_role("link", name="Check", exact=True).first.click()
    page.get_by_role("button", name="Put into the library").click()
    page.get_by_text("New: led-by@2").wait_for()
    page.goto(live_server.url + reverse("courses:delivery:case_detail", args=["harbour"]))
    page.get_by_text("What happened at the quay.").wait_for()


def test_two_writers_see_both_sides(
    page,
    live_server,
    sign_in,
    trainer,
    policy_owner,  # noqa: F811 -- a fixture
    case_draft,  # noqa: F811 -- a fixture
) -> None:
    sign_in(trainer)
    page.goto(at(live_server, "library_part", case_draft.public_id, "section/en/what"))
    theirs = {"uid": "what", "heading": "What happened", "body": "Their words."}
    save_part(
        draft=case_draft,
        part="section/en/what",
        value=theirs,
        base_revision=1,
        by=policy_owner,
        at=AT,
    )
    page.get_by_role("textbox", name="Text", exact=True).fill("My words.")
    page.get_by_role("button", name="Keep mine").wait_for()
    page.get_by_text("Their words.").wait_for()
    look_at(page, "library-meanwhile")
    page.get_by_role("button", name="Keep mine").click()
    page.locator("[data-saved]", has_text=SAVED).wait_for()
    kept = LibraryDraft.objects.get(pk=case_draft.pk)
    assert get(Kind.CASE, kept.body, "section/en/what")["body"] == "My words."


def test_the_pages_of_the_library(
    page,
    live_server,
    sign_in,
    policy_owner,  # noqa: F811 -- a fixture
    case_draft,  # noqa: F811 -- a fixture
    policy_draft,  # noqa: F811 -- a fixture
) -> None:
    sign_in(policy_owner)
    case, policy = case_draft.public_id, policy_draft.public_id
    for name, args in (
        ("library_list", ()),
        ("library_draft_list", ()),
        ("library_new", ("case",)),
        ("library_draft", (case,)),
        ("library_part", (case, "head")),
        ("library_part", (case, "section/en/what")),
        ("library_part", (case, "fact/arrests")),
        ("library_part", (case, "conflict/how-many")),
        ("library_part", (case, "source/s1")),
        ("library_entry_new", (case, "timeline")),
        ("library_check", (case,)),
        ("library_history", (case,)),
        ("library_translate", (case, "es")),
        ("library_draft", (policy,)),
        ("library_part", (policy, "head")),
        ("library_part", (policy, "clause/AB-1")),
        ("library_part", (policy, "edition/first")),
        ("library_source", ("harbour", "s1")),
        ("guarded_words", ()),
        ("case_onward", ("harbour",)),
    ):
        page.goto(at(live_server, name, *args))
        expect(page.get_by_text("The preview appears here")).to_have_count(0)
        stem = str(args[-1]).replace("/", "-") if name in ("library_part", "library_new") else ""
        kind = "policy" if args[:1] == (policy,) else ""
        look_at(page, "-".join(one for one in (name, kind, stem) if one))


def test_what_is_begun_stays_in_the_browser_until_it_is_saved(
    page,
    live_server,
    sign_in,
    trainer,
    case_draft,  # noqa: F811 -- a fixture
) -> None:
    sign_in(trainer)
    new = at(live_server, "library_entry_new", case_draft.public_id, "question")
    page.goto(new)
    page.get_by_role("textbox", name="What nobody knows yet").fill("How many there were.")
    page.locator("[data-saved]", has_text="Kept in this browser").wait_for()
    page.goto(new)
    box = page.get_by_role("textbox", name="What nobody knows yet")
    assert box.input_value() == "How many there were."
    box.focus()
    page.keyboard.press("Control+.")
    page.locator("#picker [data-insert='[fact:arrests]']").wait_for()
    page.keyboard.type("arrest")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Save and go back").click()
    page.wait_for_url("**/library/drafts/*/#question")
    kept = LibraryDraft.objects.get(pk=case_draft.pk)
    told = entries(Kind.CASE, kept.body, "question").values()
    assert "[fact:arrests]" in str(list(told))
    assert page.evaluate("Object.keys(localStorage).length") == 0
