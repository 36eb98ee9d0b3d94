"""Who may find a course, who has a right in it, who edited what, and what comes back."""

import pytest
from django.test import Client

from accounts.models import AuditEntry
from courses.catalogue import services
from courses.catalogue.errors import ItemRefused
from courses.catalogue.models import Course, CourseGrant, ItemVersion
from courses.catalogue.selectors import lesson_for_edit
from tests.courses.workshop.conftest import SLUG, url


def test_a_new_course_needs_few_things_and_belongs_to_a_unit(as_trainer: Client, units) -> None:
    where = url("course_new")
    form = as_trainer.get(where).context["form"]
    assert units.south not in form.fields["owner"].queryset
    sent = {
        "title": "Fälschungen & Co",
        "summary": "How false pages are found.",
        "code": "FC-1",
        "language": "en",
        "owner": str(units.north.public_id),
    }
    answer = as_trainer.post(where, sent)
    course = Course.objects.get(code="FC-1")
    assert answer["Location"] == url("draft_detail", course.slug)
    assert (course.slug, course.owner, course.visibility) == (
        "falschungen-co",
        units.north,
        "internal",
    )
    assert course.summaries == {"en": "How false pages are found."}
    assert as_trainer.post(where, sent).status_code == 409
    again = as_trainer.post(where, {**sent, "code": "FC-2"})
    assert again["Location"] == url("draft_detail", "falschungen-co-fc-2")
    assert as_trainer.get(where).context["form"]["code"].value() == "FC-3"
    assert as_trainer.post(where, {**sent, "code": "FC-3", "summary": ""}).status_code == 422
    assert as_trainer.post(where, {**sent, "code": "a b"}).status_code == 422
    stranger = {**sent, "code": "X", "title": "X", "owner": str(units.south.public_id)}
    assert as_trainer.post(where, stranger).status_code == 422
    assert as_trainer.get(answer["Location"]).status_code == 200


def test_only_trainers_make_courses(client: Client, learner, lead) -> None:
    for person in (learner, lead):
        client.force_login(person)
        assert client.get(url("course_new")).status_code == 403


def settings_sent(client: Client) -> dict[str, object]:
    form = client.get(url("course_settings", SLUG)).context["form"]
    names = ("code", "languages", "base", "harm_areas", "requires", "certificate_months")
    sent = {name: form[name].value() for name in names}
    texts = {
        name: form[name].value() or "" for name in form.fields if name.endswith(("_en", "_es"))
    }
    kept = {name: value for name, value in {**sent, **texts}.items() if value is not None}
    return {**kept, "gives_certificate": "on"}


def test_settings_are_saved_and_told_if_somebody_was_first(as_trainer: Client, draft) -> None:
    sent = settings_sent(as_trainer)
    where = url("course_settings", SLUG)
    answer = as_trainer.post(where, {**sent, "title_en": "Another", "more_languages": "fr"})
    assert answer.status_code == 302, answer.context["form"].errors
    draft.refresh_from_db()
    assert draft.titles["en"] == "Another"
    assert draft.languages == ["en", "es", "fr"]
    late = as_trainer.post(where, {**sent, "title_en": "A third"})
    assert late.status_code == 409
    assert "A third" in late.content.decode()
    assert "Another" in late.content.decode()
    again = {**sent, "title_en": "A third", "base": late.context["form"]["base"].value()}
    assert as_trainer.post(where, again).status_code == 302
    draft.refresh_from_db()
    assert draft.languages == ["en", "es"]


@pytest.mark.parametrize(
    "wrong", [{"title_en": ""}, {"languages": ["es"]}, {"code": "a b"}, {"requires": ["nowhere"]}]
)
def test_settings_that_cannot_be_are_refused(as_trainer: Client, draft, wrong) -> None:
    sent = {**settings_sent(as_trainer), **wrong}
    assert as_trainer.post(url("course_settings", SLUG), sent).status_code == 422


def test_rights_are_given_to_who_may_be_seen_and_withdrawn(
    as_trainer: Client, draft, learner, outsider
) -> None:
    page = as_trainer.get(url("course_sharing", SLUG), {"q": "learner"}).context["page"]
    assert [person.pk for person in page.people] == [learner.pk]
    assert not list(
        as_trainer.get(url("course_sharing", SLUG), {"q": "outsider"}).context["page"].people
    )
    where = url("course_grant", SLUG)
    sent = {"person": str(learner.public_id), "role": "reviewer"}
    assert as_trainer.post(where, sent).status_code == 302
    grant = CourseGrant.objects.get()
    assert (grant.user, grant.role) == (learner, "reviewer")
    stranger = {"person": str(outsider.public_id), "role": "author"}
    assert as_trainer.post(where, stranger).status_code == 404
    assert as_trainer.post(where, {"person": "x", "role": "author"}).status_code == 422
    as_trainer.post(url("course_grant_withdraw", SLUG, grant.pk))
    assert not CourseGrant.objects.exists()
    assert AuditEntry.objects.filter(action="course.right_withdrawn").exists()
    assert as_trainer.post(url("course_grant_withdraw", SLUG, grant.pk)).status_code == 404


