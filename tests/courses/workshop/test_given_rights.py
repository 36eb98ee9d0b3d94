"""Who was given a right in one course is told, and finds the way to its work."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Notice
from accounts.words import words_for
from courses.catalogue.models import CourseGrant
from courses.catalogue.services import grant_authoring
from tests.courses.workshop.conftest import SLUG, url

PLACES = {
    "author": ("draft_detail", SLUG),
    "reviewer": ("review_list",),
    "marker": ("judging_overview", SLUG),
}


@pytest.mark.parametrize("role", sorted(PLACES))
def test_the_first_page_and_a_notice_lead_to_what_a_right_is_for(
    role: str, draft, trainer, learner, enter, now
) -> None:
    client = enter(learner)
    assert client.get(reverse("courses:delivery:home")).context["page"].to_help == []
    assert client.get(url("draft_list")).status_code == 403

    grant_authoring(course=draft, user=learner, role=CourseGrant.Role(role), by=trainer, at=now)

    [line] = client.get(reverse("courses:delivery:home")).context["page"].to_help
    hrefs = [line.write_href, line.review_href, line.mark_href]
    assert [one for one in hrefs if one] == [url(*PLACES[role])]
    told = Notice.objects.get(person=learner)
    assert words_for(told.kind, told.payload).url == url(*PLACES[role])
    assert client.get(url(*PLACES[role])).status_code == 200


@pytest.mark.parametrize(("role", "files"), [("author", 200), ("reviewer", 403), ("marker", 403)])
def test_the_workshop_opens_and_offers_no_more_than_the_right(
    role: str, files: int, draft, trainer, learner, enter, now
) -> None:
    grant_authoring(course=draft, user=learner, role=CourseGrant.Role(role), by=trainer, at=now)
    client = enter(learner)
    page = client.get(url("draft_list"))
    shown = page.content.decode()
    assert (url("file_list") in shown) is (files == 200)
    assert client.get(url("file_list")).status_code == files
    assert ("You write in no course" in shown) is (role != "author")
    for way in ("review_list", "judging_list"):
        assert url(way) in shown
        assert client.get(url(way)).status_code == 200
    assert f'href="{url("draft_list")}"' in client.get(url("review_list")).content.decode()


def test_nobody_gives_themselves_the_right_to_publish_in_an_emergency(
    as_trainer: Client, draft, trainer, second
) -> None:
    sharing, grant = url("course_sharing", SLUG), url("course_grant", SLUG)
    offered = {
        person: as_trainer.get(sharing, {"q": person.display_name}).content.decode()
        for person in (trainer, second)
    }
    assert 'value="emergency"' not in offered[trainer]
    assert 'value="emergency"' in offered[second]
    own = {"person": str(trainer.public_id), "role": "emergency"}
    assert as_trainer.post(grant, own).status_code == 403
    assert as_trainer.post(grant, {**own, "person": str(second.public_id)}).status_code == 302
    assert list(CourseGrant.objects.values_list("user", "role")) == [(second.pk, "emergency")]
