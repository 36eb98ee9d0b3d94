"""Looking a candidate over, publishing it, and withdrawing a release."""

import uuid
from datetime import date

import pytest
from django.test import Client

from courses.catalogue.models import CourseGrant
from courses.catalogue.services import grant_authoring, note_edit
from courses.enrolment.services import enrol, start
from courses.releases.models import Release, Review
from courses.releases.services import compile_candidate, give_review
from tests.courses.workshop.conftest import PASSWORD, SLUG, url


def detail(candidate) -> str:
    return url("candidate_detail", SLUG, candidate.public_id)


def publishing(candidate) -> str:
    return url("candidate_publish", SLUG, candidate.public_id)


def test_candidate_page_tells_outline_changes_and_who_is_met(
    as_trainer: Client, candidate, published, learner, now
) -> None:
    made = enrol(user=learner, course=published.course, by=learner, at=now)
    start(enrolment=made, language="en", by=learner, at=now)
    answer = as_trainer.get(detail(candidate))
    page = answer.context["page"]
    told = " ".join(answer.content.decode().split())
    assert [(one.what, one.title, one.respects) for one in page.changes] == [
        ("Course changed", "An edited course", ("title",))
    ]
    assert "Compared with release 1." in told
    assert "Release 1: 1 in progress, 0 finished" in told
    assert "Publish this candidate" in told
    assert [module.title for module in page.modules] == ["Foundations", "Practice"]


def test_publish_numbers_the_candidate_with_its_notes(
    as_trainer: Client, candidate, trainer
) -> None:
    answer = as_trainer.post(publishing(candidate), {"notes": "A better title"})
    assert answer["Location"] == url("draft_detail", SLUG)
    release = Release.objects.get(number=2)
    assert (release.candidate, release.notes) == (candidate, "A better title")
    assert release.published_by == trainer
    html = as_trainer.get(answer["Location"]).content.decode()
    assert "A better title" in html
    assert "by Trainer" in " ".join(html.split())
    # Notices of its review still lead to the candidate.
    late = as_trainer.get(detail(candidate), follow=True)
    assert "This candidate was published: it is release 2." in late.content.decode()


def test_publish_without_notes_is_refused(as_trainer: Client, candidate) -> None:
    answer = as_trainer.post(publishing(candidate), {"notes": " "})
    assert answer.status_code == 422
    assert Release.objects.count() == 1


def test_publish_needs_a_recent_proof(client: Client, trainer, candidate) -> None:
    trainer.set_password(PASSWORD)
    trainer.save()
    client.force_login(trainer)
    answer = client.post(publishing(candidate), {"notes": "x"})
    assert answer["Location"].startswith("/account/reauthenticate/")
    assert Release.objects.count() == 1


def test_publish_of_a_moved_draft_is_refused_and_what_was_typed_is_kept(
    as_trainer: Client, candidate, trainer, now
) -> None:
    note_edit(course=candidate.course, by=trainer, at=now, action="edited")
    answer = as_trainer.post(publishing(candidate), {"notes": "A better title"})
    assert answer.status_code == 409
    assert "The draft was edited since this candidate was made." in answer.content.decode()


def test_publish_with_moved_references_is_refused_with_the_list(
    as_trainer: Client, edited, trainer, second, now
) -> None:
    # Compiled for a day on which the second edition is in effect, which it is not yet.
    planned = compile_candidate(course=edited, by=trainer, at=now, as_of=date(9999, 1, 1))
    approved = Review.Verdict.APPROVED
    give_review(candidate=planned, verdict=approved, comment="", by=second, at=now)
    answer = as_trainer.post(publishing(planned), {"notes": "A better title"})
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "<code>house/FEE-1.1: 2 → 1</code>" in html
    assert "A better title" in html
    assert Release.objects.count() == 1


def test_an_author_compiles_and_does_not_publish(candidate, learner, enter, now) -> None:
    author = CourseGrant.Role.AUTHOR
    grant_authoring(course=candidate.course, user=learner, role=author, by=learner, at=now)
    client = enter(learner)
    html = client.get(detail(candidate)).content.decode()
    assert "Publish this candidate" not in html
    assert client.post(publishing(candidate), {"notes": "x"}).status_code == 403
    assert client.post(url("release_withdraw", SLUG, 1), {"reason": "x"}).status_code == 403


def test_candidates_of_others_are_not_found(candidate, outsider, as_trainer, enter) -> None:
    client = enter(outsider)
    assert client.get(detail(candidate)).status_code == 404
    assert client.post(publishing(candidate), {"notes": "x"}).status_code == 404
    assert as_trainer.get(url("candidate_detail", SLUG, uuid.uuid4())).status_code == 404


def test_anonymous_is_sent_to_the_door(client: Client, candidate) -> None:
    for where in (detail(candidate), publishing(candidate), url("release_withdraw", SLUG, 1)):
        assert client.get(where)["Location"].startswith("/account/login/")


def test_candidate_page_keeps_to_15_queries(
    as_trainer: Client, candidate, django_assert_num_queries
) -> None:
    as_trainer.get(detail(candidate))
    with django_assert_num_queries(15):
        as_trainer.get(detail(candidate))


def test_withdraw_with_a_reason(as_trainer: Client, draft) -> None:
    where = url("release_withdraw", SLUG, 1)
    assert "Nobody starts on it any more." in as_trainer.get(where).content.decode()
    assert as_trainer.post(where, {"reason": " "}).status_code == 422
    answer = as_trainer.post(where, {"reason": "A wrong figure"})
    assert answer["Location"] == url("draft_detail", SLUG)
    assert Release.objects.get(number=1).withdrawn_reason == "A wrong figure"
    html = as_trainer.get(answer["Location"]).content.decode()
    assert "Withdrawn on" in html
    assert "A wrong figure" in html


def test_withdraw_twice_is_refused(as_trainer: Client, draft) -> None:
    where = url("release_withdraw", SLUG, 1)
    as_trainer.post(where, {"reason": "A wrong figure"})
    answer = as_trainer.post(where, {"reason": "Again"})
    assert answer.status_code == 409
    assert "withdrawn before" in answer.content.decode()


@pytest.mark.parametrize("number", [2, 99])
def test_an_unknown_release_is_not_found(as_trainer: Client, draft, number: int) -> None:
    assert as_trainer.get(url("release_withdraw", SLUG, number)).status_code == 404


def test_the_notes_begin_with_what_changed_and_a_draft_leads_to_its_candidate(
    as_trainer: Client, candidate
) -> None:
    where = url("candidate_detail", SLUG, candidate.public_id)
    page = as_trainer.get(where)
    assert page.context["form"]["notes"].value() == "\n".join(
        f"{one.what}: {one.title}" for one in page.context["page"].changes
    )
    assert "An edited course" in page.context["form"]["notes"].value()
    html = as_trainer.get(url("draft_detail", SLUG)).content.decode()
    assert "Look over the candidate" in html
    candidate.course.draft_revision += 1
    candidate.course.save(update_fields=["draft_revision"])
    html = as_trainer.get(url("draft_detail", SLUG)).content.decode()
    assert "Look over the candidate" not in html
