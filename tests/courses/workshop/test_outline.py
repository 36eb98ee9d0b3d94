"""The outline as the place to work: every change by a plain form, in place by htmx, and undone."""

import pytest
from django.test import Client

from courses.catalogue import services
from courses.catalogue.models import Course, Lesson
from courses.catalogue.selectors import read_draft, read_outline
from tests.courses.workshop.conftest import SLUG, url

HTMX = {"HX-Request": "true"}


def outline(course: Course) -> list[tuple[str, list[str]]]:
    return [(module.uid, [slot.uid for slot in module.slots]) for module in read_outline(course)]


FIRST = [
    ("foundations", ["how-it-works", "the-case"]),
    ("practice", ["decide", "quiz", "attest"]),
]


@pytest.mark.parametrize(
    ("sent", "then"),
    [
        (
            {"do": "slot_down", "uid": "how-it-works"},
            [("foundations", ["the-case", "how-it-works"]), FIRST[1]],
        ),
        (
            {"do": "slot_up", "uid": "decide"},
            [
                ("foundations", ["how-it-works", "the-case", "decide"]),
                ("practice", ["quiz", "attest"]),
            ],
        ),
        (
            {"do": "move_slot", "uid": "attest", "module": "foundations", "to": "0"},
            [
                ("foundations", ["attest", "how-it-works", "the-case"]),
                ("practice", ["decide", "quiz"]),
            ],
        ),
        ({"do": "module_down", "uid": "foundations"}, [FIRST[1], FIRST[0]]),
        ({"do": "move_module", "uid": "practice", "to": "0"}, [FIRST[1], FIRST[0]]),
        ({"do": "remove_slot", "uid": "quiz"}, [FIRST[0], ("practice", ["decide", "attest"])]),
        ({"do": "remove_module", "uid": "practice"}, [FIRST[0]]),
        ({"do": "add_module", "title": "Más práctica"}, [*FIRST, ("mas-practica", [])]),
    ],
)
def test_a_change_is_made_and_undone(as_trainer: Client, draft, sent, then) -> None:
    before = read_draft(draft)
    assert outline(draft) == FIRST
    answer = as_trainer.post(url("outline_change", SLUG), sent)
    draft.refresh_from_db()
    assert answer["Location"] == f"{url('draft_detail', SLUG)}?done={draft.draft_revision}"
    assert outline(draft) == then
    html = as_trainer.get(answer["Location"]).content.decode()
    assert 'id="undo"' in html
    as_trainer.post(url("draft_undo", SLUG, draft.draft_revision))
    assert read_draft(Course.objects.get(slug=SLUG)) == before


def test_htmx_gets_the_draft_anew(as_trainer: Client, draft) -> None:
    where = url("outline_change", SLUG)
    answer = as_trainer.post(where, {"do": "slot_down", "uid": "how-it-works"}, headers=HTMX)
    html = answer.content.decode()
    assert html.lstrip().startswith('<div id="draft"')
    assert "draft, revision 2" in " ".join(html.split())
    assert 'id="undo"' in html


