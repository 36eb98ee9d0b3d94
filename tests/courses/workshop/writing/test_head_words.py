"""Title, summary and titles of modules beside their translation."""

from dataclasses import replace
from typing import Any

from django.test import Client

from courses.catalogue import items
from courses.catalogue.models import Course
from courses.catalogue.selectors import head_for_edit, read_head
from courses.catalogue.services import restore_item, save_settings
from courses.catalogue.services.editing import ItemKey
from courses.workshop.selectors.writing import versions_of
from tests.courses.workshop.conftest import SLUG, url

SCRIPT: dict[str, Any] = {"headers": {"Accept": "application/json"}}


def page_url(language: str = "es") -> str:
    return url("head_words", SLUG, language)


def typed(draft: Course, **changes: str) -> dict[str, str]:
    found = head_for_edit(draft, "es")
    modules = {f"module.{uid}": f"Módulo {uid}" for uid in found.source.modules}
    sent = {"title": "Un curso", "summary": "En breve.", **modules}
    return {**sent, "base": found.base, "source_digest": found.source.digest, **changes}


def test_what_frames_a_course_is_translated_and_counted(draft: Course, as_trainer: Client) -> None:
    answer = as_trainer.post(page_url(), typed(draft))
    assert answer.status_code == 302
    draft.refresh_from_db()
    found = head_for_edit(draft, "es")
    assert (found.words.title, found.words.summary) == ("Un curso", "En breve.")
    assert set(found.words.modules.values()) == {f"Módulo {uid}" for uid in found.source.modules}
    assert found.state == "ready"
    as_trainer.post(page_url(), typed(draft, title=""))
    draft.refresh_from_db()
    assert head_for_edit(draft, "es").state == "missing"
    assert "es" not in read_head(draft).titles


def test_a_changed_source_is_told_until_its_translator_says_otherwise(
    draft: Course, as_trainer: Client, trainer: Any, now: Any
) -> None:
    as_trainer.post(page_url(), typed(draft))
    draft.refresh_from_db()
    head = read_head(draft)
    titles = {**head.titles, "en": "Another title"}
    base = versions_digest(draft)
    save_settings(course=draft, head=replace(head, titles=titles), base=base, by=trainer, at=now)

    listed = as_trainer.get(url("translation_list", SLUG, "es")).content.decode()
    assert listed.index("the source has changed") < listed.index("Lesson")
    assert "It says what the source says now" in as_trainer.get(page_url()).content.decode()
    draft.refresh_from_db()
    as_trainer.post(page_url(), typed(draft, summary="Otra vez."))
    draft.refresh_from_db()
    assert head_for_edit(draft, "es").state == "stale"
    as_trainer.post(page_url(), typed(draft, summary="Otra vez.", follows="on"))
    draft.refresh_from_db()
    assert head_for_edit(draft, "es").state == "ready"


def versions_digest(draft: Course) -> str:
    return items.digest_of(items.settings_body(read_head(draft))) or ""


def test_an_edit_in_between_is_told_and_everything_comes_back(
    draft: Course, as_trainer: Client, trainer: Any, now: Any
) -> None:
    sent = typed(draft, person=str(trainer.public_id))
    first = as_trainer.post(page_url(), {**sent, "title": "Primero"}, **SCRIPT)
    assert first.status_code == 200
    other = as_trainer.post(page_url(), {**sent, "title": "Segundo"}, **SCRIPT)
    assert (other.status_code, other.json()["base"]) == (409, first.json()["base"])
    assert "Segundo" in other.json()["meanwhile"]

    before = read_head(draft).titles
    restore_item(version=versions_of(draft, ItemKey("settings")).first(), by=trainer, at=now)
    draft.refresh_from_db()
    assert read_head(draft).titles.get("es") == before.get("es")


def test_only_languages_that_it_is_translated_into(draft: Course, as_trainer: Client) -> None:
    assert as_trainer.get(page_url("en")).status_code == 404
    assert as_trainer.get(page_url("fr")).status_code == 404


def test_it_asks_little(
    draft: Course, as_trainer: Client, django_assert_max_num_queries: Any
) -> None:
    as_trainer.get(page_url())
    with django_assert_max_num_queries(10):
        as_trainer.get(page_url())
