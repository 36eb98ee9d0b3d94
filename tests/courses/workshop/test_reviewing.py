"""A second pair of eyes: asked for, given, voided by an edit, passed over in an emergency."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Notice, Role, User
from courses.catalogue.models import CourseGrant
from courses.catalogue.services import grant_authoring, note_edit
from courses.releases.models import EmergencyPublication, PublishPlan, Release, Review
from courses.releases.rules import can_review, edited_since_last_release
from courses.releases.selectors import reviewers_free_of
from courses.releases.services import compile_candidate, publish_due, request_review
from courses.workshop.pages.words import stop_of
from tests.courses.workshop.conftest import SLUG, url
from tests.factories.accounts import RoleGrantFactory


@pytest.fixture
def intense(edited, trainer, now):
    """A candidate that nobody has approved; the example course has something intense."""
    return compile_candidate(course=edited, by=trainer, at=now)


def at(name: str, candidate, *more: object) -> str:
    return url(name, SLUG, candidate.public_id, *more)


def approve(client: Client, candidate) -> int:
    return client.post(at("review_give", candidate), {"verdict": "approved"}).status_code


def test_intense_content_needs_a_second_person(
    as_trainer: Client, intense, second, trainer, enter
) -> None:
    refused = as_trainer.post(at("candidate_publish", intense), {"notes": "New"})
    assert refused.status_code == 409
    assert "needs the approval of a second person" in refused.content.decode()
    asked = {"asked": str(second.public_id), "note": "The second lesson"}
    assert as_trainer.post(at("review_request", intense), asked).status_code == 302
    client = enter(second)
    assert "The second lesson" in client.get(url("review_list")).content.decode()
    assert approve(client, intense) == 302
    assert Notice.objects.filter(person=trainer, kind="review_given").count() == 1
    assert "Nothing waits for you" in client.get(url("review_list")).content.decode()
    page = as_trainer.get(at("candidate_detail", intense)).content.decode()
    assert "Approved." in page
    assert as_trainer.post(at("candidate_publish", intense), {"notes": "New"}).status_code == 302
    assert Release.objects.get(number=2).candidate == intense


def test_whoever_may_review_is_told_when_anybody_is_asked(
    as_trainer: Client, intense, second, trainer, learner, units, now
) -> None:
    editor = RoleGrantFactory(unit=units.client, role=Role.TRAINER).user
    note_edit(course=intense.course, by=editor, at=now, action="edited")
    reviewer = CourseGrant.Role.REVIEWER
    grant_authoring(course=intense.course, user=learner, role=reviewer, by=trainer, at=now)
    candidate = compile_candidate(course=intense.course, by=trainer, at=now)
    Notice.objects.all().delete()

    asked = {"asked": "", "note": "Whoever has time"}
    assert as_trainer.post(at("review_request", candidate), asked).status_code == 302

    told = Notice.objects.filter(kind="review_asked")
    assert {one.person for one in told} == {second, learner}
    assert {person.pk for person in reviewers_free_of(candidate.course, at=now)} == {
        person.pk
        for person in User.objects.all()
        if can_review(person, candidate.course)
        and not edited_since_last_release(person, candidate.course)
    }


def test_asking_anybody_takes_as_many_queries_for_many_as_for_one(
    intense, trainer, units, now, django_assert_num_queries
) -> None:
    for more in (1, 20):
        for _one in range(more):
            RoleGrantFactory(unit=units.north, role=Role.TRAINER)
        with django_assert_num_queries(5):
            request_review(candidate=intense, asked=None, note="", by=trainer, at=now)


def test_an_edit_voids_the_approval(
    as_trainer: Client, intense, second, trainer, enter, now
) -> None:
    assert approve(enter(second), intense) == 302
    note_edit(course=intense.course, by=trainer, at=now, action="edited")
    again = compile_candidate(course=intense.course, by=trainer, at=now)
    assert as_trainer.post(at("candidate_publish", again), {"notes": "x"}).status_code == 409
    assert Release.objects.count() == 1


def test_who_edited_cannot_approve(as_trainer: Client, intense) -> None:
    assert approve(as_trainer, intense) == 409
    assert not Review.objects.exists()
    assert (
        "somebody else approves" in as_trainer.get(at("candidate_detail", intense)).content.decode()
    )


def test_changes_asked_for_need_words_and_take_an_approval_back(
    intense, second, enter, as_trainer: Client
) -> None:
    client = enter(second)
    assert approve(client, intense) == 302
    where = at("review_give", intense)
    assert client.post(where, {"verdict": "changes", "comment": " "}).status_code == 422
    said = {"verdict": "changes", "comment": "The date is missing"}
    assert client.post(where, said).status_code == 302
    assert as_trainer.post(at("candidate_publish", intense), {"notes": "x"}).status_code == 409
    assert "The date is missing" in as_trainer.get(at("candidate_detail", intense)).content.decode()


def test_changes_asked_for_are_told_where_it_can_be_published_without_them(
    edited, trainer, now, second, enter, as_trainer: Client
) -> None:
    edited.lessons.update(intensity=1)
    edited.questions.update(intensity=1)
    calm = compile_candidate(course=edited, by=trainer, at=now)
    page = at("candidate_detail", calm)
    assert "asked for changes" not in as_trainer.get(page).content.decode()
    said = {"verdict": "changes", "comment": "The date is missing"}
    assert enter(second).post(at("review_give", calm), said).status_code == 302

    told = as_trainer.get(page).content.decode()

    assert f"{second} asked for changes" in told
    assert "Publish this candidate" in told


def test_a_reviewer_without_a_role_reads_remarks_and_approves(
    intense, learner, trainer, enter, now, as_trainer: Client
) -> None:
    grant_authoring(
        course=intense.course, user=learner, role=CourseGrant.Role.REVIEWER, by=trainer, at=now
    )
    client = enter(learner)
    read = at("candidate_read", intense, "how-it-works")
    page = client.get(read)
    assert page.status_code == 200
    assert page.context["page"].paragraphs
    first = page.context["page"].paragraphs[1]
    remark = {"body": "Which day?", "paragraph": first.number}
    pinned = client.post(at("comment_add", intense, "how-it-works"), remark)
    assert pinned.status_code == 302
    told = as_trainer.get(read).context["page"].paragraphs[1].comments
    assert [(one.body, one.excerpt) for one in told] == [("Which day?", first.excerpt)]
    settle = url("comment_settle", SLUG, told[0].public_id)
    assert as_trainer.post(settle).status_code == 302
    assert as_trainer.get(read).context["page"].paragraphs[1].comments == []
    assert approve(client, intense) == 302
    # Who reviews without writing is led from the draft to what there is to review.
    assert client.get(url("draft_detail", SLUG))["Location"] == url("review_list")
    assert client.get(url("course_settings", SLUG)).status_code == 404
    assert client.post(at("candidate_publish", intense), {"notes": "x"}).status_code == 404


def test_a_case_is_read_with_its_sources_and_where_they_disagree(
    as_trainer: Client, candidate
) -> None:
    read = as_trainer.get(at("candidate_read", candidate, "the-case-full"), {"open": "1"})
    paragraphs = read.context["page"].paragraphs
    noted = [note["number"] for one in paragraphs for note in one.notes]
    assert noted == list(range(1, len(noted) + 1))
    for number in noted:  # every number leads to its source
        assert f'id="l-the-case-full-note-{number}"' in read.content.decode()
    told = [one.excerpt for one in paragraphs]
    disagreeing, *open_questions = told[-2:]
    assert disagreeing == (
        "Sources disagree: How many arrests? 12 (Harbour Police) About a dozen (The Daily Quay)"
        " We teach: 12, as the police say. Why: The police counted."
    )
    assert [one.partition(" ")[0] for one in open_questions] == ["Open"]


def test_a_question_is_read_with_its_key_and_takes_a_remark(as_trainer: Client, candidate) -> None:
    read = at("candidate_read", candidate, "quiz")
    questions = as_trainer.get(read).context["page"].questions
    assert questions
    where = at("comment_add", candidate, "quiz")
    as_trainer.post(where, {"body": "Too easy", "question": questions[0].uid})
    again = as_trainer.get(read).context["page"].questions[0]
    assert [one.body for one in again.comments] == ["Too easy"]
    assert as_trainer.post(where, {"body": " "}).status_code == 422


def test_an_emergency_needs_the_right_and_a_reason_and_is_looked_at(
    intense, trainer, second, enter, now, as_trainer: Client
) -> None:
    where = at("candidate_publish", intense)
    asked = {"notes": "New", "emergency": "A ruling takes effect today"}
    assert as_trainer.post(where, asked).status_code == 403
    grant_authoring(
        course=intense.course, user=trainer, role=CourseGrant.Role.EMERGENCY, by=second, at=now
    )
    assert as_trainer.post(where, {**asked, "emergency": " "}).status_code == 422
    # A plan waits for the approval, so it is not offered as a way around it.
    form = as_trainer.get(at("candidate_detail", intense)).context["form"]
    assert [value for value, _label in form.fields["when"].choices] == ["now", "embargo"]
    assert as_trainer.post(where, asked).status_code == 302
    kept = EmergencyPublication.objects.get()
    assert kept.look_by - kept.release.published_at == timedelta(hours=24)
    look = url("emergency_look", kept.release.public_id)
    assert as_trainer.post(look, {"finding": "Fine"}).status_code == 409
    told = Notice.objects.filter(kind="emergency_published").values_list("person", flat=True)
    assert list(told) == [second.pk]
    client = enter(second)
    assert "A ruling takes effect today" in client.get(url("review_list")).content.decode()
    assert client.post(look, {"finding": " "}).status_code == 422
    assert client.post(look, {"finding": "Right as it is"}).status_code == 302
    kept.refresh_from_db()
    assert (kept.looked_by, kept.finding) == (second, "Right as it is")
    assert client.post(look, {"finding": "Again"}).status_code == 409


def test_a_plan_publishes_when_its_time_has_come_and_an_edit_stops_it(
    as_trainer: Client, candidate, trainer, now
) -> None:
    where = at("candidate_publish", candidate)
    time = timezone.localtime(timezone.now() + timedelta(hours=3))
    asked = {"notes": "Later", "when": "later", "at": time.strftime("%Y-%m-%dT%H:%M")}
    past = {**asked, "at": "2020-01-01T10:00"}
    assert as_trainer.post(where, past).status_code == 422
    assert as_trainer.post(where, {**asked, "at": ""}).status_code == 422
    assert as_trainer.post(where, asked).status_code == 302
    assert as_trainer.post(where, asked).status_code == 409
    assert publish_due(at=timezone.now()) == 0
    assert publish_due(at=time + timedelta(minutes=1)) == 1
    assert PublishPlan.objects.get().state == "published"
    assert Release.objects.get(number=2).notes == "Later"
    assert publish_due(at=time + timedelta(minutes=2)) == 0


def test_a_plan_that_can_not_be_kept_says_why(as_trainer: Client, candidate, trainer, now) -> None:
    time = timezone.localtime(timezone.now() + timedelta(hours=3))
    asked = {"notes": "Later", "when": "later", "at": time.strftime("%Y-%m-%dT%H:%M")}
    as_trainer.post(at("candidate_publish", candidate), asked)
    note_edit(course=candidate.course, by=trainer, at=now, action="edited")
    publish_due(at=time + timedelta(minutes=1))
    plan = PublishPlan.objects.get()
    assert (plan.state, Release.objects.count()) == ("stopped", 1)
    [line] = as_trainer.get(url("draft_detail", SLUG)).context["panel"].candidates
    assert (line.planned_for, line.stopped) == (None, stop_of(plan.stopped))
    assert "edited" in line.stopped
    assert Notice.objects.filter(person=trainer, kind="plan_ended").count() == 1


def test_a_plan_stands_on_the_draft_and_is_taken_back(
    as_trainer: Client, candidate, trainer, now
) -> None:
    time = timezone.localtime(timezone.now() + timedelta(hours=3))
    asked = {"notes": "Later", "when": "later", "at": time.strftime("%Y-%m-%dT%H:%M")}
    as_trainer.post(at("candidate_publish", candidate), asked)
    page = as_trainer.get(url("draft_detail", SLUG))
    assert "Goes out on" in page.content.decode()
    note_edit(course=candidate.course, by=trainer, at=now, action="edited")
    page = as_trainer.get(url("draft_detail", SLUG))
    assert "and will not go out: the draft was edited since" in page.content.decode()
    assert as_trainer.post(url("plan_cancel", SLUG)).status_code == 302
    assert "will not go out" not in as_trainer.get(url("draft_detail", SLUG)).content.decode()
    assert PublishPlan.objects.get().state == "cancelled"
    assert publish_due(at=time + timedelta(minutes=1)) == 0


def test_under_embargo_nobody_starts_on_the_new_release(
    as_trainer: Client, candidate, learner, now
) -> None:
    from courses.enrolment.services import enrol, start

    time = timezone.localtime(timezone.now() + timedelta(hours=3))
    asked = {"notes": "New", "when": "embargo", "at": time.strftime("%Y-%m-%dT%H:%M")}
    assert as_trainer.post(at("candidate_publish", candidate), asked).status_code == 302
    made = enrol(user=learner, course=candidate.course, by=learner, at=now)
    begun = start(enrolment=made, language="en", by=learner, at=now)
    assert (begun.release.number, Release.objects.count()) == (1, 2)
