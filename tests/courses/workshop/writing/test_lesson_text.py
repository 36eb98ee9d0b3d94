from dataclasses import replace

import pytest

from courses.catalogue.models import ItemVersion
from courses.catalogue.selectors import lesson_for_edit
from courses.catalogue.services import save_lesson_words
from tests.courses.workshop.conftest import SLUG, url

TEXT = "how-it-works"
SCRIPT = {"headers": {"accept": "application/json"}}


def text_url(uid=TEXT, language="en", name="lesson_text", *more):
    return url(name, SLUG, uid, language, *more)


def words_of(draft, uid=TEXT, language="en"):
    return lesson_for_edit(draft, uid, language)


def typed(draft, uid=TEXT, language="en", **changes):
    found = words_of(draft, uid, language)
    words = found.words
    data = {"base": found.words_digest or "", "source_digest": found.source.digest}
    if words is not None:
        data |= {"title": words.title, "topic": words.topic, "body": words.body}
        if words.is_ready:
            data["is_ready"] = "on"
    return data | changes


def edit(draft, by, now, body, uid=TEXT, language="en"):
    found = words_of(draft, uid, language)
    return save_lesson_words(
        course=draft,
        uid=uid,
        language=language,
        words=replace(found.words, body=body),
        base=found.words_digest,
        by=by,
        at=now,
    )


def test_the_editor_shows_the_words_and_where_they_are_saved(draft, as_trainer):
    page = as_trainer.get(text_url()).content.decode()

    assert "See [clause:house" not in page
    assert "stop and do not look further: [clause:house/FEE-2.1]" in page
    assert "data-writing" in page
    assert f"lesson:{SLUG}:{TEXT}:en" in page


def test_the_page_makes_few_queries(draft, as_trainer, django_assert_max_num_queries):
    as_trainer.get(text_url())
    with django_assert_max_num_queries(12):
        as_trainer.get(text_url())
    with django_assert_max_num_queries(13):
        as_trainer.get(text_url(language="es"))


def test_saving_by_the_button_keeps_the_words_and_raises_the_revision(draft, as_trainer):
    before = draft.draft_revision

    answer = as_trainer.post(text_url(), typed(draft, body="Other words.\r\nTwo lines."))

    assert answer.status_code == 302
    draft.refresh_from_db()
    assert draft.draft_revision == before + 1
    assert words_of(draft).words.body == "Other words.\nTwo lines."


@pytest.mark.parametrize(
    "changes", [{"title": ""}, {"title": "x" * 201}, {"topic": "x" * 301}, {"body": "a\x00b"}]
)
def test_wrong_input_is_told_and_what_was_typed_stays(draft, as_trainer, changes):
    kept = words_of(draft).words

    answer = as_trainer.post(text_url(), typed(draft, **{"body": "Typed by me.", **changes}))
    by_script = as_trainer.post(text_url(), person(as_trainer) | typed(draft, **changes), **SCRIPT)

    assert answer.status_code == 422
    if "body" not in changes:
        assert "Typed by me." in answer.content.decode()
    assert by_script.status_code == 422
    assert by_script.json()["error"]
    assert words_of(draft).words == kept


def person(client):
    from accounts.models import User

    return {"person": str(User.objects.get(pk=client.session["_auth_user_id"]).public_id)}


def test_the_script_saves_and_hears_the_new_base(draft, as_trainer):
    sent = person(as_trainer) | typed(draft, body="Typed.")

    answer = as_trainer.post(text_url(), sent, **SCRIPT)
    again = as_trainer.post(text_url(), sent | {"base": answer.json()["base"]}, **SCRIPT)

    assert answer.status_code == again.status_code == 200
    assert again.json() == answer.json() == {"base": words_of(draft).words_digest}


def test_what_somebody_else_typed_is_not_saved_for_who_is_signed_in_now(draft, as_trainer):
    kept = words_of(draft).words

    answer = as_trainer.post(text_url(), {"person": "x", **typed(draft, body="A")}, **SCRIPT)

    assert answer.status_code == 403
    assert words_of(draft).words == kept


def test_an_edit_in_between_is_told_and_both_are_shown(draft, as_trainer, admin_person, now):
    mine = typed(draft, body="Mine, and nothing else.")
    edit(draft, admin_person, now, "Theirs.")

    by_form = as_trainer.post(text_url(), mine)
    by_script = as_trainer.post(text_url(), person(as_trainer) | mine, **SCRIPT)

    assert by_form.status_code == by_script.status_code == 409
    page, report = by_form.content.decode(), by_script.json()
    for html in (page, report["meanwhile"]):
        assert "Admin saved another text" in html
        assert "Theirs." in html
    assert "Mine, and nothing else.</textarea>" in page
    assert report["base"] == words_of(draft).words_digest
    assert f'value="{report["base"]}"' in page
    assert words_of(draft).words.body == "Theirs."

    chosen = as_trainer.post(text_url(), mine | {"base": report["base"]})
    assert chosen.status_code == 302
    assert words_of(draft).words.body == "Mine, and nothing else."


def test_the_same_words_saved_twice_are_no_conflict(draft, as_trainer):
    sent = person(as_trainer) | typed(draft, body="Sent, and the answer was lost.")

    first = as_trainer.post(text_url(), sent, **SCRIPT)
    again = as_trainer.post(text_url(), sent, **SCRIPT)
    by_form = as_trainer.post(text_url(), sent)

    assert again.status_code == 200
    assert again.json() == first.json()
    assert by_form.status_code == 302


