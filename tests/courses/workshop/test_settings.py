"""Settings of a course and of a lesson as their script saves them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from courses.catalogue.models import DraftEdit
from courses.catalogue.selectors import lesson_for_edit, read_head
from courses.catalogue.services import save_lesson, save_settings
from tests.courses.workshop.conftest import SLUG, url
from tests.courses.workshop.test_sharing import settings_sent
from tests.factories.content import HarmAreaFactory

QUIZ = {
    "minutes": "12",
    "intensity": "0",
    "covers": ["house/FEE-1.1"],
    "preset": "assessment",
    "pass_mark": "80",
    "draw-TOTAL_FORMS": "2",
    "draw-INITIAL_FORMS": "0",
    "draw-0-tag": "case",
    "draw-0-take": "2",
    "draw-1-questions": "countries",
}


def by_script(client: Client, where: str, sent: dict[str, Any], person) -> tuple[int, Any]:
    told = {**sent, "person": str(person.public_id)}
    answer = client.post(where, told, headers={"Accept": "application/json"})
    return answer.status_code, answer.json()


def quiz_sent(client: Client) -> dict[str, Any]:
    form = client.get(url("lesson_settings", SLUG, "quiz")).context["form"]
    return {**QUIZ, "base": form["base"].value()}


def test_settings_save_themselves_again_and_again(as_trainer: Client, draft, trainer) -> None:
    where = url("course_settings", SLUG)
    sent = {**settings_sent(as_trainer), "title_en": "Once", "more_languages": "fr"}
    status, first = by_script(as_trainer, where, sent, trainer)
    assert status == 200
    status, second = by_script(
        as_trainer, where, {**sent, "title_en": "Twice", "base": first["base"]}, trainer
    )
    assert (status, first["base"] == second["base"]) == (200, False)
    draft.refresh_from_db()
    assert (draft.titles["en"], draft.languages) == ("Twice", ["en", "es", "fr"])
    # The answer to this one was lost: the same once more is no edit of somebody.
    status, told = by_script(as_trainer, where, {**sent, "title_en": "Twice"}, trainer)
    assert (status, told) == (200, second)
    assert DraftEdit.objects.filter(course=draft, action="settings_saved").count() == 2


def test_draws_stay_whole_however_often_they_are_saved(as_trainer: Client, draft, trainer) -> None:
    where = url("lesson_settings", SLUG, "quiz")
    sent = quiz_sent(as_trainer)
    wanted = [{"tag": "case", "take": 2}, {"questions": ["countries"]}]
    for minutes in ("12", "13", "14"):
        status, told = by_script(as_trainer, where, {**sent, "minutes": minutes}, trainer)
        assert status == 200
        sent["base"] = told["base"]
        lesson = draft.lessons.get(uid="quiz")
        assert (lesson.minutes, lesson.settings["draw"]) == (int(minutes), wanted)


def test_an_edit_in_between_shows_both_sides_of_a_course(
    as_trainer: Client, draft, trainer, admin_person, now
) -> None:
    sent = {**settings_sent(as_trainer), "title_en": "Mine", "certificate_months": "7"}
    draft.refresh_from_db()
    head = read_head(draft)
    theirs = replace(head, titles={**head.titles, "en": "Theirs"})
    save_settings(course=draft, head=theirs, base=sent["base"], by=admin_person, at=now)

    where = url("course_settings", SLUG)
    status, told = by_script(as_trainer, where, sent, trainer)
    assert status == 409
    shown = " ".join(told["meanwhile"].split())
    assert f"{admin_person} saved other settings here" in shown
    assert "Theirs:</span> Theirs" in shown
    assert "Yours:</span> Mine" in shown
    assert "Yours:</span> 7" in shown
    assert "Harm areas" not in shown
    draft.refresh_from_db()
    assert draft.titles["en"] == "Theirs"
    assert by_script(as_trainer, where, {**sent, "base": told["base"]}, trainer)[0] == 200
    draft.refresh_from_db()
    assert draft.titles["en"] == "Mine"


def test_an_edit_in_between_shows_both_sides_of_a_lesson(
    as_trainer: Client, draft, trainer, admin_person, now
) -> None:
    sent = quiz_sent(as_trainer)
    lesson = lesson_for_edit(draft, "quiz", "en").lesson
    theirs = replace(lesson, minutes=44)
    save_lesson(course=draft, lesson=theirs, base=sent["base"], by=admin_person, at=now)

    status, told = by_script(as_trainer, url("lesson_settings", SLUG, "quiz"), sent, trainer)
    assert status == 409
    shown = " ".join(told["meanwhile"].split())
    assert "Theirs:</span> 44" in shown
    assert "Yours:</span> 12" in shown
    assert "With the tag: case, How many: 2; Or these questions: countries" in shown
    assert draft.lessons.get(uid="quiz").minutes == 44


@pytest.mark.parametrize("wrong", [{"minutes": "0"}, {"covers": ["not a clause"]}])
def test_what_cannot_be_set_is_told_and_nothing_is_saved(
    as_trainer: Client, draft, trainer, wrong
) -> None:
    sent = {**quiz_sent(as_trainer), **wrong}
    status, told = by_script(as_trainer, url("lesson_settings", SLUG, "quiz"), sent, trainer)
    assert (status, "Not saved yet" in told["error"]) == (422, True)
    assert draft.lessons.get(uid="quiz").minutes != 12


def test_nothing_is_saved_as_somebody_else(as_trainer: Client, draft, lead) -> None:
    sent = settings_sent(as_trainer)
    assert by_script(as_trainer, url("course_settings", SLUG), sent, lead)[0] == 403
    assert by_script(as_trainer, url("lesson_settings", SLUG, "quiz"), QUIZ, lead)[0] == 403


@pytest.mark.parametrize(
    ("asked", "shown"), [(True, "true"), (False, "false"), (None, "")], ids=["yes", "no", "unsaid"]
)
def test_a_saved_form_keeps_whether_certainty_is_asked_for(
    asked: bool | None, shown: str, as_trainer: Client, draft, trainer
) -> None:
    lesson = draft.lessons.get(uid="quiz")
    lesson.settings = {"preset": "practice", "draw": [{"tag": "case", "take": 2}]}
    if asked is not None:
        lesson.settings["certainty"] = asked
    lesson.save()
    where = url("lesson_settings", SLUG, "quiz")
    form = as_trainer.get(where).context["form"]
    assert (form["certainty"].value() or "") == shown

    sent = {
        **quiz_sent(as_trainer),
        "preset": "practice",
        "pass_mark": "",
        "certainty": shown,
    }
    status, _told = by_script(as_trainer, where, sent, trainer)
    assert status == 200
    assert draft.lessons.get(uid="quiz").settings.get("certainty") is asked


def test_another_title_leaves_the_order_of_harm_areas(as_trainer: Client, draft) -> None:
    HarmAreaFactory(slug="sextortion")
    HarmAreaFactory(slug="synthetic-media")
    draft.harm_areas = ["synthetic-media", "sextortion"]
    draft.save(update_fields=["harm_areas"])
    sent = {**settings_sent(as_trainer), "title_en": "Another title"}
    sent["harm_areas"] = ["sextortion", "synthetic-media"]  # as the page lists them
    assert as_trainer.post(url("course_settings", SLUG), sent).status_code == 302
    draft.refresh_from_db()
    head = read_head(draft)
    assert (head.titles["en"], head.harm_areas) == (
        "Another title",
        ("synthetic-media", "sextortion"),
    )
