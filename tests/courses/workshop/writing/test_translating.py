from dataclasses import replace

import pytest

from courses.catalogue.models import LessonText, QuestionText
from courses.catalogue.selectors import question_for_edit
from courses.catalogue.services import save_question
from tests.courses.workshop.conftest import SLUG, url

UID = "origin"
HTMX = {"headers": {"hx-request": "true"}}


def words_url(name="question_words", uid=UID, language="es"):
    return url(name, SLUG, uid, language)


def typed(draft, **changes):
    found = question_for_edit(draft, UID)
    texts = found.question.texts
    sent = {
        "base": found.words_digests.get("es", ""),
        "source_digest": texts["en"].digest,
        "text.stem": "¿Cambia la decisión?",
        "text.options.stays": "Se queda",
        "text.options.goes": "No, es la misma",
        "text.options.asks": "Depende",
        "text.option_feedback.stays": "La regla no lo dice.",
        "text.feedback": "Véase [clause:house/FEE-1.1].",
        "is_ready": "on",
    }
    return sent | changes


def test_what_is_to_be_done_stands_first_with_how_far_it_is(draft, as_trainer):
    LessonText.objects.filter(lesson__uid="attest", language="es").delete()
    QuestionText.objects.filter(question__uid="order", language="es").update(source_digest="old")

    page = as_trainer.get(url("translation_list", SLUG, "es")).content.decode()

    first, second = page.index("not translated"), page.index("the source has changed")
    assert first < second < page.index("<code>quiz</code>")
    assert "9 of 11 parts" in page or "parts" in page
    assert as_trainer.get(url("translation_list", SLUG, "en")).status_code == 404
    assert as_trainer.get(url("translation_list", SLUG, "fr")).status_code == 404


def test_the_list_makes_few_queries(draft, as_trainer, django_assert_max_num_queries):
    as_trainer.get(url("translation_list", SLUG, "es"))
    with django_assert_max_num_queries(10):
        as_trainer.get(url("translation_list", SLUG, "es"))
    with django_assert_max_num_queries(12):
        as_trainer.get(words_url())


def test_a_question_is_translated_text_by_text(draft, as_trainer):
    page = as_trainer.get(words_url()).content.decode()
    assert "It depends on the label" in page
    assert 'name="text.option_feedback.stays"' in page

    assert as_trainer.post(words_url(), typed(draft)).status_code == 302

    words = question_for_edit(draft, UID).question.texts["es"]
    assert words.texts["options"]["asks"] == "Depende"
    assert words.is_ready
    assert words.made_from == question_for_edit(draft, UID).question.texts["en"].digest


def test_what_is_not_whole_is_not_ready_but_can_be_kept(draft, as_trainer):
    part = typed(draft, **{"text.stem": ""})

    refused = as_trainer.post(words_url(), part)
    del part["is_ready"]
    kept = as_trainer.post(words_url(), part)

    assert refused.status_code == 422
    assert "Depende" in refused.content.decode()
    assert kept.status_code == 302
    assert not question_for_edit(draft, UID).question.texts["es"].is_ready


def test_an_edit_in_between_is_told(draft, as_trainer):
    mine = typed(draft)
    as_trainer.post(words_url(), typed(draft, **{"text.stem": "Otra"}))

    answer = as_trainer.post(words_url(), mine)

    assert answer.status_code == 409
    assert "Otra" in answer.content.decode()
    assert "You saved another text" in answer.content.decode()


def test_what_changed_in_the_source_is_shown(draft, as_trainer, trainer, now):
    found = question_for_edit(draft, UID)
    words = found.question.texts["en"]
    stem = replace(words, texts={**words.texts, "stem": "Does the *maker* change it?"})
    question = replace(found.question, texts={"en": stem})
    save_question(course=draft, question=question, base=found.digest, by=trainer, at=now)

    page = as_trainer.get(words_url()).content.decode()

    assert "Changed since this was translated" in page
    assert "<ins" in page


def test_what_stands_beside_a_question_is_its_texts_and_remarks(draft, as_trainer):
    sent = typed(draft, **{"text.feedback": "Véase [clause:house/NONE]. <b>x</b>"})
    address = words_url("question_words_beside")

    page = as_trainer.post(address, sent, **HTMX).content.decode()
    whole = as_trainer.post(address, sent).content.decode()
    part = as_trainer.post(address, {**sent, "text.stem": ""}, **HTMX).content.decode()

    assert "refers to nothing that exists" in page
    assert 'data-in="id_text.feedback"' in page
    assert "<b>x" not in page
    assert "<html" in whole
    assert "stem" in part


@pytest.mark.parametrize(("uid", "language"), [("none", "es"), (UID, "en"), (UID, "fr")])
def test_what_is_not_there_is_not_found(draft, as_trainer, uid, language):
    assert as_trainer.get(words_url(uid=uid, language=language)).status_code == 404
