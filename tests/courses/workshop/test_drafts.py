"""Drafts: the list, one of them, compiling, and the question bank."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from courses.catalogue.models import CourseGrant, LessonText
from courses.catalogue.services import grant_authoring
from courses.releases.models import CompileRequest
from courses.releases.services import fulfil
from courses.workshop.places import _writes
from tests.courses.workshop.conftest import SLUG, url


def test_trainer_sees_the_drafts_of_their_units(as_trainer: Client, draft) -> None:
    html = as_trainer.get(url("draft_list")).content.decode()
    assert "An example course" in html
    assert "release 1 since 22 November 2026" in " ".join(html.split())


@pytest.mark.parametrize(
    ("q", "count"), [("EX-1", 1), ("example", 1), ("nothing", 0), ("An ex", 1)]
)
def test_search_looks_in_title_and_code(as_trainer: Client, draft, q: str, count: int) -> None:
    assert len(as_trainer.get(url("draft_list"), {"q": q}).context["page"].lines) == count


def test_search_that_cannot_be_stored_is_refused(as_trainer: Client, draft) -> None:
    assert as_trainer.get(url("draft_list"), {"q": "a\x00b"}).status_code == 422
    assert as_trainer.get(url("question_list", SLUG), {"kind": "x"}).status_code == 422


def test_learners_have_no_workshop_but_authors_have(client: Client, learner, draft, now) -> None:
    client.force_login(learner)
    assert client.get(url("draft_list")).status_code == 403
    author = CourseGrant.Role.AUTHOR
    grant_authoring(course=draft, user=learner, role=author, by=learner, at=now)
    assert len(client.get(url("draft_list")).context["page"].lines) == 1
    assert client.get(url("draft_detail", SLUG)).status_code == 200


def test_a_draft_of_another_unit_is_not_found(client: Client, outsider, draft) -> None:
    client.force_login(outsider)
    for name in ("draft_detail", "question_list", "draft_compile"):
        assert client.get(url(name, SLUG)).status_code == 404


def test_anonymous_is_sent_to_the_door(client: Client, db: None) -> None:
    for where in (url("draft_list"), url("draft_detail", SLUG), url("question_list", SLUG)):
        assert client.get(where)["Location"].startswith("/account/login/")


def test_draft_page_shows_outline_languages_and_releases(as_trainer: Client, draft) -> None:
    page = as_trainer.get(url("draft_detail", SLUG)).context["page"]
    assert [module.title for module in page.modules] == ["Foundations", "Practice"]
    [case] = [slot for slot in page.modules[0].slots if slot.uid == "the-case"]
    assert [lesson.uid for lesson in case.lessons] == ["the-case-full", "the-case-short"]
    assert case.after == ("how-it-works",)
    assert [(row.number, row.notes) for row in page.releases] == [(1, "")]
    assert all(state.is_whole for state in page.languages)


def test_draft_page_names_what_is_missing_and_stale(as_trainer: Client, draft) -> None:
    texts = LessonText.objects.filter(lesson__course=draft)
    texts.get(language="es", lesson__uid="quiz").delete()
    texts.filter(language="en", lesson__uid="attest").update(title="I have read it all")
    source, spanish = as_trainer.get(url("draft_detail", SLUG)).context["page"].languages
    assert source.is_whole
    assert (spanish.missing, spanish.stale) == (["quiz"], ["attest"])


@pytest.mark.parametrize("count", [1, 3])
def test_draft_pages_make_the_same_queries_for_one_and_for_many(
    as_trainer: Client, draft, units, count: int, django_assert_num_queries
) -> None:
    from tests.courses.workshop.courses import copy_of

    for number in range(count):
        copy_of(draft, number)
    with django_assert_num_queries(6):
        as_trainer.get(url("draft_list"))
    with django_assert_num_queries(15):
        as_trainer.get(url("draft_detail", SLUG))
    with django_assert_num_queries(12):
        as_trainer.get(url("question_list", SLUG))


def test_compile_leaves_a_candidate_to_look_at(as_trainer: Client, edited) -> None:
    answer = as_trainer.post(url("draft_compile", SLUG))
    assert answer["Location"] == url("draft_detail", SLUG)
    request = CompileRequest.objects.get()
    fulfil(request_id=request.pk, at=request.requested_at)
    panel = as_trainer.get(url("draft_detail", SLUG)).context["panel"]
    assert [line.is_current for line in panel.candidates] == [True]
    assert not panel.is_open


def test_a_compile_with_errors_lists_each_with_its_place(as_trainer: Client, edited) -> None:
    text = LessonText.objects.get(language="en", lesson__uid="how-it-works")
    text.body = "A figure [fact:nowhere/at-all]."
    text.save(update_fields=["body"])
    as_trainer.post(url("draft_compile", SLUG))
    request = CompileRequest.objects.get()
    fulfil(request_id=request.pk, at=request.requested_at)
    panel = as_trainer.get(url("draft_detail", SLUG)).context["panel"]
    errors = [problem for problem in panel.problems if problem.is_error]
    assert errors
    assert errors[0].place.startswith("how-it-works.en.md · line ")
    assert "nowhere/at-all" in errors[0].message


HTMX = {"HX-Request": "true"}


def test_the_page_polls_while_a_compile_goes_on_and_then_no_more(
    as_trainer: Client, edited, trainer, now
) -> None:
    request = CompileRequest.objects.create(
        course=edited, as_of_on=now.date(), requested_by=trainer, requested_at=now
    )
    html = as_trainer.get(url("draft_compile", SLUG), headers=HTMX).content.decode()
    assert 'hx-trigger="load delay:1s"' in html
    assert "Waiting for the worker" in html
    state = {"state": "running", "steps_done": 3, "steps_total": 9}
    CompileRequest.objects.filter(pk=request.pk).update(**state)
    html = as_trainer.get(url("draft_compile", SLUG), headers=HTMX).content.decode()
    assert "Compiling: 3 of 9 parts" in " ".join(html.split())
    CompileRequest.objects.filter(pk=request.pk).update(state="waiting")
    fulfil(request_id=request.pk, at=now)
    html = as_trainer.get(url("draft_compile", SLUG), headers=HTMX).content.decode()
    assert "hx-trigger" not in html.partition("<dialog")[0]
    assert "The candidate is ready." in html
    assert html.lstrip().startswith("<section")


def test_compile_by_htmx_answers_with_the_panel(as_trainer: Client, edited) -> None:
    html = as_trainer.post(url("draft_compile", SLUG), headers=HTMX).content.decode()
    assert html.lstrip().startswith("<section")


def test_without_script_the_waiting_page_is_the_draft(as_trainer: Client, draft) -> None:
    assert as_trainer.get(url("draft_compile", SLUG))["Location"] == url("draft_detail", SLUG)


@pytest.mark.parametrize(
    ("wanted", "uids"),
    [
        ({"q": "origin"}, {"origin"}),
        ({"q": "FEE-1.1"}, None),
        ({"kind": "numeric/1"}, {"countries"}),
        ({"q": "no such thing"}, set()),
    ],
)
def test_bank_is_searched_by_name_tag_clause_and_type(
    as_trainer: Client, draft, wanted: dict[str, str], uids: set[str] | None
) -> None:
    found = as_trainer.get(url("question_list", SLUG), wanted).context["page"].lines
    named = {line.question.uid for line in found}
    if uids is None:
        uids = {row.uid for row in draft.questions.all() if any("FEE-1.1" in c for c in row.covers)}
        assert uids
    assert named == uids


def test_bank_search_by_tag(as_trainer: Client, draft) -> None:
    found = as_trainer.get(url("question_list", SLUG), {"q": "case"}).context["page"].lines
    assert {"case" in line.question.tags for line in found} == {True}


def test_bank_answers_htmx_with_the_list(as_trainer: Client, draft) -> None:
    html = as_trainer.get(url("question_list", SLUG), headers=HTMX).content.decode()
    assert html.lstrip().startswith('<div id="questions"')


def test_the_place_is_offered_to_who_makes_courses_without_a_query(
    trainer, admin_person, lead, learner, django_assert_num_queries
) -> None:
    def offered(person) -> bool:
        request = RequestFactory().get("/")
        request.user = person
        return _writes(request)

    assert [offered(person) for person in (trainer, admin_person)] == [True, True]
    assert [offered(p) for p in (lead, learner, AnonymousUser())] == [False, False, False]
    with django_assert_num_queries(0):
        offered(trainer)


def test_focus_goes_to_the_panel_after_the_button_and_stays_put_while_it_renews_itself(
    as_trainer: Client, edited
) -> None:
    where = url("draft_compile", SLUG)
    assert "data-focus-after" in as_trainer.post(where, headers=HTMX).content.decode()
    renewed = as_trainer.get(where, headers=HTMX).content.decode()
    assert "data-focus-after" not in renewed
    assert "data-quiet" in renewed