@pytest.mark.parametrize(
    "sent",
    [
        {"do": "slot_down", "uid": "nowhere"},
        {"do": "slot_down"},
        {"do": "add_module", "title": " "},
        {"do": "burn", "uid": "quiz"},
        {"do": "move_slot", "uid": "quiz", "module": "nowhere", "to": "0"},
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(as_trainer: Client, draft, sent) -> None:
    answer = as_trainer.post(url("outline_change", SLUG), sent)
    assert answer.status_code == 409
    assert outline(draft) == FIRST


def test_an_edit_that_was_followed_by_another_is_not_undone_whole(
    as_trainer: Client, draft
) -> None:
    where = url("outline_change", SLUG)
    as_trainer.post(where, {"do": "slot_down", "uid": "how-it-works"})
    as_trainer.post(where, {"do": "slot_down", "uid": "decide"})
    answer = as_trainer.post(url("draft_undo", SLUG, 2))
    assert answer.status_code == 409
    assert "edited since" in answer.content.decode()
    assert as_trainer.post(url("draft_undo", SLUG, 999)).status_code == 409


def test_a_module_is_renamed_in_each_language(as_trainer: Client, draft) -> None:
    where = url("module_edit", SLUG, "practice")
    assert as_trainer.get(where).status_code == 200
    assert as_trainer.post(where, {"title_en": " "}).status_code == 422
    as_trainer.post(where, {"title_en": "Do it", "title_es": "Hágalo"})
    assert draft.modules.get(uid="practice").titles == {"en": "Do it", "es": "Hágalo"}
    assert as_trainer.get(url("module_edit", SLUG, "nowhere")).status_code == 404


def test_what_comes_first_is_chosen_and_a_circle_is_refused(as_trainer: Client, draft) -> None:
    where = url("slot_edit", SLUG, "the-case")
    assert as_trainer.get(where).context["page"].after == ["how-it-works"]
    assert as_trainer.post(where, {"after": []}).status_code == 302
    as_trainer.post(url("slot_edit", SLUG, "quiz"), {"after": ["the-case"]})
    circle = as_trainer.post(where, {"after": ["quiz"]})
    assert circle.status_code == 409
    assert "wait for itself" in circle.content.decode()
    assert as_trainer.post(where, {"after": ["nowhere"]}).status_code == 422
    assert as_trainer.get(url("slot_edit", SLUG, "nowhere")).status_code == 404


def test_a_lesson_of_each_kind_is_made_set_up_and_deleted(as_trainer: Client, draft) -> None:
    where = f"{url('lesson_new', SLUG)}?module=practice"
    for kind in Lesson.Kind.values:
        answer = as_trainer.post(where, {"title": f"A new {kind}", "kind": kind})
        uid = f"a-new-{kind}"
        assert answer["Location"] == url("lesson_settings", SLUG, uid)
        assert as_trainer.get(answer["Location"]).status_code == 200
        assert draft.lessons.get(uid=uid).kind == kind
    assert outline(draft)[1][1][-5:] == [f"a-new-{kind}" for kind in Lesson.Kind.values]
    answer = as_trainer.post(url("lesson_remove", SLUG, "a-new-quiz"))
    assert not draft.lessons.filter(uid="a-new-quiz").exists()
    draft.refresh_from_db()
    as_trainer.post(url("draft_undo", SLUG, draft.draft_revision))
    assert draft.lessons.filter(uid="a-new-quiz").exists()
    assert "a-new-quiz" in outline(draft)[1][1]


def test_a_new_lesson_needs_a_title_and_a_module_that_is_there(as_trainer: Client, draft) -> None:
    where = url("lesson_new", SLUG)
    assert as_trainer.get(where).status_code == 200
    assert as_trainer.post(where, {"title": "", "kind": "quiz"}).status_code == 422
    assert as_trainer.post(where, {"title": "New", "kind": "quiz"}).status_code == 409
    answer = as_trainer.post(f"{where}?module=practice", {"title": "Questions!", "kind": "quiz"})
    assert answer["Location"] == url("lesson_settings", SLUG, "about-questions")


def test_a_shorter_account_covers_the_same_and_can_become_the_full_one(
    as_trainer: Client, draft
) -> None:
    where = f"{url('lesson_new', SLUG)}?slot=the-case"
    as_trainer.post(where, {"title": "Shortest", "kind": "reading"})
    first, *_others = draft.lessons.filter(uid="the-case-full")
    assert draft.lessons.get(uid="shortest").covers == first.covers
    as_trainer.post(url("slot_first", SLUG, "the-case", "shortest"))
    [slot] = [one for one in read_outline(draft)[0].slots if one.uid == "the-case"]
    assert slot.lessons == ("shortest", "the-case-full", "the-case-short")
    assert as_trainer.post(where, {"title": "No", "kind": "quiz"}).status_code == 422
    nowhere = as_trainer.post(url("slot_first", SLUG, "the-case", "nowhere"))
    assert nowhere.status_code == 409


def test_a_lesson_without_a_place_gets_one(as_trainer: Client, draft) -> None:
    as_trainer.post(url("outline_change", SLUG), {"do": "remove_slot", "uid": "how-it-works"})
    page = as_trainer.get(url("draft_detail", SLUG)).context["page"]
    assert [line.uid for line in page.outline.unplaced] == ["how-it-works"]
    where = url("lesson_place", SLUG, "how-it-works")
    assert as_trainer.get(where).status_code == 200
    assert as_trainer.post(where, {"where": "module:nowhere"}).status_code == 422
    as_trainer.post(where, {"where": "slot:the-case"})
    assert outline(draft)[0] == ("foundations", ["the-case"])
    assert as_trainer.get(where).status_code == 404


def test_settings_of_a_quiz_are_saved_typed(as_trainer: Client, draft) -> None:
    where = url("lesson_settings", SLUG, "quiz")
    form = as_trainer.get(where).context["form"]
    sent = {
        "base": form["base"].value(),
        "minutes": "12",
        "intensity": "0",
        "covers": ["house/FEE-1.1", "", " "],
        "preset": "assessment",
        "pass_mark": "80",
        "attempts": "3",
        "result": "best",
        "draw-TOTAL_FORMS": "2",
        "draw-INITIAL_FORMS": "0",
        "draw-0-tag": "case",
        "draw-0-take": "2",
        "draw-1-questions": "countries, origin",
    }
    answer = as_trainer.post(where, sent)
    assert answer.status_code == 302, answer.context["form"].errors
    lesson = draft.lessons.get(uid="quiz")
    assert (lesson.minutes, lesson.covers) == (12, ["house/FEE-1.1"])
    assert lesson.settings == {
        "preset": "assessment",
        "pass_mark": 80,
        "attempts": 3,
        "shuffle": False,
        "draw": [{"tag": "case", "take": 2}, {"questions": ["countries", "origin"]}],
    }
    # The base is old now: what was typed is shown again, with what is set now.
    late = as_trainer.post(where, {**sent, "minutes": "13"})
    assert late.status_code == 409
    assert "You saved other settings here" in " ".join(late.content.decode().split())
    assert 'value="13"' in late.content.decode()
    again = late.context["form"]["base"].value()
    assert as_trainer.post(where, {**sent, "minutes": "13", "base": again}).status_code == 302
    assert draft.lessons.get(uid="quiz").minutes == 13


def test_settings_that_cannot_hold_are_refused_beside_their_field(
    as_trainer: Client, draft
) -> None:
    where = url("lesson_settings", SLUG, "quiz")
    base = as_trainer.get(where).context["form"]["base"].value()
    sent = {"base": base, "minutes": "5", "intensity": "0", "covers": ["not a clause"]}
    rows = {"draw-TOTAL_FORMS": "1", "draw-INITIAL_FORMS": "0"}
    answer = as_trainer.post(where, {**sent, **rows, "preset": "check", "draw-0-tag": "case"})
    assert answer.status_code == 422
    assert as_trainer.post(where, {**sent, **rows, "minutes": "0"}).status_code == 422
    assert as_trainer.get(url("lesson_settings", SLUG, "nowhere")).status_code == 404


def test_somebody_elses_variant_covers_the_same_after_a_change(as_trainer: Client, draft) -> None:
    where = url("lesson_settings", SLUG, "the-case-full")
    form = as_trainer.get(where).context["form"]
    sent = {
        "base": form["base"].value(),
        "minutes": "9",
        "intensity": "0",
        "covers": ["house/FEE-1.1"],
    }
    assert as_trainer.post(where, {**sent, "case": "harbour"}).status_code == 302
    assert draft.lessons.get(uid="the-case-short").covers == ["house/FEE-1.1"]


def test_pages_of_a_draft_keep_to_15_queries_for_any_size(
    as_trainer: Client, draft, trainer, now, django_assert_max_num_queries
) -> None:
    from tests.courses.workshop.courses import grown

    def all_pages() -> None:
        for where in (
            url("draft_detail", SLUG),
            url("slot_edit", SLUG, "quiz"),
            url("lesson_settings", SLUG, "quiz"),
            url("lesson_settings", SLUG, "decide"),
            url("course_settings", SLUG),
            url("course_sharing", SLUG),
            url("course_history", SLUG),
        ):
            with django_assert_max_num_queries(15):
                assert as_trainer.get(where).status_code == 200

    all_pages()
    grown(draft, modules=30, lessons=10)
    services.note_edit(course=draft, by=trainer, at=now, action="grown")
    all_pages()
    assert draft.lessons.count() > 300
