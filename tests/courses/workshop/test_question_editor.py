"""The editors of questions: what is stored comes back, what is wrong is told at its place."""

import re
from typing import Any

import pytest
from django.urls import reverse

from courses.catalogue.models import Course, Question
from courses.catalogue.selectors import read_question
from tests.courses.questions.pages import Page

pytestmark = pytest.mark.django_db


def _url(name: str, *args: object) -> str:
    return reverse(f"courses:workshop:{name}", args=args)


def _form(client: Any, url: str) -> dict[str, Any]:
    answer = client.get(url, {"open": "1"})
    assert answer.status_code == 200
    return _sent(answer)


def _sent(answer: Any) -> dict[str, Any]:
    html = answer.content.decode()
    start = html.rindex("<form", 0, html.index('class="question-editor"'))
    body = html[start : html.index("</form>", start)]
    return {name: value for name, value in Page(body).data.items() if not name.startswith("csrf")}


def test_every_stored_question_comes_back_as_it_was(
    client: Any, draft: Course, trainer: Any
) -> None:
    client.force_login(trainer)
    for question in Question.objects.filter(course=draft):
        before = read_question(draft, question.uid)
        url = _url("question_edit", draft.slug, question.uid)
        sent = _form(client, url)
        answer = client.post(url, {**sent, "do": "save"})
        assert answer.status_code == 302
        assert read_question(draft, question.uid) == before


def _single(**fields: str) -> dict[str, str]:
    return {
        "e.stem": "Which rule holds?",
        "e.options.0.key": "kk", "e.options.0.text": "The first",
        "e.options.1.key": "mm", "e.options.1.text": "The second",
        "e.options.right": "mm",
        "e.feedback": "The second says so.",
        "e.marks": "2", "e.difficulty": "1", "e.intensity": "0", "e.tags": "law, first-day",
        "ready": "1",
    } | fields  # fmt: skip


def test_new_question_gets_a_name_of_its_first_words(
    client: Any, draft: Course, trainer: Any
) -> None:
    client.force_login(trainer)
    assert client.get(_url("question_new", draft.slug)).status_code == 200
    url = _url("question_write", draft.slug, "single")
    for uid in ("which-rule-holds", "which-rule-holds-2"):
        answer = client.post(url, _single())
        assert answer["Location"] == _url("question_edit", draft.slug, uid)
    question = read_question(draft, "which-rule-holds")
    assert question is not None
    assert (question.marks, question.tags) == (2, ("law", "first-day"))
    assert question.definition == {"options": ["kk", "mm"], "correct": "mm"}


def test_what_is_wrong_is_told_at_its_place_and_what_was_typed_stays(
    client: Any, draft: Course, trainer: Any
) -> None:
    client.force_login(trainer)
    url = _url("question_write", draft.slug, "single")
    sent = _single(**{"e.options.1.text": "", "e.options.right": "", "e.feedback": ""})
    answer = client.post(url, sent)
    html = answer.content.decode()
    assert answer.status_code == 422
    for place in ("e.options.1.text", "e.options.right", "e.feedback"):
        assert f'href="#{place}-place"' in html
        assert f'id="{place}-notes"' in html
        assert f'id="{place}-place"' in html
    assert _sent(answer)["e.stem"] == ["Which rule holds?"]
    sent.pop("ready")
    assert client.post(url, sent).status_code == 302  # unfinished


def test_rows_are_added_without_saving(client: Any, draft: Course, trainer: Any) -> None:
    client.force_login(trainer)
    url = _url("question_write", draft.slug, "cloze")
    answer = client.post(url, {"e.stem": "They made arrests.", "do": "add:blanks:number"})
    sent = _sent(answer)
    assert answer.status_code == 200
    assert sent["e.stem"] == ["They made arrests. {{a}}"]
    assert (sent["e.blanks.0.key"], sent["e.blanks.0.kind"]) == (["a"], ["number"])
    assert not draft.questions.filter(type="cloze/1").exists()


def test_learners_view_comes_from_the_compiler(client: Any, draft: Course, trainer: Any) -> None:
    client.force_login(trainer)
    url = _url("question_look", draft.slug, "single")
    html = client.post(url, _single(**{"try.option": "kk"})).content.decode()
    for words in ("The first", "Chosen, and not right", "The second says so."):
        assert words in html
    html = client.post(url, _single(**{"e.stem": "As [fact:none/none] says."})).content.decode()
    assert "To mend before it can be published" in html
    html = client.post(url, {}).content.decode()
    assert "To mend before it can be published" in html


def test_two_writers_are_both_shown_and_one_chooses(
    client: Any, draft: Course, trainer: Any
) -> None:
    client.force_login(trainer)
    uid = draft.questions.filter(type="single/1").values_list("uid", flat=True)[0]
    url = _url("question_edit", draft.slug, uid)
    mine, theirs = _form(client, url), _form(client, url)
    assert client.post(url, {**theirs, "e.feedback": "Theirs."}).status_code == 302
    answer = client.post(url, {**mine, "e.feedback": "Mine."})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Mine." in html
    assert "Theirs." in html
    base = re.search('value="([0-9a-f]+)" data-keep-mine', html)
    assert base
    again = {**_sent(answer), "base": base[1]}
    assert client.post(url, again).status_code == 302
    question = read_question(draft, uid)
    assert question is not None
    assert question.texts["en"].texts["feedback"] == "Mine."


