"""The question bank: found, counted, and several handled at once."""

import pytest
from django.test import Client

from courses.catalogue import services
from courses.catalogue.models import Course, QuestionText
from tests.courses.workshop.conftest import SLUG, url
from tests.courses.workshop.courses import copy_of


@pytest.fixture
def other(draft) -> Course:
    return copy_of(draft, 1)


def act(client: Client, do: str, *uids: str, **more: str):
    return client.post(url("question_act", SLUG), {"do": do, "uids": uids, **more})


def test_a_question_is_retired_and_brought_back(as_trainer: Client, draft) -> None:
    act(as_trainer, "retire", "origin", "countries")
    assert set(draft.questions.filter(is_retired=True).values_list("uid", flat=True)) == {
        "origin",
        "countries",
    }
    found = as_trainer.get(url("question_list", SLUG), {"state": "retired"}).context["page"].lines
    assert {line.question.uid for line in found} == {"origin", "countries"}
    act(as_trainer, "bring_back", "origin")
    assert not draft.questions.get(uid="origin").is_retired


def test_a_copy_gets_a_name_that_is_free_and_its_translations(
    as_trainer: Client, draft, other
) -> None:
    answer = act(as_trainer, "copy", "origin", target=other.slug)
    assert answer.status_code == 302
    made = other.questions.get(uid="origin-2")
    assert set(made.texts.values_list("language", flat=True)) == {"en", "es"}


def test_what_a_lesson_names_is_not_moved_and_the_rest_is(
    as_trainer: Client, draft, other, trainer, now
) -> None:
    uid = services.copy_question(course=draft, uid="origin", to_course=draft, by=trainer, at=now)
    assert act(as_trainer, "move", uid, target=other.slug).status_code == 302
    assert not draft.questions.filter(uid=uid).exists()
    assert other.questions.filter(uid=uid).exists()
    named = {
        line.question.uid
        for line in as_trainer.get(url("question_list", SLUG)).context["page"].lines
        if "decide" in line.asked_in
    }
    answer = act(as_trainer, "move", min(named), target=other.slug)
    assert answer.status_code == 409
    assert "take them out of it first" in answer.content.decode()
    assert act(as_trainer, "move", "origin", target=SLUG).status_code == 409


def test_chosen_questions_are_asked_in_a_lesson(as_trainer: Client, draft, trainer, now) -> None:
    uid = services.copy_question(course=draft, uid="origin", to_course=draft, by=trainer, at=now)
    assert act(as_trainer, "ask", uid, lesson="quiz").status_code == 302
    assert uid in str(draft.lessons.get(uid="quiz").settings)
    revision = Course.objects.get(slug=SLUG).draft_revision
    act(as_trainer, "ask", uid, lesson="quiz")
    assert Course.objects.get(slug=SLUG).draft_revision == revision


@pytest.mark.parametrize(
    "sent",
    [
        {"do": "retire"},
        {"do": "retire", "uids": ["nowhere"]},
        {"do": "copy", "uids": ["origin"]},
        {"do": "copy", "uids": ["origin"], "target": "nowhere"},
        {"do": "ask", "uids": ["origin"]},
        {"do": "burn", "uids": ["origin"]},
    ],
)
def test_what_says_too_little_is_refused(as_trainer: Client, draft, sent) -> None:
    assert as_trainer.post(url("question_act", SLUG), sent).status_code == 422


def test_use_counts_draws_by_name_and_by_likeness(as_trainer: Client, draft) -> None:
    lines = as_trainer.get(url("question_list", SLUG)).context["page"].lines
    used = {line.question.uid: line.asked_in for line in lines}
    assert set(sum(used.values(), ())) == {"decide", "quiz"}
    act(as_trainer, "retire", "countries")
    lines = as_trainer.get(url("question_list", SLUG), {"q": "countries"}).context["page"].lines
    assert lines[0].question.is_retired


@pytest.mark.parametrize("where", ["stem", "post"])
def test_a_question_is_found_by_what_it_asks(as_trainer: Client, draft, where: str) -> None:
    told = QuestionText.objects.filter(question__course=draft, language="en")
    texts = next(
        one
        for one in told.order_by("question__uid")
        if where in one.texts or where in one.texts.get("report", {})
    )
    asked = texts.texts.get("stem") or texts.texts["report"]["post"]
    sent = {"q": asked[2:40].upper()}
    lines = as_trainer.get(url("question_list", SLUG), sent).context["page"].lines
    assert texts.question.uid in [line.question.uid for line in lines]
    assert len(lines) < draft.questions.count()


def test_a_trainer_of_another_vendor_reuses_what_is_internal_and_no_more(
    client: Client, draft, units, outsider, now
) -> None:
    from tests.factories.accounts import RoleGrantFactory

    RoleGrantFactory(user=outsider, unit=units.south, role="trainer")
    outsider.forget_grants()
    own = services.create_course(
        slug="own", code="OWN", title="Own", language="en", owner=units.south, by=outsider, at=now
    )
    client.force_login(outsider)
    where = url("question_list", SLUG)
    page = client.get(where)
    assert page.status_code == 200
    assert not page.context["may_edit"]
    assert (
        client.post(url("question_act", SLUG), {"do": "retire", "uids": ["origin"]}).status_code
        == 422
    )
    sent = {"do": "copy", "uids": ["origin"], "target": "own"}
    assert client.post(url("question_act", SLUG), sent).status_code == 302
    assert own.questions.filter(uid="origin").exists()
    services.share_course(
        course=draft,
        visibility="restricted",
        units=[units.north],
        reach=[units.north],
        by=outsider,
        at=now,
    )
    assert client.get(where).status_code == 404
    assert client.post(url("question_act", SLUG), sent).status_code == 404
    assert client.get(url("draft_detail", SLUG)).status_code == 404


def test_the_bank_keeps_to_15_queries_for_any_size(
    as_trainer: Client, draft, trainer, now, django_assert_max_num_queries
) -> None:
    for _again in range(2):
        with django_assert_max_num_queries(15):
            as_trainer.get(url("question_list", SLUG))
        for _one in range(30):
            services.copy_question(course=draft, uid="origin", to_course=draft, by=trainer, at=now)
