"""The editor of a decision form: what stands comes back, and keys stay whatever the words."""

from typing import Any

import pytest
from django.urls import reverse

from content.library.drafting.models import LibraryDraft
from content.library.drafting.parts import get
from content.library.kinds import Kind
from courses.workshop.pages.questioning import nodes, rows
from courses.workshop.pages.questioning.forms import form_layout
from courses.workshop.pages.questioning.spec import Field, Rows
from tests.courses.questions.pages import Page

pytestmark = pytest.mark.django_db


def _url(draft: LibraryDraft, slug: str) -> str:
    return reverse("courses:workshop:form_edit", args=[draft.public_id, slug])


def _sent(answer: Any) -> dict[str, Any]:
    html = answer.content.decode()
    start = html.index('class="question-form"')
    body = "<form " + html[start : html.index("</form>", start)]
    return {name: value for name, value in Page(body).data.items() if not name.startswith("csrf")}


def _form(draft: LibraryDraft, slug: str = "reasons") -> Any:
    draft.refresh_from_db()
    return get(Kind.POLICY, draft.body, f"form/{slug}")


def test_form_comes_back_as_it_stood(
    client: Any, policy_draft: LibraryDraft, policy_owner: Any
) -> None:
    client.force_login(policy_owner)
    before = _form(policy_draft)
    sent = _sent(client.get(_url(policy_draft, "reasons")))
    assert client.post(_url(policy_draft, "reasons"), {**sent, "do": "save"}).status_code == 302
    after = _form(policy_draft)
    assert [one["key"] for one in after["fields"]] == [one["key"] for one in before["fields"]]
    plain = lambda form: [  # noqa: E731
        (one["key"], one["label"], one["kind"], one.get("role"), one.get("depends_on"),
         [(o["key"], o["label"], str(o.get("rank") or 0)) for o in one.get("options", [])])
        for one in form["fields"]
    ]  # fmt: skip
    assert plain(after) == plain(before)
    assert after["seats"] == before["seats"]


def test_what_has_no_words_yet_is_called_by_its_number() -> None:
    option = {"key": "zzzz", "label": ""}
    state = {
        "seats": [{"key": "front", "label": "Front line"}, {"key": "nmdr", "label": ""}],
        "fields": [{"key": "qqqq", "label": "", "options": [option]}],
    }
    fields = next(
        node for node in form_layout(state) if isinstance(node, Rows) and node.name == "fields"
    )
    offered = {
        one.name: one.choices for one in fields.fields if isinstance(one, Field) and one.choices
    }
    assert offered["seats"] == (("front", "Front line"), ("nmdr", "Seat 2"))
    assert offered["when"] == (("qqqq/zzzz", "Field 1 · Option 1"),)


def test_a_long_list_of_earlier_options_is_folded_until_one_is_chosen() -> None:
    options = [
        {"key": f"key-{n}", "label": f"Words {n}", "rank": ""} for n in range(nodes.MOST_OPEN + 1)
    ]
    state = rows.fresh_state(form_layout({}))
    asked = {**state["fields"][0], "key": "first", "options": options}
    state["fields"] = [asked, {**asked, "key": "second", "when": ["first/key-0"]}]
    views = nodes.shown(form_layout(state), state, {})
    fields = next(one for one in views if one["name"].endswith("fields"))["rows"]
    when = [next(n for n in row["nodes"] if n["name"].endswith(".when")) for row in fields]
    assert [(one["is_folded"], one["is_open"]) for one in when] == [(True, False), (True, True)]


def test_a_choice_without_anything_to_choose_is_not_asked() -> None:
    state = rows.fresh_state(form_layout({}))

    def asked() -> set[str]:
        return set(nodes.labels(nodes.shown(form_layout(state), state, {})))

    picks = {"e.fields.0.seats", "e.fields.0.when"}
    assert asked() & picks == {"e.fields.0.seats"}
    rows.changed(form_layout(state), state, "add:fields.0.options")
    assert asked() & picks == picks
    rows.changed(form_layout(state), state, "remove:seats:0")
    assert asked() & picks == {"e.fields.0.when"}