def test_decision_asks_the_fields_of_its_form_and_seat(
    client: Any, draft: Course, trainer: Any
) -> None:
    client.force_login(trainer)
    url = _url("question_write", draft.slug, "decision")
    assert "e.field-ground.right" not in client.get(url).content.decode()
    answer = client.post(url, {"e.form": "house/reasons", "e.seat": "front-line", "do": "form"})
    html = answer.content.decode()
    for name in ("e.field-ground.right", "e.field-action.severity.over_enforcement",
                 "e.field-escalate.within", "e.experts.votes.0.count"):  # fmt: skip
        assert f'name="{name}"' in html


@pytest.mark.parametrize("data", [
    {"do": "remove:options:99999999999999999999"}, {"do": "x" * 5000}, {"e.options.0.key": ""},
    {"e.stem": "a\x00b", "do": "save", "ready": "1"}, {"e.blanks.0.kind": "none", "do": "up"},
    {"e.marks": "٣" * 50, "do": "save"}, {"e.stem": "\u202e", "do": "look"},
    {"e.options.0.key": "../..", "e.options.0.text": "x", "do": "save"},
])  # fmt: skip
def test_nonsense_is_refused_or_shown_again(
    client: Any, draft: Course, trainer: Any, data: dict[str, str]
) -> None:
    client.force_login(trainer)
    count = draft.questions.count()
    for kind in ("single", "cloze", "decision"):
        answer = client.post(_url("question_write", draft.slug, kind), data)
        assert answer.status_code in {200, 422}
    assert draft.questions.count() == count


@pytest.mark.parametrize("more", [0, 40])
def test_editor_asks_the_database_little(
    client: Any,
    draft: Course,
    trainer: Any,
    now: Any,
    django_assert_max_num_queries: Any,
    more: int,
) -> None:
    client.force_login(trainer)
    for _number in range(more):
        client.post(_url("question_write", draft.slug, "numeric"), {"e.stem": "x"})
    for kind in ("single/1", "decision/1"):
        uid = draft.questions.filter(type=kind).values_list("uid", flat=True)[0]
        with django_assert_max_num_queries(15):
            client.get(_url("question_edit", draft.slug, uid))


SCRIPT = {"headers": {"Accept": "application/json"}}


def test_script_saves_what_it_was_shown_and_is_told_of_another_edit(
    client: Any, draft: Course, trainer: Any
) -> None:
    client.force_login(trainer)
    uid = draft.questions.filter(type="single/1").values_list("uid", flat=True)[0]
    url = _url("question_edit", draft.slug, uid)
    mine = {**_form(client, url), "person": str(trainer.public_id)}
    first = client.post(url, {**mine, "e.feedback": "First."}, **SCRIPT)
    assert first.status_code == 200
    base = first.json()["base"]
    assert client.post(url, {**mine, "e.feedback": "First."}, **SCRIPT).json() == {"base": base}

    other = client.post(url, {**mine, "e.feedback": "Second."}, **SCRIPT)
    assert (other.status_code, other.json()["base"]) == (409, base)
    assert "Second." in other.json()["meanwhile"]
    assert "First." in other.json()["meanwhile"]
    kept = client.post(url, {**mine, "e.feedback": "Second.", "base": base}, **SCRIPT)
    assert kept.status_code == 200


def test_script_is_told_what_is_wrong_and_who_is_signed_in(
    client: Any, draft: Course, trainer: Any
) -> None:
    client.force_login(trainer)
    url = _url("question_write", draft.slug, "single")
    person = {"person": str(trainer.public_id)}
    assert client.post(url, _single(), **SCRIPT).status_code == 403
    wrong = client.post(url, {**_single(**{"e.feedback": ""}), **person}, **SCRIPT)
    assert wrong.status_code == 422
    assert "Feedback afterwards: This is needed." in wrong.json()["error"]
    made = client.post(url, {**_single(), **person}, **SCRIPT).json()
    assert made["href"] == _url("question_edit", draft.slug, "which-rule-holds")


def test_intense_question_asks_first(client: Any, draft: Course, trainer: Any) -> None:
    client.force_login(trainer)
    url = _url("question_edit", draft.slug, draft.questions.first().uid)
    draft.questions.update(intensity=2)
    html = client.get(url).content.decode()
    assert "Before you read" in html
    assert "question-fields" not in html
    assert "question-fields" in client.get(f"{url}?open=1").content.decode()


def test_rules_are_told_beside_the_learners_view(client: Any, draft: Course, trainer: Any) -> None:
    client.force_login(trainer)
    url = _url("question_look", draft.slug, "single")
    data = _single(**{"e.feedback": "As told: ![a picture](https://example.org/a.png)"})
    html = client.post(url, data).content.decode()
    assert 'data-in="e.feedback"' in html
    assert "Feedback afterwards: " in html
