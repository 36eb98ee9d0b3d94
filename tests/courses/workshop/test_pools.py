"""Pools of a bank: made, filled, drawn from, kept to units, taken away and brought back."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from accounts.models import AuditEntry, Role, User
from courses.catalogue import services
from courses.catalogue.errors import ItemRefused, NotRestorable, OutlineRefused, UnknownItem
from courses.catalogue.models import Course, ItemVersion, Pool, Question
from courses.catalogue.selectors import (
    lesson_for_edit,
    question_for_edit,
    read_draft,
    read_question,
)
from courses.releases import kept_drafts
from courses.releases.models import Part
from courses.releases.selectors import manifest
from courses.releases.services import compile_candidate
from courses.releases.services.taking_out import ReasonNeeded, take_course_out
from courses.workshop.selectors.building import reports_fitting
from tests.courses.workshop.conftest import SLUG, url
from tests.courses.workshop.courses import copy_of
from tests.factories.accounts import RoleGrantFactory, UserFactory


@pytest.fixture
def who(trainer: User, now: Any) -> dict[str, Any]:
    return {"by": trainer, "at": now}


@pytest.fixture
def hard(draft: Course, who: dict[str, Any]) -> str:
    """A pool with two questions."""
    uid = services.make_pool(course=draft, title="Hard ones", **who)
    services.put_in_pool(course=draft, uid=uid, uids=["countries", "words"], **who)
    return uid


def kept_to_north(draft: Course, uid: str, units: SimpleNamespace, who: dict[str, Any]) -> None:
    services.share_pool(
        course=draft,
        uid=uid,
        visibility="restricted",
        units=[units.north],
        reach=[units.north],
        **who,
    )


@pytest.fixture
def south_trainer(units: SimpleNamespace) -> User:
    person: User = UserFactory(unit=units.south)
    RoleGrantFactory(user=person, unit=units.south, role=Role.TRAINER)
    return person


@pytest.fixture
def own(units: SimpleNamespace, south_trainer: User, now: Any) -> Course:
    """A draft of the other vendor, to copy into."""
    return services.create_course(
        slug="own", code="OWN", title="Own", language="en", owner=units.south,
        by=south_trainer, at=now,
    )  # fmt: skip


def standing(draft: Course, pool: str) -> set[str]:
    return set(draft.questions.filter(pools__uid=pool).values_list("uid", flat=True))


def test_each_edit_raises_the_revision_and_is_kept(
    draft: Course, hard: str, who: dict[str, Any]
) -> None:
    assert hard == "hard-ones"
    made = list(draft.edits.order_by("revision").values_list("action", flat=True))[-2:]
    assert made == ["pool_made", "pool_filled"]
    was = draft.draft_revision
    assert services.put_in_pool(course=draft, uid=hard, uids=["words"], **who) == was
    assert services.take_out_of_pool(course=draft, uid=hard, uids=["words"], **who) == was + 1
    assert standing(draft, hard) == {"countries"}
    services.undo_edit(course=draft, revision=was + 1, **who)
    assert standing(draft, hard) == {"countries", "words"}
    services.rename_pool(course=draft, uid=hard, title="Harder", **who)
    version = ItemVersion.objects.get(kind="pool", uid=hard, revision=draft.draft_revision)
    services.restore_item(version=version, **who)
    assert draft.pools.get().title == "Hard ones"
    assert services.make_pool(course=draft, title="Hard ones", **who) == "hard-ones-2"
    with pytest.raises(ItemRefused):
        services.make_pool(course=draft, title="two\nlines", **who)
    with pytest.raises(UnknownItem):
        services.put_in_pool(course=draft, uid="nowhere", uids=["words"], **who)
    with pytest.raises(UnknownItem):
        services.put_in_pool(course=draft, uid=hard, uids=["words", "nowhere"], **who)


def test_a_restricted_pool_comes_back_no_wider_than_it_was(
    draft: Course, hard: str, units: SimpleNamespace, who: dict[str, Any]
) -> None:
    kept_to_north(draft, hard, units, who)
    with pytest.raises(NotRestorable, match="shared"):
        services.undo_edit(course=draft, revision=draft.draft_revision, **who)
    revision = services.remove_pool(course=draft, uid=hard, **who)
    assert not draft.pools.exists()
    assert read_question(draft, "words").pools == ()  # type: ignore[union-attr]
    services.undo_edit(course=draft, revision=revision, **who)
    back = draft.pools.get()
    assert (back.title, back.visibility) == ("Hard ones", "restricted")
    assert list(back.restricted_units.all()) == [units.north]
    assert standing(draft, hard) == {"countries", "words"}


def test_a_question_that_comes_back_stands_in_the_pools_that_are_there(
    draft: Course, hard: str, who: dict[str, Any]
) -> None:
    uid = services.copy_question(course=draft, uid="words", to_course=draft, **who)
    assert read_question(draft, uid).pools == (hard,)  # type: ignore[union-attr]
    revision = services.remove_question(course=draft, uid=uid, **who)
    services.remove_pool(course=draft, uid=hard, **who)
    services.undo_edit(course=draft, revision=revision, **who)
    assert read_question(draft, uid).pools == ()  # type: ignore[union-attr]


def test_a_copy_elsewhere_and_an_edit_leave_pools_alone(
    draft: Course, hard: str, who: dict[str, Any]
) -> None:
    other = copy_of(draft, 1)
    uid = services.copy_question(course=draft, uid="words", to_course=other, **who)
    assert read_question(other, uid).pools == ()  # type: ignore[union-attr]
    question = read_question(draft, "words")
    assert question
    base = question_for_edit(draft, "words").digest  # type: ignore[union-attr]
    services.save_question(course=draft, question=question, base=base, **who)
    assert standing(draft, hard) == {"countries", "words"}


def drawing(draft: Course, who: dict[str, Any], *draws: dict[str, Any]) -> None:
    found = lesson_for_edit(draft, "quiz", "en")
    assert found
    settings = {**found.lesson.settings, "draw": list(draws)}
    services.save_lesson(
        course=draft, lesson=replace(found.lesson, settings=settings), base=found.digest, **who
    )


def test_a_quiz_draws_from_a_pool_and_the_release_names_the_questions(
    draft: Course, hard: str, who: dict[str, Any]
) -> None:
    drawing(draft, who, {"questions": ["origin"]}, {"pool": hard, "take": 2})
    candidate = compile_candidate(course=draft, **who)
    lesson = manifest(candidate).lesson("quiz")
    body = Part.objects.get(digest=lesson.parts["en"]).body
    assert '"draws":[{"fixed":["origin"]},{"of":["countries","words"],"take":2}]' in body
    with pytest.raises(OutlineRefused, match="quiz"):
        services.remove_pool(course=draft, uid=hard, **who)
    assert kept_drafts.read(kept_drafts.written(read_draft(draft))) == read_draft(draft)


def test_a_restricted_pool_leaves_with_a_reason_alone(
    draft: Course, hard: str, units: SimpleNamespace, who: dict[str, Any]
) -> None:
    assert take_course_out(course=draft, what="course", reason="", **who).content
    kept_to_north(draft, hard, units, who)
    with pytest.raises(ReasonNeeded):
        take_course_out(course=draft, what="course", reason="", **who)


def act(client: Client, do: str, *uids: str, **more: str) -> Any:
    return client.post(url("question_act", SLUG), {"do": do, "uids": uids, **more})


def test_a_pool_is_made_filled_found_and_taken_away_in_the_browser(
    as_trainer: Client, draft: Course
) -> None:
    assert "pool_in" not in as_trainer.get(url("question_list", SLUG)).content.decode()
    assert as_trainer.post(url("pool_list", SLUG), {"title": " "}).status_code == 422
    answer = as_trainer.post(url("pool_list", SLUG), {"title": "First day"})
    assert answer["Location"] == url("question_list", SLUG)
    assert act(as_trainer, "pool_in", "origin", "words", pool="first-day").status_code == 302
    assert act(as_trainer, "pool_in", "origin").status_code == 422
    assert act(as_trainer, "pool_in", "origin", pool="nowhere").status_code == 422
    found = as_trainer.get(url("question_list", SLUG), {"pool": "first-day"})
    assert [line.question.uid for line in found.context["page"].lines] == ["origin", "words"]
    assert "in the pool First day" in " ".join(found.content.decode().split())
    assert as_trainer.get(url("question_list", SLUG), {"pool": "nowhere"}).status_code == 404
    act(as_trainer, "pool_out", "origin", pool="first-day")
    assert standing(draft, "first-day") == {"words"}
    where = url("pool_edit", SLUG, "first-day")
    assert as_trainer.post(where, {"title": "Day one"}).status_code == 302
    assert "Day one" in as_trainer.get(where).content.decode()
    assert as_trainer.post(where, {"title": ""}).status_code == 422
    history = as_trainer.get(url("course_history", SLUG)).content.decode()
    assert "renamed a pool" in history
    assert "pool first-day" in history
    version = ItemVersion.objects.filter(kind="pool").latest("revision")
    told = as_trainer.get(url("item_version", SLUG, version.pk)).context["page"]
    assert [one.name for one in told.differences] == ["title"]
    assert as_trainer.post(url("pool_remove", SLUG, "first-day")).status_code == 302
    assert not Pool.objects.exists()


def test_a_draw_offers_pools_and_a_pool_in_use_stays(
    as_trainer: Client, draft: Course, hard: str
) -> None:
    where = url("lesson_settings", SLUG, "quiz")
    form = as_trainer.get(where).context["form"]
    sent = {
        name: form[name].value()
        for name in form.fields
        if form[name].value() not in (None, "", False)
    }
    rows = {
        "draw-TOTAL_FORMS": "1", "draw-INITIAL_FORMS": "0",
        "draw-0-pool": hard, "draw-0-take": "1",
    }  # fmt: skip
    assert as_trainer.post(where, {**sent, **rows}).status_code == 302
    assert draft.lessons.get(uid="quiz").settings["draw"] == [{"pool": hard, "take": 1}]
    assert "Hard ones (2)" in as_trainer.get(where).content.decode()
    lines = as_trainer.get(url("question_list", SLUG), {"pool": hard}).context["page"].lines
    assert all("quiz" in line.asked_in for line in lines)
    refused = as_trainer.post(url("pool_remove", SLUG, hard))
    assert refused.status_code == 409
    assert "let them draw elsewhere first: quiz" in refused.content.decode()
    assert Pool.objects.filter(uid=hard).exists()


def test_sharing_is_for_who_shares_the_course(
    as_trainer: Client, draft: Course, hard: str, units: SimpleNamespace, enter, now, trainer
) -> None:
    where, edit = url("pool_share", SLUG, hard), url("pool_edit", SLUG, hard)
    assert as_trainer.post(where, {"visibility": "restricted"}).status_code == 422
    sent = {"visibility": "restricted", "units": [str(units.north.public_id)]}
    assert as_trainer.post(where, sent).status_code == 302
    assert draft.pools.get().visibility == "restricted"
    assert AuditEntry.objects.filter(action="pool.shared").count() == 1
    author: User = UserFactory(unit=units.north)
    services.grant_authoring(course=draft, user=author, role="author", by=trainer, at=now)
    as_author = enter(author)
    assert as_author.get(edit).status_code == 200
    assert as_author.post(where, {"visibility": "internal"}).status_code == 403
    assert as_author.post(url("pool_remove", SLUG, hard)).status_code == 403
    assert as_trainer.post(where, {"visibility": "internal"}).status_code == 302
    assert as_author.post(url("pool_remove", SLUG, hard)).status_code == 302


def test_another_vendor_knows_nothing_of_a_restricted_pool(
    enter, draft: Course, hard: str, own: Course, south_trainer: User, units, who
) -> None:
    client = enter(south_trainer)
    bank, others = url("question_list", SLUG), url("bank_list", "own")

    def seen() -> set[str]:
        return {line.question.uid for line in client.get(bank).context["page"].lines}

    def line() -> Any:
        return next(
            one for one in client.get(others).context["page"].lines if one.course.slug == SLUG
        )

    every = set(draft.questions.values_list("uid", flat=True))
    assert seen() == every
    assert [pool.uid for pool in line().pools] == [hard]
    assert client.get(others, {"q": "hard o"}).context["page"].lines
    assert client.get(bank, {"pool": hard}).status_code == 200

    kept_to_north(draft, hard, units, who)
    assert seen() == every - {"countries", "words"}
    assert line().pools == ()
    assert line().in_use == len(every) - 2
    assert not client.get(others, {"q": "hard o"}).context["page"].lines
    assert "Hard ones" not in client.get(bank).content.decode()
    assert client.get(bank, {"pool": hard}).status_code == 404
    for name in ("pool_edit", "pool_share", "pool_remove"):
        assert client.post(url(name, SLUG, hard)).status_code == 404
    assert act(client, "copy", "words", target="own").status_code == 422
    assert not own.questions.exists()

    easy = services.make_pool(course=draft, title="Easy ones", **who)
    services.put_in_pool(course=draft, uid=easy, uids=["words"], **who)
    assert seen() == every - {"countries"}
    assert act(client, "copy", "words", target="own").status_code == 302


def test_a_policy_owner_of_a_named_unit_finds_it_and_a_learner_nothing(
    draft: Course, hard: str, units: SimpleNamespace, learner: User, who: dict[str, Any]
) -> None:
    kept_to_north(draft, hard, units, who)
    found: dict[str, bool] = {}
    for name, unit in (
        ("below", units.north_team),
        ("above", units.client),
        ("south", units.south),
    ):
        person: User = UserFactory(unit=unit)
        RoleGrantFactory(user=person, unit=unit, role=Role.POLICY_OWNER)
        found[name] = Pool.objects.visible_to(person).exists()
        reads = Question.objects.reusable_by(person).filter(uid="words").exists()
        assert reads is found[name]
    assert found == {"below": True, "above": True, "south": False}
    assert not Pool.objects.visible_to(learner).exists()


def test_a_report_of_a_hidden_pool_is_not_proposed_for_a_module(
    draft: Course, own: Course, south_trainer: User, units, who: dict[str, Any]
) -> None:
    item = draft.questions.filter(type__startswith="decision/").first()
    assert item
    told = item.definition
    where = {"form": told["form"], "seat": told["seat"], "most": 5}
    clauses = [*item.covers, *(told.get("clauses") or ())] or ["house/FEE-1.1"]
    if not item.covers:
        draft.questions.filter(pk=item.pk).update(covers=clauses)
    assert reports_fitting(south_trainer, own, clauses=clauses, **where)
    uid = services.make_pool(course=draft, title="Kept", **who)
    services.put_in_pool(course=draft, uid=uid, uids=[item.uid], **who)
    kept_to_north(draft, uid, units, who)
    assert not reports_fitting(south_trainer, own, clauses=clauses, **where)


def test_pages_with_pools_keep_to_15_queries_for_any_number(
    as_trainer: Client, draft: Course, hard: str, who, django_assert_max_num_queries
) -> None:
    other = copy_of(draft, 1)
    pages = [
        url("question_list", SLUG),
        url("pool_list", SLUG),
        url("pool_edit", SLUG, hard),
        url("bank_list", other.slug),
        url("lesson_settings", SLUG, "quiz"),
    ]
    for _again in range(2):
        for page in pages:
            with django_assert_max_num_queries(15):
                assert as_trainer.get(page).status_code == 200
        for number in range(40):
            uid = services.make_pool(course=draft, title=f"Pool {number}", **who)
            services.put_in_pool(course=draft, uid=uid, uids=["words", "origin"], **who)