def test_an_author_edits_and_shares_nothing(client: Client, draft, learner, trainer, now) -> None:
    role = CourseGrant.Role.AUTHOR
    grant = services.grant_authoring(course=draft, user=learner, role=role, by=trainer, at=now)
    client.force_login(learner)
    assert client.get(url("course_sharing", SLUG)).status_code == 200
    assert client.post(url("course_sharing", SLUG), {"visibility": "open"}).status_code == 403
    sent = {"person": str(learner.public_id), "role": "marker"}
    assert client.post(url("course_grant", SLUG), sent).status_code == 403
    assert client.post(url("course_grant_withdraw", SLUG, grant.pk)).status_code == 403


def test_a_restricted_course_names_units_that_the_person_knows(
    as_trainer: Client, draft, units
) -> None:
    where = url("course_sharing", SLUG)
    assert as_trainer.post(where, {"visibility": "restricted"}).status_code == 422
    draft.refresh_from_db()
    assert draft.visibility == "open"
    stranger = {"visibility": "restricted", "units": [str(units.south.public_id)]}
    assert as_trainer.post(where, stranger).status_code == 422
    named = {"visibility": "restricted", "units": [str(units.north.public_id)]}
    assert as_trainer.post(where, named).status_code == 302
    draft.refresh_from_db()
    assert (draft.visibility, list(draft.restricted_units.all())) == ("restricted", [units.north])
    # A unit that somebody above named stays, though this person does not see it.
    draft.restricted_units.add(units.south)
    as_trainer.post(where, named)
    assert set(draft.restricted_units.all()) == {units.north, units.south}
    page = as_trainer.get(where)
    assert page.context["page"].others == 1
    assert "South" not in page.content.decode()


def test_a_visibility_that_is_none_is_refused(draft, trainer, now) -> None:
    with pytest.raises(ItemRefused):
        services.share_course(course=draft, visibility="x", units=[], reach=[], by=trainer, at=now)


def test_an_export_of_a_restricted_course_is_recorded_with_its_reason(draft, trainer, now) -> None:
    services.note_export(course=draft, reason="A review", by=trainer, at=now)
    assert AuditEntry.objects.get(action="course.exported").new["reason"] == "A review"


def write(draft, trainer, now, title: str) -> None:
    found = lesson_for_edit(draft, "attest", "en")
    words = found.words.__class__(title, found.words.topic, found.words.body)
    services.save_lesson_words(
        course=draft,
        uid="attest",
        language="en",
        words=words,
        base=found.words_digest,
        by=trainer,
        at=now,
    )


def test_history_tells_who_edited_what_and_brings_it_back(
    as_trainer: Client, draft, trainer, now
) -> None:
    write(draft, trainer, now, "I have read it all")
    page = as_trainer.get(url("course_history", SLUG)).context["page"]
    assert [(line.done, [one.what for one in line.items]) for line in page.lines[:1]] == [
        ("wrote", ["text of lesson attest (English)"])
    ]
    version = ItemVersion.objects.get(kind="lesson_text")
    where = url("item_version", SLUG, version.pk)
    html = as_trainer.get(where).content.decode()
    assert "<ins>" in html
    assert "<del>" in html
    assert as_trainer.post(where).status_code == 302
    assert lesson_for_edit(draft, "attest", "en").words.title == version.body["title"]
    assert "it said before this edit" in as_trainer.get(where).content.decode()
    assert as_trainer.get(url("item_version", SLUG, 0)).status_code == 404


def test_history_is_searched_by_person_and_item(as_trainer: Client, draft, trainer, now) -> None:
    write(draft, trainer, now, "I have read it all")
    where = url("course_history", SLUG)
    for wanted, count in (({"q": "Trainer"}, 1), ({"uid": "attest"}, 1), ({"q": "nobody"}, 0)):
        assert len(as_trainer.get(where, wanted).context["page"].lines) == count
    assert as_trainer.get(where, {"q": "a\x00"}).status_code == 422


def test_a_state_that_cannot_come_back_alone_is_told(
    as_trainer: Client, draft, trainer, now
) -> None:
    write(draft, trainer, now, "I have read it all")
    version = ItemVersion.objects.get(kind="lesson_text")
    services.remove_lesson(course=draft, uid="attest", by=trainer, at=now)
    answer = as_trainer.post(url("item_version", SLUG, version.pk))
    assert answer.status_code == 409
    assert "Bring the lesson back first" in answer.content.decode()
    gone = ItemVersion.objects.filter(kind="lesson").latest("revision")
    assert as_trainer.post(url("item_version", SLUG, gone.pk)).status_code == 302
    assert draft.lessons.get(uid="attest").texts.count() == 2