def test_what_stands_beside_is_preview_and_remarks_and_keeps_nothing(draft, as_trainer):
    rows = ItemVersion.objects.count()
    body = (
        "Police held 40 people.\n\nPolice of 4 countries took part [fact:harbour/countries]. "
        "[fact:harbour/nothing]\n\n<script>x</script> [clause:house/FEE-2.1]"
    )

    answer = as_trainer.post(
        text_url(name="lesson_text_beside"), typed(draft, body=body), headers={"hx-request": "true"}
    )

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in page
    assert "“40” is a figure without a source" in page
    assert "[fact:harbour/nothing] refers to nothing that exists" in page
    assert 'data-goto="12-14"' in page
    assert 'href="#preview-note-1"' in page
    assert "<script>" not in page
    assert "clause:house" not in page.replace(body, "")
    assert ItemVersion.objects.count() == rows


def test_the_preview_is_a_page_without_a_script(draft, as_trainer):
    sent = typed(draft, body="**Strong**", title="My title")

    page = as_trainer.post(text_url(name="lesson_text_beside"), sent).content.decode()

    assert "<h1" in page
    assert "My title" in page
    assert "<strong>Strong</strong>" in page


def test_a_text_that_cannot_be_read_is_told_in_the_preview(draft, as_trainer):
    beside = text_url(name="lesson_text_beside")
    header = {"hx-request": "true"}

    wrong = as_trainer.post(beside, typed(draft, body="a\x00"), headers=header)
    many = as_trainer.post(beside, typed(draft, body="[" * 500), headers=header)

    assert wrong.status_code == 422
    assert "more than 120 opening brackets" in many.content.decode()


def test_something_intense_asks_first_and_leaves_no_trace(draft, as_trainer):
    draft.lessons.filter(uid=TEXT).update(intensity=2)

    first = as_trainer.get(text_url()).content.decode()
    after = as_trainer.get(text_url(), {"open": "1"}).content.decode()

    assert "Intensity 2 of 3" in first
    assert "stop and do not look" not in first
    assert "Later" in first
    assert "stop and do not look" in after


@pytest.mark.parametrize(
    ("uid", "language"), [("nothing", "en"), (TEXT, "fr"), (TEXT, "not-a-language")]
)
def test_what_is_not_there_is_not_found(draft, as_trainer, uid, language):
    assert as_trainer.get(text_url(uid, language)).status_code == 404


def test_a_translation_stands_beside_its_source_and_tells_what_changed(
    draft, as_trainer, trainer, now
):
    edit(draft, trainer, now, words_of(draft).words.body + "\n\nA new last line.")

    page = as_trainer.get(text_url(language="es")).content.decode()

    assert "Source (English)" in page
    assert "Changed since this was translated" in page
    assert "A new last line." in page
    assert 'name="follows"' in page


def test_a_translation_follows_its_source_when_its_translator_says_so(
    draft, as_trainer, trainer, now
):
    old = words_of(draft).words.digest
    edit(draft, trainer, now, "Other.")

    as_trainer.post(text_url(language="es"), typed(draft, language="es", body="Otra."))
    assert words_of(draft, language="es").words.made_from == old

    seen = typed(draft, language="es", follows="on")
    del seen["is_ready"]
    as_trainer.post(text_url(language="es"), seen)
    words = words_of(draft, language="es").words
    assert words.made_from == words_of(draft).words.digest
    assert not words.is_ready


def test_a_new_translation_is_made_from_what_was_on_the_page(draft, as_trainer):
    draft.lessons.get(uid=TEXT).texts.filter(language="es").delete()
    sent = typed(draft, language="es", title="Título", topic="", body="Hola")

    assert as_trainer.post(text_url(language="es"), sent).status_code == 302

    words = words_of(draft, language="es").words
    assert words.made_from == words_of(draft).words.digest
    assert not words.is_ready


def test_the_history_tells_each_edit_and_brings_back_what_stood_before(
    draft, as_trainer, trainer, now
):
    first = words_of(draft).words.body
    edit(draft, trainer, now, "Second.")
    [version] = ItemVersion.objects.filter(uid=TEXT)

    page = as_trainer.get(text_url(name="lesson_text_history")).content.decode()
    assert "Second." in page
    assert "Trainer" in page

    restore = url("lesson_text_restore", SLUG, TEXT, "en", version.revision)
    assert as_trainer.post(restore).status_code == 302
    assert words_of(draft).words.body == first
    assert as_trainer.get(restore).status_code == 405
    assert as_trainer.post(url("lesson_text_restore", SLUG, TEXT, "en", 999)).status_code == 404


@pytest.mark.parametrize("edits", [1, 3])
def test_the_history_makes_the_same_queries_for_any_length(
    draft, as_trainer, now, admin_person, trainer, django_assert_num_queries, edits
):
    for number in range(edits):
        edit(draft, (trainer, admin_person)[number % 2], now, f"Body {number}")
    as_trainer.get(text_url(name="lesson_text_history"))

    with django_assert_num_queries(8):
        as_trainer.get(text_url(name="lesson_text_history"))