def test_words_change_and_keys_stay_and_new_things_are_named_by_their_words(
    client: Any, policy_draft: LibraryDraft, policy_owner: Any
) -> None:
    client.force_login(policy_owner)
    url = _url(policy_draft, "reasons")
    added = _sent(client.post(url, {**_sent(client.get(url)), "do": "add:fields.0.options"}))
    number = sum(name.startswith("e.fields.0.options.") and name.endswith(".key") for name in added)
    added[f"e.fields.0.options.{number - 1}.label"] = ["Not sure yet"]
    added[f"e.fields.0.options.{number - 1}.rank"] = ["0"]
    added["e.fields.0.label"] = ["What do you see?"]
    assert client.post(url, {**added, "do": "save"}).status_code == 302
    field = _form(policy_draft)["fields"][0]
    assert (field["key"], field["label"]) == ("ground", "What do you see?")
    assert field["options"][-1]["key"] == "not-sure-yet"


def test_new_form_is_begun_and_what_is_missing_is_told(
    client: Any, policy_draft: LibraryDraft, policy_owner: Any
) -> None:
    client.force_login(policy_owner)
    url = _url(policy_draft, "new")
    answer = client.post(url, {**_sent(client.get(url)), "do": "save"})
    assert answer.status_code == 422
    assert "Not saved yet" in answer.content.decode()
    sent = {
        "base": str(policy_draft.revision), "e.title": "Short form", "e.seats.0.key": "ss",
        "e.seats.0.label": "Front line", "e.fields.0.key": "ff", "e.fields.0.label": "Action",
        "e.fields.0.kind": "one", "e.fields.0.role": "action",
        "e.fields.0.options.0.key": "aa", "e.fields.0.options.0.label": "Leave it",
        "e.fields.0.options.1.key": "bb", "e.fields.0.options.1.label": "Remove it",
        "e.fields.1.key": "gg", "e.fields.1.label": "Why", "e.fields.1.kind": "text",
        "e.fields.1.when": ["ff/bb"], "e.fields.1.seats": ["ss"],
    }  # fmt: skip
    assert client.post(url, sent).status_code == 302
    form = _form(policy_draft, "short-form")
    assert [one["key"] for one in form["fields"]] == ["action", "why"]
    assert form["fields"][1]["depends_on"] == {"field": "action", "any_of": ["remove-it"]}
    assert form["fields"][1]["seats"] == ["front-line"]
    assert client.post(url, sent).status_code == 422  # the title is taken


def test_two_writers_of_a_form_are_told(
    client: Any, policy_draft: LibraryDraft, policy_owner: Any
) -> None:
    client.force_login(policy_owner)
    url = _url(policy_draft, "reasons")
    mine, theirs = _sent(client.get(url)), _sent(client.get(url))
    assert client.post(url, {**theirs, "e.title": "Theirs"}).status_code == 302
    answer = client.post(url, {**mine, "e.title": "Mine"})
    assert answer.status_code == 409
    assert "Theirs" in answer.content.decode()
    assert 'value="2" data-keep-mine' in answer.content.decode()
    assert client.post(url, {**_sent(answer), "base": "2"}).status_code == 302
    assert _form(policy_draft)["title"] == "Mine"


def test_form_is_nobody_elses(
    client: Any, policy_draft: LibraryDraft, case_draft: LibraryDraft, other_trainer: Any,
    policy_owner: Any,
) -> None:  # fmt: skip
    client.force_login(other_trainer)
    assert client.get(_url(policy_draft, "reasons")).status_code == 404
    client.force_login(policy_owner)
    assert client.get(_url(policy_draft, "none")).status_code == 404
    assert client.get(_url(case_draft, "new")).status_code == 404
